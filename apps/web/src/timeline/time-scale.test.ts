import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLOSEST_TICKS_NARROW, linearScale, logScale, tickText } from './time-scale.ts';

for (const [name, scaleTo] of [
  ['linear', linearScale],
  ['logarithmic', logScale],
] as const) {
  test(`the ${name} scale runs from 0 to 1 and never backwards`, () => {
    const scale = scaleTo({ fromMs: 0, toMs: 2540 });
    const places = [0, 1, 8, 120, 121, 2540].map((ms) => scale.at(ms));
    assert.equal(places[0], 0);
    assert.equal(places.at(-1), 1);
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
  });

  test(`the ticks of the ${name} scale start at 0 and have room`, () => {
    const scale = scaleTo({ fromMs: 0, toMs: 2540 });
    assert.equal(scale.ticks[0], 0);
    const gaps = scale.ticks
      .slice(1)
      .map((tick, index) => scale.at(tick) - scale.at(scale.ticks[index] ?? 0));
    assert.ok(gaps.every((gap) => gap >= 0.07));
  });
}

test('the ticks are round numbers, on a linear scale all the same apart', () => {
  assert.deepEqual(
    linearScale({ fromMs: 0, toMs: 950 }).ticks,
    [0, 100, 200, 300, 400, 500, 600, 700, 800, 900],
  );
  assert.deepEqual(linearScale({ fromMs: 43, toMs: 47 }, 0.2).ticks, [44, 45, 46]);
  assert.deepEqual(logScale({ fromMs: 0, toMs: 2540 }).ticks, [0, 10, 50, 100, 200, 500, 1000, 2000]);
  assert.deepEqual(logScale({ fromMs: 43, toMs: 47 }, 0.2).ticks, [44, 45, 46]);
  assert.deepEqual([0, 44.5, 1500, 0.2].map(tickText), ['0', '44.5 ms', '1.5 s', '0.2 ms']);
});

test('a time outside the trace is at its edge', () => {
  assert.equal(linearScale({ fromMs: 0, toMs: 100 }).at(-5), 0);
  assert.equal(linearScale({ fromMs: 0, toMs: 100 }).at(500), 1);
});

test('a narrow axis has fewer ticks, further apart', () => {
  const wide = logScale({ fromMs: 0, toMs: 2540 });
  const narrow = logScale({ fromMs: 0, toMs: 2540 }, CLOSEST_TICKS_NARROW);
  assert.ok(narrow.ticks.length < wide.ticks.length);
  const places = narrow.ticks.map((tick) => narrow.at(tick));
  assert.ok(places.slice(1).every((place, index) => place - (places[index] ?? 0) >= CLOSEST_TICKS_NARROW));
});
