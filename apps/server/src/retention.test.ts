import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expireTraces, expiryOf } from './retention.ts';
import { openStore } from './store.ts';
import { eventLog, questionFor } from './testing/scripted-engine.ts';
import { SHARING, testApp } from './testing/test-app.ts';

const question = questionFor('www.example.test');
const DAY_MS = 86_400_000;

test('a trace goes after its days, unless it is kept or all are', () => {
  const createdAt = '2026-01-02T03:04:05.678Z';
  assert.equal(expiryOf({ createdAt, kept: false }, 90), '2026-04-02T03:04:05.678Z');
  assert.equal(expiryOf({ createdAt, kept: true }, 90), null);
  assert.equal(expiryOf({ createdAt, kept: false }, null), null);
});

test('every overdue trace goes, however many there are, and none before its time', async (context) => {
  const store = openStore(':memory:');
  context.after(() => store.close());
  const ids = Array.from({ length: 45 }, () => {
    const { id } = store.createTrace(question, 'lab');
    store.append(id, eventLog(question));
    return id;
  });
  await expireTraces(store, 90, new Date(Date.now() + 89 * DAY_MS));
  assert.ok(ids.every((id) => store.traceOf(id)?.gone === null));
  await expireTraces(store, 90, new Date(Date.now() + 91 * DAY_MS));
  assert.ok(ids.every((id) => store.traceOf(id)?.gone === 'expired'));
});

test('who started a trace learns how long it stays and can keep it', async (context) => {
  const { app, store, start } = await testApp(context);
  const { id, deleteToken, expiresAt } = (await start('www.example.test')) as Record<string, string>;
  while (!store.traceOf(id!)?.ended) await new Promise((resolve) => setImmediate(resolve));
  const url = `/api/traces/${id}/retention`;
  const where = { listed: false, url: `http://localhost:80/t/${id}` };
  assert.deepEqual((await app.inject(url)).json(), { keep: false, expiresAt, ...where });
  const put = (payload: object, token: string) =>
    app.inject({ method: 'PUT', url, payload, headers: { authorization: `Bearer ${token}` } });
  assert.equal((await put({ keep: true }, 'wrong')).statusCode, 403);
  assert.equal((await put({ keep: 'for ever' }, deleteToken!)).statusCode, 400);
  assert.deepEqual((await put({ keep: true }, deleteToken!)).json(), {
    keep: true,
    expiresAt: null,
    ...where,
  });
  await expireTraces(store, 90, new Date(Date.now() + 1000 * DAY_MS));
  assert.equal((await app.inject(`/api/traces/${id}`)).statusCode, 200);
  assert.deepEqual((await put({ keep: false }, deleteToken!)).json(), { keep: false, expiresAt, ...where });
});

test('where traces are listed, and under another name, whoever shares one is told', async (context) => {
  const sharing = { ...SHARING, retentionDays: null, history: true };
  const { app, start } = await testApp(context, { sharing, publicUrl: 'https://dns.example.test' });
  const { id } = await start('www.example.test');
  assert.deepEqual((await app.inject(`/api/traces/${id}/retention`)).json(), {
    keep: false,
    expiresAt: null,
    listed: true,
    url: `https://dns.example.test/t/${id}`,
  });
});

test('an expired trace looks like a deleted one, with another word', async (context) => {
  const { app, store, start } = await testApp(context);
  const { id } = await start('www.example.test');
  while (!store.traceOf(id)?.ended) await new Promise((resolve) => setImmediate(resolve));
  await expireTraces(store, 90, new Date(Date.now() + 91 * DAY_MS));
  for (const path of [`/api/traces/${id}`, `/api/traces/${id}/retention`, `/t/${id}.json`]) {
    const response = await app.inject(path);
    assert.equal(response.statusCode, 410);
    assert.equal(response.json().code, 'trace-expired');
    assert.match(response.json().detail, /^It expired on \d{4}-\d\d-\d\d: /);
  }
  const picture = await app.inject(`/t/${id}.svg`);
  assert.equal(picture.statusCode, 200);
  assert.match(picture.body, />trace expired</);
});

test('the digest of the log is in the document and in a header, and is that of the events', async (context) => {
  const { app, store, start } = await testApp(context);
  const { id } = await start('www.example.test');
  while (!store.traceOf(id)?.ended) await new Promise((resolve) => setImmediate(resolve));
  const { headers, body } = await app.inject(`/api/traces/${id}`);
  assert.equal(headers['x-log-sha256'], store.traceOf(id)?.logSha256);
  assert.equal(JSON.parse(body).logSha256, store.traceOf(id)?.logSha256);
});
