import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delegationGraph } from './delegation-graph.ts';
import { placeGraph } from './place-graph.ts';
import { wayLines } from './way-lines.ts';
import { stateOf } from './testing/event-log.ts';
import { scenarios } from './testing/scenarios.ts';

test('the way has a line for each referral and answer that is waited for, with its time', () => {
  const state = stateOf(scenarios.troubled());
  const placed = placeGraph(delegationGraph(state));
  const shop = state.zones.find(({ name }) => name === 'shop-demo.test')!;
  const answer = state.lookups[0]!.outcome!;
  assert.ok(shop.learnedFrom !== null && 'hopId' in answer);
  const ways = wayLines(state, placed, new Set([shop.learnedFrom, answer.hopId]));
  assert.deepEqual(
    ways.map(({ key }) => key),
    ['way source shop-demo.test lookup 0', 'way delegation shop-demo.test'],
  );
  for (const way of ways) {
    assert.ok(way.kind === 'group' && way.label === '', 'it repeats what the picture says');
    const words = way.children.find((shape) => shape.kind === 'text');
    assert.match(words?.text ?? '', /^\d+ ms$/);
  }
  assert.deepEqual(wayLines(state, placed, new Set()), []);
});
