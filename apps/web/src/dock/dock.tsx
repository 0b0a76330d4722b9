// The dock below the picture: the waterfall and the records, with the replay in its head.
import { Tabs } from '@base-ui/react/tabs';
import type { TraceState } from '@delegraph/model';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { RecordsView } from '../records/records-view.tsx';
import { ReplayBar, ReplaySentence } from '../replay/replay-bar.tsx';
import type { Replay } from '../replay/use-replay.ts';
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
  const [showsAll, setShowsAll] = useState(false);
  const [isLog, setIsLog] = useState(true);
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
          <div className="timeline-options">
            <Option isOn={showsAll} onChange={setShowsAll}>
              All queries
            </Option>
            <Option isOn={isLog} onChange={setIsLog}>
              Logarithmic
            </Option>
          </div>
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
              showsAll={showsAll}
              isLog={isLog}
              endMs={Math.max(endMs, 1)}
              isReplay={replay.position !== null}
            />
          )}
        </Tabs.Panel>
      )}
    </Tabs.Root>
  );
}

function Option(props: { isOn: boolean; onChange: (isOn: boolean) => void; children: ReactNode }) {
  const { isOn, onChange, children } = props;
  return (
    <button type="button" className="toggle" aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      {children}
    </button>
  );
}
