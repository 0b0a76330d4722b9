import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { RENDERER_VERSION } from '@delegraph/diagram';
import { type TestContext, test } from 'node:test';
import { StoreError } from './open-database.ts';
import { DamagedLogError, openStore } from './store.ts';
import { eventLog, questionFor } from './testing/scripted-engine.ts';
import { testApp } from './testing/test-app.ts';

const question = questionFor('www.example.test');
const log = eventLog(question);

test('a log comes back as it was appended, from any place on', (context) => {
  const store = openInMemory(context);
  const { id } = store.createTrace(question, 'lab');
  store.append(id, log.slice(0, 3));
  assert.deepEqual(
    store.unfinished().map((trace) => trace.id),
    [id],
  );
  store.append(id, log.slice(3));
  assert.deepEqual(store.eventsAfter(id, -1), log);
  assert.deepEqual(store.eventsAfter(id, 6), log.slice(7));
  assert.deepEqual(store.eventsAfter(id, 2, 2), log.slice(3, 5));
  assert.deepEqual(store.lastEventOf(id), log.at(-1));
  assert.deepEqual(store.unfinished(), []);
  const { createdAt, logSha256, ...trace } = store.traceOf(id)!;
  assert.match(createdAt, /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.match(logSha256!, /^[0-9a-f]{64}$/);
  assert.deepEqual(trace, {
    id,
    question,
    profile: 'lab',
    options: {},
    ended: true,
    uploaded: false,
    kept: false,
    gone: null,
    deletedAt: null,
  });
});

test('an uploaded log is stored whole, with its mark, and is no trace of its name', (context) => {
  const store = openInMemory(context);
  const lines = log.map((event) => JSON.stringify(event));
  const upload = { question, profile: 'lab', options: { breadth: 'path' }, lines } as const;
  const { id, deleteToken } = store.storeUpload(upload);
  assert.partialDeepStrictEqual(store.traceOf(id), {
    question,
    options: { breadth: 'path' },
    uploaded: true,
    ended: true,
    logSha256: createHash('sha256')
      .update(`${lines.join('\n')}\n`)
      .digest('hex'),
  });
  assert.deepEqual(store.logOf(id).events, log);
  assert.deepEqual(store.tracesOf(question.name, '9999', 10), []);
  assert.throws(() => store.append(id, [log[0]!]), RangeError);
  assert.throws(() => store.storeUpload({ ...upload, lines: [] }), RangeError);
  assert.deepEqual(store.unfinished(), []);
  assert.equal(store.deleteTrace(id, deleteToken), 'deleted');
  assert.equal(store.traceOf(id)?.uploaded, true);
});

test('of two traces with one log, that which was made here is found by it, and no upload is', (context) => {
  const store = openInMemory(context);
  const lines = log.map((event) => JSON.stringify(event));
  const uploaded = store.storeUpload({ question, profile: 'lab', options: {}, lines });
  const sha256 = store.traceOf(uploaded.id)!.logSha256!;
  assert.equal(store.ownTraceWithLog(sha256), null);
  const { id, deleteToken } = store.createTrace(question, 'lab');
  store.append(id, log);
  assert.equal(store.ownTraceWithLog(sha256)?.id, id);
  store.deleteTrace(id, deleteToken);
  assert.equal(store.ownTraceWithLog(sha256), null);
});

test('an id has 128 bits in base32, and no two are equal', (context) => {
  const store = openInMemory(context);
  const ids = Array.from({ length: 200 }, () => store.createTrace(question, 'lab').id);
  for (const id of ids) assert.match(id, /^[a-z2-7]{26}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test('a batch that does not follow the log is refused whole', (context) => {
  const store = openInMemory(context);
  const { id } = store.createTrace(question, 'lab');
  store.append(id, log.slice(0, 2));
  assert.throws(() => store.append(id, [log[2]!, log[4]!]), RangeError);
  assert.throws(() => store.append(id, [log[1]!]), RangeError);
  assert.throws(() => store.append('unknown', [log[0]!]), RangeError);
  assert.deepEqual(store.eventsAfter(id, -1), log.slice(0, 2));
});

test('an ended log takes no more events', (context) => {
  const store = openInMemory(context);
  const { id } = store.createTrace(question, 'lab');
  store.append(id, log);
  assert.throws(() => store.append(id, [{ ...log[3]!, seq: log.length }]), RangeError);
});

test('only its token deletes a trace, and a tombstone stays', (context) => {
  const store = openInMemory(context);
  const { id, deleteToken } = store.createTrace(question, 'lab');
  const other = store.createTrace(question, 'lab');
  store.append(id, log);
  assert.equal(store.deleteTrace(id, other.deleteToken), 'wrong-token');
  assert.equal(store.deleteTrace(id, ''), 'wrong-token');
  assert.equal(store.deleteTrace('unknown', deleteToken), 'unknown');
  assert.deepEqual(store.eventsAfter(id, -1), log);
  assert.equal(store.deleteTrace(id, deleteToken), 'deleted');
  assert.deepEqual(store.eventsAfter(id, -1), []);
  assert.equal(store.traceOf(id)?.question, null);
  assert.notEqual(store.traceOf(id)?.deletedAt, null);
  assert.equal(store.deleteTrace(id, deleteToken), 'unknown');
});

test('neither the delete token nor a deleted name is in the file', async (context) => {
  const directory = await temporaryDirectory(context);
  const store = openStore(directory);
  const { id, deleteToken } = store.createTrace(questionFor('secret-name.example.test'), 'lab');
  store.append(id, eventLog(questionFor('secret-name.example.test')));
  store.deleteTrace(id, deleteToken);
  store.close();
  const file = await readFile(join(directory, 'delegraph.sqlite'), 'latin1');
  assert.ok(file.includes(id));
  assert.ok(!file.includes(deleteToken));
  assert.ok(!file.includes('secret-name'));
});

test('the digest is that of the log as a file of NDJSON', (context) => {
  const store = openInMemory(context);
  const { id } = store.createTrace(question, 'lab');
  store.append(id, log.slice(0, 5));
  assert.equal(store.traceOf(id)?.logSha256, null);
  store.append(id, log.slice(5));
  const { text, events } = store.logOf(id);
  assert.equal(text, log.map((event) => `${JSON.stringify(event)}\n`).join(''));
  assert.deepEqual(events, log);
  assert.equal(store.traceOf(id)?.logSha256, createHash('sha256').update(text).digest('hex'));
});

const damages: [what: string, sql: string][] = [
  ['a letter', `UPDATE events SET json = replace(json, '192.0.2.80', '192.0.2.81') WHERE seq = 4`],
  ['the JSON', `UPDATE events SET json = substr(json, 2) WHERE seq = 4`],
  ['an event', 'DELETE FROM events WHERE seq = 6'],
  ['the order', 'UPDATE events SET seq = 100 WHERE seq = 6'],
  ['the digest', 'UPDATE traces SET log_sha256 = zeroblob(32)'],
  ['all of the digest', 'UPDATE traces SET log_sha256 = NULL'],
];

for (const [what, sql] of damages) {
  test(`a log of which ${what} has changed is reported as damaged and never shown`, async (context) => {
    const directory = await temporaryDirectory(context);
    const written = openStore(directory);
    const { id } = written.createTrace(question, 'lab');
    written.append(id, log);
    written.close();
    const database = new DatabaseSync(join(directory, 'delegraph.sqlite'));
    database.exec(`DROP TRIGGER events_never_change; ${sql}`);
    database.close();

    const store = openStore(directory);
    assert.throws(() => store.logOf(id), DamagedLogError);
    const { app } = await testApp(context, { store });
    for (const path of [`/api/traces/${id}`, `/api/traces/${id}/events`, `/t/${id}.json`]) {
      const response = await app.inject(path);
      assert.equal(response.statusCode, 500, path);
      assert.equal(response.json().code, 'trace-damaged');
    }
    const picture = await app.inject(`/t/${id}.svg?v=${RENDERER_VERSION}`);
    assert.equal(picture.statusCode, 200);
    assert.equal(picture.headers['cache-control'], 'no-store');
    assert.match(picture.body, />trace damaged</);
    assert.doesNotMatch(picture.body, /192\.0\.2/);
  });
}

test('whichever bit of the file flips, the log is right or not shown', async (context) => {
  const directory = await temporaryDirectory(context);
  const file = join(directory, 'delegraph.sqlite');
  const written = openStore(directory);
  const { id } = written.createTrace(question, 'lab');
  written.append(id, log);
  const { text } = written.logOf(id);
  written.close();
  const whole = await readFile(file);
  const outcomes = { right: 0, refused: 0 };
  // A prime step comes by every part of a page, and by every bit of an octet.
  for (let bit = 0; bit < whole.length * 8; bit += 1_499) {
    const damaged = Buffer.from(whole);
    damaged[bit >> 3]! ^= 1 << (bit & 7);
    await writeFile(file, damaged);
    const shown = shownLog(directory, id);
    if (shown !== null) assert.equal(shown, text, `bit ${bit}`);
    outcomes[shown === null ? 'refused' : 'right'] += 1;
  }
  assert.ok(outcomes.right > 0 && outcomes.refused > 0, JSON.stringify(outcomes));
});

/** What a store shows of a trace; null when it says that it cannot. */
function shownLog(directory: string, id: string): string | null {
  let store;
  try {
    store = openStore(directory);
    return store.traceOf(id) && store.logOf(id).text;
  } catch (error) {
    assert.ok(error instanceof Error);
    return null;
  } finally {
    store?.close();
  }
}

test('what is overdue expires, oldest first, but not what is kept or still runs', (context) => {
  const store = openInMemory(context);
  const ended = (token: 'keep' | 'leave') => {
    const { id, deleteToken } = store.createTrace(question, 'lab');
    store.append(id, log);
    if (token === 'keep') assert.equal(store.keepTrace(id, deleteToken, true), 'done');
    return { id, deleteToken };
  };
  const [first, kept, last] = [ended('leave'), ended('keep'), ended('leave')];
  const running = store.createTrace(question, 'lab');
  assert.deepEqual(store.expire('2000-01-01T00:00:00.000Z', 10), []);
  const future = '9999-01-01T00:00:00.000Z';
  assert.deepEqual(store.expire(future, 1).length, 1);
  store.expire(future, 10);
  for (const { id } of [first, last]) {
    const { gone, question: asked, deletedAt } = store.traceOf(id)!;
    assert.deepEqual([gone, asked], ['expired', null]);
    assert.notEqual(deletedAt, null);
    assert.deepEqual(store.eventsAfter(id, -1), []);
  }
  assert.equal(store.traceOf(kept.id)?.gone, null);
  assert.equal(store.traceOf(running.id)?.gone, null);
  assert.equal(store.deleteTrace(first.id, first.deleteToken), 'unknown');
  store.keepTrace(kept.id, kept.deleteToken, false);
  assert.deepEqual(store.expire(future, 10), [kept.id]);
});

test('only its token keeps a trace', (context) => {
  const store = openInMemory(context);
  const { id } = store.createTrace(question, 'lab');
  store.append(id, log);
  assert.equal(store.keepTrace(id, 'wrong', true), 'wrong-token');
  assert.equal(store.keepTrace('unknown', 'wrong', true), 'unknown');
  assert.equal(store.traceOf(id)?.kept, false);
});

test('the ended traces of a name are found, newest first', async (context) => {
  const store = openInMemory(context);
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const { id } = store.createTrace(question, 'lab', { breadth: 'path' });
    store.append(id, log);
    ids.push(id);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  store.createTrace(question, 'lab');
  const future = '9999-01-01T00:00:00.000Z';
  const found = store.tracesOf('www.example.test', future, 2);
  assert.deepEqual(
    found.map(({ id }) => id),
    ids.toReversed().slice(0, 2),
  );
  assert.deepEqual(found[0]?.options, { breadth: 'path' });
  const older = store.tracesOf('www.example.test', found[1]!.createdAt, 2);
  assert.deepEqual(
    older.map(({ id }) => id),
    [ids[0]],
  );
  assert.deepEqual(store.tracesOf('other.example.test', future, 2), []);
});

test('a second process is told that the store is in use', async (context) => {
  const directory = await temporaryDirectory(context);
  const store = openStore(directory);
  assert.throws(
    () => openStore(directory),
    (error) => error instanceof StoreError && /in use/.test(error.message),
  );
  store.close();
  openStore(directory).close();
});

test('a store written by a newer version is left alone', async (context) => {
  const directory = await temporaryDirectory(context);
  openStore(directory).close();
  const database = new DatabaseSync(join(directory, 'delegraph.sqlite'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  assert.throws(
    () => openStore(directory),
    (error) => error instanceof StoreError && /newer version/.test(error.message),
  );
});

test('a killed server loses nothing it had acknowledged, and its trace ends as interrupted', async (context) => {
  const directory = await temporaryDirectory(context);
  const writer = join(import.meta.dirname, 'testing/append-until-killed.ts');
  const acknowledged: { id: string; seq: number }[] = [];
  for (const kills of [5, 40, 120]) {
    const child = spawn(process.execPath, [writer, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (lines.length === kills) child.kill('SIGKILL');
    }
    await exit;
    acknowledged.push({ id: lines[0]!, seq: Number(lines.at(-1)) });
  }

  const store = openStore(directory);
  const { app } = await testApp(context, { store });
  for (const { id, seq } of acknowledged) {
    const events = store.eventsAfter(id, -1);
    assert.ok(events.length > seq + 1);
    assert.deepEqual(
      events.map((event) => event.seq),
      [...events.keys()],
    );
    assert.deepEqual(events.at(-1), {
      type: 'trace-ended',
      status: 'interrupted',
      reason: 'The server stopped before the trace was finished.',
      seq: events.length - 1,
      atMs: events.length - 2,
    });
    const document = await app.inject(`/api/traces/${id}`);
    assert.equal(document.json().status, 'interrupted');
  }
});

function openInMemory(context: TestContext) {
  const store = openStore(':memory:');
  context.after(() => store.close());
  return store;
}

async function temporaryDirectory(context: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'delegraph-'));
  context.after(() => rm(directory, { recursive: true }));
  return directory;
}
