// Two traces compared: what changed in one sentence, then as a picture, as a table and as text.
import { type Comparison, type Side, compareTraces, questionText } from '@delegraph/compare';
import { overlayCss } from '@delegraph/diagram';
import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { CopyButton } from '../header/copy-button.tsx';
import { Header } from '../header/header.tsx';
import { useCommands } from '../keys/commands.tsx';
import { NARROW, useMediaQuery } from '../media-query.ts';
import { LostPage } from '../pages/lost-page.tsx';
import { NO_REQUEST } from '../trace-request.ts';
import type { TraceSnapshot, TraceStore } from '../trace-store.ts';
import { COMPARE_VIEWS, type CompareView } from './compare-views.ts';
import { DifferenceTable } from './difference-table.tsx';
import { OverlayView } from './overlay-view.tsx';
import { SideCard } from './side-card.tsx';
import { TextDiff } from './text-diff.tsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(`.diagram{${overlayCss}}`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const VIEW_WORDS: Readonly<Record<CompareView, string>> = { graph: 'Graph', table: 'Table', text: 'Text' };

/** Reads which traces are meant from the address of the page. */
export default function ComparePage({ before, after }: { before: TraceStore; after: TraceStore }) {
  const { a = '', b = '' } = useParams({ strict: false });
  const [one, other] = [useSnapshot(before), useSnapshot(after)];
  const lost = [lossOf(one, 'before'), lossOf(other, 'after')].find((sentence) => sentence !== null);
  if (lost) return <LostPage sentence={lost} request={requestOf(other) ?? requestOf(one) ?? NO_REQUEST} />;
  const isHere = one.connection === 'ended' && other.connection === 'ended';
  return (
    <div className="compare-page">
      <Header
        key={isHere ? 'known' : 'guessed'}
        request={requestOf(other) ?? NO_REQUEST}
        refusal={null}
        startsFocused={false}
        shareable={a !== 'file' && b !== 'file'}
      />
      <main className="compare">
        {isHere ? (
          <Compared key={`${a} ${b}`} before={sideOf(one, a)} after={sideOf(other, b)} />
        ) : (
          <Waiting sides={[one, other]} />
        )}
      </main>
    </div>
  );
}

function useSnapshot(store: TraceStore): TraceSnapshot {
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

function lossOf({ connection }: TraceSnapshot, when: string): string | null {
  if (connection === 'missing') return `There is no trace of the id given for the trace ${when}.`;
  if (connection === 'expired') return `The trace ${when} has expired.`;
  return connection === 'deleted' ? `The trace ${when} was deleted.` : null;
}

function requestOf({ state: { question, profile } }: TraceSnapshot) {
  return question && { name: question.name, type: question.type, profile };
}

/** A trace from a file has no address. */
function sideOf({ state }: TraceSnapshot, id: string): Side {
  return { state, permalink: { origin: location.origin, id: id === 'file' ? '' : id, pictureVersion: '' } };
}

/** Until both are here in full. */
function Waiting({ sides }: { sides: readonly TraceSnapshot[] }) {
  const running = sides.some(({ connection }) => connection === 'live' || connection === 'reconnecting');
  return (
    <section className="compare-head" aria-busy="true">
      <title>Comparing two traces · delegraph</title>
      <h1>{running ? 'One of these traces is still running.' : 'Reading two traces …'}</h1>
      {running && <p className="verdict-meta">They are compared as soon as both have ended.</p>}
    </section>
  );
}

function Compared({ before, after }: { before: Side; after: Side }) {
  const comparison = useMemo(() => compareTraces(before.state, after.state), [before.state, after.state]);
  const search = useSearch({ strict: false });
  const isNarrow = useMediaQuery(NARROW);
  const view = COMPARE_VIEWS.find((each) => each === search.show) ?? (isNarrow ? 'table' : 'graph');
  const question = questionText(before, after);
  const { context, lead, rest } = comparison.parts;
  return (
    <>
      <title>{`${comparison.summary} · delegraph`}</title>
      <section className="compare-head">
        <p className="verdict-meta">{[`Two traces of ${question}.`, ...context].join(' ')}</p>
        <h1>{lead}</h1>
        {rest !== '' && <p className="compare-rest">{rest}</p>}
        <div className="compare-sides">
          <SideCard when="before" side={before} />
          <SwapLink before={before} after={after} />
          <SideCard when="after" side={after} />
        </div>
      </section>
      <div className="compare-tools">
        <CompareViews view={view} />
        <CopyButton text={() => comparison.summary}>Copy the sentence</CopyButton>
        <FormLinks before={before} after={after} />
      </div>
      <ComparisonView view={view} before={before} after={after} comparison={comparison} />
    </>
  );
}

interface ComparisonViewProps {
  view: CompareView;
  before: Side;
  after: Side;
  comparison: Comparison;
}

function ComparisonView({ view, before, after, comparison }: ComparisonViewProps): ReactNode {
  switch (view) {
    case 'graph':
      return <OverlayView before={before.state} after={after.state} comparison={comparison} />;
    case 'table':
      return <DifferenceTable differences={comparison.differences} />;
    case 'text':
      return <TextDiff before={before} after={after} comparison={comparison} />;
  }
}

function CompareViews({ view }: { view: CompareView }) {
  const navigate = useNavigate();
  const show = (wanted: CompareView) =>
    void navigate({
      to: '.',
      search: (others: Record<string, unknown>) => ({ ...others, show: wanted }),
      // What was dropped is in it.
      state: (kept) => kept,
      replace: true,
      resetScroll: false,
    });
  useCommands([
    { keys: ['g'], words: 'Show the graph', run: () => show('graph') },
    { keys: ['t'], words: 'Show the table', run: () => show('table') },
    { keys: ['x'], words: 'Show the texts', run: () => show('text') },
  ]);
  return (
    <fieldset className="view-switch" aria-label="View">
      {COMPARE_VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          className="toggle"
          aria-pressed={view === each}
          onClick={() => show(each)}
        >
          {VIEW_WORDS[each]}
        </button>
      ))}
    </fieldset>
  );
}

function SwapLink({ before, after }: { before: Side; after: Side }) {
  const { a = '', b = '' } = useParams({ strict: false });
  const { show } = useSearch({ strict: false });
  const files = useLocation({ select: (location) => location.state.compared });
  return (
    <Link
      to="/compare/$a/$b"
      params={{ a: b, b: a }}
      search={show === undefined ? {} : { show }}
      state={{
        compared: {
          ...(files?.after && { before: files.after }),
          ...(files?.before && { after: files.before }),
        },
      }}
      className="button"
      aria-label={`Swap: the trace of ${after.state.startedAt} before, that of ${before.state.startedAt} after`}
    >
      <ArrowLeftRight size={14} aria-hidden /> Swap
    </Link>
  );
}

/** The forms the server makes of two stored traces. */
function FormLinks({ before, after }: { before: Side; after: Side }) {
  const [a, b] = [before.permalink.id, after.permalink.id];
  if (a === '' || b === '') return null;
  return (
    <span className="compare-forms">
      {(['svg', 'txt', 'md'] as const).map((suffix) => (
        <a key={suffix} href={`/compare/${a}/${b}.${suffix}`} className="button is-quiet">
          .{suffix}
        </a>
      ))}
    </span>
  );
}
