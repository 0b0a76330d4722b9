// From the store's rows to what is shown of a trace: its state and its document.
import {
  type Dependencies,
  type Experience,
  type Finding,
  type FindingText,
  type TraceDocument,
  type TraceState,
  initialTraceState,
  reduceTrace,
  traceDocument,
} from '@delegraph/model';
import { ProblemError } from './problem.ts';
import type { StoredTrace, TraceStore } from './store.ts';

/** The diagnosis package's sentences. */
export interface Words {
  verdict: (state: TraceState) => string;
  experience: (state: TraceState) => Experience | null;
  dependencies: (state: TraceState) => Dependencies | null;
  describe: (finding: Finding) => FindingText;
}

/** The trace, if it is there. Throws `ProblemError`: 404, or 410 when it was deleted. */
export function existingTrace(store: TraceStore, id: string): StoredTrace {
  const trace = store.traceOf(id);
  if (!trace) {
    throw new ProblemError({
      status: 404,
      code: 'trace-unknown',
      title: 'No such trace',
      detail: 'There is no trace with this id; check that the link is complete.',
    });
  }
  if (trace.deletedAt !== null) {
    throw new ProblemError({
      status: 410,
      code: 'trace-deleted',
      title: 'This trace is gone',
      detail: `It was deleted on ${trace.deletedAt.slice(0, 10)} by the person who started it.`,
    });
  }
  return trace;
}

/** The state after all stored events. Before the first, it knows at least the question. */
export function stateOf(store: TraceStore, { id, question, profile, createdAt }: StoredTrace): TraceState {
  const asked: TraceState = { ...initialTraceState, question, profile, startedAt: createdAt };
  return store.eventsAfter(id, -1).reduce(reduceTrace, asked);
}

export function documentOf(id: string, state: TraceState, words: Words): TraceDocument {
  return traceDocument(id, state, {
    verdict: words.verdict(state),
    experience: words.experience(state),
    dependencies: words.dependencies(state),
    describe: words.describe,
  });
}
