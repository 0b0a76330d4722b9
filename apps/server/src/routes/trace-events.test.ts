import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventLog, questionFor, scriptedEngine } from '../testing/scripted-engine.ts';
import { allMessages, messagesOf, testApp } from '../testing/test-app.ts';

const log = eventLog(questionFor('www.example.test'));

test('a stream names itself so that no proxy holds it back', async (context) => {
  const server = await testApp(context);
  const { id } = await server.start('www.example.test');
  const response = await fetch(`${await server.listen()}/api/traces/${id}/events`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(response.headers.get('cache-control'), 'no-cache, no-transform');
  assert.equal(response.headers.get('x-accel-buffering'), 'no');
  assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  assert.match(await response.text(), /^retry: 2000\n\nid: 0\ndata: \{.*\}\n\n/);
});

test('the log in one piece is what is stored so far', async (context) => {
  const server = await testApp(context, { engine: scriptedEngine({ pace: 'released' }) });
  const { id } = await server.start('www.example.test');
  const url = `${await server.listen()}/api/traces/${id}/log`;
  const messages = messagesOf(await fetch(url.replace(/log$/u, 'events')));
  server.engine.traces[0]!.release(1);
  await messages.next();
  const begun = await fetch(url);
  assert.equal(begun.headers.get('cache-control'), 'no-store');
  assert.equal(await begun.text(), `${JSON.stringify(log[0])}\n`);
  server.engine.traces[0]!.release(100);
  while ((await messages.next()).done !== true);
  const ended = await fetch(url);
  assert.equal(ended.headers.get('content-type'), 'application/x-ndjson; charset=utf-8');
  assert.equal(ended.headers.get('cache-control'), 'private, no-cache');
  assert.equal(await ended.text(), log.map((event) => `${JSON.stringify(event)}\n`).join(''));
});

test('a live stream has each event as it happens, in order, once, and then ends', async (context) => {
  const server = await testApp(context, { engine: scriptedEngine({ pace: 'released' }) });
  const { id } = await server.start('www.example.test');
  const messages = messagesOf(await fetch(`${await server.listen()}/api/traces/${id}/events`));
  for (const event of log) {
    server.engine.traces[0]!.release(1);
    const { value } = await messages.next();
    assert.deepEqual(value, { id: String(event.seq), event: 'message', data: JSON.stringify(event) });
  }
  assert.deepEqual((await messages.next()).value, { id: '', event: 'end', data: '{}' });
  assert.equal((await messages.next()).done, true);
});

test('from wherever a reader was cut off, it gets exactly the rest', async (context) => {
  const server = await testApp(context);
  const { id } = await server.start('www.example.test');
  const url = `${await server.listen()}/api/traces/${id}/events`;
  for (const { seq } of log.slice(0, -1)) {
    const resumed = await allMessages(
      await fetch(`${url}?after=0`, { headers: { 'last-event-id': String(seq) } }),
    );
    assert.deepEqual(
      resumed.map((message) => message.data),
      [...log.slice(seq + 1).map((event) => JSON.stringify(event)), '{}'],
    );
    assert.deepEqual(await allMessages(await fetch(`${url}?after=${seq}`)), resumed);
  }
});

test('a reader that comes back to a running trace gets the rest as it happens', async (context) => {
  const server = await testApp(context, { engine: scriptedEngine({ pace: 'released' }) });
  const { id } = await server.start('www.example.test');
  const url = `${await server.listen()}/api/traces/${id}/events`;
  server.engine.traces[0]!.release(3);
  for await (const message of messagesOf(await fetch(url))) if (message.id === '2') break;
  const rest = allMessages(await fetch(url, { headers: { 'last-event-id': '2' } }));
  server.engine.traces[0]!.release(100);
  assert.deepEqual(
    (await rest).map((message) => message.id),
    ['3', '4', '5', '6', '7', '8', '9', ''],
  );
});

test('a reader that has everything of an ended trace is told not to come back', async (context) => {
  const server = await testApp(context);
  const { id } = await server.start('www.example.test');
  const url = `${await server.listen()}/api/traces/${id}/events`;
  await allMessages(await fetch(url));
  for (const seen of ['9', '10', '999']) {
    assert.equal((await fetch(url, { headers: { 'last-event-id': seen } })).status, 204);
  }
  assert.equal((await fetch(`${url}?after=9`)).status, 204);
});

test('an event id that is none of ours starts the replay anew', async (context) => {
  const server = await testApp(context);
  const { id } = await server.start('www.example.test');
  const url = `${await server.listen()}/api/traces/${id}/events`;
  const messages = await allMessages(await fetch(url, { headers: { 'last-event-id': 'x' } }));
  assert.equal(messages.length, log.length + 1);
  assert.equal((await fetch(`${url}?after=x`)).status, 400);
});

test('who follows a trace hears that the server stops it', async (context) => {
  const server = await testApp(context, { engine: scriptedEngine({ pace: 'released' }) });
  const { id } = await server.start('www.example.test');
  const messages = messagesOf(await fetch(`${await server.listen()}/api/traces/${id}/events`));
  server.engine.traces[0]!.release(1);
  await messages.next();
  const [, last] = await Promise.all([server.app.close(), messages.next()]);
  assert.equal(JSON.parse(last.value!.data).status, 'interrupted');
});

test('a client follows eight traces at a time', async (context) => {
  const engine = scriptedEngine({ pace: 'released' });
  const { app, start } = await testApp(context, { engine });
  const { id } = await start('www.example.test');
  // Awaited inside: an injected request begins when somebody waits for it.
  const follow = async () =>
    await app.inject({ url: `/api/traces/${id}/events`, remoteAddress: '192.0.2.7' });
  const open = Array.from({ length: 8 }, follow);
  const refused = await follow();
  assert.equal(refused.statusCode, 429);
  assert.equal(refused.json().code, 'too-many-streams');
  assert.equal(refused.headers['retry-after'], '5');
  engine.traces[0]!.release(Infinity);
  for (const { statusCode } of await Promise.all(open)) assert.equal(statusCode, 200);
  assert.equal((await follow()).statusCode, 200);
});

test('a trace that waits has its place in the stream, which is no event of it', async (context) => {
  const server = await testApp(context, { engine: scriptedEngine({ pace: 'released' }) });
  for (let i = 0; i < 33; i += 1) await server.start(`n${i}.example.test`);
  const { id } = await server.start('www.example.test');
  const url = `${await server.listen()}/api/traces/${id}`;
  const messages = messagesOf(await fetch(`${url}/events`));
  assert.deepEqual((await messages.next()).value, queued(2));
  assert.equal(((await (await fetch(url)).json()) as { placeInQueue: number }).placeInQueue, 2);
  for (const [i, expected] of [
    queued(1),
    { id: '0', event: 'message', data: JSON.stringify(log[0]) },
  ].entries()) {
    server.engine.traces[i]!.release(100);
    const next = messages.next();
    while (server.engine.traces.length < 33 + i) await new Promise((resolve) => setImmediate(resolve));
    server.engine.traces[33]?.release(100);
    assert.deepEqual((await next).value, expected);
  }
  const document = (await (await fetch(url)).json()) as object;
  assert.equal('placeInQueue' in document, false);
  const stored = await (await fetch(`${url}/log`)).text();
  assert.ok(!stored.includes('place'));
});

function queued(place: number) {
  const question = questionFor('www.example.test');
  const data = JSON.stringify({ place, question, profile: 'internet', options: {} });
  return { id: '', event: 'queued', data };
}
