// The walk of one trace: which servers to ask what, from the root hints to the answer, and on until every server was asked.
import {
  type CancelSignal,
  type Clock,
  type Exchange,
  type LimitName,
  type NameServerAddresses,
  type Question,
  ROOT,
  type SkipReason,
  type TraceFact,
  type TraceOptions,
  defaultTraceOptions,
} from '@delegraph/model';
import { Budget } from '../budget.ts';
import type { Limits } from '../limits.ts';
import type { TraceMemory } from '../memory.ts';
import type { TracePool } from '../pool.ts';
import type { Random } from '../random.ts';
import { Checks } from './checks.ts';
import { Examination } from './examination.ts';
import { HiddenCuts } from './hidden-cuts.ts';
import { Hops } from './hops.ts';
import { Journal } from './journal.ts';
import { Lookups } from './lookups.ts';
import { NameServers } from './name-servers.ts';
import type { ServedZone } from './served-zone.ts';
import { Zones } from './zones.ts';

export interface WalkSetup {
  exchange: Exchange;
  /** Why an address may not be asked from here, or null when it may. */
  skipReason: (address: string) => SkipReason | null;
  roots: readonly NameServerAddresses[];
  limits: Limits;
  options: TraceOptions;
  pool: TracePool | null;
  memory: TraceMemory | null;
  random: Random;
  clock: Clock;
  signal: CancelSignal;
  startMs: number;
  emit: (fact: TraceFact) => void;
}

/** Puts the parts of a walk together; each of them holds one idea. */
export class Walk {
  readonly #width: number;
  readonly #journal: Journal;
  readonly #zones: Zones;
  readonly #lookups: Lookups;
  readonly #checks: Checks | null;
  readonly #examination: Examination | null;
  readonly #memory: TraceMemory | null;

  constructor(setup: WalkSetup) {
    const { limits, options, clock, signal, exchange, startMs, pool, memory, random, skipReason } = setup;
    const { breadth, families, udpPayloadOctets, dnssecOk, tcpRetry } = options;
    const isPath = breadth === 'path';
    this.#width = isPath ? 1 : Number.POSITIVE_INFINITY;
    const journal = new Journal(setup.emit);
    const zones = new Zones(setup.roots, { limits, journal, supplied: options.delegations });
    const hiddenCuts = new HiddenCuts({ hops: () => hops, zones, journal });
    const hops: Hops = new Hops({
      hopSetup: {
        exchange,
        clock,
        limits,
        signal,
        startMs,
        pool,
        random,
        udpPayloadOctets,
        dnssecOk,
        tcpRetry,
        budget: new Budget(limits),
        withoutEdns: new Set(),
      },
      skipReason,
      // An examined zone's servers are judged by the SOA probe, which is confirmed instead; a path judges nobody.
      confirmsErrors: (zone) => !isPath && !zone.examined,
      zones,
      hiddenCuts,
      memory: isMemorable(options) ? memory : null,
      journal,
      onEnd: (zone) => this.#hopEnded(zone),
      onGlueless: (plan, cut) => this.#checks?.completeGlue(plan, cut),
    });
    const nameServers = new NameServers({
      limits,
      zones,
      journal,
      addressTypes: { both: ['A', 'AAAA'] as const, ipv4: ['A'] as const, ipv6: ['AAAA'] as const }[families],
      width: isPath ? 1 : limits.raceWidth,
      lookUp: (request) => this.#lookups.start(request),
      onEnd: () => this.#lookups.breakDeadlock(),
    });
    this.#journal = journal;
    this.#zones = zones;
    // Who asks other servers, or does not check any, must not take the turn of those who do.
    this.#memory = isPath || !isMemorable(options) ? null : memory;
    this.#checks = isPath
      ? null
      : new Checks({
          hops,
          nameServers,
          hiddenCuts,
          journal,
          limits,
          examines: options.health,
          question: () => this.#lookups.first,
        });
    this.#examination = isPath
      ? null
      : new Examination({ hops, zones, journal, options, random, chain: () => this.#lookups.chain });
    const checks = this.#checks;
    this.#lookups = new Lookups({
      limits,
      options,
      clock,
      signal,
      zones,
      hops,
      nameServers,
      checks,
      journal,
    });
  }

  /** Walks for `question` and everything it leads to. Resolves when nothing is left to ask; rejects with the signal's
   *  reason, or with an error of ours. */
  async run(question: Question): Promise<void> {
    this.#lookups.start({
      purpose: 'question',
      question,
      parent: null,
      visited: [],
      depth: 0,
      width: this.#width,
      tier: 'trace',
    });
    if (this.#memory?.takePriming()) this.#checks?.prime(this.#zones.known(ROOT));
    await this.#journal.settled();
    if (!this.#examination?.isDue) return;
    this.#journal.emit({ type: 'examination-started' });
    this.#examination.start();
    await this.#journal.settled();
  }

  /** Ends the lookups still running because of a limit. */
  cutOff(limit: LimitName, allowed: number): void {
    this.#journal.reached(limit, allowed, null);
    this.#lookups.cutOff(limit);
  }

  #hopEnded(zone: ServedZone): void {
    this.#checks?.hopEnded(zone);
    // The zones below may have waited for what this query could tell of them.
    for (const child of this.#zones.childrenOf(zone)) {
      child.changed();
      this.#checks?.hopEnded(child);
    }
    this.#lookups.breakDeadlock();
  }
}

/** Whether the root was asked as every trace asks it, so that what it said can stand for others and the reverse. */
function isMemorable(options: TraceOptions): boolean {
  const { udpPayloadOctets: usual } = defaultTraceOptions;
  const isAskedAsUsual = options.udpPayloadOctets === usual && options.dnssecOk && options.tcpRetry;
  return isAskedAsUsual && options.rootServers.length === 0;
}
