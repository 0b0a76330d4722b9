import assert from 'node:assert/strict';
import { test } from 'node:test';
import { virtualClock } from '@delegraph/lab/testing';
import { TracePool, defaultPoolLimits } from './pool.ts';

const never = new AbortController().signal;
const ADDRESS = '203.0.113.1';

/** Sends `count` queries at once, each out for `roundTripMs`, and tells when each left and how many were out at most. */
async function sendAll(
  count: number,
  { roundTripMs = 0, isTop = false, addressOf = (_n: number): string => ADDRESS } = {},
) {
  const clock = virtualClock();
  const pool = new TracePool(clock);
  const leftAtMs: number[] = [];
  let out = 0;
  let mostOut = 0;
  const send = async () => {
    leftAtMs.push(Math.round(clock.nowMs()));
    out += 1;
    mostOut = Math.max(mostOut, out);
    await clock.sleep(roundTripMs, never);
    out -= 1;
  };
  const sends = Array.from({ length: count }, (_, n) =>
    pool.send({ address: addressOf(n), isTop, canWait: false }, send, never),
  );
  await clock.run(Promise.all(sends));
  return { leftAtMs, mostOut };
}

test('ten queries to one address leave at once, and then ten a second', async () => {
  const { leftAtMs } = await sendAll(13);
  assert.deepEqual(leftAtMs.slice(0, 10), Array(10).fill(0));
  assert.deepEqual(leftAtMs.slice(10), [100, 200, 300]);
});

test('servers of the root and of TLDs are asked fifty times a second', async () => {
  const { leftAtMs } = await sendAll(12, { isTop: true });
  assert.deepEqual(leftAtMs.slice(10), [20, 40]);
});

test('an address has two queries out at most', async () => {
  const { leftAtMs, mostOut } = await sendAll(6, { roundTripMs: 50 });
  assert.equal(mostOut, 2);
  assert.deepEqual(leftAtMs, [0, 0, 50, 50, 100, 100]);
});

test('a process has 256 queries out at most', async () => {
  const { mostOut } = await sendAll(600, { roundTripMs: 50, addressOf: (n) => `address ${n}` });
  assert.equal(mostOut, defaultPoolLimits.outstanding);
});

test('whoever is cancelled while waiting sends nothing, and the others go on', async () => {
  const clock = virtualClock();
  const pool = new TracePool(clock);
  const controller = new AbortController();
  let sent = 0;
  const send = async () => {
    sent += 1;
    await clock.sleep(50, never);
  };
  const target = { address: ADDRESS, isTop: false, canWait: false };
  const cancelled = Array.from({ length: 20 }, () => pool.send(target, send, controller.signal));
  const settled = Promise.allSettled(cancelled);
  controller.abort(new Error('enough'));
  await clock.run(pool.send(target, send, never));
  assert.ok((await settled).filter(({ status }) => status === 'rejected').length >= 18);
  assert.ok(sent <= 3);
});

test('a query that fails gives its turn back', async () => {
  const clock = virtualClock();
  const pool = new TracePool(clock);
  const target = { address: ADDRESS, isTop: false, canWait: false };
  for (let n = 0; n < 5; n += 1)
    await assert.rejects(clock.run(pool.send(target, () => Promise.reject(new Error('no')), never)), /no/);
});

test('addresses nobody asks any more are forgotten', async () => {
  let now = 0;
  const pool = new TracePool({ nowMs: () => (now += 1000), sleep: () => Promise.resolve() });
  for (let n = 0; n < 10_000; n += 1)
    await pool.send(
      { address: `address ${n}`, isTop: false, canWait: false },
      () => Promise.resolve(),
      never,
    );
  assert.ok(pool.addresses <= 4096);
});

test('who only examines a server leaves the way free for those who want an answer', async () => {
  const clock = virtualClock();
  const pool = new TracePool(clock);
  const left: string[] = [];
  const send = (name: string, canWait: boolean) =>
    pool.send(
      { address: ADDRESS, isTop: false, canWait },
      async () => {
        left.push(`${name} ${Math.round(clock.nowMs())}`);
        await clock.sleep(10, never);
      },
      never,
    );
  const examining = Array.from({ length: 8 }, () => send('examination', true));
  const asking = clock.sleep(200, never).then(() => send('answer', false));
  await clock.run(Promise.all([...examining, asking]));
  // One at a time, the first five at once, then ten a second; the question does not wait at all.
  assert.deepEqual(left, [
    'examination 0',
    'examination 10',
    'examination 20',
    'examination 30',
    'examination 40',
    'examination 100',
    'answer 200',
    'examination 200',
    'examination 400',
  ]);
});
