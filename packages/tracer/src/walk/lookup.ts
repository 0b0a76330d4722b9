// One lookup while it runs.
import type { DomainName, LookupOutcome, LookupPurpose, Question } from '@delegraph/model';
import type { Tier } from '../budget.ts';
import type { ServedZone } from './served-zone.ts';

export interface Lookup {
  readonly id: number;
  readonly purpose: LookupPurpose;
  readonly question: Question;
  /** Names already visited on its alias chain, its own included. */
  readonly visited: readonly DomainName[];
  /** How many name-server lookups it is nested in. */
  readonly depth: number;
  /** How many servers of a zone are asked at once; all for the question and its aliases. */
  readonly width: number;
  /** Whose budget it spends. What was started to examine servers may come to be needed for the answer: see `promote`. */
  tier: Tier;
  /** The zone whose servers it asks. */
  zone: ServedZone;
  /** How many questions for less than the whole name it has asked. */
  minimised: number;
  /** Null while it runs. */
  outcome: LookupOutcome | null;
  /** The zone none of whose known servers helped, while more of them may still become known; `giveUp` ends the wait. */
  blocked: { zone: ServedZone; giveUp: () => void } | null;
}

/** Lets the lookups that may give a name server of the zone its first address spend the budget of the trace tier, and those
 *  that they wait for. */
export function promote(zone: ServedZone): void {
  for (const lookup of zone.awaited) {
    if (lookup.tier === 'trace' || zone.hasAddressOf(lookup.question.name)) continue;
    lookup.tier = 'trace';
    promote(lookup.zone);
  }
}

/** The lookups among `blocked` that wait for each other and nothing else, so that none of them can ever end.
 *  `isOpen` says whether a query is out that may still name a server of the zone. */
export function deadlockedLookups(
  blocked: readonly Lookup[],
  isOpen: (zone: ServedZone) => boolean,
): Lookup[] {
  let stuck = blocked.filter(({ blocked: wait }) => wait !== null && !isOpen(wait.zone));
  for (;;) {
    const next = stuck.filter(({ blocked: wait }) =>
      [...wait!.zone.awaited].every((lookup) => stuck.includes(lookup)),
    );
    if (next.length === stuck.length) return stuck;
    stuck = next;
  }
}
