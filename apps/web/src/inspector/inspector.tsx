// Shows what is selected; with nothing selected, the answer.
import { type TraceState, traceOutcome, zoneNamed } from '@delegraph/model';
import { X } from 'lucide-react';
import { type ReactNode, memo } from 'react';
import { useSelection } from '../selection-context.ts';
import { type Selection, selectionText } from '../selection.ts';
import { DelegationPanel } from './delegation-panel.tsx';
import { Exchange } from './exchange.tsx';
import { FindingPanel } from './finding-panel.tsx';
import { LookupPanel } from './lookup-panel.tsx';
import { PanelHead, PanelPart, RecordList, SelectLink } from './parts.tsx';
import { AddressPanel, NameServerPanel } from './server-panels.tsx';
import { ZonePanel } from './zone-panel.tsx';

/** The lower part of the aside. */
export default memo(function Inspector({ state }: { state: TraceState }) {
  const { selection, select } = useSelection();
  if (!selection) return <AnswerPanel state={state} />;
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
      {panelOf(state, selection) ?? (
        <p className="hint">This trace has no such part, or has not come to it yet.</p>
      )}
    </section>
  );
});

function panelOf(state: TraceState, selection: Selection): ReactNode {
  switch (selection.kind) {
    case 'finding': {
      const finding = state.findings[selection.index];
      return finding && <FindingPanel state={state} finding={finding} />;
    }
    case 'lookup': {
      const lookup = state.lookups[selection.lookupId];
      return lookup && <LookupPanel state={state} lookup={lookup} />;
    }
    case 'hop': {
      const hop = state.hops[selection.hopId];
      return (
        hop && (
          <>
            <PanelHead kind="Query" name={`${hop.nameServer} ${hop.address}`}>
              asked as a server of <SelectLink to={{ kind: 'zone', zone: hop.zone }}>{hop.zone}</SelectLink>
              {' · '}
              <SelectLink to={{ kind: 'address', zone: hop.zone, address: hop.address }}>
                all queries to it
              </SelectLink>
            </PanelHead>
            <Exchange hop={hop} isOpen />
          </>
        )
      );
    }
    case 'delegation':
      return <DelegationPanel state={state} parent={selection.parent} zone={selection.zone} />;
    case 'zone':
    case 'address':
    case 'name-server': {
      const zone = zoneNamed(state, selection.zone);
      if (!zone) return null;
      if (selection.kind === 'zone') return <ZonePanel state={state} zone={zone} />;
      if (selection.kind === 'address')
        return <AddressPanel state={state} zone={zone} address={selection.address} />;
      return <NameServerPanel state={state} zone={zone} nameServer={selection.nameServer} />;
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
