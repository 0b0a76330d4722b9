// The page of one trace: verdict, picture or outline, findings, inspector and timeline.
import { verdictOf } from '@delegraph/diagnosis';
import { type TraceState, initialTraceState } from '@delegraph/model';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useAfterPaint } from '../after-paint.ts';
import { type DockView, dockAddress } from '../dock/dock-views.ts';
import { BOTH_ADDRESS_TYPES, type TraceRequest, wishesOf } from '../trace-request.ts';
import { GraphView } from '../graph/graph-view.tsx';
import { Header } from '../header/header.tsx';
import { SavedHeader } from '../header/saved-header.tsx';
import { putOnClipboard } from '../header/copy-button.tsx';
import { useCommands } from '../keys/commands.tsx';
import { later } from '../later.tsx';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { rememberTrace } from '../recent-traces.ts';
import { useReplay } from '../replay/use-replay.ts';
import { savedTrace } from '../saved-trace.ts';
import { SelectionContext } from '../selection-context.ts';
import { type Selection, parseSelection, selectionText } from '../selection.ts';
import { ShareButton } from '../share/share-button.tsx';
import type { TraceSnapshot, TraceStore } from '../trace-store.ts';
import { type PairedTrace, usePairedTrace } from '../verdict/paired-trace.ts';
import { waitingSentence } from '../verdict/queue-place.ts';
import { VerdictBar } from '../verdict/verdict-bar.tsx';
import { LostPage } from './lost-page.tsx';
import type { Origin } from './origin.ts';
import { OriginLine } from './origin-line.tsx';
import { SideResizer } from './side-resizer.tsx';
import { ProblemsToggle, type View, ViewSwitch, problemsAddress, viewAddress } from './view-switch.tsx';

// The picture does not wait for the script of what stands around it.
const Dock = later(() => import('../dock/dock.tsx'));
const FindingsList = later(() => import('../findings/findings-list.tsx'));
const Inspector = later(() => import('../inspector/inspector.tsx'));
const Outline = later(() => import('../outline/outline.tsx'));
const ResolverSection = later(() => import('../resolvers/resolver-section.tsx'));

/** Fetches the script of everything on this page, while nobody waits for it. */
export function preloadParts(): void {
  for (const part of [FindingsList, Dock, Inspector, Outline, ResolverSection]) void part.preload();
}

export interface TracePageProps {
  store: TraceStore;
  /** Stored unless said. */
  origin?: Origin;
}

const STORED: Origin = { kind: 'stored' };

/** Reads which trace is meant from the address of the page. */
export default function TracePage({ store, origin = STORED }: TracePageProps) {
  const { id, name = '', number, scenario } = useParams({ strict: false });
  return <LiveTrace key={id ?? number ?? scenario} store={store} id={id} name={name} origin={origin} />;
}

interface LiveTraceProps {
  store: TraceStore;
  id: string | undefined;
  name: string;
  origin: Origin;
}

function LiveTrace({ store, id, name, origin }: LiveTraceProps) {
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  const { connection } = snapshot;
  const { question, profile, startedAt, options } = snapshot.state;
  const request = {
    name: question?.name ?? name,
    type: question?.type ?? 'A',
    profile: profile === '' ? 'internet' : profile,
    wishes: wishesOf(options),
  };
  const pair = usePairedTrace(snapshot.state);
  const again = pair ? bothOf(request, snapshot.state, pair) : request;
  const isKept = id !== undefined && question !== null && connection === 'ended';
  useEffect(() => {
    if (id === undefined || question === null) return;
    rememberTrace({ id, name: question.name, type: question.type, startedAt });
  }, [id, question, startedAt]);
  if (connection === 'missing')
    return <LostPage sentence="There is no trace of that id." request={request} />;
  if (connection === 'deleted' || connection === 'expired') {
    const sentence = connection === 'deleted' ? 'This trace was deleted.' : 'This trace has expired.';
    return <LostPage sentence={sentence} detail={snapshot.farewell} request={request} />;
  }
  return (
    <div className="trace-page">
      <title>{`${headlineOf(snapshot)} · delegraph`}</title>
      <a className="skip-link" href="#findings-title">
        To the findings
      </a>
      {savedTrace ? (
        <SavedHeader asked={`${request.name} ${request.type}`} address={savedTrace.address} />
      ) : (
        <Header
          key={question ? `known ${again.type}` : 'guessed'}
          request={again}
          refusal={null}
          startsFocused={false}
          shareable={origin.kind !== 'file'}
        />
      )}
      <TraceBody
        store={store}
        snapshot={snapshot}
        origin={origin}
        request={request}
        again={again}
        pair={pair}
        id={origin.kind === 'stored' && id !== undefined ? id : null}
        keptId={isKept && !savedTrace ? id : null}
      />
    </div>
  );
}

/** To ask for both again. Only the trace of A tells whether the servers were to be examined. */
function bothOf(request: TraceRequest, shown: TraceState, pair: PairedTrace): TraceRequest {
  const first = shown.question?.type === 'A' ? shown : pair.state;
  return { ...request, type: BOTH_ADDRESS_TYPES, wishes: wishesOf(first.options) };
}

function headlineOf({ state, placeInQueue = null }: TraceSnapshot): string {
  return placeInQueue === null ? verdictOf(state).sentence : waitingSentence(placeInQueue);
}

interface TraceBodyProps {
  store: TraceStore;
  snapshot: TraceSnapshot;
  origin: Origin;
  /** What to ask to have this trace alone made again, and what to have all made again that was made with it. */
  request: TraceRequest;
  again: TraceRequest;
  pair: PairedTrace | null;
  /** Of a stored trace; null for any other. */
  id: string | null;
  /** Of a trace that has ended and is stored; null for any other. */
  keptId: string | null;
}

function TraceBody({ store, snapshot, origin, request, again, pair, id, keptId }: TraceBodyProps) {
  const { connection } = snapshot;
  const navigate = useNavigate();
  const replay = useReplay(store, snapshot);
  const { state } = replay;
  const control = useSelectionInAddress();
  const isNarrow = useMediaQuery(NARROW);
  const search = useSearch({ strict: false });
  // The picture first; the lists beside and below it follow in a later frame.
  const listed = useAfterPaint(state, initialTraceState);
  const hasPainted = useDeferredValue(true, false);
  const view: View = search.view ?? (isNarrow ? 'outline' : 'graph');
  const dock = search.dock ?? 'timeline';
  const hasProblems = state.findings.some(({ severity }) => severity === 'error' || severity === 'warning');
  // Where nothing is wrong so far, all is shown.
  const onlyProblems = search.only === 'problems' && hasProblems;

  const selectNeighbour = async (step: 1 | -1) => {
    const [{ neighbourFinding }, { isMutedNow }] = await Promise.all([
      import('../findings/finding-groups.ts'),
      import('../findings/muted-findings.ts'),
    ]);
    const current = control.selection?.kind === 'finding' ? control.selection.index : null;
    const index = neighbourFinding(state, current, step, isMutedNow);
    if (index !== null) control.select({ kind: 'finding', index });
  };
  const show = (wanted: View) => void navigate({ ...viewAddress(wanted) });
  const showDock = async (wanted: DockView) => {
    await navigate({ ...dockAddress(wanted) });
    focusOn(`.${wanted}-body`);
  };
  useCommands([
    { keys: ['n', 'j'], words: 'Next finding', run: () => void selectNeighbour(1) },
    { keys: ['p', 'k'], words: 'Finding before', run: () => void selectNeighbour(-1) },
    { keys: ['Escape'], words: 'Clear the selection', run: () => control.select(null) },
    { keys: ['g'], words: 'Show the graph', run: () => show('graph') },
    { keys: ['o'], words: 'Show the outline', run: () => show('outline') },
    ...(hasProblems
      ? [
          {
            keys: ['e'],
            words: onlyProblems ? 'Show everything again' : 'Show only problems',
            run: () => void navigate({ ...problemsAddress(!onlyProblems) }),
          },
        ]
      : []),
    { keys: ['f'], words: 'Go to the findings', run: () => focusOn('.findings button') },
    { keys: ['t'], words: 'Go to the timeline', run: () => void showDock('timeline') },
    { keys: ['r'], words: 'Go to the records', run: () => void showDock('records') },
    { keys: [], words: 'Go to the log', run: () => void showDock('log') },
    { keys: [], words: 'Go to the text', run: () => void showDock('text') },
    { keys: ['i'], words: 'Go to the inspector', run: () => focusOn('.inspector :is(button, summary, a)') },
    { keys: ['y'], words: 'Copy the link to this view', run: () => void putOnClipboard(location.href) },
  ]);

  return (
    <SelectionContext value={control}>
      <main className="trace">
        <OriginLine origin={origin} request={request} isLog={snapshot.events.length > 0} />
        <VerdictBar
          state={state}
          connection={connection}
          id={id}
          placeInQueue={snapshot.placeInQueue ?? null}
          request={request}
          again={origin.kind === 'stored' ? again : null}
          pair={pair}
          share={<ShareButton store={store} origin={origin} request={request} />}
        />
        <div className="workspace">
          <section
            className={connection === 'reconnecting' ? 'stage is-stale' : 'stage'}
            aria-label="Delegation"
          >
            {view === 'outline' ? (
              <>
                <div className="stage-tools">
                  <ViewSwitch view={view} />
                  {hasProblems && <ProblemsToggle isOn={onlyProblems} />}
                </div>
                <Outline state={state} onlyProblems={onlyProblems} />
              </>
            ) : (
              <GraphView state={state} onlyProblems={onlyProblems}>
                <ViewSwitch view={view} />
                {hasProblems && <ProblemsToggle isOn={onlyProblems} />}
              </GraphView>
            )}
          </section>
          <SideResizer />
          <aside className="side" aria-label="Findings and details">
            {hasPainted && (
              <>
                <FindingsList state={listed} />
                <Inspector state={listed} />
                {keptId !== null && (
                  <ResolverSection
                    id={keptId}
                    profile={snapshot.state.profile}
                    tracedAt={snapshot.state.startedAt}
                  />
                )}
              </>
            )}
          </aside>
        </div>
        {hasPainted ? (
          <Dock
            state={listed}
            endMs={snapshot.state.atMs}
            replay={replay}
            view={dock}
            address={keptId === null ? (savedTrace?.address ?? null) : `${location.origin}/t/${keptId}`}
            onView={(wanted) => void navigate({ ...dockAddress(wanted) })}
            whileLoading={<div className="dock is-coming" />}
          />
        ) : (
          <div className="dock is-coming" />
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

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
