import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName as name } from '@delegraph/model';
import { linearScale } from './time-scale.ts';
import { queryItem } from './timeline-groups.ts';
import type { TimelineRow } from './timeline-rows.ts';
import {
  MANY_LINES,
  drawnLines,
  overviewStrokes,
  scrollTopAt,
  scrollTopTo,
  viewedPart,
} from './visible-rows.ts';

const LINE = 24;
const COUNT = 10_000;
const HEIGHT = 240;

test('a list of a hundred lines is drawn as a whole, of a longer one what is in view and a little more', () => {
  assert.deepEqual(drawnLines(MANY_LINES, LINE, { top: 0, height: HEIGHT }), [0, MANY_LINES]);
  const [first, end] = drawnLines(COUNT, LINE, { top: 5000 * LINE, height: HEIGHT });
  assert.ok(first < 5000 && end > 5000 + HEIGHT / LINE);
  assert.ok(end - first < 50);
});

test('at both ends of the list, there is nothing beyond it', () => {
  assert.equal(drawnLines(COUNT, LINE, { top: 0, height: HEIGHT })[0], 0);
  assert.equal(drawnLines(COUNT, LINE, { top: COUNT * LINE - HEIGHT, height: HEIGHT })[1], COUNT);
  // The list has become shorter, and the browser has not scrolled back yet.
  assert.deepEqual(drawnLines(200, LINE, { top: COUNT * LINE, height: HEIGHT }), [200, 200]);
});

test('the overview marks the part in view, and a click brings its middle there', () => {
  assert.deepEqual(viewedPart(COUNT, LINE, { top: 0, height: HEIGHT }), [0, 0.001]);
  const top = scrollTopAt(0.5, COUNT, LINE, HEIGHT);
  const [from, to] = viewedPart(COUNT, LINE, { top, height: HEIGHT });
  assert.ok(Math.abs((from + to) / 2 - 0.5) < 1e-9);
  assert.equal(scrollTopAt(0, COUNT, LINE, HEIGHT), 0);
  assert.equal(scrollTopAt(1, COUNT, LINE, HEIGHT), COUNT * LINE - HEIGHT);
});

test('a line is scrolled to just so far that it is in view', () => {
  const viewport = { top: 100 * LINE, height: HEIGHT };
  assert.equal(scrollTopTo(104, LINE, viewport), null);
  assert.equal(scrollTopTo(50, LINE, viewport), 50 * LINE);
  assert.equal(scrollTopTo(200, LINE, viewport), 201 * LINE - HEIGHT);
});

test('ten thousand lines are a few strokes, and a single fault among them is seen', () => {
  const items = Array.from({ length: COUNT }, (_, index) =>
    queryItem({
      hopId: index,
      zone: name('test'),
      startMs: index / 10,
      endMs: index / 10 + 5,
      tone: index === 4321 ? 'fault' : 'plain',
    } as TimelineRow),
  );
  const strokes = overviewStrokes(items, linearScale({ fromMs: 0, toMs: 1005 }), 240);
  assert.ok(strokes.length <= 240);
  const faults = strokes.filter(({ tone }) => tone === 'fault');
  assert.equal(faults.length, 1);
  assert.ok(Math.abs(faults[0]!.place - 0.4321) < 1 / 240);
  assert.ok(strokes.every(({ start, end }) => start >= 0 && end <= 1 && start < end));
});
