// The pen of one running trace: its events go to the store in small batches, and only then anybody is told.
import type { TraceEnd, TraceEvent } from '@delegraph/model';
import type { TraceStore } from './store.ts';

/** Events this close together share a transaction, because each one costs a wait for the disk. */
const BATCH_MS = 15;

export interface TraceLog {
  /** Takes the next event. The first and the last are stored at once. Throws when that fails. */
  write(event: TraceEvent): void;
  /** Ends the log, if it has no end yet. Throws when it cannot be stored. */
  end(status: TraceEnd, reason: string): void;
  /** Takes nothing more: the trace was deleted. */
  discard(): void;
  isOver(): boolean;
}

/** The log of trace `id`, of which nothing is stored yet. `committed` is called after each commit, `failed` when a
 *  batch could not be stored; its events are kept and tried again with the next. */
export function openTraceLog(setup: {
  store: TraceStore;
  id: string;
  committed: () => void;
  failed: (error: unknown) => void;
}): TraceLog {
  const { store, id, committed, failed } = setup;
  let last = { seq: -1, atMs: 0 };
  let pending: TraceEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let over = false;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length === 0) return;
    store.append(id, pending);
    pending = [];
    committed();
  }

  function flushLater(): void {
    timer ??= setTimeout(() => {
      try {
        flush();
      } catch (error) {
        failed(error);
      }
    }, BATCH_MS);
  }

  function write(event: TraceEvent): void {
    if (over) return;
    pending.push(event);
    last = event;
    over = event.type === 'trace-ended';
    if (over || event.seq === 0) flush();
    else flushLater();
  }

  return {
    write,
    end: (status, reason) =>
      write({ type: 'trace-ended', status, reason, seq: last.seq + 1, atMs: last.atMs }),
    discard() {
      clearTimeout(timer);
      pending = [];
      over = true;
    },
    isOver: () => over,
  };
}
