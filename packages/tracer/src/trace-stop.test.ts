import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { type ZoneTreeSpec, memoryNetwork, zoneTree } from '@delegraph/lab';
import { virtualClock } from '@delegraph/lab/testing';
import { type Exchange, type TimedFact, parseDomainName } from '@delegraph/model';
import { example, run, setupFor, world } from './testing/small-world.ts';
import { trace } from './trace.ts';

/** A network that tells of every packet. */
function watched(zones: ZoneTreeSpec, onSend: (count: number) => void) {
  const tree = zoneTree(world(zones));
  const clock = virtualClock();
  const network = memoryNetwork(tree, { clock, strict: true });
  const exchange: Exchange = (request, signal) => {
    onSend(network.sent.length + 1);
    return network.exchange(request, signal);
  };
  const start = (signal?: AbortSignal) =>
    trace(
      { name: parseDomainName('www.example.test'), type: 'A' },
      { ...setupFor(tree, exchange, clock), ...(signal ? { signal } : {}) },
    );
  return { clock, sent: network.sent, start };
}

for (const packets of [1, 2, 3, 5, 8]) {
  test(`cancelled at packet ${packets}, a trace ends as interrupted and sends nothing more`, async () => {
    const controller = new AbortController();
    const { clock, sent, start } = watched(
      { 'example.test.': example },
      (count) => count === packets && controller.abort(),
    );
    const facts = await clock.run(Array.fromAsync(start(controller.signal)));
    const end = facts.at(-1)!.fact;
    assert.deepEqual(end, { type: 'trace-ended', status: 'interrupted', reason: 'The trace was cancelled.' });
    const sentAtEnd = sent.length;
    await clock.run(clock.sleep(10_000, new AbortController().signal));
    assert.equal(sent.length, sentAtEnd);
    assert.equal(facts.filter(({ fact }) => fact.type === 'trace-ended').length, 1);
  });
}

test('cancelled before it starts, a trace sends nothing', async () => {
  const { clock, sent, start } = watched({ 'example.test.': example }, () => {});
  const facts = await clock.run(Array.fromAsync(start(AbortSignal.abort())));
  assert.deepEqual(
    facts.map(({ fact }) => fact.type),
    ['trace-started', 'trace-ended'],
  );
  assert.equal(sent.length, 0);
});

test('a reader who goes away stops the trace, at whatever fact', async () => {
  const total = (await run({ 'example.test.': example }, 'www.example.test. A')).events.length;
  for (let kept = 1; kept <= total; kept += 1) {
    const { clock, sent, start } = watched({ 'example.test.': example }, () => {});
    const read = async () => {
      const facts: TimedFact[] = [];
      for await (const fact of start()) {
        facts.push(fact);
        if (facts.length === kept) break;
      }
      return facts;
    };
    const facts = await clock.run(read());
    assert.equal(facts.length, Math.min(kept, total));
    const sentAtEnd = sent.length;
    await clock.run(clock.sleep(10_000, new AbortController().signal));
    assert.equal(sent.length, sentAtEnd, `after fact ${kept}`);
  }
});

test('a signal that outlives the trace keeps no hold of it', async () => {
  const controller = new AbortController();
  const { clock, start } = watched({ 'example.test.': example }, () => {});
  await clock.run(Array.fromAsync(start(controller.signal)));
  assert.deepEqual(getEventListeners(controller.signal, 'abort'), []);
});

test('an error of ours reaches the reader, and stops the trace', async () => {
  const { clock, sent, start } = watched({ 'example.test.': example }, (count) => {
    if (count === 3) throw new TypeError('a bug');
  });
  await assert.rejects(clock.run(Array.fromAsync(start())), /a bug/);
  const sentAtEnd = sent.length;
  await clock.run(clock.sleep(10_000, new AbortController().signal));
  assert.equal(sent.length, sentAtEnd);
});
