import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ZoneSpec, labScenarios, labTree, refusesZone, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import type { DomainName, TraceState } from '@delegraph/model';
import { edgesOf } from './edges.ts';
import { type OverlayChanges, overlayGraph } from './overlay-graph.ts';
import { overlayPicture } from './overlay-picture.ts';
import { overlayCss, overlayScene, placeOverlay } from './overlay-scene.ts';
import { pictureToSvg } from './scene-to-svg.ts';
import type { Shape } from './scene.ts';
import { diagramCss } from './styles.ts';
import { checkNoOverlap } from './testing/layout-checks.ts';

const NOTHING: OverlayChanges = { zones: new Set(), addresses: new Set(), lookups: new Set() };
const SHOP = { 'ns1.shop.test.': '203.0.113.1', 'ns2.shop.test.': '203.0.113.2' };

test('two traces of the same are drawn as one, without a mark', async () => {
  const state = await stateWith({});
  const overlay = overlayGraph(state, state, NOTHING);
  assert.deepEqual(
    [...overlay.marks.values()].filter((mark) => mark !== 'same'),
    [],
  );
  assert.doesNotMatch(JSON.stringify(overlayScene(overlay)), /overlay/u);
});

test('name servers that came, went and changed say so in their rows', async () => {
  const before = await stateWith({ faults: [refusesZone('ns1.shop.test.')] });
  const after = await stateWith({
    servers: { 'ns1.shop.test.': '203.0.113.1', 'ns3.shop.test.': '203.0.113.3' },
  });
  const overlay = overlayGraph(before, after, {
    ...NOTHING,
    zones: named('shop.test'),
    addresses: new Set(['shop.test 203.0.113.1']),
  });
  const shop = overlay.zones.find(({ zone }) => zone === 'shop.test')!;
  assert.deepEqual(
    shop.rows.map(({ nameServer, time, standing }) => [nameServer, time, standing]),
    [
      ['ns1.shop.test', '≠ changed', 'ok'],
      ['ns3.shop.test', '+ added', 'ok'],
      ['ns2.shop.test', '− removed', 'ok'],
    ],
  );
  const words = textsOf(overlayScene(overlay).shapes);
  assert.equal(words.filter((word) => word === '≠ changed').length, 2, 'the card and its row');
  assert.ok(overlayScene(overlay).title.includes('1 added, 1 removed, 2 changed'));
});

test('a zone that only one of the traces went through is kept, with its edge', async () => {
  const [before, after] = await Promise.all([stateWith({}), stateWith(null)]);
  const overlay = overlayGraph(before, after, { ...NOTHING, lookups: named('www.shop.test') });
  assert.equal(overlay.marks.get('zone shop.test'), 'removed');
  assert.equal(overlay.marks.get('delegation shop.test'), 'removed');
  assert.equal(overlay.marks.get('lookup www.shop.test'), 'changed');
  assert.deepEqual(overlay.lookups[0]?.lines, ['NXDOMAIN', 'was A 192.0.2.1']);
  assert.ok(textsOf(overlayScene(overlay).shapes).includes('− removed'));
  const back = overlayGraph(after, before, NOTHING);
  assert.equal(back.marks.get('zone shop.test'), 'added');
});

test('in a zone with a dot for each address, those that came and went are marked', async () => {
  const [before, after] = await Promise.all([
    stateWith({ servers: many(1) }),
    stateWith({ servers: many(2) }),
  ]);
  const overlay = overlayGraph(before, after, NOTHING);
  assert.equal(overlay.marks.get('zone shop.test dot 203.0.113.1'), 'removed');
  assert.equal(overlay.marks.get('zone shop.test dot 203.0.113.7'), 'added');
  assert.equal(overlay.marks.get('zone shop.test dot 203.0.113.3'), 'same');
  const labels = groupsOf(overlayScene(overlay).shapes).map(({ label }) => label);
  assert.ok(
    labels.some((label) => label.startsWith('ns1.shop.test 203.0.113.1') && label.endsWith(', removed')),
  );
});

test('whatever two traces are laid over each other, the picture is sound', async () => {
  const states = await Promise.all(
    labScenarios.map(async ({ name, type }) => (await traceIn(labTree, `${name} ${type}`)).state),
  );
  for (const [index, state] of states.entries()) {
    const other = states[(index + 1) % states.length]!;
    const overlay = overlayGraph(state, other, {
      zones: new Set(state.zones.map(({ name }) => name)),
      addresses: new Set(),
      lookups: new Set(state.lookups.map(({ question }) => question.name)),
    });
    const placed = placeOverlay(overlay);
    checkNoOverlap(placed);
    const boxes = [...placed.zones, ...placed.lookups].map(({ box }) => box);
    for (const { key, from, to } of edgesOf(placed)) {
      for (const { x, y } of [from, to])
        assert.ok(
          boxes.some((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height),
          `${key} ends nowhere`,
        );
    }
    const scene = overlayScene(overlay);
    assert.deepEqual(scene, overlayScene(overlay));
    const shapes = shapesOf(scene.shapes);
    const keys = shapes.map(({ key }) => key);
    assert.deepEqual(
      keys.filter((key, at) => keys.indexOf(key) !== at),
      [],
      'keys that are not unique',
    );
    for (const shape of shapes.filter(({ kind }) => kind !== 'group')) {
      const isDressed = shape.className
        .split(' ')
        .some((name) => (diagramCss + overlayCss).includes(`.${name}{`));
      assert.ok(isDressed, `no rule for ${shape.className}`);
    }
  }
});

test('as a file it carries its own rules, which no other picture has', async () => {
  const [before, after] = await Promise.all([stateWith({}), stateWith(null)]);
  const caption = {
    verdict: 'All changed.',
    tone: 'neutral',
    question: 'www.shop.test A',
    facts: [],
    findings: [],
    address: '',
  } as const;
  const picture = overlayPicture(overlayGraph(before, after, NOTHING), caption);
  const svg = pictureToSvg(picture, { theme: 'auto' });
  assert.match(svg, /<title>www\.shop\.test A: All changed\.<\/title>/u);
  assert.equal(svg.split('.overlay-frame--removed{').length, 3, 'once for each theme');
  assert.doesNotMatch(svg, /var\(--/u);
  assert.match(svg, /class="overlay-frame overlay-frame--removed"/u);
});

function many(from: number): ZoneSpec['servers'] {
  return Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`ns${from + index}.shop.test.`, `203.0.113.${from + index}`]),
  );
}

/** The domain with what is given in place of its own; null when it is not registered. */
async function stateWith(shop: Partial<ZoneSpec> | null): Promise<TraceState> {
  const tree = zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'a.test.': '198.51.100.11' } },
    ...(shop && { 'shop.test.': { servers: SHOP, records: ['www A 192.0.2.1'], ...shop } }),
  });
  return (await traceIn(tree, 'www.shop.test. A')).state;
}

function named(...names: string[]): Set<DomainName> {
  return new Set(names as DomainName[]);
}

function shapesOf(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => (shape.kind === 'group' ? [shape, ...shapesOf(shape.children)] : [shape]));
}

function groupsOf(shapes: readonly Shape[]) {
  return shapesOf(shapes).filter((shape) => shape.kind === 'group');
}

function textsOf(shapes: readonly Shape[]): string[] {
  return shapesOf(shapes).flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
}
