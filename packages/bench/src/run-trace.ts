// One trace, read as the server reads it, and what it took.
import { diagnose } from '@delegraph/diagnosis';
import { type ZoneTree, rootHintsOf } from '@delegraph/lab';
import {
  type Exchange,
  type LookupOutcome,
  type Probe,
  type TimedFact,
  type TraceEvent,
  isOfTraceTier,
  recordTrace,
} from '@delegraph/model';
import { type Limits, type TracePool, defaultLimits, parseQuestion, trace } from '@delegraph/tracer';
import { type Hold, holdIn } from './hold.ts';

export interface Asked {
  tree: ZoneTree;
  exchange: Exchange;
  limits?: Limits;
  /** What the traces share. Absent: each is alone. */
  pool?: TracePool;
  signal?: AbortSignal;
  /** Whether a trace may end without an answer or at a limit. Absent: that is an error, for its figures mean nothing. */
  mayFail?: boolean;
}

/** What one trace took, in milliseconds as its reader saw them. */
export interface TraceTally {
  answeredAfterMs: number;
  /** Until every (zone, address) pair that answered at all had answered once. */
  everyServerAfterMs: number;
  /** Until the last query of the trace tier had ended. */
  traceTierAfterMs: number;
  endedAfterMs: number;
  events: number;
  packets: number;
  /** The questions of the trace tier to each (zone, address) pair. */
  questionsOfPair: Map<string, number>;
  /** Of hops that were answered by the first packet. */
  roundTrips: RoundTrip[];
  /** How the question ended. */
  outcome: LookupOutcome['kind'] | null;
  limitsReached: string[];
}

/** A round trip as the trace shows it, and what the server says it took of it. */
export interface RoundTrip {
  address: string;
  elapsedMs: number;
  /** Whether the trace says that a part of it may be its own. */
  isMarked: boolean;
  hold: Hold | null;
}

/** For runs that measure cost under load: there a trace may wait for the processor longer than a visitor ever would. */
export const patientLimits: Limits = { ...defaultLimits, wallTimeMs: 600_000 };

/** The facts of a trace of `domain`'s `www`, before anything was made of them. */
export function factsOf(
  domain: string,
  { tree, exchange, limits, pool, signal }: Asked,
): AsyncIterable<TimedFact> {
  return trace(parseQuestion(`www.${domain}`, 'A').question, {
    exchange,
    rootHints: rootHintsOf(tree),
    profile: 'bench',
    vantage: { name: 'bench', ipv4: true, ipv6: true },
    allowTarget: () => true,
    engine: 'bench',
    ...(limits ? { limits } : {}),
    ...(pool ? { pool } : {}),
    ...(signal ? { signal } : {}),
  });
}

/** Traces `domain`'s `www` and finds what is wrong with it. */
export async function runTrace(domain: string, asked: Asked): Promise<TraceTally> {
  const startMs = performance.now();
  const tally = new Tally();
  for await (const event of recordTrace(factsOf(domain, asked), diagnose)) {
    tally.add(event, performance.now() - startMs);
  }
  if (!asked.mayFail && (tally.outcome !== 'answer' || tally.limitsReached.length > 0)) {
    const limits = tally.limitsReached.join(', ') || 'none';
    throw new Error(`The trace of ${domain} ended as “${tally.outcome}”, limits reached: ${limits}.`);
  }
  return tally;
}

/** The questions of the trace tier. */
export function questionsOf({ questionsOfPair }: TraceTally): number {
  return [...questionsOfPair.values()].reduce((sum, count) => sum + count, 0);
}

class Tally implements TraceTally {
  answeredAfterMs = Number.NaN;
  everyServerAfterMs = Number.NaN;
  traceTierAfterMs = Number.NaN;
  endedAfterMs = Number.NaN;
  events = 0;
  packets = 0;
  questionsOfPair = new Map<string, number>();
  roundTrips: RoundTrip[] = [];
  outcome: LookupOutcome['kind'] | null = null;
  limitsReached: string[] = [];
  #hops: { pair: string; address: string; probe: Probe }[] = [];
  /** The lookups of the question and its aliases. */
  #chain = new Set<number>();
  #heard = new Set<string>();

  add(event: TraceEvent, nowMs: number): void {
    this.events += 1;
    switch (event.type) {
      case 'lookup-started':
        if (event.purpose === 'question' || event.purpose === 'alias') this.#chain.add(event.lookupId);
        break;
      case 'lookup-ended':
        if (!this.#chain.has(event.lookupId)) break;
        this.answeredAfterMs = nowMs;
        this.outcome = event.outcome.kind;
        break;
      case 'query-sent': {
        const { hopId, zone, address, probe } = event;
        const pair = `${zone} ${address}`;
        this.#hops[hopId] = { pair, address, probe };
        if (isOfTraceTier(probe)) this.questionsOfPair.set(pair, (this.questionsOfPair.get(pair) ?? 0) + 1);
        break;
      }
      case 'response-received': {
        const { pair, address } = this.#hops[event.hopId]!;
        if (!this.#heard.has(pair)) this.everyServerAfterMs = nowMs;
        this.#heard.add(pair);
        const [attempt, ...more] = event.tries;
        if (attempt && more.length === 0) {
          const { elapsedMs } = event;
          const hold = holdIn(event.message.edns?.nsid);
          this.roundTrips.push({ address, elapsedMs, isMarked: attempt.lateByMs !== undefined, hold });
        }
        this.#hopEnded(event.hopId, event.tries.length, nowMs);
        break;
      }
      case 'query-failed':
        this.#hopEnded(event.hopId, event.tries.length, nowMs);
        break;
      case 'limit-reached':
        this.limitsReached.push(event.limit);
        break;
      case 'trace-ended':
        this.endedAfterMs = nowMs;
        break;
      default:
        break;
    }
  }

  #hopEnded(hopId: number, tries: number, nowMs: number): void {
    this.packets += tries;
    if (isOfTraceTier(this.#hops[hopId]!.probe)) this.traceTierAfterMs = nowMs;
  }
}
