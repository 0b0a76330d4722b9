import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearScale, logScale } from './time-scale.ts';
import type { TimeSpan } from './time-scale.ts';
import { SHORTEST_SPAN_MS, movedSpan, spanBetween, zoomedSpan } from './time-span.ts';

const END_MS = 2540;
const whole = { fromMs: 0, toMs: END_MS };

for (const [name, scaleOf] of [
  ['linear', linearScale],
  ['logarithmic', logScale],
] as const) {
  test(`${name}: what is brushed is what is shown, whichever way the hand went`, () => {
    const scale = scaleOf(whole);
    const span = spanBetween(scale, 0.6, 0.2, END_MS)!;
    assertClose(span.fromMs, scale.invert(0.2));
    assertClose(span.toMs, scale.invert(0.6));
    const zoomed = scaleOf(span);
    assertClose(zoomed.at(span.fromMs), 0);
    assertClose(zoomed.at(span.toMs), 1);
  });

  test(`${name}: zooming keeps the moment below the pointer where it is`, () => {
    const scale = scaleOf({ fromMs: 100, toMs: 900 });
    const pointed = scale.invert(0.3);
    const closer = scaleOf(zoomedSpan(scale, { place: 0.3, factor: 0.5 }, END_MS)!);
    assertClose(closer.at(pointed), 0.3);
    const back = zoomedSpan(closer, { place: 0.3, factor: 2 }, END_MS)!;
    assertClose(back.fromMs, 100);
    assertClose(back.toMs, 900);
  });

  test(`${name}: wide enough is the whole time, and too short is no span`, () => {
    const scale = scaleOf({ fromMs: 100, toMs: 900 });
    assert.equal(zoomedSpan(scale, { place: 0.5, factor: 1000 }, END_MS), null);
    let span: TimeSpan = { fromMs: 100, toMs: 900 };
    for (let turn = 0; turn < 80; turn += 1)
      span = zoomedSpan(scaleOf(span), { place: 0.5, factor: 0.7 }, END_MS) ?? span;
    assert.ok(span.toMs - span.fromMs >= SHORTEST_SPAN_MS);
    assert.ok(span.toMs - span.fromMs < 2 * SHORTEST_SPAN_MS);
    assert.equal(spanBetween(scale, 0.4, 0.4001, END_MS), null);
  });

  test(`${name}: moving stops at both ends of the trace`, () => {
    const scale = scaleOf({ fromMs: 100, toMs: 900 });
    const atStart = movedSpan(scale, -50, END_MS)!;
    assertClose(atStart.fromMs, 0);
    const atEnd = movedSpan(scale, 50, END_MS)!;
    assertClose(atEnd.toMs, END_MS);
    const later = movedSpan(scale, 0.25, END_MS)!;
    assertClose(later.fromMs, scale.invert(0.25));
  });
}

function assertClose(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-6 * Math.max(1, Math.abs(expected)), `${actual} ≠ ${expected}`);
}
