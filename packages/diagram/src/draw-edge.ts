// Edges as shapes: a curve with an arrow head, and the pill with its words on the curve where there is room.
import type { Detail } from './detail.ts';
import { pathOf, pointAt, pointsOf } from './edge-course.ts';
import type { Edge, EdgeKind } from './edges.ts';
import { standingGlyph } from './glyphs.ts';
import type { Box } from './place-graph.ts';
import type { Course, Point } from './ports.ts';
import type { Shape } from './scene.ts';
import { arrowHead, group, path, rect, text } from './shapes.ts';
import { textWidth } from './text-width.ts';

const PILL_HEIGHT = 20;
const PILL_PADDING = 9;
const SIGN_WIDTH = 14;
/** The line stops inside the arrow head, so that its blunt end does not show at the tip. */
const LINE_STOP = 6;
/** The middle of the cross at the end of a line that does not arrive. */
const CROSS_BEFORE = 12;
/** The middle of the bead that says that glue came along. */
const GLUE_BEFORE = 14;
const BEAD_RADIUS = 3.5;

/** The line of an edge, and what it ends in: an arrow, or before the card a cross where nothing came. */
export function drawEdge({ key, kind, from, to, course, subject, hasGlue = false, label }: Edge): Shape {
  const direction = arrivalOf(from, to, course);
  const before = (distance: number): Point => ({
    x: to.x - (direction === 'right' ? distance : direction === 'left' ? -distance : 0),
    y: to.y - (direction === 'down' ? distance : 0),
  });
  const cross = before(CROSS_BEFORE);
  const end =
    kind === 'unanswered'
      ? standingGlyph(`${key} cross`, 'error', cross.x, cross.y)
      : [path(`${key} arrow`, `arrow arrow--${kind}`, arrowHead(to.x, to.y, direction))];
  const stop = kind === 'unanswered' ? cross : before(LINE_STOP);
  const line = path(`${key} line`, `line line--${kind}`, pathOf({ from, to: stop, course }));
  const glue = hasGlue ? [path(`${key} glue`, 'glue', beadAt(before(GLUE_BEFORE)))] : [];
  return group(key, `edge edge--${kind}`, [line, ...end, ...glue], { subject, label });
}

/** Nearly a circle. It is a path, as all of an edge is. */
export function beadAt({ x, y }: Point): string {
  const [left, right, top, bottom] = [x - BEAD_RADIUS, x + BEAD_RADIUS, y - BEAD_RADIUS, y + BEAD_RADIUS];
  return `M${left} ${y}Q${left} ${top} ${x} ${top}Q${right} ${top} ${right} ${y}Q${right} ${bottom} ${x} ${bottom}Q${left} ${bottom} ${left} ${y}Z`;
}

/** Which way the arrow points. */
function arrivalOf(from: Point, to: Point, course: Course): 'right' | 'left' | 'down' {
  if (course.kind === 'bus' && course.corners.at(-1)!.x === to.x) return 'down';
  if (course.kind === 'down' || (course.kind === 'straight' && to.y > from.y)) return 'down';
  return course.kind !== 'back' && to.x > from.x ? 'right' : 'left';
}

/** The pills of all edges, the earlier edges first. Each slides along its edge to where it hides least: neither another
 *  pill, nor the tip of an arrow, nor, if there is room, a line. From afar only the signs of what is wrong are left. */
export function drawPills(edges: readonly Edge[], detail: Detail): Shape[] {
  const lines = edges.map((edge) => ({ edge, points: pointsOf(edge), tip: tipBox(edge) }));
  const pills: Box[] = [];
  return edges.flatMap((edge) => {
    if (edge.pill === null) return [];
    const others = lines.filter((line) => line.edge !== edge);
    const hiddenBy = (box: Box): number =>
      100 * pills.filter((pill) => overlap(box, pill)).length +
      10 * others.filter(({ tip }) => overlap(box, tip)).length +
      others.filter(({ points }) => points.some((point) => contains(box, point))).length;
    const width = pillWidth(edge.pill, edge.kind);
    const box = leastHidden(
      SLIDES.map((t) => pillBox(edge, t, width)),
      hiddenBy,
    );
    pills.push(box);
    if (detail !== 'far') return [drawPill(edge, edge.pill, box)];
    return isWarned(edge.kind) ? [drawSign(edge, box)] : [];
  });
}

/** The first of the places that hides least. */
function leastHidden(places: readonly Box[], hiddenBy: (box: Box) => number): Box {
  let best = places[0]!;
  let bestCost = Infinity;
  for (const place of places) {
    const cost = hiddenBy(place);
    if (cost < bestCost) [best, bestCost] = [place, cost];
    if (cost === 0) break;
  }
  return best;
}

const SLIDES = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26, 0.82, 0.18];
function tipBox({ to: { x, y } }: Edge): Box {
  return { x: x - 12, y: y - 6, width: 24, height: 12 };
}

function contains(box: Box, { x, y }: Point): boolean {
  return box.x < x && x < box.x + box.width && box.y < y && y < box.y + box.height;
}

function drawPill(
  { key, kind, subject, pillSubject = subject }: Edge,
  words: string,
  { x, y, width, height }: Box,
): Shape {
  const tone = toneOf(kind);
  const sign = isWarned(kind) ? SIGN_WIDTH : 0;
  const signX = PILL_PADDING + 4;
  return group(
    `${key} pill`,
    `pill-of pill-of--${kind}`,
    [
      rect(`${key} pill box`, `pill pill--${kind}`, { x: 0, y: 0, width, height, radius: height / 2 }),
      ...(isWarned(kind)
        ? [path(`${key} pill sign`, `arrow arrow--${kind}`, `M${signX} 5.5l4.5 8.5h-9z`)]
        : []),
      text(`${key} pill words`, words, {
        x: (width + sign) / 2,
        y: 14,
        font: 'pill',
        tone,
        anchor: 'middle',
      }),
    ],
    { x, y, subject: pillSubject },
  );
}

function drawSign({ key, kind, subject }: Edge, { x, y, width, height }: Box): Shape {
  const standing = kind === 'glue-error' ? 'error' : 'warning';
  const sign = standingGlyph(`${key} pill`, standing, width / 2, height / 2, 2);
  return group(`${key} pill`, `pill-of pill-of--${kind}`, sign, { x, y, subject });
}

function toneOf(kind: EdgeKind): 'muted' | 'warning' | 'error' | 'alias' | 'notice' {
  switch (kind) {
    case 'glue-warning':
    case 'odd':
      return 'warning';
    case 'glue-error':
    case 'unanswered':
      return 'error';
    case 'alias':
      return 'alias';
    case 'dependency':
      return 'notice';
    default:
      return 'muted';
  }
}

function pillWidth(words: string, kind: EdgeKind): number {
  return Math.ceil(textWidth(words, 'pill') + 2 * PILL_PADDING + (isWarned(kind) ? SIGN_WIDTH : 0));
}

/** Whether the pill has a sign, so that its words are not told from others by colour alone. */
function isWarned(kind: EdgeKind): boolean {
  return kind === 'glue-warning' || kind === 'glue-error' || kind === 'odd';
}

/** The place of a pill at `t` of its edge, kept off the cards at both sides of the gutter. */
function pillBox(edge: Edge, t: number, width: number): Box {
  const at = pointAt(edge, t);
  const { pillRoom: room } = edge;
  let x = at.x - width / 2;
  let y = at.y - PILL_HEIGHT / 2;
  if (room && 'left' in room) x = clamp(x, room.left + 4, room.right - width - 4);
  if (room && 'top' in room) y = clamp(y, room.top + 4, room.bottom - PILL_HEIGHT - 4);
  return { x: Math.round(x), y: Math.round(y), width, height: PILL_HEIGHT };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
