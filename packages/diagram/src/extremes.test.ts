// Zones and names as large as they come: every text stays in its card, and no card lies on another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScene } from './build-scene.ts';
import { delegationGraph } from './delegation-graph.ts';
import { DETAILS } from './detail.ts';
import { edgesOf } from './edges.ts';
import { placeGraph } from './place-graph.ts';
import type { Shape } from './scene.ts';
import { stateOf } from './testing/event-log.ts';
import { extremes } from './testing/extremes.ts';
import { checkAppendOnly, checkNoOverlap, placed } from './testing/layout-checks.ts';
import { checkTexts, textsIn } from './testing/text-checks.ts';

for (const [name, extreme] of Object.entries(extremes)) {
  test(`${name}: the cards keep apart and hold their texts`, () => {
    const events = extreme();
    checkAppendOnly(events);
    checkNoOverlap(placed(events));
    for (const detail of DETAILS) checkTexts(buildScene(placed(events), detail));
  });
}

test('an international name has its U-label under it', () => {
  const { shapes } = buildScene(placed(extremes.international()));
  const texts = textsIn(shapes).map(({ text }) => text);
  assert.ok(texts.includes('xn--bcher-kva.test'), texts.join('\n'));
  assert.ok(
    texts.some((text) => text.includes('bücher.test')),
    texts.join('\n'),
  );
});

test('a large picture is folded where nothing is wrong, and nothing in it moves for that', () => {
  const graph = placed(extremes.twelveLargeZones());
  const { shapes } = buildScene(graph);
  const elements = elementsIn(shapes);
  assert.ok(elements <= 1500, `${elements} elements`);

  const cards = shapes.filter((shape) => shape.kind === 'group' && shape.className.startsWith('zone '));
  cards.forEach((card, index) => {
    const { x, y } = graph.zones[index]!.box;
    assert.deepEqual(card.kind === 'group' && [card.x, card.y], [x, y]);
  });
  const labels = elementsOf(shapes).flatMap((shape) => (shape.kind === 'group' ? shape.label : []));
  assert.ok(
    labels.some((label) => label.startsWith('ns1.zone-11.test 203.0.113.220, error')),
    'the lame server can still be selected',
  );
  assert.ok(!labels.some((label) => label.startsWith('ns2.zone-11.test')), 'the others only with their card');
});

test('a card that was unfolded by hand stays unfolded in a large picture', () => {
  const state = stateOf(extremes.twelveLargeZones());
  const last = state.zones.at(-1)!.name;
  const graph = placeGraph(delegationGraph(state, 'all', new Set([last])));
  const labels = elementsOf(buildScene(graph).shapes).flatMap((shape) =>
    shape.kind === 'group' ? shape.label : [],
  );
  assert.ok(labels.some((label) => label.startsWith('ns20.zone-11.test')));
});

test('the addresses of many name servers reach their zone on one line, which says how many', () => {
  const edges = edgesOf(placed(extremes.gluelessEverywhere()));
  const needed = edges.filter(({ kind }) => kind === 'dependency');
  const runs = new Set(needed.map(({ course }) => (course.kind === 'bus' ? course.corners[0].x : null)));
  assert.equal(needed.length, 8);
  assert.equal(runs.size, 1);
  assert.ok(!runs.has(null));
  assert.deepEqual(
    needed.flatMap(({ pill }) => pill ?? []),
    ['8 addresses needed'],
  );
});

test('the answers of a zone that gave many hang on one line', () => {
  const edges = edgesOf(placed(extremes.twelveAliases())).filter(({ kind }) => kind === 'source');
  const runs = new Set(edges.map(({ course }) => (course.kind === 'bus' ? course.corners[0].x : null)));
  assert.equal(edges.length, 13);
  assert.equal(runs.size, 1);
  assert.ok(!runs.has(null));
});

test('the delegations of two zones in one column run on lines of their own', () => {
  const edges = edgesOf(placed(extremes.gluelessEverywhere()));
  const runsOf = (parent: string) =>
    new Set(
      edges.flatMap(({ subject, course }) =>
        subject.kind === 'delegation' && subject.parent === parent && course.kind === 'bus'
          ? course.corners[0].x
          : [],
      ),
    );
  const [example, invalid] = [runsOf('example'), runsOf('invalid')];
  assert.equal(example.size, 1);
  assert.equal(invalid.size, 1);
  assert.notDeepEqual(example, invalid);
});

function elementsOf(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => [shape, ...(shape.kind === 'group' ? elementsOf(shape.children) : [])]);
}

/** As the page draws them: what can be selected has a title, and its inside in a group. */
function elementsIn(shapes: readonly Shape[]): number {
  return elementsOf(shapes).reduce(
    (count, shape) => count + (shape.kind === 'group' && shape.subject && shape.label !== '' ? 3 : 1),
    0,
  );
}
