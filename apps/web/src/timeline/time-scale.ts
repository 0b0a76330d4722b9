// Milliseconds to a place on the timeline and back, and the ticks of its axis.
import { scaleLinear, scaleSymlog } from 'd3-scale';

/** Milliseconds since the trace started. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

export interface TimeScale {
  /** From 0 at the beginning of the span to 1 at its end; what is outside is at the edge. */
  at(ms: number): number;
  /** The same, but what is outside has its place beyond the edges. */
  beyond(ms: number): number;
  /** The time at a place; of one beyond the edges, what would stand there. */
  invert(place: number): number;
  ticks: number[];
}

/** A stretch of this length has about the same width per millisecond on the logarithmic scale. */
const KNEE_MS = 25;
/** Of the width of the axis. A phone needs more of it for the words of a tick. */
const CLOSEST_TICKS = 0.07;
export const CLOSEST_TICKS_NARROW = 0.16;

/** Every millisecond the same width. */
export function linearScale({ fromMs, toMs }: TimeSpan, closestTicks = CLOSEST_TICKS): TimeScale {
  return withTicks(scaleLinear([fromMs, toMs], [0, 1]), fromMs, closestTicks, evenTick);
}

/** Early milliseconds wider: queries take tens of them, waiting for a silent server takes thousands. */
export function logScale({ fromMs, toMs }: TimeSpan, closestTicks = CLOSEST_TICKS): TimeScale {
  const place = scaleSymlog([fromMs, toMs], [0, 1]).constant(KNEE_MS);
  return withTicks(place, fromMs, closestTicks, doublingTick);
}

/** A place on the scale, as a length of CSS. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}

/** The words of a tick: `20 ms`, `1.5 s`. */
export function tickText(ms: number): string {
  if (ms === 0) return '0';
  return ms < 1000 ? `${Number(ms.toFixed(3))} ms` : `${Number((ms / 1000).toFixed(4))} s`;
}

function withTicks(
  place: { (ms: number): number; invert(place: number): number },
  fromMs: number,
  closestTicks: number,
  nextTick: (atLeastMs: number, lastMs: number) => number,
): TimeScale {
  const ticks = fromMs === 0 ? [0] : [];
  for (let lastMs = fromMs; ;) {
    lastMs = nextTick(place.invert(place(lastMs) + closestTicks), lastMs);
    // The words of the last one need room as well.
    if (place(lastMs) > 1 - closestTicks / 2) break;
    ticks.push(lastMs);
  }
  return {
    at: (ms) => Math.min(1, Math.max(0, place(ms))),
    beyond: (ms) => place(ms),
    invert: (at) => place.invert(at),
    ticks,
  };
}

function evenTick(atLeastMs: number, lastMs: number): number {
  const step = roundNumber(atLeastMs - lastMs);
  return Math.ceil(atLeastMs / step) * step;
}

function doublingTick(atLeastMs: number, lastMs: number): number {
  const round = roundNumber(atLeastMs);
  // Within a short span there is none of 1, 2, 5, 10 …, and it is as good as linear.
  return round - lastMs > 4 * (atLeastMs - lastMs) ? evenTick(atLeastMs, lastMs) : round;
}

/** The least of … 1, 2, 5, 10, 20, 50 … that is not less than `atLeast`. */
function roundNumber(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return power * ([1, 2, 5].find((digit) => digit * power >= atLeast) ?? 10);
}
