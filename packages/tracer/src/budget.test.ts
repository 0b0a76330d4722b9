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

test('four hundred packets of each tier, whatever the address', () => {
  const budget = new Budget(defaultLimits);
  const health = drain(budget, (n) => ({ address: `address ${n}`, tier: 'health' }));
  assert.deepEqual(health, { given: 400, limit: 'health-queries' });
  const trace = drain(budget, (n) => ({ address: `address ${n}` }));
  assert.deepEqual(trace, { given: 400, limit: 'queries' });
  assert.equal(budget.take(packet({ address: 'another', transport: 'tcp' })), 'queries');
});

test('twelve packets to one address in each tier, and others go on', () => {
  const budget = new Budget(defaultLimits);
  for (const tier of ['health', 'trace'] as const) {
    const drained = drain(budget, (n) => ({ question: `${tier} ${n}`, tier }));
    assert.deepEqual(drained, { given: 12, limit: 'queries-per-address' });
  }
  assert.equal(budget.take(packet({ address: '203.0.113.2' })), null);
});

test('three times the same question over one transport, whichever tier asks', () => {
  const budget = new Budget(defaultLimits);
  const drained = drain(budget, (n) => ({ tier: n === 0 ? 'health' : 'trace' }));
  assert.deepEqual(drained, { given: 3, limit: 'tries-per-question' });
  assert.equal(budget.take(packet({ transport: 'tcp' })), null);
});

test('half a mebibyte received is enough, for each tier', () => {
  const budget = new Budget(defaultLimits);
  budget.received(defaultLimits.receivedBytes - 1, 'health');
  assert.equal(budget.take(packet({ question: 'one', tier: 'health' })), null);
  budget.received(1, 'health');
  assert.equal(budget.take(packet({ question: 'two', tier: 'health' })), 'bytes');
  assert.equal(budget.take(packet({ question: 'two' })), null);
});

test('what was refused is not counted', () => {
  const budget = new Budget({ ...defaultLimits, queries: 4 });
  for (let n = 0; n < 10; n += 1) budget.take(packet());
  assert.equal(budget.take(packet({ address: '203.0.113.2' })), null);
  assert.equal(budget.take(packet({ address: '203.0.113.2' })), 'queries');
});

test('a limit knows how much it allows', () => {
  const budget = new Budget(defaultLimits);
  const limits = ['queries', 'health-queries', 'bytes', 'queries-per-address', 'tries-per-question'] as const;
  assert.deepEqual(
    limits.map((limit) => budget.allowed(limit)),
    [400, 400, 1 << 19, 12, 3],
  );
});
