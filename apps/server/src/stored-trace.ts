// From the store's rows to what is shown of a trace: its state and its document.
import {
  type Dependencies,
  type Experience,
  type Finding,
  type FindingText,
  type TraceDocument,
  type TraceState,
  initialTraceState,
  reduceEvents,
  traceDocument,
} from '@delegraph/model';
import type { Tone } from '@delegraph/diagram';
import type { FastifyReply } from 'fastify';
import { ProblemError } from './problem.ts';
import { DamagedLogError, type StoredLog, type StoredTrace, type TraceStore } from './store.ts';

/** The diagnosis package's sentences. */
export interface Words {
  verdict: (state: TraceState) => string;
  experience: (state: TraceState) => Experience | null;
  dependencies: (state: TraceState) => Dependencies | null;
  tone: (state: TraceState) => Tone;
  describe: (finding: Finding) => FindingText;
}

/** The trace, if it is there. Throws `ProblemError`: 404, or 410 when it was deleted or has expired. */
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
  if (trace.gone !== null) {
    throw new ProblemError({
      status: 410,
      code: trace.gone === 'expired' ? 'trace-expired' : 'trace-deleted',
      title: 'This trace is gone',
      detail: goneSentence(trace),
    });
  }
  return trace;
}

/** When and why a trace that is gone went, in one sentence. */
export function goneSentence({ gone, deletedAt }: StoredTrace): string {
  const on = (deletedAt ?? '').slice(0, 10);
  return gone === 'expired'
    ? `It expired on ${on}: this server keeps traces for a limited time.`
    : `It was deleted on ${on} by the person who started it.`;
}

/** The log of a trace. Throws `ProblemError` (500) when it is damaged: it is never shown as if it were right. */
export function readLog(store: TraceStore, id: string): StoredLog {
  try {
    return store.logOf(id);
  } catch (error) {
    if (!(error instanceof DamagedLogError)) throw error;
    throw new ProblemError({
      status: 500,
      code: 'trace-damaged',
      title: 'This trace is damaged',
      detail: 'What is stored of this trace is not what was written, so it is not shown.',
    });
  }
}

/** The state after all stored events. Before the first, it knows at least the question. Throws as `readLog` does. */
export function stateOf(store: TraceStore, trace: StoredTrace): TraceState {
  return stateAfter(trace, readLog(store, trace.id));
}

/** The state after the events of `log`. */
export function stateAfter(trace: StoredTrace, { events }: StoredLog): TraceState {
  const { question, profile, createdAt: startedAt } = trace;
  const uploadedAt = uploadedAtOf(trace);
  const asked: TraceState = { ...initialTraceState, question, profile, startedAt, uploadedAt };
  return reduceEvents(asked, events);
}

/** When the log of the trace came as a file; null for what this server asked itself. ISO 8601, UTC. */
export function uploadedAtOf({ uploaded, createdAt }: StoredTrace): string | null {
  return uploaded ? createdAt : null;
}

/** Says with an answer that holds the log itself, which cannot say so, that it came as a file. */
export function markUploaded(reply: FastifyReply, trace: StoredTrace): void {
  const uploadedAt = uploadedAtOf(trace);
  if (uploadedAt !== null) reply.header('x-uploaded-at', uploadedAt);
}

export function documentOf(id: string, state: TraceState, words: Words): TraceDocument {
  return traceDocument(id, state, {
    verdict: words.verdict(state),
    experience: words.experience(state),
    dependencies: words.dependencies(state),
    describe: words.describe,
  });
}
