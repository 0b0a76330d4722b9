import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget, type PacketPlan } from './budget.ts';
import { defaultLimits } from './limits.ts';

const ADDRESS = '203.0.113.1';

function packet(plan: Partial<PacketPlan> = {}): PacketPlan {
  return { address: ADDRESS, question: 'question', transport: 'udp', tier: 'trace', ...plan };
}

/** How many tokens are given before the first refusal, and why that one is refused. */
function drain(budget: Budget, planOf: (n: number) => Partial<PacketPlan>) {
  for (let n = 0; n < 10_000; n += 1) {
    const limit = budget.take(packet(planOf(n)));
    if (limit) return { given: n, limit };
  }
  return { given: Number.POSITIVE_INFINITY, limit: null };
}

test('so many packets of each tier, whatever the address', () => {
  const budget = new Budget(defaultLimits);
  const health = drain(budget, (n) => ({ address: `address ${n}`, tier: 'health' }));
  assert.deepEqual(health, { given: 600, limit: 'health-queries' });
  const check = drain(budget, (n) => ({ address: `address ${n}`, tier: 'check' }));
  assert.deepEqual(check, { given: 400, limit: 'check-queries' });
  const trace = drain(budget, (n) => ({ address: `address ${n}` }));
  assert.deepEqual(trace, { given: 400, limit: 'queries' });
  assert.equal(budget.take(packet({ address: 'another', transport: 'tcp' })), 'queries');
});

test('so many packets to one address in each tier, and others go on', () => {
  const budget = new Budget(defaultLimits);
  for (const [tier, given] of [
    ['health', 36],
    ['check', 12],
    ['trace', 12],
  ] as const) {
    const drained = drain(budget, (n) => ({ question: `${tier} ${n}`, tier }));
    assert.deepEqual(drained, { given, limit: 'queries-per-address' });
  }
  assert.equal(budget.take(packet({ address: '203.0.113.2' })), null);
});

test('three times the same question over one transport, whichever tier asks', () => {
  const budget = new Budget(defaultLimits);
  const drained = drain(budget, (n) => ({ tier: n === 0 ? 'check' : 'trace' }));
  assert.deepEqual(drained, { given: 3, limit: 'tries-per-question' });
  assert.equal(budget.take(packet({ transport: 'tcp' })), null);
});

test('half a mebibyte received is enough, for each tier', () => {
  const budget = new Budget(defaultLimits);
  budget.received(defaultLimits.receivedBytes - 1, 'check');
  assert.equal(budget.take(packet({ question: 'one', tier: 'check' })), null);
  budget.received(1, 'check');
  assert.equal(budget.take(packet({ question: 'two', tier: 'check' })), 'bytes');
  assert.equal(budget.take(packet({ question: 'two' })), null);
});

test('what was refused is not counted', () => {
  const budget = new Budget({ ...defaultLimits, queries: 4 });
  for (let n = 0; n < 10; n += 1) budget.take(packet());
  assert.equal(budget.take(packet({ address: '203.0.113.2' })), null);
  assert.equal(budget.take(packet({ address: '203.0.113.2' })), 'queries');
});

test('a limit knows how much it allows to a tier', () => {
  const budget = new Budget(defaultLimits);
  for (const [tier, limit, allowed] of [
    ['trace', 'queries', 400],
    ['check', 'check-queries', 400],
    ['health', 'health-queries', 600],
    ['check', 'bytes', 1 << 19],
    ['trace', 'queries-per-address', 12],
    ['health', 'queries-per-address', 36],
    ['health', 'tries-per-question', 3],
  ] as const)
    assert.equal(budget.allowed(limit, tier), allowed, `${tier} ${limit}`);
});
