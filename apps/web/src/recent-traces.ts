// The traces that were opened in this browser, the latest first. Kept here only, and never sent.

export interface RecentTrace {
  id: string;
  name: string;
  type: string;
  /** Of the trace, ISO 8601. */
  startedAt: string;
}

const STORAGE_KEY = 'delegraph.recent';
const MOST = 8;

/** What was opened last. */
export function recentTraces(): RecentTrace[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isRecentTrace) : [];
  } catch {
    // Storage is forbidden here, or holds what somebody else put there.
    return [];
  }
}

/** Puts the trace first. */
export function rememberTrace(trace: RecentTrace): void {
  const others = recentTraces().filter(({ id }) => id !== trace.id);
  store([trace, ...others].slice(0, MOST));
}

export function forgetTrace(id: string): void {
  store(recentTraces().filter((trace) => trace.id !== id));
}

export function forgetTraces(): void {
  store([]);
}

function store(traces: readonly RecentTrace[]): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(traces));
  } catch {
    // Nothing is kept then.
  }
}

function isRecentTrace(value: unknown): value is RecentTrace {
  if (typeof value !== 'object' || value === null) return false;
  return ['id', 'name', 'type', 'startedAt'].every(
    (key) => typeof (value as Record<string, unknown>)[key] === 'string',
  );
}
