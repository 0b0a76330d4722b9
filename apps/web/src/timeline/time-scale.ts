// Milliseconds to a place on the timeline, and the ticks of its axis.

export interface TimeScale {
  /** From 0 at the start of the trace to 1 at its end. */
  at(ms: number): number;
  ticks: number[];
}

/** A stretch of this length has about the same width per millisecond on the logarithmic scale. */
const KNEE_MS = 25;
const CANDIDATES = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000];
/** Of the width of the axis. A phone needs more of it for the words of a tick. */
const CLOSEST_TICKS = 0.07;
export const CLOSEST_TICKS_NARROW = 0.16;

/** Every millisecond the same width. */
export function linearScale(endMs: number, closestTicks = CLOSEST_TICKS): TimeScale {
  return withTicks((ms) => ms / endMs, endMs, closestTicks);
}

/** Early milliseconds wider: queries take tens of them, waiting for a silent server takes thousands. */
export function logScale(endMs: number, closestTicks = CLOSEST_TICKS): TimeScale {
  const whole = Math.log1p(endMs / KNEE_MS);
  return withTicks((ms) => Math.log1p(ms / KNEE_MS) / whole, endMs, closestTicks);
}

/** A place on the scale, as a length of CSS. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}

function withTicks(at: (ms: number) => number, endMs: number, closestTicks: number): TimeScale {
  const ticks: number[] = [0];
  for (const candidate of CANDIDATES) {
    const roomBefore = at(candidate) - at(ticks.at(-1)!);
    if (candidate < endMs && roomBefore >= closestTicks && 1 - at(candidate) >= closestTicks / 2)
      ticks.push(candidate);
  }
  return { at: (ms) => Math.min(1, Math.max(0, at(ms))), ticks };
}
