import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScene } from './build-scene.ts';
import { DETAILS, type Detail, detailAt } from './detail.ts';
import type { Scene, Shape } from './scene.ts';
import { detailCss, diagramCss } from './styles.ts';
import { placed } from './testing/layout-checks.ts';
import { scenarios } from './testing/scenarios.ts';
import { textsIn } from './testing/text-checks.ts';

test('the level follows the zoom', () => {
  const zooms = [0.15, 0.49, 0.5, 1, 1.2, 1.75, 3];
  assert.deepEqual(zooms.map(detailAt), ['far', 'far', 'usual', 'usual', 'near', 'nearer', 'nearest']);
});

test('from afar a card says its name in large letters, and how it stands by a sign', () => {
  const { shapes } = sceneOf(scenarios.troubled, 'far');
  const shop = cardOf(shapes, 'zone shop-demo.test');
  assert.equal(
    textsIn(shop.children)
      .map(({ text }) => text)
      .join(''),
    'shop-demo.test',
  );
  assert.ok(textsIn(shop.children).every(({ sizePx }) => sizePx >= 21));
  assert.ok(shop.children.some(({ className }) => className.includes('glyph--error')));
  const root = cardOf(shapes, 'zone .');
  assert.deepEqual(
    textsIn(root.children).map(({ text }) => text),
    ['root'],
  );
  assert.ok(root.children.every(({ className }) => !className.includes('glyph')));
});

test('from near the addresses and their times stand where the dots were', () => {
  const nearest = textOf(cardOf(sceneOf(scenarios.healthy, 'nearest').shapes, 'zone .'));
  const usual = textOf(cardOf(sceneOf(scenarios.healthy, 'usual').shapes, 'zone .'));
  assert.match(nearest, /198\.51\.100\.10/);
  assert.match(nearest, /9 ms/);
  assert.doesNotMatch(usual, /198\.51\.100/);
  // 26 addresses would be too small to read at once.
  assert.equal(textOf(cardOf(sceneOf(scenarios.healthy, 'near').shapes, 'zone .')), usual);
});

for (const [name, scenario] of Object.entries(scenarios)) {
  test(`${name}: at every level the cards and edges lie where they lie, and all is dressed`, () => {
    const usual = sceneOf(scenario, 'usual');
    for (const detail of DETAILS) {
      const scene = sceneOf(scenario, detail);
      assert.deepEqual([scene.width, scene.height], [usual.width, usual.height]);
      assert.deepEqual(outlines(scene), outlines(usual));
      const keys = all(scene.shapes).map(({ key }) => key);
      assert.equal(new Set(keys).size, keys.length, 'keys that are not unique');
      assert.doesNotMatch(JSON.stringify(scene), /NaN|null,"y"|Infinity|undefined/);
      for (const shape of all(scene.shapes).filter(({ kind }) => kind !== 'group')) {
        const dressed = shape.className
          .split(' ')
          .some((word) => `${diagramCss}${detailCss}`.includes(`.${word}{`));
        assert.ok(dressed, `no rule for ${shape.className}`);
      }
    }
  });
}

type Group = Extract<Shape, { kind: 'group' }>;

function sceneOf(scenario: () => Parameters<typeof placed>[0], detail: Detail): Scene {
  return buildScene(placed(scenario()), detail);
}

function cardOf(shapes: readonly Shape[], key: string): Group {
  const card = shapes.find((shape) => shape.key === key);
  assert.ok(card?.kind === 'group');
  return card;
}

function textOf({ children }: Group): string {
  return textsIn(children)
    .map(({ text }) => text)
    .join(' ');
}

/** Where every card and edge is, and the first shape of each. */
function outlines({ shapes }: Scene): unknown[] {
  return shapes.flatMap((shape) =>
    shape.kind === 'group' && !shape.key.endsWith(' pill')
      ? [[shape.key, shape.x, shape.y, shape.children[0]]]
      : [],
  );
}

function all(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => (shape.kind === 'group' ? [shape, ...all(shape.children)] : [shape]));
}
