// Traces found by their name, where the operator allows it: elsewhere an id, which is a secret, is the only way to one.
import { compareTraces } from '@delegraph/compare';
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

/** What is new since the trace before. */
export interface Change {
  /** Of the trace before. */
  since: string;
  /** One sentence, or a few. */
  summary: string;
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
  /** For each of `traces`, the newest first, what changed since the one before that asked the same in the same way; null
   *  where there is none among them, and where one of the two is damaged. */
  changesIn(traces: readonly FoundTrace[]): (Change | null)[];
  /** The newest that tells how the name is delegated now, so none with a delegation somebody made up. */
  newestOf(name: string, profile: string, type: string | undefined): FoundTrace | null;
}

export function createTraceLookup({
  store,
  words,
  sharing,
}: Pick<Services, 'store' | 'words' | 'sharing'>): TraceLookup {
  const summaries = new Map<string, TraceSummary>();
  const changes = new Map<string, string>();

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

  function changeBetween(before: StoredTrace, after: StoredTrace): Change {
    const key = `${before.id} ${after.id}`;
    const known = changes.get(key);
    if (known !== undefined) return { since: before.id, summary: known };
    const { summary } = compareTraces(stateOf(store, before), stateOf(store, after));
    if (changes.size >= MAX_SUMMARIES) changes.delete(changes.keys().next().value!);
    changes.set(key, summary);
    return { since: before.id, summary };
  }

  return {
    changesIn: (traces) =>
      traces.map(({ trace, summary }, index) => {
        const earlier = traces.slice(index + 1).find((other) => wayOf(other.trace) === wayOf(trace));
        if (!summary || !earlier?.summary) return null;
        return changeBetween(earlier.trace, trace);
      }),
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

/** What a trace asked, and how: only those that did so alike can be compared without a word of why. */
function wayOf({ question, profile, options }: StoredTrace): string {
  return `${question?.type} ${profile} ${JSON.stringify(options)}`;
}

function notAllowed(): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'names-not-listed',
    title: 'Not listed here',
    detail: 'This server does not look up traces by name; its operator can allow it with HISTORY=on.',
  });
}
