// A trace as a stream of facts: the only part of the program that waits for the network.
import {
  type CancelSignal,
  type Clock,
  type Exchange,
  type Question,
  type SkipReason,
  type TimedFact,
  type TraceFact,
  type TraceOptions,
  type Vantage,
  defaultTraceOptions,
  unusualOptions,
} from '@delegraph/model';
import { systemClock } from './clock.ts';
import { type Limits, defaultLimits } from './limits.ts';
import type { TraceMemory } from './memory.ts';
import type { TracePool } from './pool.ts';
import { type Random, unforeseeable } from './random.ts';
import { type OriginMap, withOrigins } from './origins.ts';
import { type RootHint, rootNameServers } from './root-hints.ts';
import { isUdpPayload } from './udp-payload.ts';
import { Walk } from './walk/walk.ts';

export interface TraceSetup {
  exchange: Exchange;
  rootHints: readonly RootHint[];
  /** The name of the root profile, as the trace shows it. */
  profile: string;
  vantage: Vantage;
  /** Whether the instance's address rule lets this address be asked; what it forbids is shown as not asked. */
  allowTarget: (address: string) => boolean;
  /** Name and version of the program. */
  engine: string;
  /** Those that are given differ from the usual ones. */
  options?: Partial<TraceOptions>;
  /** What all traces of the process share, so that together they keep their manners. Absent: this trace is alone. */
  pool?: TracePool;
  /** What earlier traces with the same root hints have heard of the root. Absent: this one hears all by itself, and does not
   *  ask the root for its own name servers. */
  memory?: TraceMemory;
  /** The networks of name servers, to be noted in the trace. Absent: nothing is noted. */
  originOf?: OriginMap;
  limits?: Limits;
  /** Absent: what nobody can foresee. */
  random?: Random;
  clock?: Clock;
  /** ISO 8601; only a label. */
  startedAt?: string;
  /** Ends the trace early, as `interrupted`. */
  signal?: AbortSignal;
}

/** Traces `question` from the root hints. Yields facts until every server was asked, a limit ended it, or the signal did;
 *  `trace-ended` is the last of them in each case. Ending the iteration early sends nothing more. An error thrown here
 *  is a bug of ours, never the network's doing, or a `RangeError` for an option out of its range. */
export async function* trace(question: Question, setup: TraceSetup): AsyncGenerator<TimedFact, void, void> {
  const stopped = new AbortController();
  let isRead = true;
  // A stream is a queue that somebody else keeps right.
  yield* new ReadableStream<TimedFact>({
    start: (queue) => {
      run(question, setup, stopped, (entry) => queue.enqueue(entry)).then(
        () => {
          if (isRead) queue.close();
        },
        (error: unknown) => {
          queue.error(error);
          stopped.abort(error);
        },
      );
    },
    cancel: () => {
      isRead = false;
      stopped.abort(new Error('the trace is no longer read'));
    },
  });
}

async function run(
  question: Question,
  setup: TraceSetup,
  stopped: AbortController,
  report: (entry: TimedFact) => void,
): Promise<void> {
  const {
    exchange,
    pool = null,
    memory = null,
    random = unforeseeable,
    profile,
    vantage,
    engine,
    clock = systemClock,
    limits = defaultLimits,
  } = setup;
  const options = { ...defaultTraceOptions, ...setup.options };
  if (!isUdpPayload(options.udpPayloadOctets))
    throw new RangeError(`${options.udpPayloadOctets} octets over UDP cannot be offered; 512 to 65535 can`);
  const { maxAliases } = options;
  if (maxAliases !== null && !(Number.isInteger(maxAliases) && maxAliases > 0))
    throw new RangeError(`${maxAliases} is no number of aliases to follow`);
  const unusual = unusualOptions(options);
  const roots = rootNameServers(
    options.rootServers.length > 0 ? options.rootServers : setup.rootHints,
    options.rootServers.length > 0 ? 'supplied' : 'hint',
  );
  const startMs = clock.nowMs();
  const emit = (fact: TraceFact) => {
    if (stopped.signal.aborted) return;
    const { originOf } = setup;
    report({
      atMs: Math.round((clock.nowMs() - startMs) * 100) / 100,
      fact: originOf ? withOrigins(fact, originOf) : fact,
    });
  };
  emit({
    type: 'trace-started',
    question,
    profile,
    vantage,
    engine,
    startedAt: setup.startedAt ?? new Date().toISOString(),
    roots,
    ...(Object.keys(unusual).length > 0 ? { options: unusual } : {}),
  });

  const walk = new Walk({
    exchange,
    roots,
    limits,
    options,
    pool,
    memory,
    random,
    clock,
    signal: stopped.signal,
    startMs,
    emit,
    skipReason: (address) => skipReason(address, options.families, setup),
  });
  const ending = setup.signal?.aborted
    ? 'cancelled'
    : await Promise.race([
        walk.run(question).then(
          () => 'complete' as const,
          (error: unknown) => endedBy(error, stopped.signal),
        ),
        clock.sleep(limits.wallTimeMs, stopped.signal).then(
          () => 'wall-time' as const,
          () => new Promise<never>(() => {}),
        ),
        cancelled(setup.signal, stopped.signal),
      ]);
  if (ending === 'wall-time') walk.cutOff('wall-time', limits.wallTimeMs);
  emit({
    type: 'trace-ended',
    status: ending === 'cancelled' ? 'interrupted' : 'done',
    reason: {
      complete: null,
      'wall-time': `The trace was ended after ${limits.wallTimeMs / 1000} seconds.`,
      cancelled: 'The trace was cancelled.',
    }[ending],
  });
  stopped.abort(new Error('the trace has ended'));
}

function endedBy(error: unknown, signal: CancelSignal): Promise<never> {
  // After the end, what was still under way rejects with the signal's reason; anything else is a bug.
  if (signal.aborted && error === signal.reason) return new Promise<never>(() => {});
  throw error;
}

function cancelled(signal: AbortSignal | undefined, ended: AbortSignal): Promise<'cancelled'> {
  return new Promise((resolve) => {
    // The signal may be that of the whole process: it must not hold on to a trace that has ended.
    signal?.addEventListener('abort', () => resolve('cancelled'), { once: true, signal: ended });
  });
}

function skipReason(
  address: string,
  families: TraceOptions['families'],
  { vantage, allowTarget }: TraceSetup,
): SkipReason | null {
  const isV6 = address.includes(':');
  if (families === (isV6 ? 'ipv4' : 'ipv6')) return 'not-wanted';
  if (isV6 && !vantage.ipv6) return 'no-ipv6';
  if (!isV6 && !vantage.ipv4) return 'no-ipv4';
  return allowTarget(address) ? null : 'address-policy';
}
