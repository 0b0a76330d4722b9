// What must hold of every layout, for tests to check on the traces they have.
import assert from 'node:assert/strict';
import { type TraceEvent, initialTraceState, reduceTrace } from '@delegraph/model';
import { delegationGraph } from '../delegation-graph.ts';
import { type Box, type Orientation, type PlacedGraph, placeGraph } from '../place-graph.ts';
import { stateOf } from './event-log.ts';

/** The layout after all of `events`. */
export function placed(events: readonly TraceEvent[], orientation: Orientation = 'across'): PlacedGraph {
  return placeGraph(delegationGraph(stateOf(events)), orientation);
}

function boxesOf({ zones, lookups }: PlacedGraph): Map<string, Box> {
  return new Map([
    ...zones.map(({ zone, box }) => [`zone ${zone}`, box] as const),
    ...lookups.map(({ key, box }) => [key, box] as const),
  ]);
}

/** Fails when two cards lie on each other, or one lies outside the picture. */
export function checkNoOverlap(graph: PlacedGraph): void {
  const boxes = [...boxesOf(graph)];
  for (const [index, [name, a]] of boxes.entries()) {
    for (const [other, b] of boxes.slice(index + 1)) {
      const apart =
        a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
      assert.ok(apart, `${name} lies on ${other}`);
    }
    assert.ok(a.x + a.width < graph.width && a.y + a.height < graph.height, `${name} is outside`);
  }
}

/** Draws every prefix of the events. The answers may go right when the tree gets deeper than it ever was. */
export function checkAppendOnly(events: readonly TraceEvent[]): void {
  let state = initialTraceState;
  let before = new Map<string, Box>();
  let columnsBefore = 0;
  for (const event of events) {
    state = reduceTrace(state, event);
    const graph = placeGraph(delegationGraph(state));
    const columns = Math.max(...graph.zones.map(({ column }) => column + 1));
    const now = boxesOf(graph);
    for (const [name, old] of before) {
      const box = now.get(name);
      assert.ok(box, `${name} went away at event ${event.seq}`);
      const answersMoved = !name.startsWith('zone') && columns > Math.max(3, columnsBefore);
      assert.ok(
        box.x === old.x || (answersMoved && box.x > old.x),
        `${name} moved sideways at event ${event.seq}`,
      );
      assert.ok(box.y >= old.y, `${name} moved up at event ${event.seq}`);
      assert.ok(box.height >= old.height, `${name} shrank at event ${event.seq}`);
    }
    before = now;
    columnsBefore = columns;
  }
}

/** Draws every prefix of the events from top to bottom: no card moves up or to the left, and to the right only when a
 *  card comes in on its left. */
export function checkAppendOnlyDown(events: readonly TraceEvent[]): void {
  let state = initialTraceState;
  let before = new Map<string, Box>();
  for (const event of events) {
    state = reduceTrace(state, event);
    const now = boxesOf(placeGraph(delegationGraph(state), 'down'));
    const added = [...now].filter(([name]) => !before.has(name)).map(([, box]) => box);
    for (const [name, old] of before) {
      const box = now.get(name);
      assert.ok(box, `${name} went away at event ${event.seq}`);
      assert.ok(box.x >= old.x, `${name} moved left at event ${event.seq}`);
      const isPushed = added.some(({ x }) => x < box.x);
      assert.ok(box.x === old.x || isPushed, `${name} moved right at event ${event.seq}`);
      assert.ok(box.y >= old.y, `${name} moved up at event ${event.seq}`);
      assert.ok(box.height >= old.height, `${name} shrank at event ${event.seq}`);
    }
    before = now;
  }
}
