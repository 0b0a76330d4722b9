// What holds for every finding of every trace.
import assert from 'node:assert/strict';
import { type Finding, type TraceEvent, findingKey, initialTraceState, reduceTrace } from '@delegraph/model';
import { describeFinding, diagnose } from '../catalogue.ts';

/** Its texts are whole. */
export function checkText(finding: Finding): void {
  const { title, sentence, fix, reference } = describeFinding(finding);
  for (const text of [title, sentence, fix, ...reference]) {
    assert.ok(text.length > 0, finding.code);
    assert.doesNotMatch(text, /undefined|null|NaN|\[object|  /);
  }
  assert.match(sentence, /\.$/);
  assert.match(fix, /^[A-Z0-9].*[.?]$/);
  assert.doesNotMatch(title, /\.$/);
  assert.ok(reference.length > 0, finding.code);
}

/** No finding is taken back, and what was raised on the way is what there is at the end. */
export function checkMonotony(events: readonly TraceEvent[]): void {
  let state = initialTraceState;
  let held: string[] = [];
  for (const event of events) {
    state = reduceTrace(state, event);
    const found = new Set(diagnose(state).map(findingKey));
    for (const key of held) assert.ok(found.has(key), `${key} was taken back at event ${event.seq}`);
    held = [...found];
  }
  assert.deepEqual(new Set(held), new Set(state.findings.map(findingKey)));
}
