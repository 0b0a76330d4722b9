// When each query was sent, and how long its answer took.
import type { TraceState } from '@delegraph/model';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import { answeredAfterMs } from '../answer-time.ts';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { ReplayBar, ReplaySentence } from '../replay/replay-bar.tsx';
import type { Replay } from '../replay/use-replay.ts';
import { durationText } from '../units.ts';
import { type AnswerPath, answerPath } from './answer-path.ts';
import { ROW_ORDERS, type RowOrder, rowsInOrder, rowsWith } from './row-order.ts';
import { CLOSEST_TICKS_NARROW, type TimeScale, linearScale, logScale, percent } from './time-scale.ts';
import { Row } from './timeline-row.tsx';
import { type TimelineRow, allRows, essentialRows } from './timeline-rows.ts';

export interface TimelineProps {
  state: TraceState;
  /** When the last event there is happened: the axis stays while a replay goes through the events before it. */
  endMs: number;
  replay: Replay;
}

/** The waterfall below the picture, with the replay in its head. */
export default function Timeline({ state, endMs, replay }: TimelineProps) {
  const [isOpen, setIsOpen] = useState(true);
  const [showsAll, setShowsAll] = useState(false);
  const [isLog, setIsLog] = useState(true);
  const [words, setWords] = useState('');
  const [order, setOrder] = useState<RowOrder>('zone');
  const path = useMemo(() => answerPath(state), [state]);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className="timeline" aria-labelledby="timeline-title">
      <div className="timeline-head">
        <h2 id="timeline-title">
          <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            <Chevron size={14} aria-hidden /> Timeline
          </button>
        </h2>
        {isOpen && (
          <div className="timeline-options">
            <button
              type="button"
              className="toggle"
              aria-pressed={showsAll}
              onClick={() => setShowsAll(!showsAll)}
            >
              All queries
            </button>
            <button type="button" className="toggle" aria-pressed={isLog} onClick={() => setIsLog(!isLog)}>
              Logarithmic
            </button>
            {showsAll && (
              <>
                <input
                  type="search"
                  aria-label="Search the queries"
                  placeholder="server, zone or type"
                  value={words}
                  onChange={(event) => setWords(event.target.value)}
                />
                <select
                  aria-label="Order of the queries"
                  value={order}
                  onChange={({ target }) =>
                    setOrder(ROW_ORDERS.find((one) => one === target.value) ?? 'zone')
                  }
                >
                  {ROW_ORDERS.map((one) => (
                    <option key={one} value={one}>
                      by {one}
                    </option>
                  ))}
                </select>
              </>
            )}
          </div>
        )}
        {isOpen && path && (
          <span className="timeline-sum" title={PATH_WORDS}>
            one by one {durationText(path.sumMs)}
          </span>
        )}
        <ReplayBar replay={replay} />
      </div>
      <ReplaySentence replay={replay} />
      {isOpen && (
        <Waterfall
          state={state}
          path={path}
          showsAll={showsAll}
          words={showsAll ? words : ''}
          order={showsAll ? order : 'zone'}
          isLog={isLog}
          endMs={Math.max(endMs, 1)}
          isReplay={replay.position !== null}
        />
      )}
    </section>
  );
}

const PATH_WORDS =
  'What somebody who asks one server after the other would have waited for: the rows with a line below them';

interface WaterfallProps {
  state: TraceState;
  path: AnswerPath | null;
  showsAll: boolean;
  words: string;
  order: RowOrder;
  isLog: boolean;
  endMs: number;
  isReplay: boolean;
}

const Waterfall = memo(function Waterfall(props: WaterfallProps) {
  const { state, path, showsAll, words, order, isLog, endMs, isReplay } = props;
  const all = showsAll ? allRows(state) : essentialRows(state);
  const rows = rowsInOrder(rowsWith(all, words), order);
  const closestTicks = useMediaQuery(NARROW) ? CLOSEST_TICKS_NARROW : undefined;
  const scale = (isLog ? logScale : linearScale)(endMs, closestTicks);
  return (
    // More rows than fit are reached by scrolling, so the list takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="timeline-body" tabIndex={0} aria-label="Queries">
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
    </section>
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
