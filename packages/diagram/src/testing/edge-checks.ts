// What must hold of the edges of every picture that runs from top to bottom, for tests to check on the traces they have.
import assert from 'node:assert/strict';
import { buildScene } from '../build-scene.ts';
import { pointsOf } from '../edge-course.ts';
import { edgesOf } from '../edges.ts';
import type { Box, PlacedGraph } from '../place-graph.ts';

/** Fails when an edge does not start and end at a card, or goes through one that is not below its beginning. */
export function checkEdgesKeepOff(graph: PlacedGraph): void {
  const cards = [...graph.zones, ...graph.lookups].map(({ box }) => box);
  for (const edge of edgesOf(graph)) {
    const { key, from, to } = edge;
    const ends = cards.filter((card) => isOnBorder(card, from) || isOnBorder(card, to));
    assert.equal(ends.length, 2, `${key} joins no two cards`);
    for (const card of cards) {
      // What answers from above the last row of its branch goes down behind the cards of that branch.
      const isBranch = from.x > card.x && from.x < card.x + card.width && card.y > from.y;
      const through = pointsOf(edge).find((point) => isInside(card, point));
      assert.ok(!through || isBranch, `${key} goes through the card at ${card.x} ${card.y}`);
    }
  }
}

/** Fails when the words of an edge lie on a card, or on the words of another. */
export function checkPills(graph: PlacedGraph): void {
  const cards = [...graph.zones, ...graph.lookups].map(({ box }) => box);
  const pills = buildScene(graph).shapes.flatMap((shape) => {
    const outline = shape.kind === 'group' && shape.key.endsWith(' pill') ? shape.children[0] : null;
    if (shape.kind !== 'group' || outline?.kind !== 'rect') return [];
    const { width, height } = outline;
    return [{ key: shape.key, box: { x: shape.x, y: shape.y, width, height } }];
  });
  for (const [index, { key, box }] of pills.entries()) {
    assert.ok(!cards.some((card) => overlap(card, box)), `${key} lies on a card`);
    const under = pills.slice(index + 1).find((other) => overlap(other.box, box));
    assert.equal(under, undefined, `${key} lies on ${under?.key}`);
    assert.ok(box.x >= 0 && box.x + box.width <= graph.width, `${key} is outside`);
  }
}

function isOnBorder({ x, y, width, height }: Box, at: { x: number; y: number }): boolean {
  const isWithin = at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
  return isWithin && (at.x === x || at.x === x + width || at.y === y || at.y === y + height);
}

function isInside(box: Box, { x, y }: { x: number; y: number }): boolean {
  return box.x + 1 < x && x < box.x + box.width - 1 && box.y + 1 < y && y < box.y + box.height - 1;
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
