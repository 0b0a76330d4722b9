// The way to the answer, laid under the picture: the referrals and answers a resolver waits for that asks one server at a time,
// each with the time it took here.
import type { HopState, TraceState } from '@delegraph/model';
import { pathOf, pointAt } from './edge-course.ts';
import { type Edge, edgesOf } from './edges.ts';
import type { PlacedGraph } from './place-graph.ts';
import { durationText } from './quantity-text.ts';
import type { Shape } from './scene.ts';
import { group, path, text } from './shapes.ts';

/** Below the words of an edge, and above a line that has none. */
const BELOW_WORDS = 23;
const ABOVE_LINE = -6;

/** Decoration to lay under the scene of `placed`. `hopIds`: the queries on the way. */
export function wayLines(state: TraceState, placed: PlacedGraph, hopIds: ReadonlySet<number>): Shape[] {
  const taken = new Map<string, number>();
  for (const zone of state.zones) {
    const hop = zone.learnedFrom === null ? undefined : state.hops[zone.learnedFrom];
    if (hop && hopIds.has(hop.id)) taken.set(`delegation ${zone.name}`, elapsedMs(hop));
  }
  for (const { id, outcome } of state.lookups) {
    const hop = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
    if (hop && hopIds.has(hop.id)) taken.set(`source ${hop.zone} lookup ${id}`, elapsedMs(hop));
  }
  return edgesOf(placed).flatMap((edge) => {
    const ms = taken.get(edge.key);
    return ms === undefined ? [] : [drawWay(edge, ms)];
  });
}

function drawWay(edge: Edge, ms: number): Shape {
  const key = `way ${edge.key}`;
  const middle = pointAt(edge, 0.5);
  return group(key, 'way', [
    path(`${key} line`, 'line line--way', pathOf(edge)),
    text(`${key} time`, durationText(ms), {
      x: middle.x,
      y: middle.y + (edge.pill === null ? ABOVE_LINE : BELOW_WORDS),
      font: 'time',
      anchor: 'middle',
    }),
  ]);
}

function elapsedMs({ result }: HopState): number {
  return result.status === 'answered' ? result.elapsedMs : 0;
}
