// How long traces are kept: those whose time is over go, a few at a time, unless somebody keeps them.
import type { TraceStore } from './store.ts';

const DAY_MS = 86_400_000;
const SWEEP_EVERY_MS = 3_600_000;
/** A machine that has just started may not know the time yet. */
const FIRST_SWEEP_MS = 600_000;
/** Traces of one transaction, so that nobody waits long for the store. */
const BATCH = 20;

/** When the trace goes, as ISO 8601; null for never. */
export function expiryOf(
  { createdAt, kept }: { createdAt: string; kept: boolean },
  retentionDays: number | null,
): string | null {
  if (retentionDays === null || kept) return null;
  return new Date(Date.parse(createdAt) + retentionDays * DAY_MS).toISOString();
}

/** Lets go of every trace whose time is over at `now`. Gives way to others between batches. */
export async function expireTraces(store: TraceStore, retentionDays: number, now: Date): Promise<void> {
  const instant = new Date(now.getTime() - retentionDays * DAY_MS).toISOString();
  while (store.expire(instant, BATCH).length === BATCH) await new Promise((resolve) => setImmediate(resolve));
}

/** Looks for traces whose time is over, soon and then every hour. Returns what stops it. */
export function keepRetention(setup: {
  store: TraceStore;
  retentionDays: number | null;
  logError: (error: unknown, message: string) => void;
}): () => void {
  const { store, retentionDays, logError } = setup;
  if (retentionDays === null) return () => {};
  const sweep = () =>
    void expireTraces(store, retentionDays, store.elapsed()).catch((error: unknown) =>
      logError(error, 'traces whose time is over could not be removed'),
    );
  const first = setTimeout(sweep, FIRST_SWEEP_MS);
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  first.unref();
  timer.unref();
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
