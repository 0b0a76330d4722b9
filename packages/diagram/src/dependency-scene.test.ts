import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Dependencies, type NeededZone, parseDomainName as name } from '@delegraph/model';
import { dependencyScene } from './dependency-scene.ts';
import { sceneToSvg } from './scene-to-svg.ts';
import { FONTS, type Font, textWidth } from './text-width.ts';

function zone(text: string, layer: number, more: Partial<NeededZone> = {}): NeededZone {
  return { zone: name(text), layer, needs: [], isForeign: false, isSinglePoint: false, ...more };
}

function parentOf(by: string): Pick<NeededZone, 'needs'> {
  return { needs: [{ by: name(by), how: 'parent', nameServers: [], isGlued: false }] };
}

function holds(by: string, ...nameServers: string[]): Pick<NeededZone, 'needs'> {
  return {
    needs: [{ by: name(by), how: 'name-servers', nameServers: nameServers.map(name), isGlued: false }],
  };
}

const long = `${'a-very-long-label-of-a-provider.'.repeat(4)}example`;

const dependencies: Dependencies = {
  of: [name('example.test')],
  zones: [
    zone('example.test', 0),
    zone('test', 1, parentOf('example.test')),
    zone(long, 1, {
      ...holds('example.test', `ns1.${long}`, `ns2.${long}`),
      isForeign: true,
      isSinglePoint: true,
    }),
    zone('example', 2, parentOf(long)),
    zone('.', 2, parentOf('test')),
  ],
  operators: [],
  circles: [],
  openDomains: [],
};

test('every zone has one row, under the zone that needs it', () => {
  const rows = dependencyScene(dependencies).shapes.flatMap((shape) =>
    shape.kind === 'group' ? [shape] : [],
  );
  assert.deepEqual(
    rows.map(({ subject, x }) => [subject?.kind === 'zone' ? subject.zone : null, x]),
    [
      ['example.test', 2],
      ['test', 20],
      ['.', 38],
      [long, 20],
      ['example', 38],
    ],
  );
  rows.slice(1).forEach((row, index) => assert.ok(row.y >= rows[index]!.y + 38));
});

test('a single point has a sign and says so', () => {
  const [point] = dependencyScene(dependencies).shapes.filter(({ key }) => key === `needed ${long}`);
  assert.ok(point?.kind === 'group');
  assert.match(point.label, /a single point$/);
  assert.ok(point.children.some(({ className }) => className === 'glyph glyph--warning'));
});

test('no text is wider than its row, and the picture stands alone', () => {
  const scene = dependencyScene(dependencies);
  for (const row of scene.shapes) {
    if (row.kind !== 'group') continue;
    const [box] = row.children;
    assert.ok(box?.kind === 'rect');
    assert.ok(row.x + box.width <= scene.width);
    for (const shape of row.children) {
      if (shape.kind !== 'text') continue;
      const font = Object.keys(FONTS).find((one) => shape.className.includes(`font-${one}`)) as Font;
      assert.ok(shape.x + textWidth(shape.text, font) <= box.width, shape.text);
    }
  }
  assert.doesNotMatch(sceneToSvg(scene, { theme: 'light' }), /NaN|undefined|var\(/);
});

test('zones in a full circle are errors', () => {
  const zones = [zone('a.test', 0), zone('b.test', 1, holds('a.test', 'ns.b.test'))];
  const circle = { kind: 'full', zones: zones.map((one) => one.zone) } as const;
  const { shapes } = dependencyScene({ ...dependencies, zones, circles: [circle] });
  assert.ok(
    shapes.filter(({ kind }) => kind === 'group').every(({ className }) => className.includes('error')),
  );
});
