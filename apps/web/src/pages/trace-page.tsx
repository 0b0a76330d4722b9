// The page of one trace: verdict, picture or outline, findings, inspector and timeline.
import { verdictOf } from '@delegraph/diagnosis';
import { initialTraceState } from '@delegraph/model';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import { GraphView } from '../graph/graph-view.tsx';
import { Header } from '../header/header.tsx';
import { later } from '../later.tsx';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { useReplay } from '../replay/use-replay.ts';
import { SelectionContext } from '../selection-context.ts';
import { type Selection, parseSelection, selectionText } from '../selection.ts';
import { useShortcuts } from '../shortcuts.ts';
import type { TraceSnapshot, TraceStore } from '../trace-store.ts';
import { VerdictBar } from '../verdict/verdict-bar.tsx';
import { LostPage } from './lost-page.tsx';
import { type View, ViewSwitch } from './view-switch.tsx';

// The picture does not wait for the script of what stands around it.
const FindingsList = later(() => import('../findings/findings-list.tsx'));
const Inspector = later(() => import('../inspector/inspector.tsx'));
const Outline = later(() => import('../outline/outline.tsx'));
const Timeline = later(() => import('../timeline/timeline.tsx'));

/** Fetches the script of everything on this page, while nobody waits for it. */
export function preloadParts(): void {
  for (const part of [FindingsList, Timeline, Inspector, Outline]) void part.preload();
}

export interface TracePageProps {
  store: TraceStore;
  /** Of a trace that was opened from a file. */
  fileName?: string | null;
}

/** Reads which trace is meant from the address of the page. */
export default function TracePage({ store, fileName = null }: TracePageProps) {
  const { id, name = '', number } = useParams({ strict: false });
  return <LiveTrace key={id ?? number} store={store} name={name} fileName={fileName} />;
}

interface LiveTraceProps {
  store: TraceStore;
  name: string;
  /** Of a trace that was opened from a file. */
  fileName: string | null;
}

function LiveTrace({ store, name, fileName }: LiveTraceProps) {
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
        shareable={fileName === null}
      />
      {fileName !== null && (
        <p className="opened-file">Opened from the file “{fileName}”, not stored here.</p>
      )}
      <TraceBody store={store} snapshot={snapshot} />
    </div>
  );
}

function TraceBody({ store, snapshot }: { store: TraceStore; snapshot: TraceSnapshot }) {
  const { connection } = snapshot;
  const replay = useReplay(store, snapshot);
  const { state } = replay;
  const control = useSelectionInAddress();
  const isNarrow = useMediaQuery(NARROW);
  const search = useSearch({ strict: false });
  // The picture first; the lists beside and below it follow in a later frame.
  const listed = useDeferredValue(state, initialTraceState);
  const hasPainted = useDeferredValue(true, false);
  const view: View = search.view ?? (isNarrow ? 'outline' : 'graph');

  const selectNeighbour = async (step: 1 | -1) => {
    const { neighbourFinding } = await import('../findings/finding-groups.ts');
    const current = control.selection?.kind === 'finding' ? control.selection.index : null;
    const index = neighbourFinding(state, current, step);
    if (index !== null) control.select({ kind: 'finding', index });
  };
  useShortcuts({
    Escape: () => control.select(null),
    n: () => void selectNeighbour(1),
    p: () => void selectNeighbour(-1),
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
            {hasPainted && (
              <>
                <FindingsList state={listed} />
                <Inspector state={listed} />
              </>
            )}
          </aside>
        </div>
        {hasPainted ? (
          <Timeline
            state={listed}
            endMs={snapshot.state.atMs}
            replay={replay}
            whileLoading={<div className="timeline is-coming" />}
          />
        ) : (
          <div className="timeline is-coming" />
        )}
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
