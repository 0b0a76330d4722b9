import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventLines } from './event-lines.ts';
import { galleryTraces } from './testing/forms.ts';
import { hostileTrace, payloads } from './testing/hostile.ts';

test('the events read back are the events', async () => {
  for (const { id, run } of await galleryTraces()) {
    const lines = eventLines(run.events).split('\n');
    assert.equal(lines.pop(), '', id);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      JSON.parse(JSON.stringify(run.events)),
      id,
    );
  }
});

test('what strangers wrote neither breaks a line nor reaches a terminal', async () => {
  for (const [what, payload] of Object.entries(payloads)) {
    const { events } = await hostileTrace(payload);
    const text = eventLines(events);
    assert.equal(text.split(/[\n\r\u0085\u2028\u2029]/).length, events.length + 1, what);
    assert.doesNotMatch(text, /[^\P{C}\n]/u, what);
    assert.deepEqual(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
      JSON.parse(JSON.stringify(events)),
      what,
    );
  }
});
