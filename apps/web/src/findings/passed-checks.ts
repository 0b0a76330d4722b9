// The checks of the catalogue that found nothing in a trace.
import { catalogue } from '@delegraph/diagnosis';
import type { TraceState } from '@delegraph/model';

/** Their titles. None before a trace is complete: until then nothing has passed. What is only a fact is no check. */
export function passedChecks(state: TraceState): string[] {
  if (state.status !== 'done') return [];
  const found = new Set(state.findings.map(({ code }) => code));
  const passed = catalogue.filter(({ code, severity }) => severity !== 'info' && !found.has(code));
  return [...new Set(passed.map(({ title }) => title))];
}
