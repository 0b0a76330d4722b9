// The dock below the picture: the waterfall, the records, the log and the text, with the replay in its head.
import { Tabs } from '@base-ui/react/tabs';
import type { TraceState } from '@delegraph/model';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { later } from '../later.tsx';
import { RecordsView } from '../records/records-view.tsx';
import { ReplayBar, ReplaySentence } from '../replay/replay-bar.tsx';
import type { Replay } from '../replay/use-replay.ts';
import { answerPath } from '../timeline/answer-path.ts';
import { isSkewed } from '../timeline/row-order.ts';
import { TimelineOptions, isLogChosen, usualChoice } from '../timeline/timeline-options.tsx';
import { Waterfall } from '../timeline/waterfall.tsx';
import { DOCK_VIEWS, type DockView } from './dock-views.ts';

export interface DockProps {
  state: TraceState;
  /** When the last event there is happened. */
  endMs: number;
  replay: Replay;
  view: DockView;
  /** Where the trace is kept; null for one that is not. */
  address: string | null;
  /** Null: there is nothing to choose. */
  onView: ((view: DockView) => void) | null;
}

const TITLES: Record<DockView, string> = {
  timeline: 'Timeline',
  records: 'Records',
  log: 'Log',
  text: 'Text',
};
const LogView = later(() => import('./log-view.tsx'));
const TextView = later(() => import('./text-view.tsx'));

export default function Dock({ state, endMs, replay, view, address, onView }: DockProps) {
  const [isOpen, setIsOpen] = useState(true);
  const [choice, setChoice] = useState(usualChoice);
  const path = useMemo(() => answerPath(state), [state]);
  // Of the whole trace, so that the axis stays the same while a replay goes through it.
  const hasSkew = useMemo(() => view === 'timeline' && isSkewed(replay.whole), [view, replay.whole]);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const show = (wanted: DockView) => {
    setIsOpen(true);
    onView?.(wanted);
  };
  return (
    <Tabs.Root
      className="dock"
      render={<section aria-label={onView ? 'Below the picture' : TITLES[view]} />}
      value={view}
      onValueChange={show}
    >
      <div className="dock-head">
        <h2>
          <button
            type="button"
            className="dock-fold"
            aria-expanded={isOpen}
            aria-label={TITLES[view]}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Chevron size={14} aria-hidden />
            {onView === null && TITLES[view]}
          </button>
        </h2>
        {onView !== null && (
          <Tabs.List className="dock-tabs" aria-label="What is shown">
            {DOCK_VIEWS.map((each) => (
              <Tabs.Tab key={each} value={each} className="toggle" onClick={() => show(each)}>
                {TITLES[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
        {isOpen && view === 'timeline' && (
          <TimelineOptions choice={choice} onChange={setChoice} path={path} isSkewed={hasSkew} />
        )}
        <ReplayBar replay={replay} />
      </div>
      <ReplaySentence replay={replay} />
      {isOpen && (
        <Tabs.Panel value={view} tabIndex={-1}>
          {view === 'records' && <RecordsView state={state} />}
          {view === 'log' && <LogView state={state} replay={replay} />}
          {view === 'text' && <TextView state={state} address={address} />}
          {view === 'timeline' && (
            <Waterfall
              state={state}
              path={path}
              choice={choice}
              onChoice={setChoice}
              isLog={isLogChosen(choice, hasSkew)}
              endMs={Math.max(endMs, 1)}
              isReplay={replay.position !== null}
              playedMs={replay.playedMs}
            />
          )}
        </Tabs.Panel>
      )}
    </Tabs.Root>
  );
}
