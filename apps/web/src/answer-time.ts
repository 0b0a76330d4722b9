// When the question was answered, as a resolver would count it.
import { type TraceState, traceOutcome } from '@delegraph/model';

/** Milliseconds from the start; null while there is no answer, and when there never was one. */
export function answeredAfterMs(state: TraceState): number | null {
  const outcome = traceOutcome(state);
  if (!outcome) return null;
  const isAnswered = outcome.kind === 'answer' || outcome.kind === 'nodata' || outcome.kind === 'nxdomain';
  return isAnswered ? outcome.answeredAfterMs : null;
}
