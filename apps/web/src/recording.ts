// A recorded trace of the gallery: made from the lab's scenarios when the page was built, so nobody is asked to open it.
import { type TraceEvent, initialTraceState, reduceEvents } from '@delegraph/model';
import { fetchRecording } from './api.ts';
import type { TraceStore } from './trace-store.ts';

/** The recording of a scenario, as a store that never changes. Throws `ProblemError` when it cannot be had. */
export async function openRecording(scenarioId: string): Promise<TraceStore> {
  const events = (await fetchRecording(scenarioId))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceEvent);
  const state = reduceEvents(initialTraceState, events);
  const snapshot = { state, events, connection: 'ended' } as const;
  return {
    open() {},
    subscribe: () => () => {},
    snapshot: () => snapshot,
    stateAfter: (count) => reduceEvents(initialTraceState, events.slice(0, count)),
  };
}
