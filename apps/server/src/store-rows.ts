// The rows of the embedded store, and what they stand for.
import type { Question, TraceEvent, TraceOptions } from '@delegraph/model';

/** What is known of a trace without its events. */
export interface StoredTrace {
  id: string;
  /** Null when the trace is deleted: nothing of it is kept. */
  question: Question | null;
  profile: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** Those that were not as usual. */
  options: Partial<TraceOptions>;
  /** Whether its log is complete. */
  ended: boolean;
  /** SHA-256 of the complete log, in hexadecimal; null before its end. */
  logSha256: string | null;
  /** Whether its log came as a file: nothing in it is known to be true. `createdAt` is then when it came. */
  uploaded: boolean;
  /** Whether it stays when its time is over. */
  kept: boolean;
  /** Why it is there no more; null while it is. */
  gone: 'deleted' | 'expired' | null;
  /** ISO 8601, UTC; null while it is there. */
  deletedAt: string | null;
}

export interface TimesRow {
  oldest: string | null;
  newest: string | null;
}

/** When the first and the last of all traces began; null before the first. */
export function knownTimes({ oldest, newest }: TimesRow): { oldest: Date; newest: Date } | null {
  return oldest === null || newest === null ? null : { oldest: new Date(oldest), newest: new Date(newest) };
}

export interface TraceRow {
  id: string;
  name: string | null;
  type: string | null;
  profile: string;
  created_at: string;
  delete_token_hash: Uint8Array | null;
  ended: number;
  deleted_at: string | null;
  options: string;
  log_sha256: Uint8Array | null;
  uploaded: number;
  keep: number;
  gone: 'deleted' | 'expired' | null;
}

export interface EventRow {
  json: string;
}

/** Throws `SyntaxError` for what is no JSON. */
export function eventOf({ json }: EventRow): TraceEvent {
  return JSON.parse(json) as TraceEvent;
}

/** What is known of the trace of a row; whoever has its delete token is not told. */
export function storedTrace(row: TraceRow): StoredTrace {
  return {
    id: row.id,
    question:
      row.name === null || row.type === null ? null : ({ name: row.name, type: row.type } as Question),
    profile: row.profile,
    createdAt: row.created_at,
    options: JSON.parse(row.options) as Partial<TraceOptions>,
    ended: row.ended === 1,
    logSha256: row.log_sha256 && Buffer.from(row.log_sha256).toString('hex'),
    uploaded: row.uploaded === 1,
    kept: row.keep === 1,
    gone: row.gone,
    deletedAt: row.deleted_at,
  };
}
