// Traces found by their name, where the operator allows it: elsewhere an id, which is a secret, is the only way to one.
import { parseQuestion } from '@delegraph/tracer';
import { ProblemError } from './problem.ts';
import type { Services } from './services.ts';
import type { StoredTrace } from './store.ts';
import { stateOf } from './stored-trace.ts';
import { type TraceSummary, summaryOf } from './trace-summary.ts';

/** A listed trace. The summary of one whose log is damaged is null. */
export interface FoundTrace {
  trace: StoredTrace;
  summary: TraceSummary | null;
}

/** Enough to read; a summary needs the whole log. */
const MAX_SUMMARIES = 1_000;
const LATEST = '9999';

export interface TraceLookup {
  /** The name as traces have it. Throws `ProblemError` (404) when names are not looked up here, and `TraceInputError`
   *  when it is no name. */
  nameOf(text: string): string;
  /** The ended traces of a name that began before `instant`, the newest first. */
  tracesOf(name: string, limit: number, instant?: string): FoundTrace[];
  /** The newest that tells how the name is delegated now, so none with a delegation somebody made up. */
  newestOf(name: string, profile: string, type: string | undefined): FoundTrace | null;
}

export function createTraceLookup({
  store,
  words,
  sharing,
}: Pick<Services, 'store' | 'words' | 'sharing'>): TraceLookup {
  const summaries = new Map<string, TraceSummary>();

  function found(trace: StoredTrace): FoundTrace {
    let summary = summaries.get(trace.id) ?? null;
    if (summary) return { trace, summary };
    try {
      summary = summaryOf(stateOf(store, trace), words);
    } catch (error) {
      if (error instanceof ProblemError) return { trace, summary: null };
      throw error;
    }
    if (summaries.size >= MAX_SUMMARIES) summaries.delete(summaries.keys().next().value!);
    summaries.set(trace.id, summary);
    return { trace, summary };
  }

  return {
    nameOf(text) {
      if (!sharing.history) throw notAllowed();
      return parseQuestion(text, undefined).question.name;
    },
    tracesOf: (name, limit, instant = LATEST) => store.tracesOf(name, instant, limit).map(found),
    newestOf(name, profile, type) {
      for (let instant = LATEST; ;) {
        const page = store.tracesOf(name, instant, 50);
        const newest = page.find(
          (trace) =>
            trace.profile === profile &&
            (type === undefined || trace.question?.type === type) &&
            trace.options.delegations === undefined,
        );
        if (newest) return found(newest);
        const last = page.at(-1);
        if (page.length < 50 || !last) return null;
        instant = last.createdAt;
      }
    },
  };
}

function notAllowed(): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'names-not-listed',
    title: 'Not listed here',
    detail: 'This server does not look up traces by name; its operator can allow it with HISTORY=on.',
  });
}
