import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RENDERER_VERSION } from '@delegraph/diagram';
import { type TestContext, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { MAX_HEAD_OCTETS } from '../page-head.ts';
import { scriptedEngine } from '../testing/scripted-engine.ts';
import { SHARING, testApp } from '../testing/test-app.ts';

const INDEX = '<!doctype html><title>delegraph</title>';
const SCRIPT = 'console.log(1);'.repeat(100);

async function builtPage(context: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'delegraph-page-'));
  context.after(() => rm(directory, { recursive: true }));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'index.html'), INDEX);
  await writeFile(join(directory, 'icon.svg'), '<svg/>');
  await writeFile(join(directory, 'assets/page-1a2b.js'), SCRIPT);
  await writeFile(join(directory, 'assets/page-1a2b.js.br'), brotliCompressSync(SCRIPT));
  return directory;
}

test('the page is served at / and never kept without asking', async (context) => {
  const { app } = await testApp(context, { pageDirectory: await builtPage(context) });
  const response = await app.inject('/');
  assert.equal(response.statusCode, 200);
  assert.equal(response.body, INDEX);
  assert.match(String(response.headers['content-type']), /^text\/html/);
  assert.equal(response.headers['cache-control'], 'no-cache');
});

test('what has a hash in its name is kept for good, and sent compressed', async (context) => {
  const { app } = await testApp(context, { pageDirectory: await builtPage(context) });
  const url = '/assets/page-1a2b.js';
  const plain = await app.inject(url);
  assert.equal(plain.body, SCRIPT);
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable');
  const compressed = await app.inject({ url, headers: { 'accept-encoding': 'br' } });
  assert.equal(compressed.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(compressed.rawPayload).toString(), SCRIPT);
  assert.equal((await app.inject('/icon.svg')).headers['cache-control'], 'no-cache');
  assert.equal((await app.inject('/assets/page-9z.js')).statusCode, 404);
});

test('a permalink is the page, with the status of its trace', async (context) => {
  const { app, start } = await testApp(context, { pageDirectory: await builtPage(context) });
  const { id, deleteToken } = await start('www.example.test');
  for (const path of [`/t/${id}`, `/t/${id}/www.example.test`, `/embed/${id}`]) {
    const response = await app.inject(path);
    assert.equal(response.statusCode, 200, path);
    assert.equal(response.headers['cache-control'], 'no-cache');
    assert.match(response.body, /^<!doctype html>.*<title>. www\.example\.test/su);
  }
  const unknown = await app.inject('/t/unknown');
  assert.equal(unknown.statusCode, 404);
  assert.match(unknown.body, /<title>delegraph<\/title>\s+<meta name="robots" content="noindex">/);
  await app.inject({ method: 'DELETE', url: `/api/traces/${id}?token=${deleteToken}` });
  for (const path of [`/t/${id}`, `/embed/${id}`]) {
    const deleted = await app.inject(path);
    assert.equal(deleted.statusCode, 410);
    assert.doesNotMatch(deleted.body, /example/);
    assert.equal(deleted.headers.link, undefined);
  }
});

test('Slack reads what a link is: a part of the page, without running it', async (context) => {
  const { app, store, start } = await testApp(context, {
    pageDirectory: await builtPage(context),
    publicUrl: 'https://dns.example.test',
  });
  const { id } = await start('www.example.test');
  while (!store.traceOf(id)?.ended) await new Promise((resolve) => setImmediate(resolve));
  const url = `/t/${id}/www.example.test`;
  const head = await app.inject({ method: 'HEAD', url });
  assert.equal(head.statusCode, 200);
  const part = await app.inject({
    url,
    headers: { range: 'bytes=0-8191', 'user-agent': 'Slackbot-LinkExpanding 1.0' },
  });
  assert.ok(part.statusCode === 206 || part.statusCode === 200);
  const metas = metaOf(part.body);
  const title = '✔ www.example.test has 1 finding. · 2026-01-02 03:04Z';
  assert.ok(part.body.includes(`<title>${title}</title>`));
  const address = `https://dns.example.test/t/${id}`;
  assert.deepEqual(Object.fromEntries([...metas].filter(([name]) => name.startsWith('og:'))), {
    'og:type': 'website',
    'og:site_name': 'delegraph',
    'og:title': title,
    'og:description':
      'www.example.test has 1 finding. www.example.test A, nothing wrong found, asked from test.',
    'og:url': address,
    'og:image': `${address}/card.png?v=${RENDERER_VERSION}`,
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:type': 'image/png',
    'og:image:alt': title,
  });
  assert.equal(metas.get('twitter:card'), 'summary_large_image');
  assert.equal(metas.get('robots'), 'noindex');
  const card = await app.inject(metas.get('og:image')!.replace('https://dns.example.test', ''));
  assert.equal(card.headers['content-type'], 'image/png');
  assert.ok(card.rawPayload.length < 5_000_000);
});

test('Discord finds the oEmbed address in the head, others in the Link header', async (context) => {
  const { app, start } = await testApp(context, {
    pageDirectory: await builtPage(context),
    publicUrl: 'https://dns.example.test',
  });
  const { id } = await start('www.example.test');
  const { headers, body } = await app.inject(`/t/${id}`);
  const [, link] =
    /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)" title="[^"]+">/.exec(body)!;
  const oEmbed = `https://dns.example.test/oembed?url=https%3A%2F%2Fdns.example.test%2Ft%2F${id}&format=json`;
  assert.equal(link!.replaceAll('&amp;', '&'), oEmbed);
  assert.equal(headers.link, `<${oEmbed}>; rel="alternate"; type="application/json+oembed"`);
  assert.equal((await app.inject(oEmbed.replace('https://dns.example.test', ''))).json().type, 'rich');
});

test('the head stays within 8 KB and in its tags, whatever the trace says', async (context) => {
  const engine = scriptedEngine();
  const hostile = `"><script>alert(1)</script>'&\ud800`.repeat(200);
  engine.words = { ...engine.words, verdict: () => hostile };
  const { app, start } = await testApp(context, { engine, pageDirectory: await builtPage(context) });
  const { id } = await start(`${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}`);
  const { body } = await app.inject(`/t/${id}`);
  assert.ok(Buffer.byteLength(body) - INDEX.length < MAX_HEAD_OCTETS);
  assert.doesNotMatch(body, /<script/);
});

test('only an embedded trace may stand in a frame of another page', async (context) => {
  const setup = { pageDirectory: await builtPage(context) };
  const framing = async (ancestors: string) => {
    const sharing = { ...SHARING, history: true, embedAncestors: ancestors };
    const { app, start } = await testApp(context, { ...setup, sharing });
    const { id } = await start('www.example.test');
    const of = async (path: string) => {
      const { headers } = await app.inject(path);
      return [
        /frame-ancestors [^;]*/.exec(String(headers['content-security-policy']))?.[0],
        headers['x-frame-options'],
      ];
    };
    return {
      embed: await of(`/embed/${id}`),
      others: await Promise.all(['/', `/t/${id}`, '/t/unknown', '/d/example.test'].map(of)),
    };
  };
  const open = await framing('*');
  assert.deepEqual(open.embed, ['frame-ancestors *', undefined]);
  for (const other of open.others) assert.deepEqual(other, ["frame-ancestors 'none'", 'DENY']);
  assert.deepEqual((await framing('https://wiki.example.test')).embed, [
    'frame-ancestors https://wiki.example.test',
    undefined,
  ]);
  assert.deepEqual((await framing("'none'")).embed, ["frame-ancestors 'none'", 'DENY']);
});

function metaOf(html: string): Map<string, string> {
  const tags = html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/gu);
  return new Map(Array.from(tags, ([, name, content]) => [name!, content!]));
}

test('without a built page, its address says what to do', async (context) => {
  const { app } = await testApp(context);
  for (const path of ['/', '/t/x', '/t/x/y', '/embed/x']) {
    const response = await app.inject(path);
    assert.equal(response.statusCode, 503);
    assert.match(response.json().detail, /npm run build/);
  }
});

test('a trace in other formats is at its permalink with a suffix', async (context) => {
  const { app, start } = await testApp(context, { pageDirectory: await builtPage(context) });
  const { id } = await start('www.example.test');
  const document = await app.inject(`/t/${id}.json`);
  assert.equal(document.json().id, id);
});
