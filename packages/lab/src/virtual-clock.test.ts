import assert from 'node:assert/strict';
import { test } from 'node:test';
import { virtualClock } from './virtual-clock.ts';

const never = new AbortController().signal;

test('sleepers wake in the order of their times, and no real time passes', async () => {
  const clock = virtualClock();
  const startMs = performance.now();
  const woken: string[] = [];
  const sleeper = async (label: string, ms: number) => {
    await clock.sleep(ms, never);
    woken.push(`${label} ${clock.nowMs()}`);
  };
  await clock.run(Promise.all([sleeper('c', 60_000), sleeper('a', 5), sleeper('b', 5), sleeper('d', 0)]));
  assert.deepEqual(woken, ['d 0', 'a 5', 'b 5', 'c 60000']);
  assert.ok(performance.now() - startMs < 5000);
});

test('who was woken may sleep again before time goes on', async () => {
  const clock = virtualClock();
  const woken: number[] = [];
  const twice = async () => {
    await clock.sleep(10, never);
    await clock.sleep(10, never);
    woken.push(clock.nowMs());
  };
  const once = async () => {
    await clock.sleep(25, never);
    woken.push(clock.nowMs());
  };
  await clock.run(Promise.all([once(), twice()]));
  assert.deepEqual(woken, [20, 25]);
});

test('an abort wakes with the reason, and the time stands', async () => {
  const clock = virtualClock();
  const controller = new AbortController();
  const sleep = clock.sleep(1000, controller.signal);
  controller.abort(new Error('enough'));
  await assert.rejects(clock.run(sleep), /enough/);
  await assert.rejects(clock.sleep(1000, controller.signal), /enough/);
  assert.equal(clock.nowMs(), 0);
});

test('work that fails fails the run', async () => {
  const clock = virtualClock();
  const work = async () => {
    await clock.sleep(1, never);
    throw new Error('broken');
  };
  await assert.rejects(clock.run(work()), /broken/);
});

test('work that waits for nothing is told so', async () => {
  await assert.rejects(
    virtualClock().run(new Promise(() => {})),
    /waits for something that is not this clock/,
  );
});
