// The moments of a trace worth stopping at, and how long playing rests before each event.
import type { Severity, TraceEvent } from '@delegraph/model';

export interface Landmark {
  /** How many events are shown when this one is the last of them. */
  position: number;
  kind: 'cut' | 'finding';
  /** Of a finding. */
  severity?: Severity;
}

/** The zone cuts and the findings but facts, in order; a zone that is told of twice counts once. */
export function landmarksOf(events: readonly TraceEvent[]): Landmark[] {
  const zones = new Set<string>();
  return events.flatMap((event): Landmark[] => {
    const position = event.seq + 1;
    if (event.type === 'delegation-learned' && !zones.has(event.zone)) {
      zones.add(event.zone);
      return [{ position, kind: 'cut' }];
    }
    if (event.type === 'finding-raised' && event.finding.severity !== 'info')
      return [{ position, kind: 'finding', severity: event.finding.severity }];
    return [];
  });
}

/** The position of the next finding from `position` on in that direction; the last or the first one when there is none. */
export function findingTowards(
  landmarks: readonly Landmark[],
  position: number,
  step: 1 | -1,
  total: number,
): number {
  const findings = landmarks.filter(({ kind }) => kind === 'finding').map((mark) => mark.position);
  if (step === 1) return findings.find((at) => at > position) ?? total;
  return findings.findLast((at) => at < position) ?? 0;
}

/** How fast events follow each other while playing. */
export const PACES = [
  { id: 'slow', label: '3 a second', perSecond: 3 },
  { id: 'steady', label: '12 a second', perSecond: 12 },
  { id: 'fast', label: '48 a second', perSecond: 48 },
  { id: 'real', label: 'as it was', perSecond: null },
] as const;

export type Pace = (typeof PACES)[number]['id'];

/** No pause of the real pace is longer: three seconds of silence teach no more than one. */
const LONGEST_REST_MS = 1000;

/** Milliseconds to wait before the event at `position` is shown. */
export function restBefore(events: readonly TraceEvent[], position: number, pace: Pace): number {
  const { perSecond } = PACES.find(({ id }) => id === pace)!;
  if (perSecond !== null) return 1000 / perSecond;
  const gap = (events[position]?.atMs ?? 0) - (events[position - 1]?.atMs ?? 0);
  return Math.min(Math.max(gap, 0), LONGEST_REST_MS);
}
