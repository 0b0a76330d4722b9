// The embedded store: every trace and its event log, in one SQLite file. What it has acknowledged survives a power cut.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Question, TraceEvent, TraceOptions } from '@delegraph/model';
import { openDatabase } from './open-database.ts';
import {
  type EventRow,
  type StoredTrace,
  type TimesRow,
  type TraceRow,
  eventOf,
  knownTimes,
  storedTrace,
} from './store-rows.ts';
import { logSha256 } from './store-schema.ts';
import { type WallClock, createWallClock } from './wall-clock.ts';

export type { StoredTrace } from './store-rows.ts';

/** The stored log of a trace, one event of JSON on each line. */
export interface StoredLog {
  text: string;
  events: TraceEvent[];
}

/** What is stored of a trace is not what was written. */
export class DamagedLogError extends Error {
  override name = 'DamagedLogError';
}

/** An append-only log per trace. Every method returns after its commit has reached the disk. */
export interface TraceStore {
  /** The delete token is returned here and never again: only its hash is stored. */
  createTrace(
    question: Question,
    profile: string,
    options?: Partial<TraceOptions>,
  ): { id: string; deleteToken: string };
  /** Stores the complete log of a trace that was made elsewhere, one event of JSON a line, numbered from 0, and marks it as
   *  uploaded for good. Throws `RangeError` for a log without lines. */
  storeUpload(log: {
    question: Question;
    profile: string;
    options: Partial<TraceOptions>;
    lines: readonly string[];
  }): { id: string; deleteToken: string };
  /** The trace made here whose log has this SHA-256, hexadecimal; null when there is none. */
  ownTraceWithLog(sha256: string): StoredTrace | null;
  /** All of `events` or none. Throws `RangeError` when they do not follow the last one stored. */
  append(id: string, events: readonly TraceEvent[]): void;
  /** The events after `seq` in order, `limit` at most. */
  eventsAfter(id: string, seq: number, limit?: number): TraceEvent[];
  lastEventOf(id: string): TraceEvent | null;
  /** The whole log; of an ended trace it is compared with its digest. Throws `DamagedLogError` when they differ. */
  logOf(id: string): StoredLog;
  traceOf(id: string): StoredTrace | null;
  /** Traces whose log has no end yet. */
  unfinished(): StoredTrace[];
  /** Removes the trace for good and leaves a tombstone, so that its id is never used again. */
  deleteTrace(id: string, token: string): 'deleted' | 'wrong-token' | 'unknown';
  /** Says whether the trace stays when its time is over. */
  keepTrace(id: string, token: string, keep: boolean): 'done' | 'wrong-token' | 'unknown';
  /** Removes, as deletion does, `limit` ended traces at most that began before `instant` and are not kept.
   *  Returns their ids. */
  expire(instant: string, limit: number): string[];
  /** The ended traces of a name that were made here and began before `instant`, the newest first. */
  tracesOf(name: string, instant: string, limit: number): StoredTrace[];
  /** The time by which what is overdue is over: never ahead of what has really passed. */
  elapsed(): Date;
  /** Throws when nothing can be written: no space, read-only, closed. */
  checkWritable(): void;
  close(): void;
}

const SQLITE_CORRUPT = 11;

/** Opens the store in `directory`, which is made if it is not there, or in memory for tests.
 *  `clock`: for tests; its own unless said. One process at a time: a second one would take the first one's running traces for abandoned.
 *  Throws `StoreError` when it is in use, or was written by a newer version. */
export function openStore(directory: string, clock?: WallClock): TraceStore {
  const database = openDatabase(directory);
  const selectTimes = database.prepare(
    'SELECT min(created_at) AS oldest, max(created_at) AS newest FROM traces',
  );
  const { began, elapsed } =
    clock ?? createWallClock({ known: knownTimes(selectTimes.get() as unknown as TimesRow) });
  const insertTrace = database.prepare(
    `INSERT INTO traces (id, name, type, profile, created_at, delete_token_hash, options)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const markUploaded = database.prepare('UPDATE traces SET uploaded = 1 WHERE id = ?');
  const selectOwnWithLog = database.prepare(
    `SELECT * FROM traces WHERE ended = 1 AND gone IS NULL AND uploaded = 0 AND log_sha256 = ?
     ORDER BY created_at LIMIT 1`,
  );
  const insertEvent = database.prepare('INSERT INTO events (trace_id, seq, json) VALUES (?, ?, ?)');
  const selectEvents = database.prepare(
    'SELECT json FROM events WHERE trace_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const selectLastEvent = database.prepare(
    'SELECT json FROM events WHERE trace_id = ? ORDER BY seq DESC LIMIT 1',
  );
  const selectLastSeq = database.prepare('SELECT max(seq) AS seq FROM events WHERE trace_id = ?');
  const selectTrace = database.prepare('SELECT * FROM traces WHERE id = ?');
  const selectUnfinished = database.prepare('SELECT * FROM traces WHERE ended = 0 ORDER BY created_at, id');
  const markEnded = database.prepare('UPDATE traces SET ended = 1, log_sha256 = ? WHERE id = ?');
  const markKept = database.prepare('UPDATE traces SET keep = ? WHERE id = ?');
  const selectOverdue = database.prepare(
    `SELECT id FROM traces WHERE ended = 1 AND keep = 0 AND gone IS NULL AND created_at < ?
     ORDER BY created_at LIMIT ?`,
  );
  const selectOfName = database.prepare(
    `SELECT * FROM traces WHERE ended = 1 AND gone IS NULL AND uploaded = 0 AND name = ? AND created_at < ?
     ORDER BY created_at DESC, id LIMIT ?`,
  );
  const deleteEvents = database.prepare('DELETE FROM events WHERE trace_id = ?');
  const buryTrace = database.prepare(
    `UPDATE traces SET name = NULL, type = NULL, profile = '', options = '{}', delete_token_hash = NULL,
     log_sha256 = NULL, keep = 0, ended = 1, gone = ?, deleted_at = ? WHERE id = ?`,
  );
  const insertCheck = database.prepare('INSERT OR REPLACE INTO write_checks (id, checked_at) VALUES (1, ?)');

  function transaction(work: () => void): void {
    database.exec('BEGIN IMMEDIATE');
    try {
      work();
      database.exec('COMMIT');
    } catch (error) {
      // SQLite has rolled back by itself after some errors, such as a full disk.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  function linesOf(id: string): string[] {
    return (selectEvents.all(id, -1, -1) as unknown as EventRow[]).map(({ json }) => json);
  }

  /** The row of a trace that is there, if the token is its own. */
  function opened(id: string, token: string): TraceRow | 'wrong-token' | 'unknown' {
    const row = selectTrace.get(id) as TraceRow | undefined;
    if (!row?.delete_token_hash) return 'unknown';
    return timingSafeEqual(row.delete_token_hash, sha256(token)) ? row : 'wrong-token';
  }

  function bury(id: string, why: 'deleted' | 'expired'): void {
    deleteEvents.run(id);
    buryTrace.run(why, new Date().toISOString(), id);
  }

  function createTrace({ name, type }: Question, profile: string, options: Partial<TraceOptions> = {}) {
    const id = base32(randomBytes(16));
    const deleteToken = base32(randomBytes(32));
    const createdAt = began().toISOString();
    insertTrace.run(id, name, type, profile, createdAt, sha256(deleteToken), JSON.stringify(options));
    return { id, deleteToken };
  }

  return {
    elapsed,
    createTrace,
    storeUpload({ question, profile, options, lines }) {
      if (lines.length === 0) throw new RangeError('an uploaded log without lines');
      let created = { id: '', deleteToken: '' };
      transaction(() => {
        created = createTrace(question, profile, options);
        // The mark comes first: there is no moment at which the trace is there without it.
        markUploaded.run(created.id);
        for (const [seq, line] of lines.entries()) insertEvent.run(created.id, seq, line);
        markEnded.run(logSha256(lines), created.id);
      });
      return created;
    },
    ownTraceWithLog(digest) {
      const row = selectOwnWithLog.get(Buffer.from(digest, 'hex')) as TraceRow | undefined;
      return row ? storedTrace(row) : null;
    },
    append(id, events) {
      transaction(() => {
        const trace = selectTrace.get(id) as TraceRow | undefined;
        if (!trace || trace.ended !== 0) throw new RangeError(`trace ${id} takes no more events`);
        let last = (selectLastSeq.get(id) as { seq: number | null }).seq ?? -1;
        for (const event of events) {
          if (event.seq !== last + 1)
            throw new RangeError(`event ${event.seq} cannot follow event ${last} of trace ${id}`);
          insertEvent.run(id, event.seq, JSON.stringify(event));
          last = event.seq;
        }
        if (events.at(-1)?.type === 'trace-ended') markEnded.run(logSha256(linesOf(id)), id);
      });
    },
    eventsAfter: (id, seq, limit = -1) =>
      (selectEvents.all(id, seq, limit) as unknown as EventRow[]).map(eventOf),
    lastEventOf(id) {
      const row = selectLastEvent.get(id) as EventRow | undefined;
      return row ? eventOf(row) : null;
    },
    traceOf(id) {
      const row = selectTrace.get(id) as TraceRow | undefined;
      return row ? storedTrace(row) : null;
    },
    unfinished: () => (selectUnfinished.all() as unknown as TraceRow[]).map(storedTrace),
    logOf(id) {
      try {
        const lines = linesOf(id);
        const row = selectTrace.get(id) as TraceRow | undefined;
        const isComplete = row?.ended === 1 || row?.log_sha256;
        if (row && isComplete && !isSame(row.log_sha256, logSha256(lines)))
          throw new DamagedLogError(`the log of trace ${id} does not match its digest`);
        return { text: `${lines.join('\n')}\n`, events: lines.map((json) => eventOf({ json })) };
      } catch (error) {
        if (!isDamage(error)) throw error;
        throw new DamagedLogError(`the log of trace ${id} cannot be read`, { cause: error });
      }
    },
    deleteTrace(id, token) {
      const row = opened(id, token);
      if (typeof row === 'string') return row;
      transaction(() => bury(id, 'deleted'));
      return 'deleted';
    },
    keepTrace(id, token, keep) {
      const row = opened(id, token);
      if (typeof row === 'string') return row;
      markKept.run(keep ? 1 : 0, id);
      return 'done';
    },
    expire(instant, limit) {
      const ids = (selectOverdue.all(instant, limit) as { id: string }[]).map(({ id }) => id);
      if (ids.length > 0) transaction(() => ids.forEach((id) => bury(id, 'expired')));
      return ids;
    },
    tracesOf: (name, instant, limit) =>
      (selectOfName.all(name, instant, limit) as unknown as TraceRow[]).map(storedTrace),
    checkWritable: () => void insertCheck.run(new Date().toISOString()),
    close: () => database.close(),
  };
}

function isSame(stored: Uint8Array | null, computed: Uint8Array): boolean {
  return stored !== null && Buffer.compare(stored, computed) === 0;
}

/** Whether an error of reading means that the file is not what was written. */
function isDamage(error: unknown): boolean {
  return error instanceof SyntaxError || (error as { errcode?: number }).errcode === SQLITE_CORRUPT;
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

/** RFC 4648 6 in lower case, without padding. */
function base32(octets: Uint8Array): string {
  const bits = Array.from(octets, (octet) => octet.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/gu) ?? [])
    .map((group) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('');
}
