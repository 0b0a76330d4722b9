// When each query was sent, and how long its answer took.
import type { TraceState } from '@delegraph/model';
import { memo } from 'react';
import { DockBody } from '../dock/dock-body.tsx';
import { answeredAfterMs } from '../answer-time.ts';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { durationText } from '../units.ts';
import type { AnswerPath } from './answer-path.ts';
import { rowsInOrder, rowsWith } from './row-order.ts';
import { CLOSEST_TICKS_NARROW, type TimeScale, linearScale, logScale, percent } from './time-scale.ts';
import type { TimelineChoice } from './timeline-options.tsx';
import { Row } from './timeline-row.tsx';
import { type TimelineRow, allRows, essentialRows } from './timeline-rows.ts';

export interface WaterfallProps {
  state: TraceState;
  path: AnswerPath | null;
  choice: TimelineChoice;
  /** When the last event there is happened: the axis stays while a replay goes through the events before it. */
  endMs: number;
  isReplay: boolean;
}

/** The queries as bars over one axis of time. */
export const Waterfall = memo(function Waterfall({ state, path, choice, endMs, isReplay }: WaterfallProps) {
  const { showsAll, isLog } = choice;
  const all = showsAll ? allRows(state) : essentialRows(state);
  const rows = showsAll ? rowsInOrder(rowsWith(all, choice.words), choice.order) : all;
  const closestTicks = useMediaQuery(NARROW) ? CLOSEST_TICKS_NARROW : undefined;
  const scale = (isLog ? logScale : linearScale)(endMs, closestTicks);
  return (
    <DockBody view="timeline" label="Queries">
      <Axis scale={scale} answeredMs={answeredAfterMs(state)} nowMs={isReplay ? state.atMs : null} />
      {rows.length === 0 && <p className="hint">{emptyText(state, all)}</p>}
      <ol className="timeline-rows">
        {rows.map((row) => (
          <Row
            key={row.hopId}
            row={row}
            scale={scale}
            startedAt={state.startedAt}
            isOnPath={path?.hopIds.has(row.hopId) ?? false}
          />
        ))}
      </ol>
    </DockBody>
  );
});

function emptyText({ hops }: TraceState, all: readonly TimelineRow[]): string {
  if (all.length > 0) return 'None of them fits the search.';
  return hops.length === 0 ? 'No query was sent so far.' : 'No query has led on so far.';
}

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
