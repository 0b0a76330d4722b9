import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { labScenarios } from '@delegraph/lab';
import { eventLines } from '@delegraph/report';
import { recordScenario } from '../record-scenario.ts';
import { SHARING, type TestApp, testApp } from '../testing/test-app.ts';

const NDJSON = 'application/x-ndjson';
const events = await recordScenario(labScenarios.find(({ id }) => id === 'lame-refused')!);
const log = eventLines(events);
const question = events[0]!.type === 'trace-started' ? events[0]!.question : null;

interface Uploaded {
  id: string;
  url: string;
  name: string;
  notes: string[];
  deleteToken?: string;
  expiresAt: string | null;
}

function openApp(context: TestContext, sharing: Partial<typeof SHARING> = {}): Promise<TestApp> {
  return testApp(context, { sharing: { ...SHARING, uploads: true, history: true, ...sharing } });
}

function upload({ app }: TestApp, payload: string, more: { remoteAddress?: string; type?: string } = {}) {
  const { type = NDJSON, ...others } = more;
  return app.inject({
    method: 'POST',
    url: '/api/traces',
    headers: { 'content-type': type },
    payload,
    ...others,
  });
}

test('nothing is taken where the operator has not allowed it, and nothing of it is read', async (context) => {
  const server = await openApp(context, { uploads: false });
  const response = await upload(server, 'no log');
  assert.equal(response.statusCode, 403);
  assert.partialDeepStrictEqual(response.json(), { code: 'uploads-off' });
});

test('an uploaded log is a trace like others: its link, its token, its time', async (context) => {
  const server = await openApp(context);
  const response = await upload(server, log, { type: `${NDJSON}; charset=utf-8` });
  assert.equal(response.statusCode, 201);
  const { id, url, deleteToken, expiresAt, ...others } = response.json<Uploaded>();
  assert.equal(response.headers.location, `/api/traces/${id}`);
  assert.equal(url, `http://localhost:80/t/${id}`);
  assert.deepEqual(others, { ...question, profile: 'lab', notes: [] });
  assert.match(expiresAt ?? '', /^\d{4}-/);
  assert.equal((await server.app.inject(`/t/${id}.ndjson`)).body, log);
  const deletion = await server.app.inject({
    method: 'DELETE',
    url: `/api/traces/${id}`,
    headers: { authorization: `Bearer ${deleteToken}` },
  });
  assert.equal(deletion.statusCode, 204);
});

test('wherever an uploaded trace is shown it is said to be one', async (context) => {
  const server = await openApp(context);
  const { app, store } = server;
  const { id } = (await upload(server, log)).json<Uploaded>();
  const uploadedAt = store.traceOf(id)!.createdAt;
  const bodyOf = async (path: string) => {
    const response = await app.inject(path);
    assert.equal(response.statusCode, 200, path);
    return response.body.replaceAll(/\s+/g, ' ');
  };
  assert.equal(
    (JSON.parse(await bodyOf(`/api/traces/${id}`)) as { uploadedAt: string }).uploadedAt,
    uploadedAt,
  );
  assert.equal((JSON.parse(await bodyOf(`/t/${id}.json`)) as { uploadedAt: string }).uploadedAt, uploadedAt);
  const day = uploadedAt.slice(0, 10);
  assert.match(await bodyOf(`/t/${id}.txt`), new RegExp(`^; Uploaded from a file on ${day}: the server`));
  assert.match(await bodyOf(`/t/${id}.txt`), /as an uploaded file says/);
  assert.match(await bodyOf(`/t/${id}.md`), /> Uploaded from a file on .* did not ask these questions/);
  assert.match(await bodyOf(`/t/${id}.mmd`), /uploaded\["Uploaded from a file/);
  assert.match(await bodyOf(`/t/${id}.dot`), /\(uploaded from a file\)/);
  assert.match(
    await bodyOf(`/t/${id}.svg`),
    />Uploaded, not asked by this server · www\.lame-refused\.test A · /,
  );
  const { title } = JSON.parse(await bodyOf(`/oembed?url=http://localhost/t/${id}`)) as { title: string };
  assert.match(title, / · uploaded from a file$/);
  for (const path of [`/api/traces/${id}/log`, `/t/${id}.ndjson`, `/t/${id}.pcap`, `/t/${id}.dns.json`])
    assert.equal((await app.inject(path)).headers['x-uploaded-at'], uploadedAt, path);
  // The log itself stays as it came.
  assert.ok(!store.logOf(id).text.includes('uploaded'));
});

test('who follows an uploaded trace hears first that it is one', async (context) => {
  const server = await openApp(context);
  const { id } = (await upload(server, log)).json<Uploaded>();
  const { body } = await server.app.inject(`/api/traces/${id}/events`);
  assert.match(body, /^retry: 2000\n\nevent: uploaded\ndata: \{"uploadedAt":"[^"]+"\}\n\nid: 0\n/);
});

test('an uploaded trace is in no history and behind no badge', async (context) => {
  const server = await openApp(context);
  await upload(server, log);
  const name = question!.name;
  const listed = (await server.app.inject(`/api/names/${name}/traces`)).json<{ traces: unknown[] }>();
  assert.deepEqual(listed.traces, []);
  assert.match((await server.app.inject(`/d/${name}`)).body, /No trace of this name is stored here/);
  const badge = (await server.app.inject(`/badge/${name}.json?profile=lab`)).json<{ message: string }>();
  assert.equal(badge.message, 'not traced');
});

test('a log that was made here leads to the trace made here; one that was uploaded is no such', async (context) => {
  const server = await openApp(context);
  const { store } = server;
  const first = (await upload(server, log)).json<Uploaded>();
  const second = (await upload(server, log)).json<Uploaded>();
  assert.notEqual(second.id, first.id);
  assert.notEqual(second.deleteToken, undefined);

  const { id } = store.createTrace(question!, 'lab');
  store.append(id, events);
  const response = await upload(server, log);
  assert.equal(response.statusCode, 200);
  const own = response.json<Uploaded>();
  assert.deepEqual([own.id, own.deleteToken], [id, undefined]);
  assert.match(own.notes[0]!, /its own trace/);
  const { headers } = await server.app.inject(`/t/${id}.ndjson`);
  assert.equal(headers['x-uploaded-at'], undefined);
});

test('findings of another program are replaced, and whoever uploads is told', async (context) => {
  const server = await openApp(context);
  const bare = events
    .filter(({ type }) => type !== 'finding-raised')
    .map((event, seq) => ({ ...event, seq }));
  const { id, notes } = (await upload(server, eventLines(bare))).json<Uploaded>();
  assert.match(notes[0]!, /^The findings were made anew/);
  assert.equal((await server.app.inject(`/t/${id}.ndjson`)).body, log);
});

test('what is no log is refused with the reason, and nothing of it is stored', async (context) => {
  const server = await openApp(context);
  for (const [text, reason] of [
    [log.replace('"seq":3', '"seq":4'), /its number is 4/],
    [(await server.app.inject('/api/sharing')).body, /^Line 1, type: /],
    ['{"schemaVersion":1}', /^This is a trace document/],
    ['', /empty|expected string/i],
  ] as const) {
    const response = await upload(server, text);
    assert.ok([400, 422].includes(response.statusCode), text.slice(0, 50));
    assert.match(response.json<{ detail: string }>().detail, reason);
  }
  assert.deepEqual(server.store.unfinished(), []);
  const large = await upload(server, 'x'.repeat(12_000_001));
  assert.equal(large.statusCode, 413);
});

test('a question has the octets it had, and comes as JSON only', async (context) => {
  const server = await openApp(context);
  const long = JSON.stringify({ name: 'x'.repeat(5_000) });
  assert.equal((await upload(server, long, { type: 'application/json' })).statusCode, 413);
  assert.equal((await upload(server, log, { type: 'text/plain' })).statusCode, 415);
  assert.equal(
    (await upload(server, JSON.stringify(log.slice(0, 99)), { type: 'application/json' })).statusCode,
    400,
  );
  const bare = await server.app.inject({ method: 'POST', url: '/api/traces' });
  assert.equal(bare.statusCode, 415);
  const json = { type: 'application/json; charset=utf-8' };
  assert.equal((await upload(server, '{"name":"www.example.test"}', json)).statusCode, 201);
});

test('uploads count as traces that a client starts', async (context) => {
  const server = await openApp(context);
  const remoteAddress = '192.0.2.1';
  for (let i = 0; i < 10; i += 1)
    assert.equal((await upload(server, 'no log', { remoteAddress })).statusCode, 422);
  const response = await upload(server, log, { remoteAddress });
  assert.equal(response.statusCode, 429);
  assert.ok(Number(response.headers['retry-after']) > 0);
  const question = '{"name":"www.example.test"}';
  const started = await upload(server, question, { remoteAddress, type: 'application/json' });
  assert.equal(started.statusCode, 429);
});

test('where too many wait to be checked, the next is told to come back', async (context) => {
  const server = await openApp(context);
  const all = await Promise.all(Array.from({ length: 20 }, () => upload(server, 'no log')));
  const codes = all.map(({ statusCode }) => statusCode);
  assert.equal(codes.filter((code) => code === 422).length, 8);
  const refused = all.filter(({ statusCode }) => statusCode === 503);
  assert.equal(refused.length, 12);
  assert.equal(refused[0]!.headers['retry-after'], '10');
});
