import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScene } from './build-scene.ts';
import { legendOf } from './legend.ts';
import { placed } from './testing/layout-checks.ts';
import { extremes } from './testing/extremes.ts';
import { scenarios } from './testing/scenarios.ts';
import { diagramCss } from './styles.ts';

const wordsOf = (events: Parameters<typeof placed>[0]) =>
  Object.fromEntries(
    legendAfter(events).map(({ title, entries }) => [title, entries.map(({ words }) => words)]),
  );

const legendAfter = (events: Parameters<typeof placed>[0]) => legendOf(buildScene(placed(events)));

test('the legend has what is in the picture, and nothing else', () => {
  assert.deepEqual(wordsOf(scenarios.troubled()), {
    Servers: [
      'round: an IPv4 address',
      'square: an IPv6 address',
      'answers',
      'has a warning',
      'has an error',
    ],
    Zones: ['signed, as the zone above says'],
    Lines: ['refers to', 'glue lacks for some', 'answered', 'alias', 'address looked up', 'glue came along'],
    'What was found': ['the answer', 'an alias', 'the address of a name server'],
  });
  assert.deepEqual(wordsOf(scenarios.nxdomain())['What was found'], ['no such name']);
});

test('what is folded in a large picture still has its entries', () => {
  const [servers] = legendAfter(extremes.twelveLargeZones());
  assert.ok(servers?.entries.some(({ words }) => words === 'answers'));
});

test('every sign of the legend is dressed as in the picture', () => {
  for (const scenario of Object.values({ ...scenarios, ...extremes })) {
    for (const { shapes, words } of legendAfter(scenario()).flatMap(({ entries }) => entries)) {
      assert.ok(shapes.length > 0, words);
      for (const { className } of shapes)
        assert.ok(
          className.split(' ').some((name) => diagramCss.includes(`.${name}{`)),
          `no rule for ${className}`,
        );
    }
  }
});
