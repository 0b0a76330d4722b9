import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { refusesZone, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { scriptedEngine } from '../testing/scripted-engine.ts';
import { type TestApp, testApp } from '../testing/test-app.ts';

test('two traces are compared in one sentence and in all that differs', async (context) => {
  const { app, before, after } = await twoTraces(context);
  const response = await app.inject(`/api/compare/${before.id}/${after.id}`);
  assert.equal(response.statusCode, 200);
  const compared = response.json();
  assert.equal(compared.summary, 'ns1.shop.test is no longer lame; nothing else.');
  assert.equal(compared.url, `https://delegraph.example/compare/${before.id}/${after.id}`);
  assert.equal(compared.before.url, `https://delegraph.example/t/${before.id}`);
  assert.equal(compared.after.question, 'www.shop.test A');
  assert.deepEqual(
    compared.differences.find(
      ({ aspect, mark }: { aspect: string; mark: string }) => aspect === 'standing' && mark === 'changed',
    ),
    {
      mark: 'changed',
      aspect: 'standing',
      zone: 'shop.test',
      nameServer: 'ns1.shop.test',
      address: '203.0.113.1',
      what: 'standing of ns1.shop.test (203.0.113.1)',
      before: 'lame: refused',
      after: 'serves',
    },
  );
  const back = (await app.inject(`/api/compare/${after.id}/${before.id}`)).json();
  assert.equal(back.summary, 'ns1.shop.test is lame now (refused); nothing else.');
});

test('the comparison leaves as text, Markdown and picture', async (context) => {
  const { app, before, after } = await twoTraces(context);
  const address = `/compare/${before.id}/${after.id}`;
  const text = await app.inject(`${address}.txt`);
  assert.match(String(text.headers['content-type']), /^text\/plain/u);
  assert.match(text.body, /^; Two traces of www\.shop\.test A\n/u);
  const markdown = await app.inject(`${address}.md`);
  assert.match(String(markdown.headers['content-type']), /^text\/markdown/u);
  assert.match(markdown.body, /\n```diff\n/u);
  const svg = await app.inject(`${address}.svg?theme=dark`);
  assert.match(String(svg.headers['content-type']), /^image\/svg\+xml/u);
  assert.match(
    svg.body,
    /<title>www\.shop\.test A: ns1\.shop\.test is no longer lame; nothing else\.<\/title>/u,
  );
  assert.match(String(svg.headers['content-security-policy']), /^default-src 'none'/u);
});

test('the page of a comparison says in its head what changed', async (context) => {
  const { app, before, after } = await twoTraces(context);
  const response = await app.inject(`/compare/${before.id}/${after.id}`);
  assert.equal(response.statusCode, 200);
  assert.match(response.body, /<title>www\.shop\.test A: before and after<\/title>/u);
  assert.match(
    response.body,
    /<meta name="description" content="ns1\.shop\.test is no longer lame; nothing else\.">/u,
  );
  assert.equal((await app.inject(`/compare/${before.id}/file`)).statusCode, 200);
});

test('a side that never was, is gone or still runs is named', async (context) => {
  const { app, before, after } = await twoTraces(context);
  const unknown = await app.inject(`/api/compare/${before.id}/nothing`);
  assert.equal(unknown.statusCode, 404);
  assert.match(unknown.json().detail, /^The trace after: There is no trace with this id/u);
  assert.equal((await app.inject(`/compare/${before.id}/nothing`)).statusCode, 404);
  assert.equal((await app.inject(`/compare/${before.id}/nothing.svg`)).statusCode, 404);

  await app.inject({ method: 'DELETE', url: `/api/traces/${before.id}?token=${before.deleteToken}` });
  const gone = await app.inject(`/api/compare/${before.id}/${after.id}`);
  assert.equal(gone.statusCode, 410);
  assert.match(gone.json().detail, /^The trace before: It was deleted on /u);
  const page = await app.inject(`/compare/${before.id}/${after.id}`);
  assert.equal(page.statusCode, 410);
  assert.doesNotMatch(page.body, /shop\.test/u);
  const grey = await app.inject(`/compare/${before.id}/${after.id}.svg`);
  assert.equal(grey.statusCode, 200);
  assert.match(grey.body, /no comparison/u);
});

test('a trace that still runs is not compared yet', async (context) => {
  const engine = scriptedEngine({ pace: 'released' });
  const { app, start } = await testApp(context, { engine, pageDirectory: await builtPage(context) });
  const [one, other] = [await start('www.one.test'), await start('www.two.test')];
  const response = await app.inject(`/api/compare/${one.id}/${other.id}`);
  assert.equal(response.statusCode, 409);
  assert.equal(response.headers['retry-after'], '5');
  assert.equal(
    response.json().detail,
    'The trace before: It has not ended yet; a comparison needs all of it.',
  );
  assert.equal((await app.inject(`/compare/${one.id}/${other.id}`)).statusCode, 200);
});

/** A domain traced before and after its lame server was repaired. */
async function twoTraces(context: TestContext) {
  const logs = await Promise.all([shopTrace([refusesZone('ns1.shop.test.')]), shopTrace([])]);
  let count = 0;
  const engine = scriptedEngine({ play: () => logs[(count += 1) - 1] ?? [] });
  const running = await testApp(context, {
    engine,
    pageDirectory: await builtPage(context),
    publicUrl: 'https://delegraph.example',
  });
  const before = await ended(running, await running.start('www.shop.test', { options: { fresh: true } }));
  const after = await ended(running, await running.start('www.shop.test', { options: { fresh: true } }));
  assert.notEqual(before.id, after.id);
  return { ...running, before, after };
}

async function shopTrace(faults: ReturnType<typeof refusesZone>[]) {
  const tree = zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns.test.': '198.51.100.2' } },
    'shop.test.': {
      servers: { 'ns1.shop.test.': '203.0.113.1', 'ns2.shop.test.': '203.0.113.2' },
      records: ['www A 192.0.2.1'],
      faults,
    },
  });
  return (await traceIn(tree, 'www.shop.test. A')).events;
}

async function ended<Started extends { id: string }>({ store }: TestApp, started: Started): Promise<Started> {
  while (!store.traceOf(started.id)?.ended) await new Promise((resolve) => setImmediate(resolve));
  return started;
}

async function builtPage(context: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'delegraph-compare-'));
  context.after(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>delegraph</title>');
  return directory;
}
