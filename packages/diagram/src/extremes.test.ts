// Zones and names as large as they come: every text stays in its card, and no card lies on another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScene } from './build-scene.ts';
import { DETAILS } from './detail.ts';
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
