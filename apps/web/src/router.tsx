// The addresses of the page and what is shown at each.
import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { type Problem, type TraceRequest, problemOf, startTrace } from './api.ts';
import { HomePage } from './pages/home-page.tsx';
import { LostPage } from './pages/lost-page.tsx';
import { StartingPage } from './pages/starting-page.tsx';
import { TracePage } from './pages/trace-page.tsx';
import type { View } from './pages/view-switch.tsx';

type Query = Record<string, unknown>;

const rootRoute = createRootRoute({
  notFoundComponent: () => (
    <LostPage sentence="There is no such page." request={{ name: '', type: 'A', profile: 'internet' }} />
  ),
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (query: Query): Partial<TraceRequest> => pickTexts(query, ['name', 'type', 'profile']),
  loaderDeps: ({ search }) => search,
  // A name in the address starts its trace at once; Back does not come here again.
  loader: async ({ deps }): Promise<Problem | null> => {
    if (deps.name === undefined) return null;
    const started = await startTrace(requestOf(deps)).catch(problemOf);
    if (!('id' in started)) return started;
    throw redirect({
      to: '/t/$id/$name',
      params: { id: started.id, name: started.name },
      state: { notes: started.notes },
      replace: true,
    });
  },
  pendingMs: 150,
  pendingComponent: function Starting() {
    return <StartingPage request={requestOf(homeRoute.useSearch())} />;
  },
  component: function Home() {
    const request = requestOf(homeRoute.useSearch());
    return <HomePage key={request.name} request={request} refusal={homeRoute.useLoaderData()} />;
  },
});

const validateTraceSearch = (query: Query): { sel?: string; view?: View } => ({
  ...pickTexts(query, ['sel']),
  ...(query['view'] === 'graph' || query['view'] === 'outline' ? { view: query['view'] } : {}),
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/t/$id',
  validateSearch: validateTraceSearch,
  component: TracePage,
});

// The name is decoration: a bare link in a chat then says what it is.
const namedTraceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/t/$id/$name',
  validateSearch: validateTraceSearch,
  component: TracePage,
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, traceRoute, namedTraceRoute]),
  // Plain texts: the router's own format is JSON, which would read the name 1.10 as a number.
  parseSearch: (text): Query => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (query: Query) => {
    const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
    const text = pairs.map(
      ([key, value]) => `${key}=${encodeURIComponent(String(value)).replaceAll('%3A', ':')}`,
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
  }
}

function requestOf({ name = '', type = 'A', profile = 'internet' }: Partial<TraceRequest>): TraceRequest {
  return { name, type: type.toUpperCase(), profile };
}

function pickTexts<Key extends string>(query: Query, keys: readonly Key[]): Partial<Record<Key, string>> {
  const picked: Partial<Record<Key, string>> = {};
  for (const key of keys) {
    const value = query[key];
    if (typeof value === 'string' && value !== '') picked[key] = value;
  }
  return picked;
}
