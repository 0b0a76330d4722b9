// Where the cards go on a narrow screen, where the tree runs from top to bottom. Append-only too: while a trace grows no
// card moves up or to the left; it is pushed down by what grows above it, and right by a branch that comes in before it.
import { CARD_WIDTH, LOOKUP_WIDTH, lookupCardHeight, zoneCardHeight } from './card-size.ts';
import type { DelegationGraph } from './delegation-graph.ts';
import type { LookupCard } from './lookup-card.ts';
import type { PlacedGraph } from './place-graph.ts';
import type { ZoneCard } from './zone-card.ts';

/** Between two rows of zones: for the words of the delegations. */
export const ROW_GUTTER = 64;
/** Between the zones and the answers: higher, for the words of the dependencies too. */
export const ANSWER_ROW_GUTTER = 92;
/** Between two branches; the lines to name servers that were looked up run here. */
export const BRANCH_GAP = 44;
const MARGIN = 28;
/** For the words of an alias. */
const ALIAS_GAP = 96;
const ADDRESS_GAP = 32;

/** Rows are kept free for root, TLD and the zone below, so that the answers are pushed down as little as may be. */
const RESERVED_ROWS = 3;
const RESERVED_HEIGHT = 92;

/** Places the cards: row = depth of the zone, column = its branch, the answers in a row of their own at the foot.
 *
 *      root
 *      test           net
 *      shop.test      edge.net
 *      www.shop.test  www.edge.net
 */
export function placeDown(graph: DelegationGraph): PlacedGraph {
  const depths = depthsOf(graph.zones);
  const rowYs = rowPlaces(graph.zones, depths);
  const columnXs = columnPlaces(graph.zones);
  const zones = graph.zones.map((zone, index) => {
    const column = depths[index]!;
    const box = {
      x: columnXs.get(zone.branch)!,
      y: rowYs[column]!,
      width: CARD_WIDTH,
      height: zoneCardHeight(zone),
    };
    return { ...zone, column, box };
  });
  const lookups = placeLookups(graph.lookups, rowYs.at(-1)! - ROW_GUTTER + ANSWER_ROW_GUTTER);
  const boxes = [...zones, ...lookups].map(({ box }) => box);
  return {
    ...graph,
    orientation: 'down',
    zones,
    lookups,
    width: Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN,
    height: Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN,
  };
}

function depthsOf(zones: readonly ZoneCard[]): number[] {
  const depths = new Map<string, number>();
  return zones.map(({ zone, parent }) => {
    const depth = parent === null ? 0 : (depths.get(parent) ?? 0) + 1;
    depths.set(zone, depth);
    return depth;
  });
}

/** The upper edge of each row, and at last that of the row after them. */
function rowPlaces(zones: readonly ZoneCard[], depths: readonly number[]): number[] {
  const heights: number[] = Array.from({ length: RESERVED_ROWS }, () => RESERVED_HEIGHT);
  zones.forEach((zone, index) => {
    const depth = depths[index]!;
    heights[depth] = Math.max(heights[depth] ?? 0, zoneCardHeight(zone));
  });
  const ys = [MARGIN];
  for (const height of heights) ys.push(ys.at(-1)! + height + ROW_GUTTER);
  return ys;
}

/** A branch none of whose zones is drawn takes no room. */
function columnPlaces(zones: readonly ZoneCard[]): ReadonlyMap<number, number> {
  const branches = [...new Set(zones.map(({ branch }) => branch))].toSorted((one, other) => one - other);
  return new Map(branches.map((branch, index) => [branch, MARGIN + index * (CARD_WIDTH + BRANCH_GAP)]));
}

function placeLookups(lookups: readonly LookupCard[], y: number): PlacedGraph['lookups'] {
  let right: number | null = null;
  return lookups.map((lookup) => {
    const x: number = right === null ? MARGIN : right + (lookup.kind === 'address' ? ADDRESS_GAP : ALIAS_GAP);
    right = x + LOOKUP_WIDTH;
    return { ...lookup, box: { x, y, width: LOOKUP_WIDTH, height: lookupCardHeight(lookup) } };
  });
}
