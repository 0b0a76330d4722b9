import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { RENDERER_VERSION } from '@delegraph/diagram';
import { type TestContext, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { describeFinding, verdictOf } from '@delegraph/diagnosis';
import { pngSize, pngTexts } from '../testing/read-png.ts';
import { type ScriptedEngine, eventLog, scriptedEngine } from '../testing/scripted-engine.ts';
import { testApp } from '../testing/test-app.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const ADDRESS = 'https://dns.example.test';

/** A server with one ended trace, and its paths. */
async function served(context: TestContext, engine: ScriptedEngine = scriptedEngine()) {
  const server = await testApp(context, { engine, publicUrl: ADDRESS });
  const { id, deleteToken } = await server.start('www.example.test');
  while (!server.store.traceOf(id)?.ended) await new Promise((resolve) => setImmediate(resolve));
  const get = (suffix: string, headers: Record<string, string> = {}) =>
    server.app.inject({ url: `/t/${id}${suffix}`, headers });
  return { ...server, id, deleteToken: deleteToken!, get };
}

/** An engine that plays a trace recorded in the lab, with the words of the diagnosis. */
async function labEngine(name: string): Promise<ScriptedEngine> {
  const { events } = await traceIn(labTree, `${name} A`);
  return {
    ...scriptedEngine({ play: () => events }),
    words: {
      verdict: (state) => verdictOf(state).sentence,
      tone: (state) => verdictOf(state).tone,
      experience: () => null,
      dependencies: () => null,
      describe: describeFinding,
    },
  };
}

test('an SVG stands alone and says what it is', async (context) => {
  const { get } = await served(context);
  const { statusCode, headers, body } = await get('.svg');
  assert.equal(statusCode, 200);
  assert.equal(headers['content-type'], 'image/svg+xml; charset=utf-8');
  assert.match(
    body,
    /^<svg [^>]*viewBox="[^"]+" width="1200" height="\d+" role="img">\n<title>www\.example\.test A: /,
  );
  assert.match(body, /\n<desc>.+<\/desc>\n/);
  assert.doesNotMatch(body, /<script|<foreignObject|href|<image|url\(|@import/i);
  assert.equal(headers['content-security-policy'], "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  assert.equal(headers['access-control-allow-origin'], '*');
});

test('theme, width, scope, findings and metadata are as asked for', async (context) => {
  const { get } = await served(context);
  assert.match((await get('.svg?theme=auto')).body, /@media \(prefers-color-scheme:dark\)/);
  assert.match((await get('.svg?theme=dark')).body, /\.ground\{fill:#0d1117\}/);
  assert.match((await get('.svg?w=320')).body, / width="320" /);
  assert.match((await get('.svg')).body, />About no-ipv6-here\.</);
  assert.doesNotMatch((await get('.svg?findings=0')).body, />About no-ipv6-here\.</);
  assert.match((await get('.svg')).body, /<metadata>/);
  assert.doesNotMatch((await get('.svg?meta=0')).body, /<metadata>/);
  assert.equal((await get('.svg?scope=problems')).statusCode, 200);
  assert.equal((await get('.svg?scope=lookup:0')).statusCode, 200);
  assert.equal((await get('.svg?scope=lookup:9')).statusCode, 404);
});

test('without addresses a picture names servers only, carries no log, and is another picture to a cache', async (context) => {
  const { get } = await served(context, await labEngine('www.lame-refused.test'));
  const [open, hidden] = [await get('.svg'), await get('.svg?addresses=0')];
  assert.match(open.body, /203\.0\.113\.13/);
  assert.doesNotMatch(hidden.body, /\b(?:192\.0\.2|203\.0\.113|198\.51\.100)\.|2001:db8/);
  assert.match(hidden.body, />ns3\.lame-refused\.test</);
  assert.match(hidden.body, /<trace [^>]*address="[^"]+"><\/trace>/);
  assert.notEqual(hidden.headers['etag'], open.headers['etag']);
  const [openPng, hiddenPng] = [await get('.png'), await get('.png?addresses=0')];
  assert.ok(pngTexts(openPng.rawPayload).has('delegraph'));
  assert.ok(!pngTexts(hiddenPng.rawPayload).has('delegraph'));
  assert.notEqual(hiddenPng.headers['etag'], openPng.headers['etag']);
  const [card, hiddenCard] = [await get('/card.png'), await get('/card.png?addresses=0')];
  assert.notEqual(hiddenCard.headers['etag'], card.headers['etag']);
});

for (const query of [
  'theme=pink',
  'w=319',
  'w=3201',
  'w=wide',
  'scale=3',
  'scope=lookup:x',
  'findings=2',
  'addresses=no',
  'v=0',
]) {
  test(`?${query} is refused`, async (context) => {
    const { get } = await served(context);
    assert.equal((await get(`.svg?${query}`)).statusCode, 400);
  });
}

test('a PNG is as wide as asked for, within what may be drawn', async (context) => {
  const { get } = await served(context);
  assert.equal((await get('.png?theme=auto')).statusCode, 400);
  for (const [query, width] of [
    ['', 1200],
    ['?w=400', 400],
    ['?w=400&scale=2', 800],
    ['?w=3200&scale=2', 4096],
  ] as const) {
    const { headers, rawPayload } = await get(`.png${query}`);
    assert.equal(headers['content-type'], 'image/png');
    assert.equal(pngSize(rawPayload).width, width, query);
  }
});

test('both pictures carry the log of the trace as it is stored', async (context) => {
  const { id, get, store } = await served(context);
  const { text } = store.logOf(id);
  const [, address, packed] = /<trace [^>]*address="([^"]+)" coding="zlib base64">([^<]+)</.exec(
    (await get('.svg')).body,
  )!;
  assert.equal(address, `${ADDRESS}/t/${id}`);
  assert.equal(inflateSync(Buffer.from(packed!, 'base64')).toString(), text);

  const texts = pngTexts((await get('.png')).rawPayload);
  assert.equal(texts.get('delegraph'), text);
  assert.equal(texts.get('Source'), `${ADDRESS}/t/${id}`);
  assert.equal(pngTexts((await get('.png?meta=0')).rawPayload).get('delegraph'), undefined);
});

test('a log too large for a picture stays at its address', async (context) => {
  const engine = scriptedEngine({
    play: (question) =>
      eventLog(question).map((event) =>
        event.type === 'response-received'
          ? { ...event, wire: randomBytes(100_000).toString('base64') }
          : event,
      ),
  });
  const { id, get } = await served(context, engine);
  const { body } = await get('.svg');
  assert.ok(body.length < 150_000);
  assert.match(body, new RegExp(`<trace [^>]*address="${ADDRESS}/t/${id}"></trace>`));
  const texts = pngTexts((await get('.png')).rawPayload);
  assert.equal(texts.get('Source'), `${ADDRESS}/t/${id}`);
  assert.equal(texts.get('delegraph'), undefined);
});

test('a picture is kept for good only when the trace has ended and the link names the renderer', async (context) => {
  const { get } = await served(context);
  for (const suffix of ['.svg', '.png', '/card.png']) {
    assert.equal((await get(`${suffix}?v=${RENDERER_VERSION}`)).headers['cache-control'], IMMUTABLE, suffix);
    const plain = await get(suffix);
    assert.equal(plain.headers['cache-control'], 'public, max-age=300, stale-while-revalidate=86400');
    assert.equal(plain.headers['last-modified'], 'Fri, 02 Jan 2026 03:04:05 GMT');
  }
});

test('who has the picture already is told that it is the same', async (context) => {
  const { get } = await served(context);
  for (const suffix of ['.svg', '.png']) {
    const { headers } = await get(suffix);
    const etag = String(headers.etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
      assert.equal((await get(suffix, { 'if-none-match': known })).statusCode, 304, known);
    assert.equal((await get(suffix, { 'if-none-match': '"other"' })).statusCode, 200);
    const since = String(headers['last-modified']);
    assert.equal((await get(suffix, { 'if-modified-since': since })).statusCode, 304);
    assert.equal(
      (await get(suffix, { 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).statusCode,
      200,
    );
  }
});

test('a part of a picture can be had, and its head alone', async (context) => {
  const { app, id, get } = await served(context);
  const { rawPayload: whole, headers } = await get('.png');
  const part = await get('.png', { range: 'bytes=10-19' });
  assert.equal(part.statusCode, 206);
  assert.deepEqual(part.rawPayload, whole.subarray(10, 20));
  assert.equal(part.headers['content-range'], `bytes 10-19/${whole.length}`);
  assert.deepEqual((await get('.png', { range: 'bytes=-4' })).rawPayload, whole.subarray(-4));
  assert.equal((await get('.png', { range: 'bytes=99999999-' })).statusCode, 416);
  assert.equal((await get('.png', { range: 'bytes=0-1,4-5' })).statusCode, 200);
  assert.equal((await get('.png', { range: 'bytes=0-1', 'if-range': '"other"' })).statusCode, 200);
  assert.equal((await get('.png', { range: 'bytes=0-1', 'if-range': String(headers.etag) })).statusCode, 206);

  const head = await app.inject({ method: 'HEAD', url: `/t/${id}.png` });
  assert.equal(head.statusCode, 200);
  assert.equal(head.headers['content-length'], String(whole.length));
  assert.equal(head.rawPayload.length, 0);
});

test('while the trace runs its picture says so, and nobody keeps it', async (context) => {
  const engine = scriptedEngine({ pace: 'released' });
  const { app, store, start } = await testApp(context, { engine });
  const { id } = await start('www.example.test');
  engine.traces[0]!.release(5);
  while ((store.lastEventOf(id)?.seq ?? -1) < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const suffix of ['.svg', '.png', '/card.png']) {
    const { statusCode, headers } = await app.inject(`/t/${id}${suffix}?v=${RENDERER_VERSION}`);
    assert.equal(statusCode, 200);
    assert.equal(headers['cache-control'], 'no-store');
  }
  const { body } = await app.inject(`/t/${id}.svg`);
  assert.match(body, />Running, not final: /);
  assert.doesNotMatch(body, /coding="zlib base64"/);
});

test('a deleted trace leaves a grey picture, so that pages with it stay whole', async (context) => {
  const { app, id, deleteToken, get } = await served(context);
  await app.inject({ method: 'DELETE', url: `/api/traces/${id}?token=${deleteToken}` });
  const { statusCode, headers, body } = await get(`.svg?v=${RENDERER_VERSION}`);
  assert.equal(statusCode, 200);
  assert.equal(headers['cache-control'], 'public, max-age=300');
  assert.match(body, />trace removed</);
  assert.doesNotMatch(body, /www\.example\.test/);
  assert.equal((await get('.png')).statusCode, 200);
  assert.deepEqual(pngSize((await get('/card.png')).rawPayload), { width: 1200, height: 630 });
});

test('there is no picture of a trace that never was', async (context) => {
  const { app } = await testApp(context);
  for (const suffix of ['.svg', '.png', '/card.png'])
    assert.equal((await app.inject(`/t/unknown${suffix}`)).statusCode, 404);
});

for (const name of ['www.shop.test', 'www.long-chain.test', 'www.all-lame.test']) {
  test(`the pictures of ${name} are small enough to be sent around`, async (context) => {
    const { get } = await served(context, await labEngine(name));
    assert.ok((await get('.svg?theme=auto')).rawPayload.length <= 150_000);
    assert.ok((await get('.png')).rawPayload.length <= 400_000);
    const card = (await get('/card.png')).rawPayload;
    assert.ok(card.length <= 400_000);
    assert.deepEqual(pngSize(card), { width: 1200, height: 630 });
    assert.deepEqual(pngSize((await get('/card.png?w=600')).rawPayload), { width: 600, height: 315 });
  });
}
