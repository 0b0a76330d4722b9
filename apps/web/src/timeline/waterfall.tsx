// When each query was sent, and how long its answer took.
import type { TraceState } from '@delegraph/model';
import { type CSSProperties, memo } from 'react';
import { answeredAfterMs } from '../answer-time.ts';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { useSelection } from '../selection-context.ts';
import { durationText } from '../units.ts';
import { type TimeScale, linearScale, logScale } from './time-scale.ts';
import { type TimelineRow, allRows, essentialRows } from './timeline-rows.ts';

/** Pixels of a letter, and of the least track a wide and a narrow page have: enough to tell where a text has room. */
const CHARACTER = 7.3;
const WIDE_TRACK = 720;
const NARROW_TRACK = 320;

export interface WaterfallProps {
  state: TraceState;
  showsAll: boolean;
  isLog: boolean;
  /** When the last event there is happened: the axis stays while a replay goes through the events before it. */
  endMs: number;
  isReplay: boolean;
}

/** The queries as bars over one axis of time. */
export const Waterfall = memo(function Waterfall({
  state,
  showsAll,
  isLog,
  endMs,
  isReplay,
}: WaterfallProps) {
  const rows = showsAll ? allRows(state) : essentialRows(state);
  const scale = isLog ? logScale(endMs) : linearScale(endMs);
  return (
    // More rows than fit are reached by scrolling, so the list takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="dock-body timeline-body" tabIndex={0} aria-label="Queries">
      <Axis scale={scale} answeredMs={answeredAfterMs(state)} nowMs={isReplay ? state.atMs : null} />
      {rows.length === 0 && <p className="hint">No query was sent so far.</p>}
      <ol className="timeline-rows">
        {rows.map((row) => (
          <Row key={row.hopId} row={row} scale={scale} />
        ))}
      </ol>
    </section>
  );
});

function Axis(props: { scale: TimeScale; answeredMs: number | null; nowMs: number | null }) {
  const { scale, answeredMs, nowMs } = props;
  const answer = answeredMs === null ? null : scale.at(answeredMs);
  const isLate = answer !== null && answer > 0.85;
  const ticks = scale.ticks.filter((ms) => answer === null || !isUnderLabel(scale.at(ms), answer, isLate));
  return (
    <div className="timeline-axis" aria-hidden="true">
      {ticks.map((ms) => (
        <span key={ms} className="timeline-tick" style={{ left: percent(scale.at(ms)) }}>
          {ms === 0 ? '0' : ms < 1000 ? `${ms} ms` : `${ms / 1000} s`}
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
      {nowMs !== null && <span className="timeline-cursor" style={{ left: percent(scale.at(nowMs)) }} />}
    </div>
  );
}

// The label of the answer hides what stands behind it, and a tick needs room for its own words before it.
function isUnderLabel(tick: number, answer: number, isLate: boolean): boolean {
  return isLate ? tick > answer - 0.2 : tick > answer - 0.06 && tick < answer + 0.13;
}

function Row({ row, scale }: { row: TimelineRow; scale: TimeScale }) {
  const { selection, select } = useSelection();
  const isSelected = selection?.kind === 'hop' && selection.hopId === row.hopId;
  const start = scale.at(row.startMs);
  const end = scale.at(row.endMs);
  const trackWidth = useMediaQuery(NARROW) ? NARROW_TRACK : WIDE_TRACK;
  const room = ((row.text.length + row.asked.length + 2) * CHARACTER) / trackWidth;
  const place = {
    '--start': percent(start),
    '--end': percent(end),
    '--length': percent(end - start),
  } as CSSProperties;
  return (
    <li>
      <button
        type="button"
        className={`timeline-row is-${row.tone}`}
        aria-pressed={isSelected}
        onClick={() => select(isSelected ? null : { kind: 'hop', hopId: row.hopId })}
      >
        <span className="timeline-label" title={`${row.zone} → ${row.nameServer}`}>
          <b>{row.zone}</b> → {row.nameServer}
        </span>
        <span className="timeline-track" style={place}>
          <span className="timeline-bar" />
          <span className={`timeline-text ${sideOfText(start, end, room)}`}>
            {row.text}
            {row.asked !== '' && <span className="timeline-asked"> {row.asked}</span>}
          </span>
        </span>
      </button>
    </li>
  );
}

// The text stands behind its bar; where there is no room, before it; and on it where there is none there either.
function sideOfText(start: number, end: number, room: number): string {
  if (end + room < 1) return '';
  return start > room ? 'is-before' : 'is-inside';
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}
