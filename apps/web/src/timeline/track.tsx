// Where bars and their words stand on the track of a line.
import type { CSSProperties, ReactNode } from 'react';
import { type TimeScale, percent } from './time-scale.ts';

interface Moments {
  startMs: number;
  endMs: number;
}

/** Pixels of a letter, and of a track that is not measured yet: enough to tell where a text has room. */
const CHARACTER = 7.3;
const USUAL_TRACK = 720;

/** The place of a bar, as variables of the style sheet. */
export function placeOf(scale: TimeScale, { startMs, endMs }: Moments): CSSProperties {
  const [start, end] = [scale.at(startMs), scale.at(endMs)];
  return {
    '--start': percent(start),
    '--end': percent(end),
    '--length': percent(end - start),
  } as CSSProperties;
}

/** Whether some of it is within the span that is shown, or all of it was before or comes after. */
export function sideOf(scale: TimeScale, { startMs, endMs }: Moments): 'in-view' | 'before' | 'after' {
  if (scale.beyond(endMs) < 0) return 'before';
  return scale.beyond(startMs) > 1 ? 'after' : 'in-view';
}

interface TrackTextProps {
  scale: TimeScale;
  /** Of the bar it belongs to. */
  span: Moments;
  trackWidth: number;
  letters: number;
  children: ReactNode;
}

/** The words of a bar, beside it where there is room. For a bar that is out of view they point to where it is. */
export function TrackText({ scale, span, trackWidth, letters, children }: TrackTextProps) {
  const room = Math.min(1, ((letters + 2) * CHARACTER) / (trackWidth || USUAL_TRACK));
  const side = sideOf(scale, span);
  const place =
    side === 'in-view'
      ? placeOfText(scale.at(span.startMs), scale.at(span.endMs), room)
      : `is-out is-${side}`;
  return (
    <span className={`timeline-text ${place}`} style={{ '--room': percent(room) } as CSSProperties}>
      {side === 'before' && '← '}
      {children}
      {side === 'after' && ' →'}
    </span>
  );
}

// The text stands behind its bar; where there is no room, before it; and on it where there is none there either.
function placeOfText(start: number, end: number, room: number): string {
  if (end + room < 1) return '';
  return start > room ? 'is-before' : 'is-inside';
}
