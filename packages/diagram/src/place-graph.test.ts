import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialTraceState } from '@delegraph/model';
import * as fc from 'fast-check';
import { delegationGraph } from './delegation-graph.ts';
import { placeGraph } from './place-graph.ts';
import { checkAppendOnly, checkNoOverlap, placed } from './testing/layout-checks.ts';
import { randomTrace } from './testing/random-trace.ts';
import { scenarios } from './testing/scenarios.ts';

for (const [name, scenario] of Object.entries(scenarios)) {
  test(`${name}: no two cards overlap`, () => checkNoOverlap(placed(scenario())));
  test(`${name}: no card moves up or sideways while it is traced`, () => checkAppendOnly(scenario()));
}

test('whatever happens, no two cards overlap', () => {
  fc.assert(fc.property(randomTrace, (events) => checkNoOverlap(placed(events))));
});

test('whatever happens, no card moves up or sideways, shrinks or goes away', () => {
  fc.assert(fc.property(randomTrace, checkAppendOnly), { numRuns: 60 });
});

test('before the first event there is the root, alone', () => {
  const { zones, lookups, width, height } = placeGraph(delegationGraph(initialTraceState));
  assert.deepEqual(
    zones.map(({ zone }) => zone),
    ['.'],
  );
  assert.equal(lookups.length, 0);
  assert.ok(width > 0 && height > 0);
});

test('the path of the asked name is the top row', () => {
  const { zones, lookups } = placed(scenarios.troubled());
  const top = zones.filter(({ box }) => box.y === zones[0]!.box.y).map(({ zone }) => zone);
  assert.deepEqual(top, ['.', 'test', 'shop-demo.test']);
  assert.equal(lookups[0]!.box.y, zones[0]!.box.y);
});

test('a zone in the fourth column moves the answers right', () => {
  const shallow = placed(scenarios.healthy());
  const deep = placed(scenarios.crowded());
  assert.ok(deep.lookups[0]!.box.x > shallow.lookups[0]!.box.x);
  assert.ok(deep.lookups[0]!.box.x > Math.max(...deep.zones.map(({ box }) => box.x + box.width)));
});
