// Runs traces: who may start one, how many at a time, and how each of them gets an end whatever happens.
import { EventEmitter, once } from 'node:events';
import type { Question, TraceEvent, TraceOptions } from '@delegraph/model';
import { type ClientLimits, STARTING_TRACES, createClientLimits, networkKey } from './client-limits.ts';
import { createFairQueue } from './fair-queue.ts';
import { ProblemError } from './problem.ts';
import type { TraceStore } from './store.ts';
import { type TraceLog, openTraceLog } from './trace-log.ts';

/** Starts the engine on a question: the complete event log, numbered from 0. Ends soon after the signal. */
export type StartTrace = (wanted: WantedTrace, signal: AbortSignal) => AsyncIterable<TraceEvent>;

/** What is to be traced, and how. */
export interface WantedTrace {
  question: Question;
  profile: string;
  /** Those that are not as usual. */
  options: Partial<TraceOptions>;
  /** Nothing that another trace has heard is to stand for an answer. */
  fresh: boolean;
}

export interface TraceRequest extends WantedTrace {
  /** Network address of who asks. Not stored. */
  client: string;
}

export interface TraceRunner {
  /** Ends what an earlier process left without an end. Before the first `start`. */
  recover(): void;
  /** Starts a trace or joins an equal one. `deleteToken` is null for who joins.
   *  Throws `ProblemError`: 429 for the client's limits, 503 when the queue is full. */
  start(request: TraceRequest): { id: string; deleteToken: string | null };
  /** The stored events after `seq`, then each further one once it is stored. Returns after the last event of the trace;
   *  rejects with an AbortError when the signal ends it earlier. */
  follow(id: string, seq: number, signal: AbortSignal): AsyncGenerator<TraceEvent, void, void>;
  /** The place in the queue of a trace that waits for its turn, 1 for the next, and again whenever it is another. Returns when
   *  it waits no more; rejects with an AbortError when the signal ends it earlier. */
  waiting(id: string, signal: AbortSignal): AsyncGenerator<number, void, void>;
  /** That place now; null for a trace that does not wait. */
  placeOf(id: string): number | null;
  /** Stops a trace that was deleted from the store, and lets go of who follows it. */
  forget(id: string): void;
  /** Interrupts every trace and stores their ends. */
  close(): Promise<void>;
}

/** Traces at a time: each has up to 64 queries in flight, and 256 per process keep the times honest. */
const MAX_RUNNING = 32;
/** Traces that wait for their turn; about two minutes of work. */
const MAX_QUEUED = 200;
/** From here on only a network that has none waiting gets a place: a few of them cannot shut the door for everybody else. */
const SHARED_OUT = 150;
/** Equal questions within this time share a trace: in an incident everybody asks the same. */
const JOIN_MS = 60_000;
/** Stored events read at a time for one follower. */
const PAGE_EVENTS = 64;
/** What a trace has for its own ending when the server stops. */
const CLOSE_MS = 2_000;

const STOPPED = 'The server stopped before the trace was finished.';
const BROKEN = 'A fault in this program ended the trace; its log has the details.';

/** A trace that waits or runs. */
interface Run {
  id: string;
  request: TraceRequest;
  log: TraceLog;
  stop: AbortController;
}

/** The runner over a store and an engine. `logError` hears of faults of our own. */
export function createTraceRunner(setup: {
  store: TraceStore;
  startTrace: StartTrace;
  logError: (error: unknown, message: string) => void;
  /** Monotonic. */
  nowMs?: () => number;
  /** Of starting traces, where others count in the same; its own unless given. */
  limits?: ClientLimits;
}): TraceRunner {
  const { store, startTrace, logError, nowMs = () => performance.now() } = setup;
  const { limits = createClientLimits(nowMs, STARTING_TRACES) } = setup;
  const runs = new Map<string, Run>();
  const running = new Map<Run, Promise<void>>();
  const queue = createFairQueue<Run>();
  const moved = new EventEmitter().setMaxListeners(0);
  const latest = new Map<string, { id: string; startedAtMs: number }>();
  const committed = new EventEmitter().setMaxListeners(0);
  let closing = false;

  function joinable(request: TraceRequest): string | null {
    for (const [key, { id, startedAtMs }] of latest) {
      if (nowMs() - startedAtMs >= JOIN_MS && !runs.has(id)) latest.delete(key);
    }
    return (!request.fresh && latest.get(questionKey(request))?.id) || null;
  }

  function create(request: TraceRequest): { run: Run; deleteToken: string } {
    const { id, deleteToken } = store.createTrace(request.question, request.profile, request.options);
    const stop = new AbortController();
    const log = openTraceLog({
      store,
      id,
      committed: () => committed.emit(id),
      failed: (error) => {
        logError(error, 'events of a trace could not be stored');
        end(run, 'failed', BROKEN);
        stop.abort();
      },
    });
    const run = { id, request, log, stop };
    return { run, deleteToken };
  }

  function startNext(): void {
    if (closing) return;
    while (running.size < MAX_RUNNING && queue.size > 0) {
      const run = queue.shift()!;
      // Not at once: the run must be among the running before anything can end it.
      running.set(run, Promise.resolve(run).then(trace));
    }
    moved.emit('moved');
  }

  /** Whether the queue has no place for a client. The local user has no limits but that of the queue. */
  function isFullFor(network: string): boolean {
    if (queue.size >= MAX_QUEUED) return true;
    return network !== 'loopback' && queue.size >= SHARED_OUT && queue.waitingOf(network) > 0;
  }

  function placeOf(id: string): number | null {
    const run = runs.get(id);
    return run ? queue.placeOf(run) : null;
  }

  async function trace(run: Run): Promise<void> {
    const { signal } = run.stop;
    try {
      for await (const event of startTrace(run.request, signal)) {
        run.log.write(event);
        if (run.log.isOver()) break;
      }
      if (!run.log.isOver()) throw new Error('the event log of a trace has no end');
    } catch (error) {
      // Whatever comes after the signal is the engine's way to stop.
      if (!signal.aborted) logError(error, 'a trace failed');
      end(run, signal.aborted ? 'interrupted' : 'failed', signal.aborted ? STOPPED : BROKEN);
    } finally {
      running.delete(run);
      letGo(run);
      startNext();
    }
  }

  function end(run: Run, status: 'interrupted' | 'failed', reason: string): void {
    latest.delete(questionKey(run.request));
    try {
      run.log.end(status, reason);
    } catch (error) {
      // The next start finds the trace unfinished, and ends it.
      logError(error, 'the end of a trace could not be stored');
    }
  }

  /** The trace is over for everybody: its client, and those who follow it. */
  function letGo(run: Run): void {
    if (!runs.delete(run.id)) return;
    limits.release(run.request.client);
    committed.emit(run.id);
  }

  return {
    recover() {
      for (const { id } of store.unfinished()) {
        const last = store.lastEventOf(id) ?? { seq: -1, atMs: 0 };
        store.append(id, [
          { type: 'trace-ended', status: 'interrupted', reason: STOPPED, seq: last.seq + 1, atMs: last.atMs },
        ]);
      }
    },
    start(request) {
      const equal = joinable(request);
      if (equal !== null) return { id: equal, deleteToken: null };
      const network = networkKey(request.client);
      if (closing || isFullFor(network)) throw busy();
      limits.admit(request.client);
      try {
        const { run, deleteToken } = create(request);
        runs.set(run.id, run);
        latest.set(questionKey(request), { id: run.id, startedAtMs: nowMs() });
        queue.push(run, network);
        startNext();
        return { id: run.id, deleteToken };
      } catch (error) {
        limits.release(request.client);
        throw error;
      }
    },
    async *follow(id, seq, signal) {
      let last = seq;
      for (;;) {
        const events = store.eventsAfter(id, last, PAGE_EVENTS);
        for (const event of events) {
          yield event;
          if (event.type === 'trace-ended') return;
          last = event.seq;
        }
        // From the empty reading to listening nothing else runs, so no commit is missed.
        if (events.length === 0) {
          if (!runs.has(id)) return;
          await once(committed, id, { signal });
        }
      }
    },
    placeOf,
    async *waiting(id, signal) {
      let last: number | null = null;
      for (;;) {
        const place = placeOf(id);
        if (place === null) return;
        // From looking to listening nothing else runs, so no move is missed.
        if (place === last) await once(moved, 'moved', { signal });
        else yield (last = place);
      }
    },
    forget(id) {
      for (const [key, entry] of latest) if (entry.id === id) latest.delete(key);
      const run = runs.get(id);
      if (!run) return;
      run.log.discard();
      run.stop.abort();
      queue.remove(run);
      letGo(run);
      moved.emit('moved');
    },
    async close() {
      closing = true;
      for (const run of runs.values()) run.stop.abort();
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, CLOSE_MS);
      await Promise.race([Promise.all(running.values()), patience.promise]);
      clearTimeout(timer);
      for (const run of runs.values()) {
        running.delete(run);
        queue.remove(run);
        end(run, 'interrupted', STOPPED);
        letGo(run);
      }
      moved.emit('moved');
    },
  };
}

function questionKey({ question, profile, options }: TraceRequest): string {
  return `${profile} ${question.type} ${question.name} ${JSON.stringify(options)}`;
}

function busy(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'busy',
    title: 'Too busy',
    detail: 'Too many traces are waiting for their turn.',
    retryAfterSeconds: 30,
  });
}
