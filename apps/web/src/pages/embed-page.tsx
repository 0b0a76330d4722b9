// One trace inside a page of somebody else: the picture, the timeline or the findings, without anything round them.
import { verdictOf } from '@delegraph/diagnosis';
import { buildScene, delegationGraph, placeGraph } from '@delegraph/diagram';
import { type TraceState, provenanceText } from '@delegraph/model';
import { useLocation, useParams, useSearch } from '@tanstack/react-router';
import { type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import Dock from '../dock/dock.tsx';
import FindingsList from '../findings/findings-list.tsx';
import { GraphView } from '../graph/graph-view.tsx';
import { useOrientation } from '../graph/use-orientation.ts';
import Inspector from '../inspector/inspector.tsx';
import { useReplay } from '../replay/use-replay.ts';
import { SceneSvg } from '../scene-svg.tsx';
import { SelectionContext, useSelection } from '../selection-context.ts';
import { type Selection, parseSelection, selectionText } from '../selection.ts';
import type { TraceSnapshot, TraceStore } from '../trace-store.ts';
import { instantText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { type EmbedOptions, RESIZE_MESSAGE, embedOptionsOf } from './embed-options.ts';

/** What the page round the frame is asked for, in pixels. */
const LEAST_HEIGHT = 240;
const MOST_HEIGHT = 1200;

export default function EmbedPage({ store }: { store: TraceStore }) {
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  const search = useLocation({ select: (location): Record<string, unknown> => location.search });
  if (snapshot.connection === 'missing') return <Gone sentence="There is no trace of that id." />;
  if (snapshot.connection === 'deleted' || snapshot.connection === 'expired')
    return <Gone sentence={['This trace was removed.', snapshot.farewell].join(' ')} />;
  return <EmbeddedTrace store={store} snapshot={snapshot} options={embedOptionsOf(search)} />;
}

interface EmbeddedTraceProps {
  store: TraceStore;
  snapshot: TraceSnapshot;
  options: EmbedOptions;
}

function EmbeddedTrace({ store, snapshot, options }: EmbeddedTraceProps) {
  const { view, hasControls } = options;
  const replay = useReplay(store, snapshot);
  const { state } = replay;
  const control = useOwnSelection();
  const page = useRef<HTMLDivElement>(null);
  useWantedHeight(page, state, options);
  return (
    <SelectionContext value={control}>
      <title>{`${verdictOf(state).sentence} · delegraph`}</title>
      <div ref={page} className={hasControls ? 'embed' : 'embed is-bare'}>
        <EmbedHead state={state} />
        <main className={`embed-body is-${view}`}>
          {view === 'graph' &&
            (hasControls ? <GraphView state={state}>{null}</GraphView> : <WholeGraph state={state} />)}
          {view === 'timeline' && (
            <Dock
              state={state}
              endMs={snapshot.state.atMs}
              replay={replay}
              view="timeline"
              address={null}
              onView={null}
            />
          )}
          {view === 'findings' && <FindingsList state={state} />}
        </main>
        {hasControls && control.selection && <Inspector state={state} />}
      </div>
    </SelectionContext>
  );
}

/** The picture as it is on paper: all of it, as large as there is room for. */
function WholeGraph({ state }: { state: TraceState }) {
  const { selection, select } = useSelection();
  const scene = useMemo(() => buildScene(placeGraph(delegationGraph(state))), [state]);
  const first = scene.shapes.find((shape) => shape.kind === 'group' && shape.className.startsWith('zone'));
  return (
    <svg
      className="embed-whole"
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      preserveAspectRatio="xMidYMin meet"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={scene.title}
    >
      <g className="diagram">
        <SceneSvg
          scene={scene}
          selected={selection && selectionText(selection)}
          tabStop={first?.key ?? null}
          concerns={null}
          onSelect={select}
          onFocus={() => {}}
        />
      </g>
    </svg>
  );
}

/** The verdict, what was asked when, and the way to the whole trace. */
function EmbedHead({ state }: { state: TraceState }) {
  const { id = '' } = useParams({ strict: false });
  const { question, startedAt, vantage } = state;
  const { sentence, tone } = verdictOf(state);
  const provenance = provenanceText(state);
  const mark = tone === 'running' ? 'pending' : tone === 'neutral' ? null : tone;
  const path = question ? `/t/${id}/${encodeURIComponent(question.name)}` : `/t/${id}`;
  return (
    <header className={`embed-head is-${tone}`}>
      <div>
        <h1>
          {mark && <SeverityGlyph mark={mark} size={18} />}
          <span>{sentence}</span>
        </h1>
        {provenance !== null && <p className="verdict-provenance">{provenance}</p>}
        {question && (
          <p className="hint">
            {question.name} {question.type} · {instantText(startedAt)} · asked from {vantage.name}
          </p>
        )}
      </div>
      <a href={path} target="_blank" rel="noopener">
        Open in delegraph
      </a>
    </header>
  );
}

function Gone({ sentence }: { sentence: string }) {
  return (
    <main className="embed">
      <p className="embed-gone">{sentence}</p>
    </main>
  );
}

/** The address of a frame is nobody's to copy: a selection lasts as long as the frame. */
function useOwnSelection() {
  const { sel } = useSearch({ strict: false });
  const [selection, select] = useState<Selection | null>(() => parseSelection(sel));
  return useMemo(() => ({ selection, select }), [selection]);
}

/** Tells the page round the frame how high the frame would like to be, whenever that changes. */
function useWantedHeight(
  page: RefObject<HTMLDivElement | null>,
  state: TraceState,
  { view, hasControls }: EmbedOptions,
) {
  const orientation = useOrientation();
  const ratio = useMemo(() => {
    if (view !== 'graph') return null;
    const { width, height } = placeGraph(delegationGraph(state), hasControls ? orientation : 'across');
    return height / width;
  }, [state, view, hasControls, orientation]);
  useEffect(() => {
    const root = page.current;
    if (!root || window.parent === window) return undefined;
    let told = 0;
    const tell = () => {
      const [head, body] = root.children;
      if (!head || !body) return;
      const content = ratio === null ? (body.firstElementChild?.scrollHeight ?? 0) : root.clientWidth * ratio;
      const wanted = Math.ceil(head.clientHeight + content);
      const height = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, wanted));
      if (height === told) return;
      told = height;
      // Whoever may show this frame may know its height.
      window.parent.postMessage({ type: RESIZE_MESSAGE, height }, '*');
    };
    const observer = new ResizeObserver(tell);
    observer.observe(root);
    const content = root.children[1]?.firstElementChild;
    if (content) observer.observe(content);
    tell();
    return () => observer.disconnect();
  }, [page, ratio]);
}
