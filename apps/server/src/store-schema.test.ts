import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { openStore } from './store.ts';
import { eventLog, questionFor } from './testing/scripted-engine.ts';

/** The tables as version 1 made them, word for word: this text never changes. */
const VERSION_1 = `
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
  PRAGMA user_version = 1;
`;

const TOKEN = 'token';
const log = eventLog(questionFor('www.example.test'));

/** A folder with the database of version 1: an ended trace, one without an end, and a deleted one. */
async function oldStore(context: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'delegraph-old-'));
  context.after(() => rm(directory, { recursive: true }));
  const database = new DatabaseSync(join(directory, 'delegraph.sqlite'));
  database.exec(VERSION_1);
  const trace = database.prepare('INSERT INTO traces VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const hash = createHash('sha256').update(TOKEN).digest();
  trace.run('ended', 'www.example.test', 'A', 'lab', '2026-01-02T03:04:05.000Z', hash, 1, null);
  trace.run('unfinished', 'www.example.test', 'A', 'lab', '2026-01-02T03:05:05.000Z', hash, 0, null);
  trace.run('deleted', null, null, '', '2026-01-01T03:04:05.000Z', null, 1, '2026-01-01T04:00:00.000Z');
  const event = database.prepare('INSERT INTO events VALUES (?, ?, ?)');
  for (const each of log) event.run('ended', each.seq, linesOf([each])[0]!);
  for (const each of log.slice(0, 4)) event.run('unfinished', each.seq, JSON.stringify(each));
  database.close();
  return directory;
}

/** As an older program may have written them: it is the stored text that counts. */
function linesOf(events: typeof log): string[] {
  return events.map((each) =>
    JSON.stringify(each.type === 'trace-started' ? { ...each, options: { breadth: 'path' } } : each, null, 1),
  );
}

test('a store of version 1 opens with every trace as it was', async (context) => {
  const directory = await oldStore(context);
  for (const opening of ['first', 'second']) {
    const store = openStore(directory);
    assert.equal(store.logOf('ended').text, `${linesOf(log).join('\n')}\n`, opening);
    assert.deepEqual(store.traceOf('ended')?.options, { breadth: 'path' });
    assert.equal(
      store.traceOf('ended')?.logSha256,
      createHash('sha256').update(store.logOf('ended').text).digest('hex'),
    );
    assert.deepEqual(
      store.unfinished().map(({ id }) => id),
      ['unfinished'],
    );
    assert.equal(store.traceOf('ended')?.uploaded, false);
    assert.equal(store.ownTraceWithLog(store.traceOf('ended')!.logSha256!)?.id, 'ended');
    assert.equal(store.traceOf('deleted')?.gone, 'deleted');
    assert.equal(store.traceOf('deleted')?.deletedAt, '2026-01-01T04:00:00.000Z');
    store.close();
  }
});

test('what was left without an end takes one, and the old delete token still deletes', async (context) => {
  const store = openStore(await oldStore(context));
  context.after(() => store.close());
  store.append('unfinished', log.slice(4));
  assert.deepEqual(store.logOf('unfinished').events, log);
  assert.equal(store.deleteTrace('ended', TOKEN), 'deleted');
  assert.equal(store.traceOf('ended')?.gone, 'deleted');
});
