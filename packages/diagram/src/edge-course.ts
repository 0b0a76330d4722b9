// The line of an edge: as a path, and as points, to lay words where they hide least.
import { pathRound } from 'd3-path';
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

/** The point at `t` of the part of the line that swings, 0 at its beginning and 1 at its end. */
export function pointAt({ from, to, course }: Line, t: number): Point {
  switch (course.kind) {
    case 'across':
    case 'straight':
      return onCubic(from, to, t, 'across');
    case 'down':
      return onCubic({ x: from.x, y: course.turnY }, to, t, 'down');
    default:
      return onCubic(from, { x: course.climbX, y: course.turnY }, t, 'down');
  }
}

/** Points along the whole line. */
export function pointsOf(line: Line): Point[] {
  const { from, to, course } = line;
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

function along(from: Point, to: Point): Point[] {
  const count = Math.floor(Math.hypot(to.x - from.x, to.y - from.y) / STEP);
  return Array.from({ length: count }, (_, index) => {
    const t = (index + 0.5) / count;
    return { x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) };
  });
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
