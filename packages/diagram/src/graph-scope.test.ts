import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { buildScene } from './build-scene.ts';
import { delegationGraph } from './delegation-graph.ts';
import type { GraphScope } from './graph-scope.ts';
import { placeGraph } from './place-graph.ts';

const { state } = await traceIn(labTree, 'www.shop.test A');

function partsOf(scope: GraphScope) {
  const graph = delegationGraph(state, scope);
  // What is left out leaves no edge without an end.
  assert.ok(buildScene(placeGraph(graph)).shapes.length > 0);
  return {
    zones: graph.zones.map(({ zone }): string => zone),
    lookups: graph.lookups.map(({ name }): string => name),
  };
}

test('a picture of the problems has the zones with a fault, those above them, and what was asked', () => {
  const { zones, lookups } = partsOf('problems');
  assert.deepEqual(zones, ['.', 'test', 'shop.test']);
  assert.deepEqual(lookups.slice(0, 3), ['www.shop.test', 'shop.edge.example', 'pop7.cloud.test']);
  assert.ok(lookups.includes('ns3.shop-dns.example'));
  assert.ok(!lookups.includes('ns4.shop-dns.example'));
});

test('a picture of one lookup has it and the zones it asked', () => {
  const { zones, lookups } = partsOf({ lookupId: 0 });
  assert.deepEqual(zones, ['.', 'test', 'shop.test']);
  assert.deepEqual(lookups, ['www.shop.test']);
});

test('every lookup of the trace can be drawn by itself', () => {
  for (const { id, question } of state.lookups) {
    const { zones, lookups } = partsOf({ lookupId: id });
    assert.equal(zones[0], '.');
    assert.deepEqual(lookups, [question.name]);
  }
});

test('of a trace without problems, the root and what was asked stay', async () => {
  const healthy = await traceIn(labTree, 'www.healthy.test A');
  const graph = delegationGraph(healthy.state, 'problems');
  assert.deepEqual(
    graph.zones.map(({ zone }) => zone),
    ['.'],
  );
  assert.deepEqual(
    graph.lookups.map(({ name }) => name),
    ['www.healthy.test'],
  );
});
