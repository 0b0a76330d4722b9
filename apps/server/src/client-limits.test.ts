import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STARTING_TRACES, clientKey, createClientLimits, networkKey } from './client-limits.ts';
import { ProblemError } from './problem.ts';

/** How long the client has to wait, or 0 when it is admitted. */
function waitSeconds(admit: () => void): number {
  try {
    admit();
    return 0;
  } catch (error) {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.problem.status, 429);
    return error.problem.retryAfterSeconds!;
  }
}

test('a client may run two traces at a time', () => {
  const limits = createClientLimits(() => 0, STARTING_TRACES);
  const start = () => waitSeconds(() => limits.admit('192.0.2.1'));
  assert.deepEqual([start(), start(), start()], [0, 0, 5]);
  limits.release('192.0.2.1');
  assert.equal(start(), 0);
});

test('a client may start ten traces in a minute and sixty in an hour', () => {
  let nowMs = 0;
  const limits = createClientLimits(() => nowMs, STARTING_TRACES);
  const start = () => {
    const wait = waitSeconds(() => limits.admit('192.0.2.1'));
    if (wait === 0) limits.release('192.0.2.1');
    return wait;
  };
  for (let minute = 0; minute < 6; minute += 1) {
    nowMs = minute * 60_000;
    assert.deepEqual(Array.from({ length: 10 }, start), Array(10).fill(0));
    nowMs += 20_000;
    if (minute < 5) assert.equal(start(), 40);
  }
  nowMs = 6 * 60_000;
  assert.equal(start(), 3600 - 360);
  nowMs = 3_600_000;
  assert.equal(start(), 0);
});

test('one client does not use up the share of another, and the local user has no limit', () => {
  const limits = createClientLimits(() => 0, STARTING_TRACES);
  const start = (address: string) => waitSeconds(() => limits.admit(address));
  for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8:0:1::1']) {
    assert.equal(start(address), 0);
  }
  for (let i = 0; i < 100; i += 1) assert.equal(start(i % 2 ? '127.0.0.1' : '::1'), 0);
});

test('the clients of one network share eight times the limits of one', () => {
  let nowMs = 0;
  const limits = createClientLimits(() => nowMs, STARTING_TRACES);
  const start = (address: string) => waitSeconds(() => limits.admit(address));
  const clients = Array.from({ length: 9 }, (_, i) => [`198.51.100.${i}`, `2001:db8:7:${i}::1`]).flat();
  for (const address of [...clients.slice(0, 16), ...clients.slice(0, 16)]) assert.equal(start(address), 0);
  assert.deepEqual(clients.slice(16).map(start), [5, 5]);
  assert.deepEqual(['198.51.101.1', '2001:db8:8::1'].map(start), [0, 0]);
  for (const address of clients.slice(0, 2)) limits.release(address);
  assert.deepEqual(clients.slice(16).map(start), [0, 0]);
  assert.throws(() => limits.admit('198.51.100.200'), /^ProblemError: 16 traces of your network are running/);

  for (const address of [...clients.slice(2, 16), ...clients.slice(0, 16), ...clients.slice(16)])
    limits.release(address);
  for (let i = 17; i < 80; i += 1) {
    assert.equal(start(`198.51.100.${i}`), 0);
    limits.release(`198.51.100.${i}`);
  }
  assert.throws(() => limits.admit('198.51.100.200'), /Your network can start 80 traces in one minute/);
  nowMs = 60_000;
  assert.equal(start('198.51.100.200'), 0);
});

const keys: [address: string, key: string][] = [
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['127.8.8.8', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
];
for (const [address, key] of keys) {
  test(`${address} is the client ${key}`, () => assert.equal(clientKey(address), key));
}

const networks: [address: string, key: string][] = [
  ['192.0.2.1', '192.0.2'],
  ['::ffff:192.0.2.1', '192.0.2'],
  ['::1', 'loopback'],
  ['2001:db8::1', '2001:db8:0'],
  ['2001:db8:1:2::', '2001:db8:1'],
];
for (const [address, key] of networks) {
  test(`${address} is in the network ${key}`, () => assert.equal(networkKey(address), key));
}
