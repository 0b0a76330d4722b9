// The walk of one trace: which servers to ask what, from the root hints to the answer, and on until every server was asked.
import type {
  CancelSignal,
  Clock,
  Exchange,
  LimitName,
  Question,
  SkipReason,
  TraceFact,
  TraceOptions,
} from '@delegraph/model';
import { Budget } from '../budget.ts';
import type { Limits } from '../limits.ts';
import type { TracePool } from '../pool.ts';
import type { RootHint } from '../root-hints.ts';
import { Health } from './health.ts';
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
  rootHints: readonly RootHint[];
  limits: Limits;
  options: TraceOptions;
  pool: TracePool | null;
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
  readonly #health: Health | null;

  constructor(setup: WalkSetup) {
    const { limits, options, clock, signal, exchange, startMs, pool, skipReason } = setup;
    const { breadth, families, udpPayloadOctets } = options;
    const isPath = breadth === 'path';
    this.#width = isPath ? 1 : Number.POSITIVE_INFINITY;
    const journal = new Journal(setup.emit);
    const zones = new Zones(setup.rootHints, { limits, journal, supplied: options.delegations });
    const hops = new Hops({
      hopSetup: {
        exchange,
        clock,
        limits,
        signal,
        startMs,
        pool,
        udpPayloadOctets,
        budget: new Budget(limits),
        withoutEdns: new Set(),
      },
      skipReason,
      // An examined zone's servers are judged by the SOA probe, which is confirmed instead; a path judges nobody.
      confirmsErrors: (zone) => !isPath && !zone.examined,
      zones,
      journal,
      onEnd: (zone) => this.#hopEnded(zone),
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
    this.#health =
      options.health && !isPath
        ? new Health({ hops, nameServers, journal, question: () => this.#lookups.first })
        : null;
    const health = this.#health;
    this.#lookups = new Lookups({
      limits,
      options,
      clock,
      signal,
      zones,
      hops,
      nameServers,
      health,
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
    await this.#journal.settled();
  }

  /** Ends the lookups still running because of a limit. */
  cutOff(limit: LimitName, allowed: number): void {
    this.#journal.reached(limit, allowed, null);
    this.#lookups.cutOff(limit);
  }

  #hopEnded(zone: ServedZone): void {
    this.#health?.checkGlueInside(zone);
    // The zones below may have waited for what this query could tell of them.
    for (const child of this.#zones.childrenOf(zone)) child.changed();
    this.#lookups.breakDeadlock();
  }
}
