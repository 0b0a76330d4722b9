// Where edges leave and reach cards, and which way they go between them, in both orientations of the picture.
import { CARD_WIDTH, ODD_PORT_Y, PORT_Y } from './card-size.ts';
import { ANSWER_ROW_GUTTER, BRANCH_GAP, ROW_GUTTER } from './place-down.ts';
import { ANSWER_GUTTER, type Box, type Orientation } from './place-graph.ts';

export interface Point {
  x: number;
  y: number;
}

/** The way of an edge. `across` swings from side to side, `straight` does not. `down` goes straight down to the gutter
 *  above the card it is for and swings there. `back` swings up into the gap beside a column and climbs there to a row.
 *  `bus` goes straight from corner to corner and shares pieces with others that have the same card at one end; its words lie
 *  on the piece after the corner `wordsAfter`, counted from 1. */
export type Course =
  | { kind: 'across' }
  | { kind: 'straight' }
  | { kind: 'down'; turnY: number }
  | { kind: 'back'; turnY: number; climbX: number }
  | { kind: 'bus'; corners: readonly [Point, ...Point[]]; wordsAfter: number };

/** The part of an edge that its words may stand on, so that they stay off the cards; null for all of it. */
export type PillRoom = { left: number; right: number } | { top: number; bottom: number } | null;

export interface Way {
  from: Point;
  to: Point;
  course: Course;
  pillRoom: PillRoom;
}

/** From the left edge of a card whose edges come and go above and below: far enough apart for the words of both. */
const PORT_X = 64;
const ODD_PORT_X = 184;
/** So many lines lie beside each other in a gap; the others on them. */
const LANES = 4;
/** Between a card and the first bus beside it, and from one bus to the next. */
const BUS_INSET = 12;
const BUS_PITCH = 7;
/** Before the answers there must be room for the arrows to them. */
const BUS_BEFORE_ANSWERS = 26;

/** The way down the tree. `isOdd`: beside that of those that agree. `to` is of an answer, or a zone.
 *  `bus`: tells those apart that run in one gutter; null for an edge with a line of its own. */
export function wayDown(
  orientation: Orientation,
  from: Box,
  to: Box,
  {
    isOdd = false,
    toAnswer = false,
    bus = null,
  }: { isOdd?: boolean; toAnswer?: boolean; bus?: number | null } = {},
): Way {
  const inset = bus === null ? 0 : BUS_INSET + BUS_PITCH * (bus % LANES);
  if (orientation === 'across') {
    const portY = isOdd ? ODD_PORT_Y : PORT_Y;
    const [start, end] = [
      { x: from.x + from.width, y: from.y + portY },
      { x: to.x, y: to.y + portY },
    ];
    const x = start.x + inset;
    const course: Course = bus === null ? { kind: 'across' } : busOf(2, { x, y: start.y }, { x, y: end.y });
    return { from: start, to: end, course, pillRoom: { left: x, right: end.x } };
  }
  const portX = isOdd ? ODD_PORT_X : PORT_X;
  const turnY = to.y - (toAnswer ? ANSWER_ROW_GUTTER : ROW_GUTTER);
  const start = { x: from.x + portX, y: from.y + from.height };
  const end = { x: to.x + portX, y: to.y };
  const y = turnY + inset;
  const course: Course =
    bus === null ? { kind: 'down', turnY } : busOf(2, { x: start.x, y }, { x: end.x, y });
  return { from: start, to: end, course, pillRoom: { top: y, bottom: to.y } };
}

/** The way from an answer to the next in the chain of aliases. */
export function wayToNext(orientation: Orientation, from: Box, to: Box): Way {
  const common = { course: { kind: 'straight' }, pillRoom: null } as const;
  if (orientation === 'across') {
    const x = from.x + from.width / 2;
    return { ...common, from: { x, y: from.y + from.height }, to: { x, y: to.y } };
  }
  const y = from.y + PORT_Y;
  return { ...common, from: { x: from.x + from.width, y }, to: { x: to.x, y } };
}

/** The way from the address of a name server back to its row in the card of its zone, `rowY` below the upper edge of that.
 *  `lane` tells those apart that end at one card, `bus` as in `wayDown`. */
export function wayBack(
  orientation: Orientation,
  from: Box,
  zone: Box,
  rowY: number,
  { lane, bus }: { lane: number; bus: number | null },
): Way {
  const to = { x: zone.x + zone.width, y: zone.y + rowY };
  if (orientation === 'across') {
    const start = { x: from.x, y: from.y + from.height - PORT_Y };
    const x = start.x - BUS_BEFORE_ANSWERS - BUS_PITCH * ((bus ?? 0) % LANES);
    return {
      from: start,
      to,
      course: bus === null ? { kind: 'across' } : busOf(1, { x, y: start.y }, { x, y: to.y }),
      pillRoom: { left: start.x - ANSWER_GUTTER, right: start.x },
    };
  }
  const turnY = from.y - ANSWER_ROW_GUTTER;
  const climbX = zone.x + CARD_WIDTH + BRANCH_GAP * (0.4 + (0.45 * (lane % LANES)) / (LANES - 1));
  const start = { x: from.x + from.width - PORT_X, y: from.y };
  const y = from.y - BUS_BEFORE_ANSWERS - BUS_PITCH * ((bus ?? 0) % LANES);
  return {
    from: start,
    to,
    course:
      bus === null
        ? { kind: 'back', turnY, climbX }
        : busOf(1, { x: start.x, y }, { x: climbX, y }, { x: climbX, y: to.y }),
    pillRoom: { top: turnY, bottom: from.y },
  };
}

function busOf(wordsAfter: number, ...corners: readonly [Point, ...Point[]]): Course {
  return { kind: 'bus', corners, wordsAfter };
}
