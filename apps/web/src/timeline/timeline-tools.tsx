// The tools in the head of the timeline: the search, the folds, and how much of the time is shown.
import { FoldVertical, UnfoldVertical, ZoomIn, ZoomOut } from 'lucide-react';
import { useCommands } from '../keys/commands.tsx';
import { countText } from '../units.ts';
import { ROW_ORDERS, type RowOrder } from './row-order.ts';
import { type RowGroup, allFolds } from './timeline-groups.ts';
import type { TimelineChoice } from './timeline-options.tsx';
import type { TimelineRow } from './timeline-rows.ts';
import { IconTool } from '../icon-tool.tsx';

interface ChoiceProps {
  choice: TimelineChoice;
  onChoice: (choice: TimelineChoice) => void;
}

const ORDER_WORDS: Record<RowOrder, string> = {
  zone: 'by zone',
  start: 'by start',
  duration: 'longest first',
  'round-trip': 'slowest answer first',
};

/** For all queries: which of them, and in which order. */
export function QuerySearch(
  props: ChoiceProps & { found: readonly TimelineRow[]; all: readonly TimelineRow[] },
) {
  const { choice, onChoice, found, all } = props;
  return (
    <div className="dock-tools">
      <input
        type="search"
        aria-label="Search the queries"
        placeholder="server, zone or type"
        value={choice.words}
        onChange={({ target }) => onChoice({ ...choice, words: target.value })}
      />
      <select
        aria-label="Order of the queries"
        value={choice.order}
        onChange={({ target }) =>
          onChoice({ ...choice, order: ROW_ORDERS.find((one) => one === target.value) ?? 'zone' })
        }
      >
        {ROW_ORDERS.map((one) => (
          <option key={one} value={one}>
            {ORDER_WORDS[one]}
          </option>
        ))}
      </select>
      <output className="dock-count">
        {countText(found.length, 'query', 'queries')}
        {found.length < all.length && ` of ${all.length}`}
      </output>
    </div>
  );
}

/** Shows half as much time, or twice. */
const ZOOM_STEP = 0.5;

/** Beside the axis. `groups`: null where nothing is grouped. */
export function TimeTools(
  props: ChoiceProps & { groups: readonly RowGroup[] | null; onZoom: (factor: number) => void },
) {
  const { choice, onChoice, groups, onZoom } = props;
  const fold = (isOpen: boolean) => groups && onChoice({ ...choice, folds: allFolds(groups, isOpen) });
  const showWhole = () => onChoice({ ...choice, span: null });
  useCommands([
    { keys: [], words: 'Closer in time, on the timeline', run: () => onZoom(ZOOM_STEP) },
    ...(choice.span ? [{ keys: [], words: 'The whole time, on the timeline', run: showWhole }] : []),
    ...(groups
      ? [
          { keys: [], words: 'Fold all zones of the timeline', run: () => fold(false) },
          { keys: [], words: 'Unfold all zones of the timeline', run: () => fold(true) },
        ]
      : []),
  ]);
  return (
    <div className="timeline-tools">
      {groups && (
        <>
          <IconTool label="Fold all" onClick={() => fold(false)}>
            <FoldVertical size={15} aria-hidden />
          </IconTool>
          <IconTool label="Unfold all" onClick={() => fold(true)}>
            <UnfoldVertical size={15} aria-hidden />
          </IconTool>
        </>
      )}
      <IconTool
        label="Closer in time"
        hint="drag over the axis, or Ctrl and the wheel"
        onClick={() => onZoom(ZOOM_STEP)}
      >
        <ZoomIn size={15} aria-hidden />
      </IconTool>
      {choice.span && (
        <>
          <IconTool label="Wider in time" onClick={() => onZoom(1 / ZOOM_STEP)}>
            <ZoomOut size={15} aria-hidden />
          </IconTool>
          <button type="button" className="button is-quiet" onClick={showWhole}>
            Whole time
          </button>
        </>
      )}
    </div>
  );
}
