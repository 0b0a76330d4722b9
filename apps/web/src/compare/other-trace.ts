// The trace that somebody means to compare with: what was typed, and what is known of the same name.
import type { RecentTrace } from '../recent-traces.ts';

/** The id in what was pasted: an id, or the link of a trace on any server like this one. Null for anything else. */
export function traceIdIn(text: string): string | null {
  const pasted = text.trim();
  const [, linked] = /\/(?:t|embed)\/([a-z2-7]{16,40})(?:[/?#.]|$)/u.exec(pasted) ?? [];
  if (linked !== undefined) return linked;
  return /^[a-z2-7]{16,40}$/u.test(pasted) ? pasted : null;
}

export interface OfferedTrace extends RecentTrace {
  /** Empty where it is not known. */
  verdict: string;
}

/** The traces of `name` but `id`, the newest first, each once: what the server lists, and what this browser has opened. */
export function offeredTraces(
  listed: readonly OfferedTrace[],
  recent: readonly RecentTrace[],
  { id, name }: { id: string | undefined; name: string },
): OfferedTrace[] {
  const known = new Map<string, OfferedTrace>();
  const opened = recent.map((trace) => ({ ...trace, verdict: '' }));
  for (const trace of [...listed, ...opened]) {
    if (trace.id !== id && trace.name === name && !known.has(trace.id)) known.set(trace.id, trace);
  }
  return [...known.values()].toSorted((one, other) => other.startedAt.localeCompare(one.startedAt));
}
