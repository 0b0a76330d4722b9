// When each query was sent, and how long its answer took.
import type { TraceState } from '@delegraph/model';
import { type KeyboardEvent, memo, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { answeredAfterMs } from '../answer-time.ts';
import { DockBody } from '../dock/dock-body.tsx';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { useSelection } from '../selection-context.ts';
import type { AnswerPath } from './answer-path.ts';
import { Minimap } from './minimap.tsx';
import { rowsInOrder, rowsWith } from './row-order.ts';
import { TimeAxis } from './time-axis.tsx';
import { CLOSEST_TICKS_NARROW, linearScale, logScale } from './time-scale.ts';
import { movedSpan, spanBetween, zoomedSpan } from './time-span.ts';
import { groupRows, itemsOf, lineOfHop, queryItem, startsOpen, unfoldedTo } from './timeline-groups.ts';
import { TimelineLines } from './timeline-lines.tsx';
import type { TimelineChoice } from './timeline-options.tsx';
import { type TimelineRow, allRows, essentialRows } from './timeline-rows.ts';
import { QuerySearch, TimeTools } from './timeline-tools.tsx';
import { useScrolledList } from './use-scrolled-list.ts';
import { useTimeWheel } from './use-time-wheel.ts';

export interface WaterfallProps {
  state: TraceState;
  path: AnswerPath | null;
  choice: TimelineChoice;
  onChoice: (choice: TimelineChoice) => void;
  isLog: boolean;
  /** When the last event there is happened: the axis stays while a replay goes through the events before it. */
  endMs: number;
  isReplay: boolean;
  /** The moment a replay in real time has come to, in milliseconds of the trace; null where none is playing. */
  playedMs: (() => number) | null;
}

/** Pixels of a line, where the name stands beside the bar and where it stands above. */
const LINE_HEIGHT = 24;
const NARROW_LINE_HEIGHT = 42;
/** Of the span, for each press of an arrow key. */
const KEY_MOVES = 0.2;

/** The queries as bars over one axis of time. */
export const Waterfall = memo(function Waterfall(props: WaterfallProps) {
  const { state, path, choice, onChoice, isLog, endMs } = props;
  const { showsAll, words, order, span, folds } = choice;
  const isNarrow = useMediaQuery(NARROW);
  const lineHeight = isNarrow ? NARROW_LINE_HEIGHT : LINE_HEIGHT;
  const all = useMemo(() => (showsAll ? allRows(state) : essentialRows(state)), [state, showsAll]);
  const rows = useMemo(
    () => (showsAll ? rowsInOrder(rowsWith(all, words), order) : all),
    [all, showsAll, words, order],
  );
  const groups = useMemo(
    () => (showsAll && order === 'zone' ? groupRows(state, rows) : null),
    [state, rows, showsAll, order],
  );
  const items = useMemo(
    () =>
      groups === null
        ? rows.map((row) => queryItem(row))
        : itemsOf(groups, folds, startsOpen(groups, words.trim() !== '')),
    [groups, rows, folds, words],
  );
  const scale = useMemo(
    () =>
      (isLog ? logScale : linearScale)(
        span ?? { fromMs: 0, toMs: endMs },
        isNarrow ? CLOSEST_TICKS_NARROW : undefined,
      ),
    [isLog, span, endMs, isNarrow],
  );
  const [trackWidth, setTrackWidth] = useState(0);
  const { bodyRef, headRef, ...list } = useScrolledList(items.length, lineHeight);
  const lines = useMemo(() => lineOfHop(items), [items]);

  const zoom = (place: number, factor: number) =>
    onChoice({ ...choice, span: zoomedSpan(scale, { place, factor }, endMs) });
  const move = (by: number) => onChoice({ ...choice, span: movedSpan(scale, by, endMs) });
  useTimeWheel(bodyRef, { zoom, move: span ? move : null });
  useRevealed(lines, {
    isFolded: (line) => items[line]!.kind === 'group',
    unfold(hopId) {
      const row = rows.find((one) => one.hopId === hopId);
      if (row) onChoice({ ...choice, folds: unfoldedTo(folds, row) });
    },
    reveal: list.reveal,
  });

  function onKey(event: KeyboardEvent) {
    const by = { ArrowLeft: -KEY_MOVES, ArrowRight: KEY_MOVES }[event.key];
    if (by === undefined || !span || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLElement && event.target.matches('input, select')) return;
    event.preventDefault();
    move(by);
  }

  return (
    // The keys are those of the region inside, which has the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="timeline-frame" onKeyDown={onKey}>
      <DockBody view="timeline" label="Queries" ref={bodyRef} onScroll={list.onScroll}>
        <div className="timeline-head" ref={headRef}>
          {showsAll && <QuerySearch choice={choice} onChoice={onChoice} found={rows} all={all} />}
          <div className="timeline-axis-line">
            <TimeTools choice={choice} onChoice={onChoice} groups={groups} onZoom={(it) => zoom(0.5, it)} />
            <TimeAxis
              scale={scale}
              startedAt={state.startedAt}
              answeredMs={answeredAfterMs(state)}
              nowMs={props.isReplay ? state.atMs : null}
              playedMs={props.playedMs}
              onWidth={setTrackWidth}
              onBrush={(one, other) => {
                const brushed = spanBetween(scale, one, other, endMs);
                if (brushed) onChoice({ ...choice, span: brushed });
              }}
            />
          </div>
        </div>
        {rows.length === 0 && <p className="hint">{emptyText(state, all)}</p>}
        <TimelineLines
          state={state}
          path={path}
          items={items}
          lines={lines}
          drawn={list.drawn}
          lineHeight={lineHeight}
          scale={scale}
          trackWidth={trackWidth}
          onFold={(key, isOpen) => onChoice({ ...choice, folds: new Map([...folds, [key, isOpen]]) })}
        />
      </DockBody>
      {list.isMany && <Minimap items={items} scale={scale} viewed={list.viewed} onPlace={list.scrollTo} />}
    </div>
  );
});

/** When a query is selected anywhere on the page, unfolds the groups round it and scrolls to it, once. */
function useRevealed(
  lines: ReadonlyMap<number, number>,
  {
    isFolded,
    unfold,
    reveal,
  }: {
    isFolded: (line: number) => boolean;
    unfold: (hopId: number) => void;
    reveal: (line: number) => void;
  },
) {
  const { selection } = useSelection();
  const hopId = selection?.kind === 'hop' ? selection.hopId : null;
  const revealed = useRef<number | null>(null);
  const line = hopId === null ? undefined : lines.get(hopId);
  const show = useEffectEvent((hopId: number | null, line: number | undefined) => {
    if (hopId === null) revealed.current = null;
    if (hopId === null || line === undefined || revealed.current === hopId) return;
    if (isFolded(line)) return unfold(hopId);
    revealed.current = hopId;
    reveal(line);
  });
  useEffect(() => show(hopId, line), [hopId, line]);
}

function emptyText({ hops }: TraceState, all: readonly TimelineRow[]): string {
  if (all.length > 0) return 'None of them fits the search.';
  return hops.length === 0 ? 'No query was sent so far.' : 'No query has led on so far.';
}
