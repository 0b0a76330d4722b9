import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { testApp } from '../testing/test-app.ts';

test('every fault has a page that needs no script and holds no markup of texts', async (context) => {
  const { app } = await testApp(context);
  const response = await app.inject('/faults/lame-refused');
  assert.equal(response.statusCode, 200);
  assert.match(String(response.headers['content-type']), /^text\/html/);
  assert.match(response.body, /<h1>.*Lame: refused<\/h1>/);
  assert.match(response.body, /The server &lt;refuses&gt;\./);
  assert.match(response.body, /href="https:\/\/www\.rfc-editor\.org\/rfc\/rfc1034#section-4\.2"/);
  assert.match(response.body, /<li>A rule of delegraph’s own, past what the standards say<\/li>/);
  assert.doesNotMatch(response.body, /style=|onclick|<img src="\/faults/);
  assert.doesNotMatch(response.body, /<script(?! src="\/first\.js"><\/script>)/);
});

test('the pictures the build drew are shown with their captions', async (context) => {
  const pageDirectory = await mkdtemp(join(tmpdir(), 'delegraph-faults-'));
  context.after(() => rm(pageDirectory, { recursive: true }));
  await mkdir(join(pageDirectory, 'faults'));
  await writeFile(join(pageDirectory, 'index.html'), '<!doctype html>');
  await writeFile(
    join(pageDirectory, 'faults/lame-refused.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
  );
  await writeFile(
    join(pageDirectory, 'faults/pictures.json'),
    JSON.stringify({ 'lame-refused': { caption: 'One server refuses.', alt: 'A "picture".' } }),
  );
  const { app } = await testApp(context, { pageDirectory });
  const { body } = await app.inject('/faults/lame-refused');
  assert.match(body, /<img src="\/faults\/lame-refused\.svg" alt="A &quot;picture&quot;\.">/);
  assert.match(body, /<figcaption>One server refuses\.<\/figcaption>/);
  const picture = await app.inject('/faults/lame-refused.svg');
  assert.equal(picture.headers['content-type'], 'image/svg+xml');
});

test('the index lists every fault, and an unknown code is a 404 that leads back to it', async (context) => {
  const { app } = await testApp(context);
  const index = await app.inject('/faults');
  assert.match(index.body, /<h2>Lame servers<\/h2>[^]*href="\/faults\/lame-refused"/);
  assert.equal((await app.inject('/faults/')).headers['location'], '/faults');
  const unknown = await app.inject('/faults/lame-on-the-moon');
  assert.equal(unknown.statusCode, 404);
  assert.match(unknown.body, /href="\/faults"/);
  const style = await app.inject('/text-page.css');
  assert.match(String(style.headers['content-type']), /^text\/css/);
  assert.match(style.body, /prefers-color-scheme:dark/);
});
