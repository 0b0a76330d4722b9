import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialTraceState } from '@delegraph/model';
import * as fc from 'fast-check';
import { buildScene } from './build-scene.ts';
import { delegationGraph } from './delegation-graph.ts';
import { DETAILS } from './detail.ts';
import { placeGraph } from './place-graph.ts';
import { checkEdgesKeepOff, checkPills } from './testing/edge-checks.ts';
import { extremes } from './testing/extremes.ts';
import { checkAppendOnlyDown, checkNoOverlap, placed } from './testing/layout-checks.ts';
import { randomTrace } from './testing/random-trace.ts';
import { scenarios } from './testing/scenarios.ts';
import { checkTexts } from './testing/text-checks.ts';

for (const [name, events] of Object.entries({ ...scenarios, ...extremes })) {
  test(`${name}, from top to bottom: nothing lies on anything, and nothing jumps`, () => {
    const graph = placed(events(), 'down');
    checkNoOverlap(graph);
    checkAppendOnlyDown(events());
    checkEdgesKeepOff(graph);
    for (const detail of DETAILS) checkTexts(buildScene(graph, detail));
  });
}

for (const [name, scenario] of Object.entries(scenarios)) {
  test(`${name}, from top to bottom: the words of the edges can be read`, () =>
    checkPills(placed(scenario(), 'down')));
}

test('whatever happens, no two cards overlap', () => {
  fc.assert(fc.property(randomTrace, (events) => checkNoOverlap(placed(events, 'down'))));
});

test('whatever happens, no card moves up or left, shrinks or goes away', () => {
  fc.assert(fc.property(randomTrace, checkAppendOnlyDown), { numRuns: 60 });
});

test('before the first event there is the root, alone', () => {
  const { zones, lookups, width, height } = placeGraph(delegationGraph(initialTraceState), 'down');
  assert.deepEqual(
    zones.map(({ zone }) => zone),
    ['.'],
  );
  assert.equal(lookups.length, 0);
  assert.ok(width > 0 && height > 0);
});

test('the path of the asked name goes down the left column, to the answer at its foot', () => {
  const { zones, lookups } = placed(scenarios.troubled(), 'down');
  const left = zones.filter(({ box }) => box.x === zones[0]!.box.x);
  assert.deepEqual(
    left.map(({ zone }) => zone),
    ['.', 'test', 'shop-demo.test'],
  );
  left.slice(1).forEach(({ box }, index) => assert.ok(box.y > left[index]!.box.y));
  assert.equal(lookups[0]!.box.x, zones[0]!.box.x);
  const lowest = Math.max(...zones.map(({ box }) => box.y + box.height));
  assert.ok(lookups.every(({ box }) => box.y > lowest));
});

test('aliases lead to the right along the foot', () => {
  const { lookups, aliases } = placed(scenarios.troubled(), 'down');
  assert.ok(aliases.length > 0);
  for (const { from, to } of aliases) {
    const [one, other] = [from, to].map((key) => lookups.find((card) => card.key === key)!.box);
    assert.equal(one!.y, other!.y);
    assert.ok(other!.x > one!.x + one!.width);
  }
});
