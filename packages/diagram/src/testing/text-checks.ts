// What must hold of the texts of every scene: each stays in its card, and none lies on another.
import assert from 'node:assert/strict';
import type { Box } from '../place-graph.ts';
import type { Scene, Shape } from '../scene.ts';
import { DETAIL_FONTS, FONTS, type Font, fontSizePx, textWidth } from '../text-width.ts';

/** A text with the room its letters take, in pixels of its card. */
export interface TextPlace extends Box {
  text: string;
  sizePx: number;
}

/** Fails when a text ends outside the card or the pill it is in, or lies on another text there. */
export function checkTexts({ shapes }: Scene): void {
  for (const card of shapes) {
    if (card.kind !== 'group' || !/^(zone|lookup|pill-of)\b/.test(card.className)) continue;
    const size = sizeOf(card);
    const places = textsIn(card.children);
    for (const [index, place] of places.entries()) {
      const { x, y, width, height, text } = place;
      assert.ok(x >= 0 && x + width <= size.width, `“${text}” is wider than ${card.key}`);
      assert.ok(y >= 0 && y + height <= size.height, `“${text}” is above or below ${card.key}`);
      const under = places.slice(index + 1).find((other) => overlap(place, other));
      assert.equal(under, undefined, `“${text}” lies on “${under?.text}” in ${card.key}`);
    }
  }
}

/** All texts of the shapes, in their order. */
export function textsIn(shapes: readonly Shape[], x = 0, y = 0): TextPlace[] {
  return shapes.flatMap((shape): TextPlace[] => {
    if (shape.kind === 'group') return textsIn(shape.children, x + shape.x, y + shape.y);
    if (shape.kind !== 'text') return [];
    const font = /font-([\w-]+)/.exec(shape.className)![1]!;
    assert.ok(isFont(font), font);
    const sizePx = fontSizePx(font);
    const width = textWidth(shape.text, font);
    const left = x + shape.x - { start: 0, middle: width / 2, end: width }[shape.anchor];
    // Letters rise three quarters of their size above the baseline and sink a fifth below it.
    return [
      { text: shape.text, sizePx, x: left, y: y + shape.y - sizePx * 0.75, width, height: sizePx * 0.95 },
    ];
  });
}

function sizeOf({ key, children }: Extract<Shape, { kind: 'group' }>): { width: number; height: number } {
  const [outline] = children;
  if (outline?.kind === 'rect') return outline;
  // A sign has no box, and no words that could leave it.
  if (textsIn(children).length === 0) return { width: 0, height: 0 };
  assert.ok(outline?.kind === 'path', `${key} has no outline`);
  const most = (pattern: RegExp) =>
    Math.max(...Array.from(outline.d.matchAll(pattern), ([, value]) => Number(value)));
  return { width: most(/H(\d+)/g), height: most(/L\d+ (\d+)/g) };
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function isFont(name: string): name is Font {
  return name in FONTS || name in DETAIL_FONTS;
}
