// The page of one trace: verdict, picture or outline, findings, inspector and timeline.
import { verdictOf } from '@delegraph/diagnosis';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { neighbourFinding } from '../findings/finding-groups.ts';
import { FindingsList } from '../findings/findings-list.tsx';
import { GraphView } from '../graph/graph-view.tsx';
import { Header } from '../header/header.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { Outline } from '../outline/outline.tsx';
import { SelectionContext } from '../selection-context.ts';
import { type Selection, parseSelection, selectionText } from '../selection.ts';
import { useShortcuts } from '../shortcuts.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { type TraceSnapshot, createTraceStore } from '../trace-store.ts';
import { VerdictBar } from '../verdict/verdict-bar.tsx';
import { LostPage } from './lost-page.tsx';
import { type View, ViewSwitch } from './view-switch.tsx';

/** Reads which trace is meant from the address of the page. */
export function TracePage() {
  const { id = '', name = '' } = useParams({ strict: false });
  return <LiveTrace key={id} id={id} name={name} />;
}

function LiveTrace({ id, name }: { id: string; name: string }) {
  const [store] = useState(() => createTraceStore(id));
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  const { question, profile } = snapshot.state;
  const request = {
    name: question?.name ?? name,
    type: question?.type ?? 'A',
    profile: profile === '' ? 'internet' : profile,
  };
  if (snapshot.connection === 'missing')
    return <LostPage sentence="There is no trace of that id." request={request} />;
  if (snapshot.connection === 'deleted')
    return <LostPage sentence="This trace was deleted." request={request} />;
  return (
    <div className="trace-page">
      <title>{`${verdictOf(snapshot.state).sentence} · delegraph`}</title>
      <a className="skip-link" href="#findings-title">
        To the findings
      </a>
      <Header
        key={question ? 'known' : 'guessed'}
        request={request}
        refusal={null}
        startsFocused={false}
        shareable
      />
      <TraceBody snapshot={snapshot} />
    </div>
  );
}

function TraceBody({ snapshot }: { snapshot: TraceSnapshot }) {
  const { state, connection } = snapshot;
  const control = useSelectionInAddress();
  const isNarrow = useMediaQuery(NARROW);
  const search = useSearch({ strict: false });
  const view: View = search.view ?? (isNarrow ? 'outline' : 'graph');

  const selectNeighbour = (step: 1 | -1) => {
    const current = control.selection?.kind === 'finding' ? control.selection.index : null;
    const index = neighbourFinding(state, current, step);
    if (index !== null) control.select({ kind: 'finding', index });
  };
  useShortcuts({
    Escape: () => control.select(null),
    n: () => selectNeighbour(1),
    p: () => selectNeighbour(-1),
  });

  return (
    <SelectionContext value={control}>
      <main className="trace">
        <VerdictBar state={state} connection={connection} />
        <div className="workspace">
          <section
            className={connection === 'reconnecting' ? 'stage is-stale' : 'stage'}
            aria-label="Delegation"
          >
            {view === 'outline' ? (
              <>
                <div className="stage-tools">
                  <ViewSwitch view={view} />
                </div>
                <Outline state={state} />
              </>
            ) : (
              <GraphView state={state}>
                <ViewSwitch view={view} />
              </GraphView>
            )}
          </section>
          <aside className="side" aria-label="Findings and details">
            <FindingsList state={state} />
            <Inspector state={state} />
          </aside>
        </div>
        <Timeline state={state} />
      </main>
    </SelectionContext>
  );
}

/** The selection lives in the address of the page, so that a copied link shows the same. */
function useSelectionInAddress() {
  const navigate = useNavigate();
  const { sel } = useSearch({ strict: false });
  const selection = useMemo(() => parseSelection(sel), [sel]);
  const select = useCallback(
    (wanted: Selection | null) => {
      void navigate({
        to: '.',
        search: ({ sel: _old, ...others }) => (wanted ? { ...others, sel: selectionText(wanted) } : others),
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return useMemo(() => ({ selection, select }), [selection, select]);
}
