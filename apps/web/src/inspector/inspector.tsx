// Shows what is selected; with nothing selected, the answer.
import { type TraceState, traceOutcome, zoneNamed } from '@delegraph/model';
import { X } from 'lucide-react';
import { memo } from 'react';
import { useSelection } from '../selection-context.ts';
import { type Selection, selectionText } from '../selection.ts';
import { addressPanel } from './address-panel.tsx';
import { delegationPanel } from './delegation-panel.tsx';
import { findingPanel } from './finding-panel.tsx';
import { InspectedTrace } from './inspected-trace.ts';
import { lookupPanel } from './lookup-panel.tsx';
import { nameServerPanel } from './name-server-panel.tsx';
import { type Panel, PanelView } from './panel.tsx';
import { PanelPart, RecordList } from './parts.tsx';
import { queryPanel } from './query-panel.tsx';
import { zonePanel } from './zone-panel.tsx';

/** The lower part of the aside. */
export default memo(function Inspector({ state }: { state: TraceState }) {
  const { selection, select } = useSelection();
  if (!selection) return <AnswerPanel state={state} />;
  const panel = panelOf(state, selection);
  return (
    <section className="inspector" aria-labelledby="inspector-title" key={selectionText(selection)}>
      <button
        type="button"
        className="icon-button inspector-close"
        onClick={() => select(null)}
        title="Clear the selection (Esc)"
        aria-label="Clear the selection"
      >
        <X size={16} aria-hidden />
      </button>
      {panel ? (
        <InspectedTrace value={state}>
          <PanelView panel={panel} />
        </InspectedTrace>
      ) : (
        <p className="hint">This trace has no such part, or has not come to it yet.</p>
      )}
    </section>
  );
});

function panelOf(state: TraceState, selection: Selection): Panel | null {
  switch (selection.kind) {
    case 'finding': {
      const finding = state.findings[selection.index];
      return finding ? findingPanel(state, finding) : null;
    }
    case 'lookup': {
      const lookup = state.lookups[selection.lookupId];
      return lookup ? lookupPanel(state, lookup) : null;
    }
    case 'hop': {
      const hop = state.hops[selection.hopId];
      return hop ? queryPanel(state, hop) : null;
    }
    case 'delegation':
      return delegationPanel(state, selection.parent, selection.zone);
    case 'zone':
    case 'address':
    case 'name-server': {
      const zone = zoneNamed(state, selection.zone);
      if (!zone) return null;
      if (selection.kind === 'zone') return zonePanel(state, zone);
      if (selection.kind === 'address') return addressPanel(state, zone, selection.address);
      return nameServerPanel(state, zone, selection.nameServer);
    }
  }
}

function AnswerPanel({ state }: { state: TraceState }) {
  const records = traceOutcome(state)?.records ?? [];
  return (
    // It scrolls where the window is low, and nothing in it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="inspector is-idle" aria-labelledby="inspector-title" tabIndex={0}>
      <h2 id="inspector-title" className="visually-hidden">
        {records.length > 0 ? 'What was found' : 'Nothing selected'}
      </h2>
      {records.length > 0 && (
        <PanelPart title="Answer">
          <RecordList records={records} />
        </PanelPart>
      )}
      <p className="hint">Select a zone, a server, an answer or a finding to see what was said.</p>
    </section>
  );
}
