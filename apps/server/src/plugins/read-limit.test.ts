import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHARING, testApp } from '../testing/test-app.ts';

const CLIENT = '192.0.2.7';

test('a client reads 120 times a minute, then waits; others do not wait for it', async (context) => {
  let nowMs = 0;
  const { app, start } = await testApp(context, { nowMs: () => nowMs });
  const { id } = await start('www.example.test');
  const read = (suffix: string, remoteAddress = CLIENT) =>
    app.inject({ url: `/t/${id}${suffix}`, remoteAddress });
  for (let index = 0; index < 120; index += 1) {
    nowMs = index * 100;
    assert.equal((await read(['.txt', '.svg?meta=0', '.json'][index % 3]!)).statusCode, 200);
  }
  const refused = await read('.png');
  assert.equal(refused.statusCode, 429);
  assert.equal(refused.headers['retry-after'], '49');
  assert.match(String(refused.headers['content-type']), /^application\/problem\+json/u);
  assert.equal(refused.headers['cache-control'], 'no-store');
  assert.equal(refused.json().code, 'too-many-reads');
  assert.match(refused.json().detail, /^You can read 120 .* in one minute\.$/u);
  assert.equal((await read('.txt', '192.0.2.8')).statusCode, 200);
  assert.equal((await read('.txt', '127.0.0.1')).statusCode, 200);
  nowMs = 60_000;
  assert.equal((await read('.txt')).statusCode, 200);
});

test('every form, picture, comparison and list counts; the page, starting and asking how long it stays do not', async (context) => {
  const { app, start } = await testApp(context, {
    nowMs: () => 0,
    sharing: { ...SHARING, history: true },
  });
  const { id } = await start('www.example.test');
  const get = (url: string) => app.inject({ url, remoteAddress: CLIENT });
  for (let index = 0; index < 120; index += 1) await get(`/t/${id}.txt`);
  const counted = [
    ...['txt', 'md', 'json', 'ndjson', 'dns.json', 'mmd', 'dot', 'pcap', 'html', 'svg', 'png'].map(
      (suffix) => `/t/${id}.${suffix}`,
    ),
    `/t/${id}/card.png`,
    `/api/traces/${id}`,
    `/api/traces/${id}/log`,
    `/api/compare/${id}/${id}`,
    `/compare/${id}/${id}.txt`,
    `/compare/${id}/${id}.svg`,
    `/oembed?url=http://localhost:80/t/${id}`,
    '/badge/www.example.test.svg',
    '/badge/www.example.test.json',
    '/api/names/www.example.test/traces',
  ];
  for (const url of counted) assert.equal((await get(url)).statusCode, 429, url);
  const head = await app.inject({ method: 'HEAD', url: `/t/${id}.svg`, remoteAddress: CLIENT });
  assert.equal(head.statusCode, 429);
  const free = [
    '/',
    `/t/${id}`,
    `/t/${id}/www.example.test`,
    `/embed/${id}`,
    `/compare/${id}/${id}`,
    '/d/www.example.test',
    `/api/traces/${id}/retention`,
    '/api/profiles',
    '/readyz',
  ];
  for (const url of free) assert.notEqual((await get(url)).statusCode, 429, url);
});
