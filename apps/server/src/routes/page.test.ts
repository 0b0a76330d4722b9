import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { testApp } from '../testing/test-app.ts';

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
  for (const path of [`/t/${id}`, `/t/${id}/www.example.test`]) {
    const response = await app.inject(path);
    assert.equal(response.statusCode, 200, path);
    assert.equal(response.body, INDEX);
  }
  const unknown = await app.inject('/t/unknown');
  assert.equal(unknown.statusCode, 404);
  assert.equal(unknown.body, INDEX);
  await app.inject({ method: 'DELETE', url: `/api/traces/${id}?token=${deleteToken}` });
  const deleted = await app.inject(`/t/${id}`);
  assert.equal(deleted.statusCode, 410);
  assert.equal(deleted.body, INDEX);
});

test('without a built page, its address says what to do', async (context) => {
  const { app } = await testApp(context);
  for (const path of ['/', '/t/x', '/t/x/y']) {
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
