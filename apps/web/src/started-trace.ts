// Where to go when a trace was started, and how to tell there that it is new.
import type { ParsedLocation } from '@tanstack/react-router';
import type { StartedTrace } from './api.ts';
import type { Beginning } from './trace-store.ts';

/** The address of its page, for `navigate`. */
export function pageOf({ id, name, notes, pairId }: StartedTrace) {
  return {
    to: '/t/$id/$name',
    params: { id, name },
    search: pairId === undefined ? {} : { with: pairId },
    // Kept by a reload too, unlike the time at which this document began.
    state: { notes, startedIn: performance.timeOrigin },
  } as const;
}

/** What is new has no log to read. */
export function beginningAt({ state }: ParsedLocation): Beginning {
  return state.startedIn === performance.timeOrigin ? 'stream' : 'log';
}
