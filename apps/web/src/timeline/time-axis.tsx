// The axis of the timeline: ticks, the answer, the moment of a replay and the one below the pointer; a drag selects a span.
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { LITTLE_MOTION, useMediaQuery } from '../media-query.ts';
import { durationText } from '../units.ts';
import { useTimeBrush } from './time-brush.ts';
import { type TimeScale, percent, tickText } from './time-scale.ts';
import { momentText } from './moment-text.ts';
import { useSize } from './use-size.ts';

export interface TimeAxisProps {
  scale: TimeScale;
  /** Of the trace, ISO 8601. */
  startedAt: string;
  answeredMs: number | null;
  /** Of the last event that a replay shows; null where none is on. */
  nowMs: number | null;
  /** The moment a replay in real time has come to; null where none is playing. */
  playedMs: (() => number) | null;
  onWidth: (width: number) => void;
  /** With two places, from 0 to 1. */
  onBrush: (one: number, other: number) => void;
}

/** In pixels, until it is measured. */
const USUAL_WIDTH = 1000;

/** Everything on it is said elsewhere in words, so assistive technology passes it by. */
export function TimeAxis({ scale, startedAt, answeredMs, nowMs, playedMs, onWidth, onBrush }: TimeAxisProps) {
  const [axis, size] = useSize<HTMLDivElement>();
  const brush = useTimeBrush(size, onBrush);
  const [pointed, setPointed] = useState<number | null>(null);
  useEffect(() => onWidth(size.width), [onWidth, size.width]);
  const answer = answeredMs === null || !isInView(scale, answeredMs) ? null : scale.at(answeredMs);
  const isLate = answer !== null && answer > 0.85;
  const ticks = scale.ticks.filter(
    (ms) => answer === null || !isUnderLabel(scale.at(ms), answer, isLate, size.width || USUAL_WIDTH),
  );
  const point = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(1, Math.max(0, (event.clientX - left) / width)));
  };
  return (
    <div
      className="timeline-axis"
      aria-hidden="true"
      ref={axis}
      onPointerMove={point}
      onPointerLeave={() => setPointed(null)}
    >
      {ticks.map((ms) => (
        <span key={ms} className="timeline-tick" style={{ left: percent(scale.at(ms)) }}>
          {tickText(ms)}
        </span>
      ))}
      {answer !== null && answeredMs !== null && (
        <span
          className={isLate ? 'timeline-answer is-late' : 'timeline-answer'}
          style={{ left: percent(answer) }}
        >
          <span>answer {durationText(answeredMs)}</span>
        </span>
      )}
      {nowMs !== null && <Cursor scale={scale} nowMs={nowMs} playedMs={playedMs} />}
      {pointed !== null && (
        <span
          className={pointed > 0.5 ? 'timeline-pointed is-late' : 'timeline-pointed'}
          style={{ left: percent(pointed) }}
        >
          <span>
            {durationText(Math.max(0, scale.invert(pointed)))} ·{' '}
            {momentText(startedAt, scale.invert(pointed))}
          </span>
        </span>
      )}
      <svg className="timeline-brush">
        <g ref={brush} />
      </svg>
    </div>
  );
}

interface CursorProps {
  scale: TimeScale;
  nowMs: number;
  playedMs: (() => number) | null;
}

/** Goes on between two events while a replay plays in real time, so that a long silence is seen to pass. */
function Cursor({ scale, nowMs, playedMs }: CursorProps) {
  const cursor = useRef<HTMLSpanElement>(null);
  const isStill = useMediaQuery(LITTLE_MOTION);
  useEffect(() => {
    if (!playedMs || isStill) return undefined;
    let frame = requestAnimationFrame(function move() {
      const ms = playedMs();
      if (cursor.current) {
        cursor.current.style.left = percent(scale.at(ms));
        cursor.current.hidden = !isInView(scale, ms);
      }
      frame = requestAnimationFrame(move);
    });
    return () => cancelAnimationFrame(frame);
  }, [playedMs, isStill, scale]);
  return (
    <span
      ref={cursor}
      className="timeline-cursor"
      hidden={!isInView(scale, nowMs)}
      style={{ left: percent(scale.at(nowMs)) }}
    />
  );
}

function isInView(scale: TimeScale, ms: number): boolean {
  const place = scale.beyond(ms);
  return place >= 0 && place <= 1;
}

/** Pixels that the words of the answer and of a tick take. */
const ANSWER_WIDTH = 112;
const TICK_WIDTH = 52;

// The label of the answer hides what stands behind it, and a tick needs room for its own words before it.
function isUnderLabel(tick: number, answer: number, isLate: boolean, width: number): boolean {
  const [label, words] = [ANSWER_WIDTH / width, TICK_WIDTH / width];
  if (isLate) return tick > answer - label - words;
  return tick > answer - words && tick < answer + label;
}
