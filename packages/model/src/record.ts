// From what the tracer reports to the event log: numbers every fact, and raises each finding as soon as it is certain.
import type { TraceEvent, TraceFact } from './events.ts';
import { type Finding, findingKey } from './finding.ts';
import { reduceTrace } from './reduce.ts';
import { type TraceState, initialTraceState } from './state.ts';

/** A fact and the milliseconds since the trace started. */
export interface TimedFact {
  atMs: number;
  fact: TraceFact;
}

/** What is asked for findings: of all there is in the state, or only of the examination, because those of the trace tier
 *  have been told. */
export type Diagnose = (state: TraceState, part: 'all' | 'examination') => readonly Finding[];

/** The event log of a trace, as it happens. `diagnose` must never take a finding back. It is asked after every fact that can
 *  settle something while the trace is small; later, because its work grows with the trace, when the log has grown by an
 *  eighth since it was last asked, so that all of its work stays in proportion to the log. It is asked in any case when a
 *  lookup ends, a limit is reached, or a try fails: then time has passed. So a finding comes at most a few events late,
 *  and before the `trace-ended` it belongs to. */
export async function* recordTrace(
  facts: AsyncIterable<TimedFact>,
  diagnose: Diagnose,
): AsyncGenerator<TraceEvent, void, void> {
  let state = initialTraceState;
  const raised = new Set<string>();
  /** The length of the log when `diagnose` was last asked, and whether something may have been settled since. */
  let judgedLength = 0;
  let isUnjudged = false;

  function* log(entry: Unnumbered, atMs: number): Generator<TraceEvent> {
    const event: TraceEvent = { ...entry, seq: state.seq + 1, atMs };
    state = reduceTrace(state, event);
    yield event;
  }
  function* raise(seen: TraceState, atMs: number, part: Parameters<Diagnose>[1]): Generator<TraceEvent> {
    for (const finding of diagnose(seen, part)) {
      const key = findingKey(finding);
      if (raised.has(key)) continue;
      raised.add(key);
      yield* log({ type: 'finding-raised', finding }, atMs);
    }
  }

  for await (const { fact, atMs } of facts) {
    if (fact.type === 'trace-ended') {
      const part = state.examination ? 'examination' : 'all';
      yield* raise(reduceTrace(state, { ...fact, seq: state.seq + 1, atMs }), atMs, part);
      yield* log(fact, atMs);
    } else {
      const part = state.examination ? 'examination' : 'all';
      yield* log(fact, atMs);
      isUnjudged ||= SETTLING.has(fact.type);
      const length = state.seq + 1;
      if (!isUnjudged || !(URGENT.has(fact.type) || length >= judgedLength * GROWTH)) continue;
      judgedLength = length;
      isUnjudged = false;
      yield* raise(state, atMs, part);
    }
  }
}

type Unnumbered = TraceFact | { type: 'finding-raised'; finding: Finding };

/** How much the log grows before `diagnose` is asked again. */
const GROWTH = 1 + 1 / 8;

const SETTLING: ReadonlySet<TraceFact['type']> = new Set([
  'response-received',
  'query-failed',
  'query-skipped',
  'lookup-ended',
  'limit-reached',
  'examination-started',
]);

/** After these nobody is kept waiting for a finding. */
const URGENT: ReadonlySet<TraceFact['type']> = new Set([
  'query-tried',
  'query-failed',
  'lookup-ended',
  'limit-reached',
  'examination-started',
]);
