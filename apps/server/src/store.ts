// The embedded store: every trace and its event log, in one SQLite file. What it has acknowledged survives a power cut.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Question, TraceEvent } from '@delegraph/model';

/** What is known of a trace without its events. */
export interface StoredTrace {
  id: string;
  /** Null when the trace is deleted: nothing of it is kept. */
  question: Question | null;
  profile: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** Whether its log is complete. */
  ended: boolean;
  /** ISO 8601, UTC; null while it is there. */
  deletedAt: string | null;
}

/** An append-only log per trace. Every method returns after its commit has reached the disk. */
export interface TraceStore {
  /** The delete token is returned here and never again: only its hash is stored. */
  createTrace(question: Question, profile: string): { id: string; deleteToken: string };
  /** All of `events` or none. Throws `RangeError` when they do not follow the last one stored. */
  append(id: string, events: readonly TraceEvent[]): void;
  /** The events after `seq` in order, `limit` at most. */
  eventsAfter(id: string, seq: number, limit?: number): TraceEvent[];
  lastEventOf(id: string): TraceEvent | null;
  traceOf(id: string): StoredTrace | null;
  /** Traces whose log has no end yet. */
  unfinished(): StoredTrace[];
  /** Removes the trace for good and leaves a tombstone, so that its id is never used again. */
  deleteTrace(id: string, token: string): 'deleted' | 'wrong-token' | 'unknown';
  /** Throws when nothing can be written: no space, read-only, closed. */
  checkWritable(): void;
  close(): void;
}

/** The database cannot be used. The message is one sentence for the operator. */
export class StoreError extends Error {
  override name = 'StoreError';
}

const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE traces (
    id TEXT PRIMARY KEY,
    name TEXT,
    type TEXT,
    profile TEXT NOT NULL,
    created_at TEXT NOT NULL,
    delete_token_hash BLOB,
    ended INTEGER NOT NULL DEFAULT 0,
    deleted_at TEXT
  ) STRICT;
  CREATE INDEX unfinished_traces ON traces (id) WHERE ended = 0;
  CREATE TABLE events (
    trace_id TEXT NOT NULL REFERENCES traces (id),
    seq INTEGER NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (trace_id, seq)
  ) STRICT;
  CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
  END;
  CREATE TABLE write_checks (id INTEGER PRIMARY KEY CHECK (id = 1), checked_at TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const SQLITE_BUSY = 5;
const SYNCHRONOUS_FULL = 2;

/** Opens the store in `directory`, which is made if it is not there, or in memory for tests.
 *  One process at a time: a second one would take the first one's running traces for abandoned.
 *  Throws `StoreError` when it is in use, or was written by a newer version. */
export function openStore(directory: string): TraceStore {
  const database = openDatabase(directory);
  const insertTrace = database.prepare(
    'INSERT INTO traces (id, name, type, profile, created_at, delete_token_hash) VALUES (?, ?, ?, ?, ?, ?)',
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
  const markEnded = database.prepare('UPDATE traces SET ended = 1 WHERE id = ?');
  const deleteEvents = database.prepare('DELETE FROM events WHERE trace_id = ?');
  const buryTrace = database.prepare(
    `UPDATE traces SET name = NULL, type = NULL, profile = '', delete_token_hash = NULL, ended = 1, deleted_at = ? WHERE id = ?`,
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

  return {
    createTrace({ name, type }, profile) {
      const id = base32(randomBytes(16));
      const deleteToken = base32(randomBytes(32));
      insertTrace.run(id, name, type, profile, new Date().toISOString(), sha256(deleteToken));
      return { id, deleteToken };
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
        if (events.at(-1)?.type === 'trace-ended') markEnded.run(id);
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
    deleteTrace(id, token) {
      const row = selectTrace.get(id) as TraceRow | undefined;
      if (!row?.delete_token_hash) return 'unknown';
      if (!timingSafeEqual(row.delete_token_hash, sha256(token))) return 'wrong-token';
      transaction(() => {
        deleteEvents.run(id);
        buryTrace.run(new Date().toISOString(), id);
      });
      return 'deleted';
    },
    checkWritable: () => void insertCheck.run(new Date().toISOString()),
    close: () => database.close(),
  };
}

function openDatabase(directory: string): DatabaseSync {
  if (directory !== ':memory:') mkdirSync(directory, { recursive: true });
  const file = directory === ':memory:' ? directory : join(directory, 'delegraph.sqlite');
  const database = new DatabaseSync(file);
  try {
    prepareDatabase(database, file);
    return database;
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      throw new StoreError(
        `${file} is in use by another delegraph; stop it, or give this one its own DATA_DIR.`,
      );
    }
    throw error;
  }
}

function prepareDatabase(database: DatabaseSync, file: string): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  database.exec('PRAGMA journal_mode = WAL');
  // NORMAL would lose acknowledged traces in a power cut. Read back, because a pragma that is not understood is ignored.
  database.exec('PRAGMA synchronous = FULL');
  const { synchronous } = database.prepare('PRAGMA synchronous').get() as { synchronous: number };
  if (synchronous !== SYNCHRONOUS_FULL)
    throw new StoreError(`${file} cannot be opened with synchronous = FULL.`);
  // Deleted names do not stay behind in free pages.
  database.exec('PRAGMA secure_delete = ON');

  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      `${file} was written by a newer version of delegraph (schema ${version}, here ${SCHEMA_VERSION}).`,
    );
  }
  database.exec(`BEGIN IMMEDIATE; ${version === 0 ? SCHEMA : ''} COMMIT`);
}

interface TraceRow {
  id: string;
  name: string | null;
  type: string | null;
  profile: string;
  created_at: string;
  delete_token_hash: Uint8Array | null;
  ended: number;
  deleted_at: string | null;
}

interface EventRow {
  json: string;
}

function eventOf({ json }: EventRow): TraceEvent {
  return JSON.parse(json) as TraceEvent;
}

function storedTrace(row: TraceRow): StoredTrace {
  return {
    id: row.id,
    question:
      row.name === null || row.type === null ? null : ({ name: row.name, type: row.type } as Question),
    profile: row.profile,
    createdAt: row.created_at,
    ended: row.ended === 1,
    deletedAt: row.deleted_at,
  };
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
