import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget } from './budget.ts';
import { defaultLimits } from './limits.ts';

const ADDRESS = '203.0.113.1';

/** How many tokens are given before the first refusal, and why that one is refused. */
function drain(budget: Budget, take: (n: number) => ReturnType<Budget['take']>) {
  for (let n = 0; n < 10_000; n += 1) {
    const limit = take(n);
    if (limit) return { given: n, limit };
  }
  return { given: Number.POSITIVE_INFINITY, limit: null };
}

test('four hundred packets, whatever the address', () => {
  const budget = new Budget(defaultLimits);
  const drained = drain(budget, (n) => budget.take(`address ${n}`, 'question', 'udp'));
  assert.deepEqual(drained, { given: 400, limit: 'queries' });
  assert.equal(budget.take('another', 'question', 'tcp'), 'queries');
});

test('twelve packets to one address, and others go on', () => {
  const budget = new Budget(defaultLimits);
  const drained = drain(budget, (n) => budget.take(ADDRESS, `question ${n}`, 'udp'));
  assert.deepEqual(drained, { given: 12, limit: 'queries-per-address' });
  assert.equal(budget.take('203.0.113.2', 'question', 'udp'), null);
});

test('three times the same question over one transport', () => {
  const budget = new Budget(defaultLimits);
  const drained = drain(budget, () => budget.take(ADDRESS, 'question', 'udp'));
  assert.deepEqual(drained, { given: 3, limit: 'queries-per-address' });
  assert.equal(budget.take(ADDRESS, 'question', 'tcp'), null);
});

test('a mebibyte received is enough', () => {
  const budget = new Budget(defaultLimits);
  budget.received(defaultLimits.receivedBytes - 1);
  assert.equal(budget.take(ADDRESS, 'one', 'udp'), null);
  budget.received(1);
  assert.equal(budget.take(ADDRESS, 'two', 'udp'), 'bytes');
});

test('what was refused is not counted', () => {
  const budget = new Budget({ ...defaultLimits, queries: 4 });
  for (let n = 0; n < 10; n += 1) budget.take(ADDRESS, 'question', 'udp');
  assert.equal(budget.take('203.0.113.2', 'question', 'udp'), null);
  assert.equal(budget.take('203.0.113.2', 'question', 'udp'), 'queries');
});
