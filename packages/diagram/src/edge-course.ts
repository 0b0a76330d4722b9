// The line of an edge: as a path, and as points, to lay words where they hide least.
import { type Path, pathRound } from 'd3-path';
import type { Course, Point } from './ports.ts';

/** The radius of a turn. */
const TURN = 10;

interface Line {
  from: Point;
  to: Point;
  course: Course;
}

/** The commands of the line, for the `d` of a path. */
export function pathOf({ from, to, course }: Line): string {
  const path = pathRound();
  path.moveTo(from.x, from.y);
  switch (course.kind) {
    case 'across': {
      const middle = (from.x + to.x) / 2;
      path.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
      break;
    }
    case 'straight':
      path.lineTo(to.x, to.y);
      break;
    case 'down': {
      const middle = (course.turnY + to.y) / 2;
      path.lineTo(from.x, course.turnY);
      path.bezierCurveTo(from.x, middle, to.x, middle, to.x, to.y);
      break;
    }
    case 'bus':
      followCorners(path, [from, ...course.corners, to]);
      break;
    default: {
      const { turnY, climbX } = course;
      const middle = (from.y + turnY) / 2;
      path.bezierCurveTo(from.x, middle, climbX, middle, climbX, turnY);
      path.lineTo(climbX, to.y + TURN);
      path.quadraticCurveTo(climbX, to.y, climbX - TURN, to.y);
      path.lineTo(to.x, to.y);
    }
  }
  return path.toString();
}

/** The point at `t` of the part of the line that may bear words, 0 at its beginning and 1 at its end: that which swings,
 *  or one straight piece of a bus. */
export function pointAt({ from, to, course }: Line, t: number): Point {
  switch (course.kind) {
    case 'across':
    case 'straight':
      return onCubic(from, to, t, 'across');
    case 'down':
      return onCubic({ x: from.x, y: course.turnY }, to, t, 'down');
    case 'bus': {
      const points = [from, ...course.corners, to];
      return between(points[course.wordsAfter]!, points[course.wordsAfter + 1]!, t);
    }
    default:
      return onCubic(from, { x: course.climbX, y: course.turnY }, t, 'down');
  }
}

/** Points along the whole line. */
export function pointsOf(line: Line): Point[] {
  const { from, to, course } = line;
  if (course.kind === 'bus') {
    const points = [from, ...course.corners, to];
    return points.slice(1).flatMap((point, index) => along(points[index]!, point));
  }
  const swung = Array.from({ length: POINTS }, (_, index) => pointAt(line, (index + 0.5) / POINTS));
  if (course.kind === 'down') return [...along(from, { x: from.x, y: course.turnY }), ...swung];
  if (course.kind === 'back') {
    const corner = { x: course.climbX, y: to.y };
    return [...swung, ...along({ x: course.climbX, y: course.turnY }, corner), ...along(corner, to)];
  }
  return swung;
}

const POINTS = 24;
const STEP = 12;

/** Every kind of dashes of styles.ts begins anew after so much. */
const DASH_PITCH = 30;

/** From corner to corner, each of them round as far as there is room. Many edges may share a part, so every straight piece
 *  begins by itself where a dash does, whichever of them it is: their dashes lie on each other. */
function followCorners(path: Path, points: readonly Point[]): void {
  const radii = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return before && after ? Math.min(TURN, distance(before, point) / 2, distance(point, after) / 2) : 0;
  });
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (!next) return;
    const start = towards(point, next, radii[index]!);
    const end = towards(next, point, radii[index + 1]!);
    followLine(path, start, end);
    const after = points[index + 2];
    if (!after) return;
    const turned = towards(next, after, radii[index + 1]!);
    path.moveTo(end.x, end.y);
    path.quadraticCurveTo(next.x, next.y, turned.x, turned.y);
  }
}

function followLine(path: Path, one: Point, other: Point): void {
  const [start, end] = one.x + one.y < other.x + other.y ? [one, other] : [other, one];
  const at = start.x + start.y;
  const dash = towards(start, end, Math.ceil(at / DASH_PITCH) * DASH_PITCH - at);
  path.moveTo(start.x, start.y);
  path.lineTo(dash.x, dash.y);
  path.moveTo(dash.x, dash.y);
  path.lineTo(end.x, end.y);
}

/** The point on the way from `one` to `other` that is so far from `one`, but not beyond `other`. */
function towards(one: Point, other: Point, length: number): Point {
  const whole = distance(one, other);
  return whole === 0 ? one : between(one, other, Math.min(1, length / whole));
}

function distance(one: Point, other: Point): number {
  return Math.hypot(other.x - one.x, other.y - one.y);
}

function along(from: Point, to: Point): Point[] {
  const count = Math.floor(distance(from, to) / STEP);
  return Array.from({ length: count }, (_, index) => between(from, to, (index + 0.5) / count));
}

function between(from: Point, to: Point, t: number): Point {
  return { x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) };
}

/** Of the cubic curve between the ends whose control points lie half way between them. */
function onCubic(from: Point, to: Point, t: number, towards: 'across' | 'down'): Point {
  const s = 1 - t;
  // Both control points are half way in the one direction, and level with their ends in the other.
  const halfWay = (a: number, b: number) => {
    const middle = (a + b) / 2;
    return s ** 3 * a + 3 * s * t * middle + t ** 3 * b;
  };
  const level = (a: number, b: number) => (s ** 3 + 3 * s ** 2 * t) * a + (3 * s * t ** 2 + t ** 3) * b;
  return towards === 'across'
    ? { x: halfWay(from.x, to.x), y: level(from.y, to.y) }
    : { x: level(from.x, to.x), y: halfWay(from.y, to.y) };
}
