// Which rows of the timeline somebody wants to see, in which order, and on which axis.
import type { HopResult, TraceState } from '@delegraph/model';
import type { TimelineRow } from './timeline-rows.ts';

/** `zone`: as in the picture. */
export const ROW_ORDERS = ['zone', 'start', 'duration', 'round-trip'] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];

/** Those in which all the words occur, in either case. */
export function rowsWith(rows: readonly TimelineRow[], words: string): TimelineRow[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return rows.filter((row) => {
    const text = [row.zone, row.nameServer, row.address, row.question, row.text].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** The longest first, where the duration or the round trip counts; what was never answered has no round trip and comes last. */
export function rowsInOrder(rows: readonly TimelineRow[], order: RowOrder): TimelineRow[] {
  switch (order) {
    case 'zone':
      return [...rows];
    case 'start':
      return rows.toSorted((one, other) => one.startMs - other.startMs);
    case 'duration':
      return rows.toSorted((one, other) => durationMs(other) - durationMs(one));
    case 'round-trip':
      return rows.toSorted((one, other) => (other.roundTripMs ?? -1) - (one.roundTripMs ?? -1));
  }
}

/** So many times the median are too long for a linear axis: all the others are slivers on it. */
const SKEWED = 50;

/** Whether some of the trace's queries took so much longer than most that a linear axis hides the others. */
export function isSkewed({ hops, atMs }: TraceState): boolean {
  const durations = hops
    .filter(({ result }) => result.status !== 'skipped' && !isRemembered(result))
    .map(({ sentAtMs, endedAtMs }) => (endedAtMs ?? atMs) - sentAtMs)
    .toSorted((one, other) => one - other);
  const median = durations[Math.floor(durations.length / 2)];
  return median !== undefined && durations.at(-1)! > SKEWED * median;
}

// What was not asked anew took no time.
function isRemembered(result: HopResult): boolean {
  return result.status === 'answered' && result.rememberedAgeMs !== undefined;
}

function durationMs({ startMs, endMs }: TimelineRow): number {
  return endMs - startMs;
}
