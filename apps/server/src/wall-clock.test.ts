import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expireTraces } from './retention.ts';
import { openStore } from './store.ts';
import { eventLog, questionFor } from './testing/scripted-engine.ts';
import { createWallClock } from './wall-clock.ts';

const DAY_MS = 86_400_000;
const JUMPS_MS = [1_000, 3_600_000, 365 * DAY_MS].flatMap((jump) => [jump, -jump]);
const RETENTION_DAYS = 90;

/** A machine whose clock can be set. */
function machine() {
  const at = { passedMs: 0, offMs: Date.parse('2026-01-02T03:04:05Z') };
  return { at, wallMs: () => at.passedMs + at.offMs, nowMs: () => at.passedMs };
}

test('over a thousand jumps of the clock, no trace goes before its time, and each goes when the clock is right', async (context) => {
  const { at, ...clocks } = machine();
  const clock = createWallClock(clocks);
  const store = openStore(':memory:', clock);
  context.after(() => store.close());
  const begun: { id: string; passedMs: number }[] = [];
  const right = at.offMs;
  let gone = 0;
  for (let step = 0; step < 1000; step += 1) {
    at.passedMs += (step % 7) * 0.05 * DAY_MS;
    at.offMs += JUMPS_MS[(step * 7 + Math.floor(step / 13)) % JUMPS_MS.length]!;
    if (step % 10 === 0) {
      const { id } = store.createTrace(questionFor('www.example.test'), 'lab');
      store.append(id, eventLog(questionFor('www.example.test')));
      begun.push({ id, passedMs: at.passedMs });
    }
    await expireTraces(store, RETENTION_DAYS, clock.elapsed());
    for (const { id, passedMs } of begun) {
      if (store.traceOf(id)?.gone === null) continue;
      gone += 1;
      assert.ok(at.passedMs - passedMs >= RETENTION_DAYS * DAY_MS, `step ${step}`);
    }
  }
  assert.ok(gone > 0);
  // What was begun while the clock was ahead goes when the time that it was told has come.
  at.offMs = right;
  at.passedMs += 80 * 365 * DAY_MS;
  await expireTraces(store, RETENTION_DAYS, clock.elapsed());
  assert.ok(begun.every(({ id }) => store.traceOf(id)?.gone === 'expired'));
});

test('a clock that has lost its time at the start is not believed until it is set', () => {
  const { at, ...clocks } = machine();
  const known = { oldest: new Date('2026-02-02T00:00:00Z'), newest: new Date('2026-03-04T05:06:07Z') };
  at.offMs = 0;
  const { began, elapsed } = createWallClock({ ...clocks, known });
  assert.deepEqual(began(), known.newest);
  assert.ok(elapsed() < known.oldest);
  at.offMs = Date.parse('2026-03-05T00:00:00Z');
  assert.deepEqual(began(), new Date('2026-03-05T00:00:00Z'));
  // A trace that began while the clock was ahead does not keep it there.
  at.offMs = Date.parse('2026-02-03T00:00:00Z');
  assert.deepEqual(createWallClock({ ...clocks, known }).began(), new Date('2026-02-03T00:00:00Z'));
});
