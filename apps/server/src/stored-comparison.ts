// Two stored traces compared, for every form in which that is asked for.
import { type Comparison, type Side, compareTraces, questionText } from '@delegraph/compare';
import { RENDERER_VERSION } from '@delegraph/diagram';
import { hasEnded } from '@delegraph/model';
import { ProblemError } from './problem.ts';
import type { TraceStore } from './store.ts';
import { existingTrace, stateOf } from './stored-trace.ts';

export interface StoredComparison {
  before: Side;
  after: Side;
  comparison: Comparison;
  /** `www.shop.test A`; both where they differ. */
  question: string;
  /** The address of its page, without a final slash. */
  address: string;
}

/** Compares the traces `a` and `b`. Throws `ProblemError` that says of which of them it speaks: 404 for one that never was,
 *  410 for one that is gone, 409 for one that still runs, 500 for one that is damaged. */
export function compareStored(
  store: TraceStore,
  { a, b }: { a: string; b: string },
  origin: string,
): StoredComparison {
  const [before, after] = [sideOf(store, a, 'before', origin), sideOf(store, b, 'after', origin)];
  return {
    before,
    after,
    comparison: compareTraces(before.state, after.state),
    question: questionText(before, after),
    address: `${origin}/compare/${a}/${b}`,
  };
}

function sideOf(store: TraceStore, id: string, when: 'before' | 'after', origin: string): Side {
  try {
    const trace = existingTrace(store, id);
    const state = stateOf(store, trace);
    if (!hasEnded(state)) throw stillRunning();
    return { state, permalink: { origin, id: trace.id, pictureVersion: String(RENDERER_VERSION) } };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { problem } = error;
    throw new ProblemError({ ...problem, detail: `The trace ${when}: ${problem.detail}` });
  }
}

function stillRunning(): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'trace-running',
    title: 'This trace is still running',
    detail: 'It has not ended yet; a comparison needs all of it.',
    retryAfterSeconds: 5,
  });
}
