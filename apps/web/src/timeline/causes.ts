// Why a query could not be sent before: the query whose answer told of its zone, of its server's address, or of its name.
import {
  type DomainName,
  type HopState,
  type LookupState,
  type TraceState,
  zoneNamed,
} from '@delegraph/model';

export interface Cause {
  /** Of the query that was answered. */
  hopId: number;
  /** `referral`: it told of the zone asked. `address`: it gave the server's address. `alias`: it led to the name asked for.
   *  `name-server`: it named the server whose address is looked up. `answer`: it named a host. */
  kind: 'referral' | 'address' | 'alias' | 'name-server' | 'answer';
}

/** Tells of each query of the trace what it waited for last, of all it needs; null of one that could be sent at the start. */
export function causesIn(state: TraceState): (hop: HopState) => Cause | null {
  const referrals = referralsByLookup(state);
  const addressLookups = Map.groupBy(
    state.lookups.filter(({ purpose }) => purpose === 'nameserver-address'),
    ({ question }) => question.name,
  );
  return (hop) => {
    const lookup = state.lookups[hop.lookupId];
    const needs: [Cause['kind'], number | null][] = [
      [
        'address',
        hop.addressSource === 'lookup' ? addressFrom(addressLookups.get(hop.nameServer), hop) : null,
      ],
      reasonOf(state, lookup),
      ['referral', zoneNamed(state, hop.zone)?.learnedFrom ?? null],
      // A lookup that starts above a zone that is known already is referred to it again.
      ['referral', referrals.get(referralKey(hop.lookupId, hop.zone)) ?? null],
    ];
    const ready = needs.flatMap(([kind, hopId]): (Cause & { endedAtMs: number })[] => {
      const endedAtMs = hopId === null ? null : (state.hops[hopId]?.endedAtMs ?? null);
      if (hopId === null || endedAtMs === null || endedAtMs > hop.sentAtMs || hopId === hop.id) return [];
      return [{ kind, hopId, endedAtMs }];
    });
    const [first, ...others] = ready;
    if (!first) return null;
    const { kind, hopId } = others.reduce(
      (last, need) => (need.endedAtMs > last.endedAtMs ? need : last),
      first,
    );
    return { kind, hopId };
  };
}

/** The cause as words that follow what was asked. */
export function causeText(state: TraceState, { hopId, kind }: Cause): string {
  const { nameServer, zone, question } = state.hops[hopId]!;
  switch (kind) {
    case 'referral':
      return `after ${nameServer} of ${zone} referred to this zone`;
    case 'address':
      return `after ${nameServer} gave the address, asked for ${question.name} ${question.type}`;
    case 'alias':
      return `after ${nameServer} said that ${question.name} is an alias`;
    case 'name-server':
      return `after ${nameServer} of ${zone} named the server whose address is asked for`;
    case 'answer':
      return `after ${nameServer} answered ${question.name} ${question.type}`;
  }
}

/** The first referral that each lookup heard to each zone, as a hop id. */
function referralsByLookup({ hops }: TraceState): Map<string, number> {
  const referrals = new Map<string, number>();
  for (const { id, lookupId, result, endedAtMs } of hops) {
    if (result.status !== 'answered' || result.response.kind !== 'referral' || endedAtMs === null) continue;
    const key = referralKey(lookupId, result.response.zone);
    const known = referrals.get(key);
    if (known === undefined || endedAtMs < hops[known]!.endedAtMs!) referrals.set(key, id);
  }
  return referrals;
}

function referralKey(lookupId: number, zone: DomainName): string {
  return `${lookupId} ${zone}`;
}

/** Of the lookups of a name server, the one whose answer holds the address asked. */
function addressFrom(lookups: readonly LookupState[] | undefined, { address }: HopState): number | null {
  const lookup = lookups?.find(
    ({ outcome }) => outcome?.kind === 'answer' && outcome.records.some(({ data }) => data === address),
  );
  return hopOf(lookup);
}

/** What the lookup was started for, as far as it was heard from a query. */
function reasonOf(state: TraceState, lookup: LookupState | undefined): [Cause['kind'], number | null] {
  const parent = lookup?.parentLookupId ?? null;
  switch (lookup?.purpose) {
    case 'nameserver-address': {
      const zone = lookup.neededBy === null ? undefined : zoneNamed(state, lookup.neededBy);
      return ['name-server', zone?.learnedFrom ?? null];
    }
    case 'alias':
      return ['alias', parent === null ? null : hopOf(state.lookups[parent])];
    default:
      return ['answer', parent === null ? null : hopOf(state.lookups[parent])];
  }
}

function hopOf(lookup: LookupState | undefined): number | null {
  return lookup?.outcome && 'hopId' in lookup.outcome ? lookup.outcome.hopId : null;
}
