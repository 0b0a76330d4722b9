// The tables of the embedded store, and how a database of an earlier version gets them. Stored events are never changed.
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Brings a database from one version to the next. */
type Migration = (database: DatabaseSync) => void;

/** The first makes the tables of version 1, and each further one is the step to the version after it. */
const MIGRATIONS: readonly Migration[] = [createTables, addRetention, addUploads];

/** The version of the tables this program works with. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings a database of `version` to `SCHEMA_VERSION`, all of it or none. Version 0 is an empty one. */
export function migrate(database: DatabaseSync, version: number): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of MIGRATIONS.slice(version)) migration(database);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** SHA-256 over the stored lines of a log, each with a line feed: the digest of the log as a file of NDJSON. */
export function logSha256(lines: Iterable<string>): Uint8Array {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest();
}

function createTables(database: DatabaseSync): void {
  database.exec(`
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
  `);
}

/** Version 2: the digest of each ended log, how long a trace is kept, and its options for who looks it up by name.
 *  Logs that ended before have their digest taken as they are now. */
function addRetention(database: DatabaseSync): void {
  database.exec(`
    ALTER TABLE traces ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE traces ADD COLUMN log_sha256 BLOB;
    ALTER TABLE traces ADD COLUMN keep INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE traces ADD COLUMN gone TEXT CHECK (gone IN ('deleted', 'expired'));
    UPDATE traces SET gone = 'deleted' WHERE deleted_at IS NOT NULL;
    UPDATE traces SET options = coalesce(
      (SELECT json_extract(json, '$.options') FROM events WHERE trace_id = traces.id AND seq = 0), '{}');
    CREATE INDEX traces_by_name ON traces (name, created_at) WHERE ended = 1 AND gone IS NULL;
    CREATE INDEX traces_by_age ON traces (created_at) WHERE ended = 1 AND keep = 0 AND gone IS NULL;
  `);
  const ended = database.prepare('SELECT id FROM traces WHERE ended = 1 AND gone IS NULL');
  const lines = database.prepare('SELECT json FROM events WHERE trace_id = ? ORDER BY seq');
  const setDigest = database.prepare('UPDATE traces SET log_sha256 = ? WHERE id = ?');
  for (const { id } of ended.all() as { id: string }[]) {
    const log = lines.all(id) as { json: string }[];
    setDigest.run(logSha256(log.map(({ json }) => json)), id);
  }
}

/** Version 3: which logs came as a file, and were not made here. All that are there were. */
function addUploads(database: DatabaseSync): void {
  database.exec(`
    ALTER TABLE traces ADD COLUMN uploaded INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX own_traces_by_log ON traces (log_sha256) WHERE ended = 1 AND gone IS NULL AND uploaded = 0;
  `);
}
