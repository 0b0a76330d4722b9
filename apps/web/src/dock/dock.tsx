// The dock below the picture: the waterfall and the records, with the replay in its head.
import { Tabs } from '@base-ui/react/tabs';
import type { TraceState } from '@delegraph/model';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { RecordsView } from '../records/records-view.tsx';
import { ReplayBar, ReplaySentence } from '../replay/replay-bar.tsx';
import type { Replay } from '../replay/use-replay.ts';
import { answerPath } from '../timeline/answer-path.ts';
import { TimelineOptions, usualChoice } from '../timeline/timeline-options.tsx';
import { Waterfall } from '../timeline/waterfall.tsx';
import { DOCK_VIEWS, type DockView } from './dock-views.ts';

export interface DockProps {
  state: TraceState;
  /** When the last event there is happened. */
  endMs: number;
  replay: Replay;
  view: DockView;
  /** Null: there is nothing to choose. */
  onView: ((view: DockView) => void) | null;
}

const TITLES: Record<DockView, string> = { timeline: 'Timeline', records: 'Records' };

export default function Dock({ state, endMs, replay, view, onView }: DockProps) {
  const [isOpen, setIsOpen] = useState(true);
  const [choice, setChoice] = useState(usualChoice);
  const path = useMemo(() => answerPath(state), [state]);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const show = (wanted: DockView) => {
    setIsOpen(true);
    onView?.(wanted);
  };
  return (
    <Tabs.Root
      className="dock"
      render={<section aria-label={onView ? 'Timeline and records' : TITLES[view]} />}
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
          <Tabs.List className="dock-tabs" aria-label="Below the picture">
            {DOCK_VIEWS.map((each) => (
              <Tabs.Tab key={each} value={each} className="toggle" onClick={() => show(each)}>
                {TITLES[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
        {isOpen && view === 'timeline' && (
          <TimelineOptions choice={choice} onChange={setChoice} path={path} />
        )}
        <ReplayBar replay={replay} />
      </div>
      <ReplaySentence replay={replay} />
      {isOpen && (
        <Tabs.Panel value={view} tabIndex={-1}>
          {view === 'records' ? (
            <RecordsView state={state} />
          ) : (
            <Waterfall
              state={state}
              path={path}
              choice={choice}
              endMs={Math.max(endMs, 1)}
              isReplay={replay.position !== null}
            />
          )}
        </Tabs.Panel>
      )}
    </Tabs.Root>
  );
}
