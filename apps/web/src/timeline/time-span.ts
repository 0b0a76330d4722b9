// Which part of the trace's time the timeline shows. Zooming and moving keep to the trace.
import type { TimeScale, TimeSpan } from './time-scale.ts';

/** Shorter spans tell nothing: times are measured to a tenth of a millisecond at best. */
export const SHORTEST_SPAN_MS = 1;

/** The span between two places of the axis, in either order; null when it is the whole time, or too short to be meant. */
export function spanBetween(scale: TimeScale, one: number, other: number, endMs: number): TimeSpan | null {
  const fromMs = Math.max(0, scale.invert(Math.min(one, other)));
  const toMs = Math.min(endMs, scale.invert(Math.max(one, other)));
  if (toMs - fromMs < Math.min(SHORTEST_SPAN_MS, endMs)) return null;
  return fromMs <= 0 && toMs >= endMs ? null : { fromMs, toMs };
}

/** `factor` times as much time, where what is at `place` stays there. Null for the whole time; less than the shortest span
 *  is not shown, so the span stays as it is. */
export function zoomedSpan(
  scale: TimeScale,
  { place, factor }: { place: number; factor: number },
  endMs: number,
): TimeSpan | null {
  const [one, other] = [place - place * factor, place + (1 - place) * factor];
  if (factor < 1 && scale.invert(other) - scale.invert(one) < SHORTEST_SPAN_MS)
    return spanBetween(scale, 0, 1, endMs);
  return spanBetween(scale, one, other, endMs);
}

/** As wide a span, `by` of its width later (or earlier, when negative), as far as the trace goes. */
export function movedSpan(scale: TimeScale, by: number, endMs: number): TimeSpan | null {
  const earliest = scale.beyond(0);
  const latest = scale.beyond(endMs) - 1;
  const moved = Math.min(Math.max(by, earliest), latest);
  return spanBetween(scale, moved, 1 + moved, endMs);
}
