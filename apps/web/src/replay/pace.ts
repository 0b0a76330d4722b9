// How a replay goes on while it plays: event by event, or in the time that the trace took.
import type { TraceEvent } from '@delegraph/model';

export interface Pace {
  isRealTime: boolean;
  /** Where it is not real time: how fast events follow each other, however long the trace waited for them. */
  perSecond: number;
  /** In real time: how many seconds of the trace pass in one. */
  speed: number;
}

export const EVENT_PACES = [3, 12, 48] as const;
export const REAL_SPEEDS = [0.5, 1, 2, 4, 8] as const;

/** Event by event: what happened at once is seen one after the other. Slowly for whoever wants little to move. */
export function usualPace(wantsLittleMotion: boolean): Pace {
  return { isRealTime: false, perSecond: wantsLittleMotion ? 3 : 12, speed: 1 };
}

/** For whoever wants little to move, the page changes no more often than this while a trace is played in real time. */
export const CALM_REST_MS = 250;

/** Where a play in real time began: at `fromMs` of the trace when the clock of the page stood at `startedMs`. */
export interface PlayStart {
  fromMs: number;
  startedMs: number;
  speed: number;
}

/** The moment of the trace at which the play stands when the clock of the page is at `nowMs`. */
export function playedTo({ fromMs, startedMs, speed }: PlayStart, nowMs: number): number {
  return fromMs + (nowMs - startedMs) * speed;
}

/** How many of the first `total` events had happened by that moment of the trace. */
export function happenedBy(events: readonly TraceEvent[], total: number, atMs: number): number {
  let [least, most] = [0, total];
  while (least < most) {
    const middle = (least + most) >> 1;
    if (events[middle]!.atMs <= atMs) least = middle + 1;
    else most = middle;
  }
  return least;
}

/** Milliseconds by the clock of the page until the event at `position` is due; 0 when it is. */
export function restInRealTime(
  events: readonly TraceEvent[],
  position: number,
  start: PlayStart,
  nowMs: number,
): number {
  const due = events[position]?.atMs ?? 0;
  return Math.max(0, (due - playedTo(start, nowMs)) / start.speed);
}
