// The event log as newline-delimited JSON: everything else can be made from it again. File suffix .ndjson.
import type { TraceEvent } from '@delegraph/model';

/** One event on each line, in order. Characters that some readers take for a line break, or a terminal for a command, are
 *  written as JSON escapes, so the events read back are the same. */
export function eventLines(events: readonly TraceEvent[]): string {
  return events.map((event) => `${JSON.stringify(event).replace(UNSEEN_IN_JSON, escaped)}\n`).join('');
}

// JSON.stringify has escaped the controls below U+0020 itself.
// oxlint-disable-next-line no-control-regex
const UNSEEN_IN_JSON = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(char: string): string {
  return Array.from(
    { length: char.length },
    (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
