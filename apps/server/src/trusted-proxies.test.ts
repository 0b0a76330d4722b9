import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptedEngine } from './testing/scripted-engine.ts';
import { testApp } from './testing/test-app.ts';

const PROXY = '10.0.0.7';

/** With traces that do not end by themselves. */
const behindAProxy = () => ({
  trustedProxies: ['10.0.0.0/8'],
  engine: scriptedEngine({ pace: 'released' }),
});

test('behind a trusted proxy each visitor has limits of their own, and permalinks its address', async (context) => {
  const { app } = await testApp(context, behindAProxy());
  const start = (visitor: string, name: string) =>
    app.inject({
      method: 'POST',
      url: '/api/traces',
      payload: { name },
      remoteAddress: PROXY,
      headers: {
        'x-forwarded-for': visitor,
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'dns.example.test',
      },
    });
  const first = await start('192.0.2.1', 'a.example.test');
  assert.equal(new URL(first.json().url).origin, 'https://dns.example.test');
  assert.equal((await start('192.0.2.1', 'b.example.test')).statusCode, 201);
  assert.equal((await start('192.0.2.1', 'c.example.test')).statusCode, 429);
  assert.equal((await start('192.0.2.2', 'c.example.test')).statusCode, 201);
});

test('nobody else is believed: whoever writes X-Forwarded-For asks for themselves', async (context) => {
  const { app } = await testApp(context, behindAProxy());
  const start = (name: string, visitor: string) =>
    app.inject({
      method: 'POST',
      url: '/api/traces',
      payload: { name },
      remoteAddress: '192.0.2.9',
      headers: { 'x-forwarded-for': visitor, 'x-forwarded-host': 'evil.example.test' },
    });
  const first = await start('a.example.test', '127.0.0.1');
  assert.notEqual(new URL(first.json().url).hostname, 'evil.example.test');
  assert.equal((await start('b.example.test', '127.0.0.2')).statusCode, 201);
  assert.equal((await start('c.example.test', '127.0.0.3')).statusCode, 429);
});
