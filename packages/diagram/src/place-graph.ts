// Where the cards go. Append-only: while a trace grows no card moves up or sideways, it can only be pushed down.
// place-down.ts does the same for a tree that runs from top to bottom.
import type { DomainName } from '@delegraph/model';
import { CARD_WIDTH, LOOKUP_WIDTH, lookupCardHeight, zoneCardHeight } from './card-size.ts';
import type { DelegationGraph } from './delegation-graph.ts';
import { placeDown } from './place-down.ts';
import type { LookupCard } from './lookup-card.ts';
import type { ZoneCard } from './zone-card.ts';

/** Pixels at zoom 1, y downwards, (x, y) the upper left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Which way the depth of the tree goes: to the right, or down where the screen is narrow. */
export type Orientation = 'across' | 'down';

export interface PlacedGraph extends Omit<DelegationGraph, 'zones' | 'lookups'> {
  orientation: Orientation;
  /** `column` is the depth of the zone, 0 for the root. */
  zones: readonly (ZoneCard & { column: number; box: Box })[];
  lookups: readonly (LookupCard & { box: Box })[];
  width: number;
  height: number;
}

/** Between two columns of zones. */
const GUTTER = 112;
/** Between the zones and the answers: wider, for the words of the dependencies. */
export const ANSWER_GUTTER = 140;
const MARGIN = 28;
const ROW_GAP = 32;
const ALIAS_GAP = 44;
const ADDRESS_GAP = 24;
const FIRST_ADDRESS_GAP = 40;

/** Columns are kept free for root, TLD and the zone below, so that the answers stay where they are first put. */
const RESERVED_COLUMNS = 3;

/** Places the cards: column = depth of the zone, row = its branch, the answers in a column of their own to the right.
 *
 *      root -> test -> shop.test      www.shop.test
 *           -> net  -> edge.net       www.edge.net
 *
 *  Only when a zone is deeper than three columns does the answer column move right, the one sideways move there is. */
export function placeGraph(graph: DelegationGraph, orientation: Orientation = 'across'): PlacedGraph {
  return orientation === 'down' ? placeDown(graph) : placeAcross(graph);
}

function placeAcross(graph: DelegationGraph): PlacedGraph {
  const zones = placeZones(graph.zones);
  const columns = Math.max(RESERVED_COLUMNS, ...zones.map(({ column }) => column + 1));
  const answersX = columnX(columns) - GUTTER + ANSWER_GUTTER;
  const lookups = placeLookups(graph.lookups, answersX);
  const boxes = [...zones, ...lookups].map(({ box }) => box);
  return {
    ...graph,
    orientation: 'across',
    zones,
    lookups,
    width: answersX + LOOKUP_WIDTH + MARGIN,
    height: Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN,
  };
}

function placeZones(zones: readonly ZoneCard[]): PlacedGraph['zones'] {
  const rowHeights: number[] = [];
  for (const zone of zones) {
    rowHeights[zone.branch] = Math.max(rowHeights[zone.branch] ?? 0, zoneCardHeight(zone));
  }
  // A branch none of whose zones is drawn takes no room: its place is kept by its number alone.
  const rowYs: number[] = [];
  let y = MARGIN;
  rowHeights.forEach((height, branch) => {
    rowYs[branch] = y;
    y += height + ROW_GAP;
  });

  const columns = new Map<DomainName, number>();
  return zones.map((zone) => {
    const column = zone.parent === null ? 0 : (columns.get(zone.parent) ?? 0) + 1;
    columns.set(zone.zone, column);
    const box = {
      x: columnX(column),
      y: rowYs[zone.branch]!,
      width: CARD_WIDTH,
      height: zoneCardHeight(zone),
    };
    return { ...zone, column, box };
  });
}

function placeLookups(lookups: readonly LookupCard[], x: number): PlacedGraph['lookups'] {
  let bottom: number | null = null;
  let above: LookupCard | null = null;
  return lookups.map((lookup) => {
    const y: number = bottom === null ? MARGIN : bottom + gapBetween(above, lookup);
    const height = lookupCardHeight(lookup);
    bottom = y + height;
    above = lookup;
    return { ...lookup, box: { x, y, width: LOOKUP_WIDTH, height } };
  });
}

function gapBetween(above: LookupCard | null, below: LookupCard): number {
  if (below.kind !== 'address') return ALIAS_GAP;
  return above?.kind === 'address' ? ADDRESS_GAP : FIRST_ADDRESS_GAP;
}

function columnX(column: number): number {
  return MARGIN + column * (CARD_WIDTH + GUTTER);
}
