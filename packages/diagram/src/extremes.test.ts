// Zones and names as large as they come: every text stays in its card, and no card lies on another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceEvent } from '@delegraph/model';
import { buildScene } from './build-scene.ts';
import type { Shape } from './scene.ts';
import { extremes } from './testing/extremes.ts';
import { checkAppendOnly, checkNoOverlap, placed } from './testing/layout-checks.ts';
import { FONTS, type Font, textWidth } from './text-width.ts';

for (const [name, extreme] of Object.entries(extremes)) {
  test(`${name}: the cards keep apart and hold their texts`, () => {
    const events = extreme();
    checkAppendOnly(events);
    checkNoOverlap(placed(events));
    checkTexts(events);
  });
}

test('an international name has its U-label under it', () => {
  const texts = textsOf(shapesOf(extremes.international()));
  assert.ok(texts.includes('xn--bcher-kva.test'), texts.join('\n'));
  assert.ok(
    texts.some((text) => text.includes('bücher.test')),
    texts.join('\n'),
  );
});

/** Fails when a text ends outside the card it is in, or lies on another text of its line. */
function checkTexts(events: readonly TraceEvent[]): void {
  for (const card of shapesOf(events)) {
    if (card.kind !== 'group' || !/^(zone|lookup|pill-of)\b/.test(card.className)) continue;
    const width = widthOf(card);
    const spans = spansIn(card.children, 0, 0);
    for (const span of spans) {
      assert.ok(span.from >= 0 && span.to <= width, `“${span.text}” is wider than ${card.key}`);
      const under = spans.find(
        (other) =>
          other !== span && Math.abs(other.y - span.y) < 8 && other.from < span.to && span.from < other.to,
      );
      assert.equal(under, undefined, `“${span.text}” lies on “${under?.text}” in ${card.key}`);
    }
  }
}

function shapesOf(events: readonly TraceEvent[]): Shape[] {
  return buildScene(placed(events)).shapes;
}

function widthOf({ children }: Extract<Shape, { kind: 'group' }>): number {
  const [outline] = children;
  if (outline?.kind === 'rect') return outline.width;
  assert.ok(outline?.kind === 'path');
  return Math.max(...Array.from(outline.d.matchAll(/H(\d+)/g), ([, x]) => Number(x)));
}

function spansIn(shapes: readonly Shape[], x: number, y: number): Span[] {
  return shapes.flatMap((shape): Span[] => {
    if (shape.kind === 'group') return spansIn(shape.children, x + shape.x, y + shape.y);
    if (shape.kind !== 'text') return [];
    const font = /font-(\w+)/.exec(shape.className)![1]!;
    assert.ok(isFont(font));
    const width = textWidth(shape.text, font);
    const from = x + shape.x - { start: 0, middle: width / 2, end: width }[shape.anchor];
    return [{ text: shape.text, from, to: from + width, y: y + shape.y }];
  });
}

interface Span {
  text: string;
  from: number;
  to: number;
  y: number;
}

function isFont(name: string): name is Font {
  return name in FONTS;
}

function textsOf(shapes: readonly Shape[]): string[] {
  return spansIn(shapes, 0, 0).map(({ text }) => text);
}
