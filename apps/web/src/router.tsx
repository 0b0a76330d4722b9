// The addresses of the page and what is shown at each.
import {
  Outlet,
  type ParsedLocation,
  type SearchMiddleware,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router';
import { type Problem, problemOf, startTrace } from './api.ts';
import { CommandLayer } from './keys/commands.tsx';
import { COMPARE_VIEWS, type CompareView } from './compare/compare-views.ts';
import { later } from './later.tsx';
import { EMBED_PARAMETERS } from './pages/embed-options.ts';
import { FileDrop } from './pages/file-drop.tsx';
import { HomePage } from './pages/home-page.tsx';
import { LostPage } from './pages/lost-page.tsx';
import { StartingPage } from './pages/starting-page.tsx';
import type { View } from './pages/view-switch.tsx';
import { savedTrace } from './saved-trace.ts';
import { openRecording } from './recording.ts';
import { beginningAt, pageOf } from './started-trace.ts';
import { type DockSearch, isDockSearch } from './dock/dock-views.ts';
import { type TabSearch, isTabSearch } from './inspector/panel-tabs.ts';
import type { TraceFile } from './trace-file.ts';
import { NO_REQUEST, type RequestSearch, pickRequest, requestOf } from './trace-request.ts';
import { type TraceStore, createTraceStore } from './trace-store.ts';

const loadTracePage = () => import('./pages/trace-page.tsx');
const TracePage = later(loadTracePage);
const ComparePage = later(() => import('./compare/compare-page.tsx'));
const EmbedPage = later(() => import('./pages/embed-page.tsx'));

/** Fetches what the page of a trace needs. The empty page does so in its rest: by the time a name is typed it is here. */
export async function preloadTracePage(): Promise<void> {
  await TracePage.preload();
  (await loadTracePage()).preloadParts();
}

type Query = Record<string, unknown>;

const rootRoute = createRootRoute({
  component: () => (
    <CommandLayer>
      <FileDrop>
        <Outlet />
      </FileDrop>
    </CommandLayer>
  ),
  notFoundComponent: () => <LostPage sentence="There is no such page." request={NO_REQUEST} />,
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (query: Query): RequestSearch => pickRequest(query),
  loaderDeps: ({ search }) => search,
  // A name in the address starts its trace at once; Back does not come here again.
  loader: async ({ deps }): Promise<Problem | null> => {
    if (deps.name === undefined || deps.autostart === '0') return null;
    const started = await startTrace(requestOf(deps)).catch(problemOf);
    if (!('id' in started)) return started;
    throw redirect({ ...pageOf(started), replace: true });
  },
  pendingMs: 50,
  pendingMinMs: 0,
  pendingComponent: function Starting() {
    return <StartingPage request={requestOf(homeRoute.useSearch())} />;
  },
  component: function Home() {
    const request = requestOf(homeRoute.useSearch());
    return <HomePage key={request.name} request={request} refusal={homeRoute.useLoaderData()} />;
  },
});

interface TraceSearch {
  sel?: string;
  /** Of what is selected. */
  tab?: TabSearch;
  view?: View;
  ev?: number;
  dock?: DockSearch;
  only?: 'problems';
  /** The id of the trace of the other type of addresses. */
  with?: string;
}

const validateTraceSearch = (query: Query): TraceSearch => ({
  ...pickTexts(query, ['sel']),
  ...(/^[a-z2-7]{26}$/.test(String(query['with'])) ? { with: String(query['with']) } : {}),
  ...(isTabSearch(query['tab']) ? { tab: query['tab'] } : {}),
  ...(isDockSearch(query['dock']) ? { dock: query['dock'] } : {}),
  ...(query['only'] === 'problems' ? { only: query['only'] } : {}),
  ...(/^\d{1,6}$/.test(String(query['ev'])) ? { ev: Number(query['ev']) } : {}),
  ...(query['view'] === 'graph' || query['view'] === 'outline' ? { view: query['view'] } : {}),
});

/** A tab is one of something that is selected, and leaves the address with it. */
const tabGoesWithSelection: SearchMiddleware<TraceSearch> = ({ search, next }) => {
  const { tab, ...others } = next(search);
  return tab !== undefined && others.sel !== undefined ? { ...others, tab } : others;
};

/** Listens to the trace while its page is still being made. Kept for as long as one looks at it, and for Back. */
function openTrace(id: string, location: ParsedLocation): TraceStore {
  const store = createTraceStore(id, beginningAt(location));
  store.open();
  return store;
}

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/t/$id',
  validateSearch: validateTraceSearch,
  search: { middlewares: [tabGoesWithSelection] },
  loader: ({ params, location }) => openTrace(params.id, location),
  staleTime: Infinity,
  component: function Trace() {
    return <TracePage store={traceRoute.useLoaderData()} />;
  },
});

// The name is decoration: a bare link in a chat then says what it is.
const namedTraceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/t/$id/$name',
  validateSearch: validateTraceSearch,
  search: { middlewares: [tabGoesWithSelection] },
  loader: ({ params, location }) => openTrace(params.id, location),
  staleTime: Infinity,
  component: function Trace() {
    return <TracePage store={namedTraceRoute.useLoaderData()} />;
  },
});

const embedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/embed/$id',
  // Its own parameters stay in the address as they are; pages/embed-options.ts reads them.
  validateSearch: (query: Query): Pick<TraceSearch, 'sel' | 'tab' | 'ev'> => {
    const { sel, tab, ev } = validateTraceSearch(query);
    return {
      ...pickTexts(query, EMBED_PARAMETERS),
      ...(sel !== undefined && { sel }),
      ...(tab !== undefined && { tab }),
      ...(ev !== undefined && { ev }),
    };
  },
  loader: ({ params, location }) => openTrace(params.id, location),
  staleTime: Infinity,
  component: function Embedded() {
    return <EmbedPage store={embedRoute.useLoaderData()} />;
  },
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare/$a/$b',
  validateSearch: (query: Query): { show?: CompareView } =>
    COMPARE_VIEWS.includes(query['show'] as CompareView) ? { show: query['show'] as CompareView } : {},
  loader: ({ params, location }) => {
    const side = async (id: string, file: TraceFile | undefined): Promise<TraceStore | null> => {
      if (id !== 'file') return openTrace(id, location);
      return file ? (await import('./trace-file.ts')).openTraceFile(file) : null;
    };
    const { before, after } = location.state.compared ?? {};
    return Promise.all([side(params.a, before), side(params.b, after)]);
  },
  staleTime: Infinity,
  component: function Compare() {
    const [before, after] = compareRoute.useLoaderData();
    if (before && after) return <ComparePage before={before} after={after} />;
    return (
      <LostPage
        sentence="One of these traces was opened from a file, which is not kept. Drop it here again."
        request={NO_REQUEST}
      />
    );
  },
});

// Below /t/, so that the server answers a reload with this page. The number tells one dropped file from the next.
const fileRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/t/file/$number',
  validateSearch: validateTraceSearch,
  search: { middlewares: [tabGoesWithSelection] },
  loader: async ({ location }) => {
    const file = location.state.file ?? savedTrace?.file;
    if (!file) return null;
    const { openTraceFile } = await import('./trace-file.ts');
    return { file, store: openTraceFile(file) };
  },
  staleTime: Infinity,
  component: function OpenedFile() {
    const opened = fileRoute.useLoaderData();
    if (opened) return <TracePage store={opened.store} origin={{ kind: 'file', file: opened.file }} />;
    return (
      <LostPage
        sentence="This trace was opened from a file, which is not kept. Drop it here again."
        request={NO_REQUEST}
      />
    );
  },
});

const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/gallery/$scenario',
  validateSearch: validateTraceSearch,
  search: { middlewares: [tabGoesWithSelection] },
  loader: ({ params }) => openRecording(params.scenario).catch(() => null),
  staleTime: Infinity,
  component: function Recording() {
    const store = galleryRoute.useLoaderData();
    if (store) return <TracePage store={store} origin={{ kind: 'recording' }} />;
    return <LostPage sentence="There is no such recording." request={NO_REQUEST} />;
  },
});

export const router = createRouter({
  // A file on disk has no addresses of its own.
  ...(savedTrace && { history: createMemoryHistory({ initialEntries: ['/t/file/0'] }) }),
  routeTree: rootRoute.addChildren([
    homeRoute,
    traceRoute,
    namedTraceRoute,
    embedRoute,
    fileRoute,
    compareRoute,
    galleryRoute,
  ]),
  // Plain texts: the router's own format is JSON, which would read the name 1.10 as a number.
  parseSearch: (text): Query => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (query: Query) => {
    const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
    const text = pairs.map(
      ([key, value]) =>
        `${key}=${encodeURIComponent(String(value)).replaceAll('%3A', ':').replaceAll('%2C', ',')}`,
    );
    return text.length === 0 ? '' : `?${text.join('&')}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** What the server made of the text that was typed. */
    notes?: readonly string[];
    /** The `performance.timeOrigin` of the document that started the trace. */
    startedIn?: number;
    /** A trace that was dropped on the page. */
    file?: TraceFile;
    /** Those of two compared traces that were dropped. */
    compared?: { before?: TraceFile; after?: TraceFile };
    /** The id of the trace that this one was run again for. */
    previous?: string;
  }
}

function pickTexts<Key extends string>(query: Query, keys: readonly Key[]): Partial<Record<Key, string>> {
  const picked: Partial<Record<Key, string>> = {};
  for (const key of keys) {
    const value = query[key];
    if (typeof value === 'string' && value !== '') picked[key] = value;
  }
  return picked;
}
