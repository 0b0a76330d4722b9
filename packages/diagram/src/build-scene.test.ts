import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceEvent, parseDomainName } from '@delegraph/model';
import * as fc from 'fast-check';
import { buildScene } from './build-scene.ts';
import { delegationGraph } from './delegation-graph.ts';
import { edgesOf } from './edges.ts';
import { type Box, type PlacedGraph, placeGraph } from './place-graph.ts';
import type { Scene, Shape } from './scene.ts';
import { diagramCss } from './styles.ts';
import { eventLog, stateOf } from './testing/event-log.ts';
import { randomTrace } from './testing/random-trace.ts';
import { scenarios } from './testing/scenarios.ts';

for (const [name, scenario] of Object.entries(scenarios)) {
  test(`${name}: the picture is sound`, () => checkScene(scenario()));
}

test('whatever happens, the picture is sound', () => {
  fc.assert(fc.property(randomTrace, checkScene));
});

test('no text is wider than its card', () => {
  const { shapes } = sceneOf(scenarios.crowded());
  const [zone] = shapes.filter(
    (shape) => shape.className.startsWith('zone') && shape.key === 'zone big.test',
  );
  const texts = leaves(zone ? [zone] : []).flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
  assert.ok(texts.includes('a.a-provi…me.big.test'), texts.join('\n'));
  assert.ok(texts.includes('LAME refused · 198.51.100.70'));
  assert.ok(texts.includes('+2 more'));
});

test('what can be selected has a name, and says what it is about', () => {
  const groups = leaves(sceneOf(scenarios.troubled()).shapes, true).filter((shape) => shape.kind === 'group');
  const labels = groups.map(({ label }) => label);
  assert.ok(labels.includes('zone shop-demo.test, error: 1 of 3 addresses lame'));
  assert.ok(labels.includes('CNAME 1: www.shop-demo.test is an alias of shop.edge-demo.example'));
  assert.ok(
    labels.includes(
      'delegation of shop-demo.test by test: 26 addresses of 26 refer to it, warning: glue for 2 of 3 name servers',
    ),
    labels.join('\n'),
  );
  assert.deepEqual(groups.find(({ label }) => label.startsWith('shop-demo.test: address'))?.subject, {
    kind: 'name-server',
    zone: 'shop-demo.test',
    nameServer: 'ns3.dns-host.example',
  });
});

test('the line to an answer that no server gave ends in a cross, and says how many were asked', () => {
  for (const [reply, kind, words] of [
    ['timeout', 'unanswered', '0 of 2 answer'],
    ['skipped', 'untested', 'not asked'],
  ] as const) {
    const log = eventLog('www.mute.test A', { 'a.root.test': ['198.51.100.1'] });
    const lookup = log.lookup('question', 'www.mute.test A');
    log.refer(lookup, '.', 'mute.test', { 'ns1.mute.test': ['192.0.2.1'], 'ns2.mute.test': ['192.0.2.2'] });
    log.ask(lookup, 'mute.test', 'www.mute.test A', () => reply);
    log.endLookup(lookup, {
      kind: 'unresolvable',
      zone: parseDomainName('mute.test'),
      ...(reply === 'skipped' && { notAsked: 'no-ipv4' }),
    });
    const shapes = sceneOf(log.end()).shapes.filter((shape) => shape.kind === 'group');
    const line = shapes.find(({ key }) => key === 'source mute.test lookup 0')!;
    assert.ok(line.className.includes(`edge--${kind}`));
    assert.equal(
      line.children.some(({ className }) => className.includes('glyph--error')),
      kind === 'unanswered',
    );
    const pill = shapes.find(({ key }) => key === 'source mute.test lookup 0 pill');
    const [said] = leaves(pill?.children ?? []).filter((shape) => shape.kind === 'text');
    assert.equal(said?.text, words);
  }
});

function sceneOf(events: readonly TraceEvent[]): Scene {
  return buildScene(placeGraph(delegationGraph(stateOf(events))));
}

function checkScene(events: readonly TraceEvent[]): void {
  const graph = placeGraph(delegationGraph(stateOf(events)));
  const scene = buildScene(graph);
  assert.deepEqual(scene, sceneOf(events), 'the same events give another picture');
  assert.doesNotMatch(JSON.stringify(scene), /NaN|null,"y"|Infinity|undefined/);

  const shapes = leaves(scene.shapes, true);
  const keys = shapes.map(({ key }) => key);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  assert.deepEqual(repeated, [], 'keys that are not unique');
  for (const shape of shapes.filter(({ kind }) => kind !== 'group')) {
    const dressed = shape.className.split(' ').some((name) => diagramCss.includes(`.${name}{`));
    assert.ok(dressed, `no rule for ${shape.className}`);
  }
  checkEdges(graph);
}

/** Every edge starts and ends on the border of a card. */
function checkEdges(graph: PlacedGraph): void {
  const boxes = [...graph.zones, ...graph.lookups].map(({ box }) => box);
  for (const { key, from, to } of edgesOf(graph)) {
    assert.ok(
      boxes.some((box) => isOnBorder(box, from)),
      `${key} starts nowhere`,
    );
    assert.ok(
      boxes.some((box) => isOnBorder(box, to)),
      `${key} ends nowhere`,
    );
  }
}

function isOnBorder({ x, y, width, height }: Box, at: { x: number; y: number }): boolean {
  const inside = at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
  return inside && (at.x === x || at.x === x + width || at.y === y || at.y === y + height);
}

function leaves(shapes: readonly Shape[], withGroups = false): Shape[] {
  return shapes.flatMap((shape) =>
    shape.kind === 'group'
      ? [...(withGroups ? [shape] : []), ...leaves(shape.children, withGroups)]
      : [shape],
  );
}
