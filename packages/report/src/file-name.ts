// What a trace is called as a file.
import type { TraceState } from '@delegraph/model';

/** The name under which a form is kept: that of the question, if a file system can take it. */
export function fileName({ question }: TraceState, suffix: string): string {
  const name = question?.name ?? '';
  return `${/^[a-z0-9_][a-z0-9._-]{0,199}$/.test(name) ? name : 'trace'}.${suffix}`;
}
