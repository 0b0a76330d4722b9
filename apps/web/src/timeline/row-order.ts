// Which rows of the timeline somebody wants to see, and in which order.
import type { TimelineRow } from './timeline-rows.ts';

/** `zone`: as in the picture. */
export const ROW_ORDERS = ['zone', 'start', 'duration'] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];

/** Those in which all the words occur, in either case. */
export function rowsWith(rows: readonly TimelineRow[], words: string): TimelineRow[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return rows.filter((row) => {
    const text = [row.zone, row.nameServer, row.address, row.question, row.text].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** The longest first, where the duration counts. */
export function rowsInOrder(rows: readonly TimelineRow[], order: RowOrder): TimelineRow[] {
  if (order === 'zone') return [...rows];
  if (order === 'start') return rows.toSorted((one, other) => one.startMs - other.startMs);
  return rows.toSorted((one, other) => other.endMs - other.startMs - (one.endMs - one.startMs));
}
