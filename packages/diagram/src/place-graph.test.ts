import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceEvent, initialTraceState, reduceTrace } from '@delegraph/model';
import * as fc from 'fast-check';
import { delegationGraph } from './delegation-graph.ts';
import { type Box, type PlacedGraph, placeGraph } from './place-graph.ts';
import { stateOf } from './testing/event-log.ts';
import { randomTrace } from './testing/random-trace.ts';
import { scenarios } from './testing/scenarios.ts';

for (const [name, scenario] of Object.entries(scenarios)) {
  test(`${name}: no two cards overlap`, () => checkNoOverlap(placed(scenario())));
  test(`${name}: no card moves up or sideways while it is traced`, () => checkAppendOnly(scenario()));
}

test('whatever happens, no two cards overlap', () => {
  fc.assert(fc.property(randomTrace, (events) => checkNoOverlap(placed(events))));
});

test('whatever happens, no card moves up or sideways, shrinks or goes away', () => {
  fc.assert(fc.property(randomTrace, checkAppendOnly), { numRuns: 60 });
});

test('before the first event there is the root, alone', () => {
  const { zones, lookups, width, height } = placeGraph(delegationGraph(initialTraceState));
  assert.deepEqual(
    zones.map(({ zone }) => zone),
    ['.'],
  );
  assert.equal(lookups.length, 0);
  assert.ok(width > 0 && height > 0);
});

test('the path of the asked name is the top row', () => {
  const { zones, lookups } = placed(scenarios.troubled());
  const top = zones.filter(({ box }) => box.y === zones[0]!.box.y).map(({ zone }) => zone);
  assert.deepEqual(top, ['.', 'test', 'shop-demo.test']);
  assert.equal(lookups[0]!.box.y, zones[0]!.box.y);
});

test('a zone in the fourth column moves the answers right', () => {
  const shallow = placed(scenarios.healthy());
  const deep = placed(scenarios.crowded());
  assert.ok(deep.lookups[0]!.box.x > shallow.lookups[0]!.box.x);
  assert.ok(deep.lookups[0]!.box.x > Math.max(...deep.zones.map(({ box }) => box.x + box.width)));
});

function placed(events: readonly TraceEvent[]): PlacedGraph {
  return placeGraph(delegationGraph(stateOf(events)));
}

function boxesOf({ zones, lookups }: PlacedGraph): Map<string, Box> {
  return new Map([
    ...zones.map(({ zone, box }) => [`zone ${zone}`, box] as const),
    ...lookups.map(({ key, box }) => [key, box] as const),
  ]);
}

function checkNoOverlap(graph: PlacedGraph): void {
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
function checkAppendOnly(events: readonly TraceEvent[]): void {
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
