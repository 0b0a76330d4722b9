// The addresses of a zone as a matrix of dots, IPv4 above IPv6: each of them by itself, or as few outlines as there are
// standings, which look the same.
import { DOTS_PER_LINE, DOT_PITCH, PADDING, dotLines, zoneCardParts } from './card-size.ts';
import type { Endpoint } from './endpoint.ts';
import { isMarkedDot, matrixDot, matrixDots } from './glyphs.ts';
import type { Point } from './ports.ts';
import type { Shape } from './scene.ts';
import type { ZoneCard } from './zone-card.ts';

/** An address in its place in the card. */
interface Dot extends Point {
  endpoint: Endpoint;
}

/** Makes of the shapes of an address what can be selected. */
type DrawAddress = (card: ZoneCard, endpoint: Endpoint, shapes: Shape[]) => Shape;

/** A dot for every address. */
export function drawDots(card: ZoneCard, drawAddress: DrawAddress): Shape[] {
  return dotsOf(card).map((dot) => drawDot(card, dot, drawAddress));
}

/** The same, but what has no mark of its own is part of one shape, and can be selected only with the card. */
export function drawFoldedDots(card: ZoneCard, drawAddress: DrawAddress): Shape[] {
  const dots = dotsOf(card);
  const quiet = Map.groupBy(
    dots.filter(({ endpoint }) => !isMarkedDot(endpoint)),
    ({ endpoint }) => `${endpoint.address?.includes(':') ? 'v6' : 'v4'} ${endpoint.standing}`,
  );
  return [
    ...[...quiet].flatMap(([kind, alike]) =>
      matrixDots(`zone ${card.zone} dots ${kind}`, alike[0]!.endpoint, alike),
    ),
    ...dots.filter(({ endpoint }) => isMarkedDot(endpoint)).map((dot) => drawDot(card, dot, drawAddress)),
  ];
}

/** The middle of each dot, from the upper left corner of the card. */
export function dotPlaces(card: ZoneCard): ReadonlyMap<string, Point> {
  return new Map(dotsOf(card).map(({ endpoint, x, y }) => [endpoint.address!, { x, y }]));
}

function drawDot(card: ZoneCard, { endpoint, x, y }: Dot, drawAddress: DrawAddress): Shape {
  const key = `zone ${card.zone} dot ${endpoint.address}`;
  return drawAddress(card, endpoint, matrixDot(`${key} shape`, endpoint, x, y));
}

function dotsOf(card: ZoneCard): Dot[] {
  const { v4, v6 } = card.dots;
  const top = zoneCardParts(card).dotsY;
  return [...inLines(v4, top), ...inLines(v6, top + dotLines(v4.length) * DOT_PITCH)];
}

function inLines(endpoints: readonly Endpoint[], top: number): Dot[] {
  return endpoints.map((endpoint, index) => ({
    endpoint,
    x: PADDING + 5 + (index % DOTS_PER_LINE) * DOT_PITCH,
    y: top + Math.floor(index / DOTS_PER_LINE) * DOT_PITCH + DOT_PITCH / 2,
  }));
}
