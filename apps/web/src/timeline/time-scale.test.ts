import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLOSEST_TICKS_NARROW, linearScale, logScale } from './time-scale.ts';

for (const [name, scaleTo] of [
  ['linear', linearScale],
  ['logarithmic', logScale],
] as const) {
  test(`the ${name} scale runs from 0 to 1 and never backwards`, () => {
    const scale = scaleTo(2540);
    const places = [0, 1, 8, 120, 121, 2540].map((ms) => scale.at(ms));
    assert.equal(places[0], 0);
    assert.equal(places.at(-1), 1);
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
  });

  test(`the ticks of the ${name} scale start at 0 and have room`, () => {
    const scale = scaleTo(2540);
    assert.equal(scale.ticks[0], 0);
    const gaps = scale.ticks
      .slice(1)
      .map((tick, index) => scale.at(tick) - scale.at(scale.ticks[index] ?? 0));
    assert.ok(gaps.every((gap) => gap >= 0.07));
  });
}

test('a time outside the trace is at its edge', () => {
  assert.equal(linearScale(100).at(-5), 0);
  assert.equal(linearScale(100).at(500), 1);
});

test('a narrow axis has fewer ticks, further apart', () => {
  const wide = logScale(2540);
  const narrow = logScale(2540, CLOSEST_TICKS_NARROW);
  assert.ok(narrow.ticks.length < wide.ticks.length);
  const places = narrow.ticks.map((tick) => narrow.at(tick));
  assert.ok(places.slice(1).every((place, index) => place - (places[index] ?? 0) >= CLOSEST_TICKS_NARROW));
});
