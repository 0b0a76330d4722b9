// The addresses of name servers: looked up where a referral gave none, and where there is only glue to compare.
import { type DomainName, type LookupOutcome, isAddressRecord } from '@delegraph/model';
import type { Tier } from '../budget.ts';
import type { Limits } from '../limits.ts';
import type { Journal } from './journal.ts';
import { type Lookup, promote } from './lookup.ts';
import type { LookupRequest, StartedLookup } from './lookups.ts';
import type { ServedZone } from './served-zone.ts';
import type { Zones } from './zones.ts';

export interface NameServersSetup {
  limits: Limits;
  zones: Zones;
  journal: Journal;
  /** The types of the addresses that are wanted. */
  addressTypes: readonly ('A' | 'AAAA')[];
  /** How many servers of a zone are asked at once for an address that is needed. */
  width: number;
  lookUp: (request: LookupRequest) => StartedLookup;
  /** Told when a lookup has ended, for those who wait for each other. */
  onEnd: () => void;
}

/** Whose lookup it is, and how it is asked. */
interface Cause {
  parent: Lookup;
  depth: number;
  width: number;
  tier: Tier;
}

/** How many servers a name server's address is asked of when it is only compared with the glue. */
const VERIFICATION_WIDTH = 1;

export class NameServers {
  readonly #setup: NameServersSetup;
  #subTraces = 0;

  constructor(setup: NameServersSetup) {
    this.#setup = setup;
  }

  /** Looks up the next name server of the zone that has no address yet. False when none is left or a limit forbids it. */
  lookUpNext(zone: ServedZone, lookup: Lookup): boolean {
    const { nameServersPerZone, failingNameServersPerZone } = this.#setup.limits;
    const { journal, width } = this.#setup;
    const { tier } = lookup;
    if (tier === 'trace') promote(zone);
    const next = [...zone.nameServers].find(
      (name) =>
        !zone.lookedUp.has(name) &&
        !zone.hasAddressOf(name) &&
        (tier === 'trace' || !zone.unaffordable.has(name)),
    );
    if (next === undefined) return false;
    if (zone.lookedUp.size >= nameServersPerZone)
      return journal.reached('name-servers-per-zone', nameServersPerZone, zone);
    if (zone.failedLookups >= failingNameServersPerZone)
      return journal.reached('failing-name-servers', failingNameServersPerZone, zone);
    // Those still running may fail too, and then the limit would have come too late.
    if (zone.failedLookups + zone.runningLookups >= failingNameServersPerZone) return false;
    return this.#lookUp(zone, next, { depth: lookup.depth + 1, parent: lookup, width, tier });
  }

  /** Looks up the addresses of a name server that has some, to compare them. */
  verify(zone: ServedZone, name: DomainName, parent: Lookup): void {
    this.#lookUp(zone, name, { depth: 0, parent, width: VERIFICATION_WIDTH, tier: 'check' });
  }

  /** The addresses of a host that is no name server of the delegation, so that nothing is added to it: with `neededBy`, of a
   *  name server that only that zone itself names. */
  async addressesOf(name: DomainName, parent: Lookup, neededBy?: ServedZone): Promise<string[]> {
    const { addressTypes, lookUp } = this.#setup;
    const outcomes = await Promise.all(
      addressTypes.map(
        (type) =>
          lookUp({
            purpose: neededBy ? 'nameserver-address' : 'target',
            question: { name, type },
            parent,
            visited: [],
            depth: 0,
            width: VERIFICATION_WIDTH,
            tier: 'check',
            ...(neededBy ? { neededBy } : {}),
          }).end,
      ),
    );
    return outcomes.flatMap((outcome) =>
      outcome.kind === 'answer' ? outcome.records.filter(isAddressRecord).map(({ data }) => data) : [],
    );
  }

  /** Looks up the addresses of a name server and adds what is found. False when a limit forbids it. */
  #lookUp(zone: ServedZone, name: DomainName, cause: Cause): boolean {
    const { subTraces, subTraceDepth } = this.#setup.limits;
    const { journal, zones, addressTypes, lookUp, onEnd } = this.#setup;
    const isNeeded = !zone.hasAddressOf(name);
    zone.lookedUp.add(name);
    if (cause.depth > subTraceDepth) {
      zone.limit = 'sub-trace-depth';
      return journal.reached('sub-trace-depth', subTraceDepth, zone);
    }
    if (isNeeded && this.#subTraces >= subTraces) {
      zone.limit = 'sub-traces';
      return journal.reached('sub-traces', subTraces, zone);
    }
    if (isNeeded) {
      this.#subTraces += 1;
      zone.runningLookups += 1;
    }
    const started = addressTypes.map((type) =>
      lookUp({
        ...cause,
        purpose: 'nameserver-address',
        question: { name, type },
        visited: [],
        neededBy: zone,
      }),
    );
    for (const { lookup } of started) zone.awaited.add(lookup);
    const outcomes: LookupOutcome[] = [];
    for (const { lookup, end } of started) {
      journal.track(
        end.then((outcome) => {
          zone.awaited.delete(lookup);
          zones.addLookedUp(zone, name, lookup, outcome);
          outcomes.push(outcome);
          if (isNeeded && outcomes.length === started.length) this.#settle(zone, name, started, outcomes);
          zone.changed();
          onEnd();
        }),
      );
    }
    return true;
  }

  /** Counts the end of the lookups of a name server that had no address. */
  #settle(
    zone: ServedZone,
    name: DomainName,
    started: readonly StartedLookup[],
    outcomes: readonly LookupOutcome[],
  ): void {
    zone.runningLookups -= 1;
    const cutOff = outcomes.find((outcome) => outcome.kind === 'budget');
    const isAffordable = started.every(({ lookup }) => lookup.tier === 'trace');
    if (cutOff && !isAffordable && !zone.hasAddressOf(name)) {
      zone.lookedUp.delete(name);
      zone.unaffordable.add(name);
      this.#subTraces -= 1;
      return;
    }
    if (cutOff) zone.limit = cutOff.limit;
    if (!zone.hasAddressOf(name)) zone.failedLookups += 1;
  }
}
