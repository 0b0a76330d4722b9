import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { traceForms } from '../trace-forms.ts';
import { scriptedEngine } from '../testing/scripted-engine.ts';
import { testApp } from '../testing/test-app.ts';

/** What each form starts with. */
const STARTS: Readonly<Record<string, RegExp>> = {
  ndjson: /^\{"type":"trace-started",/,
  txt: /^; delegraph 0\.1\.0, 2026-01-02 03:04:05 UTC\n/,
  md: /^## Delegation of `www\.example\.test` A\n/,
  mmd: /^flowchart LR\n/,
  dot: /^digraph delegation \{\n/,
  'dns.json': /^\[\n\{"queryMessage":\{"ID":0,"QR":0,/,
  // The magic number of the format.
  pcap: /^\xd4\xc3\xb2\xa1/,
};

test('every form has its address, its media type and the name of its file', async (context) => {
  const { app, start } = await testApp(context, { publicUrl: 'https://delegraph.example' });
  const { id } = await start('www.example.test');
  assert.deepEqual(Object.keys(STARTS).toSorted(), Object.keys(traceForms).toSorted());
  for (const [suffix, { mediaType, disposition }] of Object.entries(traceForms)) {
    const response = await app.inject(`/t/${id}.${suffix}`);
    assert.equal(response.statusCode, 200, suffix);
    assert.equal(mediaTypeOf(response.headers), mediaType.split(';')[0]);
    assert.equal(
      response.headers['content-disposition'],
      `${disposition}; filename="www.example.test.${suffix}"`,
    );
    assert.equal(response.headers['x-content-type-options'], 'nosniff');
    assert.equal(response.headers['cache-control'], 'no-cache');
    assert.match(response.rawPayload.toString('latin1'), STARTS[suffix]!, suffix);
  }
  const text = await app.inject(`/t/${id}.txt`);
  assert.ok(text.body.includes(`\n; https://delegraph.example/t/${id}\n`));
  assert.equal((await app.inject(`/t/${id}.json`)).json().id, id);
});

test('a form of a running trace is what is known now, and is not kept', async (context) => {
  const engine = scriptedEngine({ pace: 'released' });
  const { app, start } = await testApp(context, { engine });
  const { id } = await start('www.example.test');
  for (const suffix of Object.keys(traceForms)) {
    const response = await app.inject(`/t/${id}.${suffix}`);
    assert.equal(response.statusCode, 200, suffix);
    assert.equal(response.headers['cache-control'], 'no-store');
  }
  assert.match((await app.inject(`/t/${id}.txt`)).body, /the trace is still\n?; ?running|still running/);
});

test('who has a form already is told that it is the same', async (context) => {
  const { app, start } = await testApp(context);
  const { id } = await start('www.example.test');
  for (const suffix of Object.keys(traceForms)) {
    const { headers } = await app.inject(`/t/${id}.${suffix}`);
    const again = await app.inject({
      url: `/t/${id}.${suffix}`,
      headers: { 'if-none-match': String(headers['etag']) },
    });
    assert.equal(again.statusCode, 304, suffix);
  }
  const discreet = await app.inject(`/t/${id}.txt?addresses=0`);
  assert.notEqual(discreet.headers['etag'], (await app.inject(`/t/${id}.txt`)).headers['etag']);
});

test('the text can be had in ASCII alone', async (context) => {
  const { app, start } = await testApp(context, { engine: scriptedEngine({ pace: 'released' }) });
  const { id } = await start('www.example.test');
  const verdictIn = async (query: string) =>
    /;; VERDICT:\n; (.*)\n/.exec((await app.inject(`/t/${id}.txt${query}`)).body)?.[1];
  assert.match((await verdictIn('')) ?? '', /…$/);
  assert.match((await verdictIn('?ascii=1')) ?? '', /^[ -~]*\.\.\.$/);
  assert.equal((await app.inject(`/t/${id}.txt?ascii=yes`)).statusCode, 400);
});

test('forms for people can do without addresses, the others say that they cannot', async (context) => {
  const { app, start } = await testApp(context);
  const { id } = await start('www.example.test');
  for (const suffix of ['txt', 'md', 'mmd', 'dot']) {
    assert.match((await app.inject(`/t/${id}.${suffix}`)).body, /192\.0\.2\.80/, suffix);
    const discreet = await app.inject(`/t/${id}.${suffix}?addresses=0`);
    assert.equal(discreet.statusCode, 200, suffix);
    assert.doesNotMatch(discreet.body, /192\.0\.2\.80|198\.51\.100\.1\b/, suffix);
  }
  for (const suffix of ['json', 'ndjson', 'dns.json', 'pcap', 'html']) {
    const refused = await app.inject(`/t/${id}.${suffix}?addresses=0`);
    assert.equal(refused.statusCode, 400, suffix);
    assert.match(refused.json().detail, /^addresses: this form always has all of them/, suffix);
  }
});

test('an unknown trace has no forms, and a deleted one has none any more', async (context) => {
  const { app, start } = await testApp(context, { pageDirectory: await builtPage(context) });
  const { id, deleteToken } = await start('www.example.test');
  await app.inject({ method: 'DELETE', url: `/api/traces/${id}?token=${deleteToken}` });
  for (const suffix of [...Object.keys(traceForms), 'html']) {
    const unknown = await app.inject(`/t/unknown.${suffix}`);
    assert.equal(unknown.statusCode, 404, suffix);
    assert.equal(mediaTypeOf(unknown.headers), 'application/problem+json');
    const deleted = await app.inject(`/t/${id}.${suffix}`);
    assert.equal(deleted.statusCode, 410, suffix);
    assert.equal(deleted.json().code, 'trace-deleted');
  }
});

test('a name that no file system should see is not the name of a file', async (context) => {
  const { app, start } = await testApp(context);
  const { id } = await start(String.raw`a\"\;b.example.test`);
  const response = await app.inject(`/t/${id}.pcap`);
  assert.equal(response.headers['content-disposition'], 'attachment; filename="trace.pcap"');
});

test('the one-file page holds the built page and runs nothing else', async (context) => {
  const { app, start } = await testApp(context, { pageDirectory: await builtPage(context) });
  const { id } = await start('www.example.test');
  const response = await app.inject(`/t/${id}.html`);
  assert.equal(response.headers['content-type'], 'text/html; charset=utf-8');
  assert.match(String(response.headers['content-disposition']), /^attachment;/);
  const policy = String(response.headers['content-security-policy']);
  assert.match(
    policy,
    /^default-src 'none'; script-src 'sha256-[^']+' 'sha256-[^']+';.*; sandbox allow-scripts/,
  );
  assert.match(response.body, /<script>theme\(\)<\/script>/);
  assert.match(response.body, /<script type="module">page\(\)<\/script>/);
  assert.match(
    response.body,
    /<style>@font-face\{src:url\(data:font\/woff2;base64,Zm9udA==\)format\("woff2"\)\}<\/style>/,
  );
  assert.match(response.body, /<link rel="icon" href="data:image\/svg\+xml;base64,PHN2Zy8\+">/);
  // The permalink is told, and nothing is loaded.
  assert.doesNotMatch(response.body, /(?:src|srcset)="(?!data:)/);
});

test('without a built page there is no one-file page, and its address says what to do', async (context) => {
  const { app, start } = await testApp(context);
  const { id } = await start('www.example.test');
  const response = await app.inject(`/t/${id}.html`);
  assert.equal(response.statusCode, 503);
  assert.match(response.json().detail, /npm run build/);
});

function mediaTypeOf(headers: Readonly<Record<string, unknown>>): string | undefined {
  return String(headers['content-type']).split(';')[0];
}

test('who asks the permalink for another media type is led to that form', async (context) => {
  const { app, start } = await testApp(context, { pageDirectory: await builtPage(context) });
  const { id } = await start('www.example.test');
  const ledTo = async (path: string, accept: string) => {
    const response = await app.inject({ url: path, headers: { accept } });
    assert.match(String(response.headers['vary']), /^accept\b/);
    return response.statusCode === 303 ? response.headers['location'] : response.statusCode;
  };
  assert.equal(await ledTo(`/t/${id}`, 'text/markdown'), `/t/${id}.md`);
  assert.equal(
    await ledTo(`/t/${id}/www.example.test`, 'application/dns+json;q=0.9, text/plain'),
    `/t/${id}.dns.json`,
  );
  assert.equal(await ledTo(`/t/${id}`, 'application/json'), `/t/${id}.json`);
  // Browsers, and those to whom it is all the same.
  assert.equal(await ledTo(`/t/${id}`, 'text/html,application/xhtml+xml,image/svg+xml;q=0.9,*/*;q=0.8'), 200);
  assert.equal(await ledTo(`/t/${id}`, '*/*'), 200);
  assert.equal(await ledTo(`/t/${id}`, 'audio/ogg'), 200);
});

async function builtPage(context: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'delegraph-page-'));
  context.after(() => rm(directory, { recursive: true }));
  await mkdir(join(directory, 'saved/assets'), { recursive: true });
  const files = {
    'index.html': `<link rel="icon" href="/icon.svg" /><script src="/first.js"></script>
      <script type="module" crossorigin src="/assets/page-1.js"></script>
      <link rel="stylesheet" crossorigin href="/assets/page-1.css">`,
    'icon.svg': '<svg/>',
    'first.js': 'theme()',
    'assets/page-1.js': 'page()',
    'assets/page-1.css':
      '@font-face{src:url(/assets/mono.woff2)format("woff2"),url(/assets/mono.woff)format("woff")}',
    'assets/mono.woff2': 'font',
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(join(directory, 'saved', name), content);
  await writeFile(join(directory, 'index.html'), '<head></head>');
  return directory;
}
