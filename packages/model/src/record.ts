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

/** The event log of a trace, as it happens. `diagnose` is asked after every fact that can settle something, and must
 *  never take a finding back. Findings come before the `trace-ended` they belong to. */
export async function* recordTrace(
  facts: AsyncIterable<TimedFact>,
  diagnose: (state: TraceState) => readonly Finding[],
): AsyncGenerator<TraceEvent, void, void> {
  let state = initialTraceState;
  const raised = new Set<string>();

  function* log(entry: Unnumbered, atMs: number): Generator<TraceEvent> {
    const event: TraceEvent = { ...entry, seq: state.seq + 1, atMs };
    state = reduceTrace(state, event);
    yield event;
  }
  function* raise(seen: TraceState, atMs: number): Generator<TraceEvent> {
    for (const finding of diagnose(seen)) {
      const key = findingKey(finding);
      if (raised.has(key)) continue;
      raised.add(key);
      yield* log({ type: 'finding-raised', finding }, atMs);
    }
  }

  for await (const { fact, atMs } of facts) {
    if (fact.type === 'trace-ended') {
      yield* raise(reduceTrace(state, { ...fact, seq: state.seq + 1, atMs }), atMs);
      yield* log(fact, atMs);
    } else {
      yield* log(fact, atMs);
      if (SETTLING.has(fact.type)) yield* raise(state, atMs);
    }
  }
}

type Unnumbered = TraceFact | { type: 'finding-raised'; finding: Finding };

const SETTLING: ReadonlySet<TraceFact['type']> = new Set([
  'response-received',
  'query-failed',
  'query-skipped',
  'lookup-ended',
  'limit-reached',
]);
