// Opens the file of the embedded store so that what it acknowledges is on the disk, for one process at a time.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SCHEMA_VERSION, migrate } from './store-schema.ts';

/** The database cannot be used. The message is one sentence for the operator. */
export class StoreError extends Error {
  override name = 'StoreError';
}

const SQLITE_BUSY = 5;
const SYNCHRONOUS_FULL = 2;

/** The database in `directory`, with the tables of this program. Throws `StoreError` when it is in use, or was written by
 *  a newer version. */
export function openDatabase(directory: string): DatabaseSync {
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
  migrate(database, version);
}
