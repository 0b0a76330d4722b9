// The other trace of a name whose A and AAAA were traced together. Its id is in the address of the page.
import type { TraceState } from '@delegraph/model';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useSyncExternalStore } from 'react';
import { type TraceStore, createTraceStore } from '../trace-store.ts';

export interface PairedTrace {
  id: string;
  state: TraceState;
}

/** Null where there is none, and for any trace that is not of the same name and another type, or came as a file: it was traced
 *  together with nothing here, and its verdict would stand beside ours without its mark. */
export function usePairedTrace({ question, uploadedAt }: TraceState): PairedTrace | null {
  const { with: id } = useSearch({ strict: false });
  const store = useMemo(() => (id === undefined ? null : createTraceStore(id, 'log')), [id]);
  const state = useStateOf(store);
  if (id === undefined || !question || !state?.question) return null;
  if (state.question.name !== question.name || state.question.type === question.type) return null;
  if (uploadedAt !== null || state.uploadedAt !== null) return null;
  return { id, state };
}

function useStateOf(store: TraceStore | null): TraceState | null {
  const snapshot = useSyncExternalStore(store?.subscribe ?? neverTold, store?.snapshot ?? nothing);
  return snapshot?.state ?? null;
}

const neverTold = () => () => {};
const nothing = () => null;
