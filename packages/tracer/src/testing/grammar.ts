// Holds an event log against the grammar that stands at the events themselves.
import assert from 'node:assert/strict';
import { type TraceEvent, grammarFault } from '@delegraph/model';

/** Fails unless the log keeps the grammar of `TraceFact`. What is open when a trace is cut short has no end. */
export function assertGrammar(events: readonly TraceEvent[]): void {
  assert.equal(grammarFault(events), null);
}
