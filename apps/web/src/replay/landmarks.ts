// The moments of a trace worth stopping at.
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
