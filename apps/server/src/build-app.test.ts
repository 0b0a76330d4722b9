import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptedEngine } from './testing/scripted-engine.ts';
import { testApp } from './testing/test-app.ts';

test('every answer has the security headers', async (context) => {
  const { app, start } = await testApp(context);
  const { id } = await start('www.example.test');
  for (const path of [
    '/',
    '/healthz',
    '/api/gallery',
    `/api/traces/${id}`,
    '/api/unknown',
    `/t/${id}.json`,
  ]) {
    const { headers } = await app.inject(path);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'self'/, path);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /upgrade-insecure-requests/);
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }
});

test('an unknown path and an unknown method are problems too', async (context) => {
  const { app } = await testApp(context);
  for (const request of [
    { method: 'GET', url: '/api/unknown?x=1' },
    { method: 'PUT', url: '/api/traces' },
    { method: 'GET', url: '/%zz' },
  ] as const) {
    const response = await app.inject(request);
    assert.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8', request.url);
    assert.equal(response.statusCode, request.url === '/%zz' ? 400 : 404);
    assert.equal(response.json().status, response.statusCode);
  }
});

test('the gallery lists the scenarios of the lab', async (context) => {
  const { app, engine } = await testApp(context);
  const response = await app.inject('/api/gallery');
  assert.deepEqual(response.json(), { scenarios: engine.gallery });
});

test('a server is alive, and ready when it can write and the lab is up', async (context) => {
  const { app } = await testApp(context);
  assert.deepEqual((await app.inject('/healthz')).json(), { status: 'ok' });
  assert.equal((await app.inject('/readyz')).statusCode, 200);
});

test('a server that cannot write is alive but not ready', async (context) => {
  const { app, store } = await testApp(context);
  context.mock.method(store, 'checkWritable', () => {
    throw new Error('attempt to write a readonly database');
  });
  assert.equal((await app.inject('/healthz')).statusCode, 200);
  const response = await app.inject('/readyz');
  assert.equal(response.statusCode, 503);
  assert.equal(response.json().code, 'not-ready');
});

test('a server without its lab is not ready', async (context) => {
  const engine = { ...scriptedEngine(), isUp: () => false };
  const { app } = await testApp(context, { engine });
  assert.equal((await app.inject('/readyz')).statusCode, 503);
});
