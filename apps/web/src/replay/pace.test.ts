import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceEvent } from '@delegraph/model';
import { REAL_SPEEDS, happenedBy, playedTo, restInRealTime, usualPace } from './pace.ts';

/** An answer at once, two at the same moment, and one after a long silence. */
const events = [0, 40, 40, 90, 3090].map((atMs, seq) => ({ seq, atMs }) as TraceEvent);

/** Plays all of it with a clock that stands still until somebody rests; each rest is `lateMs` longer than wanted. */
function play(speed: number, lateMs = 0): { position: number; nowMs: number }[] {
  let nowMs = 5000;
  const start = { fromMs: 0, startedMs: nowMs, speed };
  const shown = [];
  for (let position = 1; position < events.length;) {
    nowMs += restInRealTime(events, position, start, nowMs) + lateMs;
    position = Math.max(position + 1, happenedBy(events, events.length, playedTo(start, nowMs)));
    shown.push({ position, nowMs: nowMs - 5000 });
  }
  return shown;
}

for (const speed of REAL_SPEEDS) {
  test(`×${speed} shows each event when it happened, in the time of the trace`, () => {
    assert.deepEqual(play(speed), [
      { position: 3, nowMs: 40 / speed },
      { position: 4, nowMs: 90 / speed },
      { position: 5, nowMs: 3090 / speed },
    ]);
  });
}

test('a page that is late shows all that is due at once, and does not lag behind for ever', () => {
  assert.deepEqual(play(1, 60), [
    { position: 4, nowMs: 100 },
    { position: 5, nowMs: 3150 },
  ]);
});

test('a replay begins event by event, and slowly where little is to move', () => {
  assert.equal(usualPace(false).isRealTime, false);
  assert.ok(usualPace(true).perSecond < usualPace(false).perSecond);
});
