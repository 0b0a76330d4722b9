// Where the parts of a scene are that can have the focus, and which of them lies in the direction of an arrow key.
import type { Scene, Shape, Subject } from '@delegraph/diagram';
import type { Box } from '../pan-zoom.ts';

/** A group that stands for something, with its box in scene pixels. */
export interface Place {
  /** The key of the group. */
  id: string;
  subject: Subject;
  /** A zone or an answer, not an edge between them or a part of one. */
  isCard: boolean;
  box: Box;
}

const DIRECTIONS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Whether the key is one of the four arrows. */
export function isDirection(key: string): key is Direction {
  return DIRECTIONS.some((direction) => direction === key);
}

/** All places of a scene: the cards, each before its parts, then the edges. */
export function placesOf(scene: Scene): Place[] {
  const places: Place[] = [];
  const edges = new Set<string>();
  const visit = (shapes: readonly Shape[], x: number, y: number) => {
    for (const shape of shapes) {
      if (shape.kind !== 'group') continue;
      // What has no label is decoration of something else.
      const box = shape.label === '' ? null : boxOf(shape.children, x + shape.x, y + shape.y);
      if (shape.subject && box) {
        const { kind } = shape.subject;
        const isCard =
          (kind === 'zone' || kind === 'lookup') && shape.children.some((child) => child.kind === 'rect');
        if (shape.children.every((child) => child.kind === 'path')) edges.add(shape.key);
        places.push({ id: shape.key, subject: shape.subject, isCard, box });
      }
      visit(shape.children, x + shape.x, y + shape.y);
    }
  };
  visit(scene.shapes, 0, 0);
  const isEdge = ({ id }: Place) => edges.has(id);
  return [...places.filter((place) => !isEdge(place)), ...places.filter(isEdge)];
}

/** The nearest place in that direction, or null. What lies straight ahead is nearer than what lies aside. */
export function placeTowards(places: readonly Place[], from: Place, direction: Direction): Place | null {
  const horizontal = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const sign = direction === 'ArrowRight' || direction === 'ArrowDown' ? 1 : -1;
  const start = centreOf(from.box);
  let best: Place | null = null;
  let bestCost = Infinity;
  for (const place of places) {
    const centre = centreOf(place.box);
    const along = sign * (horizontal ? centre.x - start.x : centre.y - start.y);
    const aside = Math.abs(horizontal ? centre.y - start.y : centre.x - start.x);
    if (place === from || along < 1) continue;
    const cost = along + 3 * aside;
    if (cost < bestCost) [best, bestCost] = [place, cost];
  }
  return best;
}

function centreOf({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height / 2 };
}

/** The box around all shapes but texts and signs, which always lie in another. */
function boxOf(shapes: readonly Shape[], originX: number, originY: number): Box | null {
  const isLine = shapes.every(({ kind }) => kind === 'path');
  const boxes = shapes.flatMap((shape): Box[] => {
    if (shape.kind === 'rect') {
      return [{ x: originX + shape.x, y: originY + shape.y, width: shape.width, height: shape.height }];
    }
    if (shape.kind === 'circle') {
      const { x, y, radius } = shape;
      return [{ x: originX + x - radius, y: originY + y - radius, width: 2 * radius, height: 2 * radius }];
    }
    if (shape.kind === 'path') return isLine ? [boxOfPath(shape.d, originX, originY)] : [];
    const inner = shape.kind === 'group' ? boxOf(shape.children, originX + shape.x, originY + shape.y) : null;
    return inner ? [inner] : [];
  });
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

// The commands of an edge's paths are absolute, and their curves stay within their control points.
function boxOfPath(d: string, originX: number, originY: number): Box {
  const numbers = Array.from(d.matchAll(/-?[\d.]+/g), ([text]) => Number(text));
  const xs = numbers.filter((_, index) => index % 2 === 0);
  const ys = numbers.filter((_, index) => index % 2 === 1);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x: originX + x, y: originY + y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
