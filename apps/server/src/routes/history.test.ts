import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { type ScriptedEngine, eventLog, scriptedEngine } from '../testing/scripted-engine.ts';
import { SHARING, testApp } from '../testing/test-app.ts';

const LISTED = { ...SHARING, history: true };

/** A server that looks up names, and what its engine was asked to trace. */
async function listing(context: TestContext, engine: ScriptedEngine = scriptedEngine()) {
  const server = await testApp(context, { sharing: LISTED, engine });
  return {
    ...server,
    traced: async (name: string, more: object = {}) => {
      const { id } = await server.start(name, {
        profile: 'lab',
        ...more,
        options: { fresh: true, ...('options' in more ? (more.options as object) : {}) },
      });
      while (!server.store.traceOf(id)?.ended) await new Promise((resolve) => setImmediate(resolve));
      return id;
    },
    get: (url: string) => server.app.inject(url),
  };
}

const PATHS = [
  '/badge/www.example.test.svg',
  '/badge/www.example.test.json',
  '/d/www.example.test',
  '/api/names/www.example.test/traces',
];

for (const path of PATHS) {
  test(`${path} is not there unless the operator allows it`, async (context) => {
    const { app, start } = await testApp(context);
    await start('www.example.test', { profile: 'lab' });
    const response = await app.inject(path);
    assert.equal(response.statusCode, 404);
    assert.equal(response.json().code, 'names-not-listed');
  });

  test(`${path} starts no trace`, async (context) => {
    const { engine, get } = await listing(context);
    assert.equal((await get(path)).statusCode, 200);
    assert.equal(engine.traces.length, 0);
  });
}

test('a badge says in words how the last trace came out', async (context) => {
  const { traced, get } = await listing(context);
  const badge = async (query = '?profile=lab') => (await get(`/badge/www.example.test.json${query}`)).json();
  assert.deepEqual(await badge(), {
    schemaVersion: 1,
    label: 'delegation',
    message: 'not traced',
    color: '57606a',
    isError: false,
    cacheSeconds: 300,
  });
  await traced('www.example.test');
  assert.deepEqual(await badge(), {
    schemaVersion: 1,
    label: 'delegation',
    message: 'OK',
    color: '027b73',
    isError: false,
    cacheSeconds: 300,
  });
  assert.equal((await badge('?profile=internet')).message, 'not traced');
  assert.equal((await badge('?profile=lab&type=AAAA')).message, 'not traced');
  const svg = await get('/badge/WWW.Example.test.svg?profile=lab');
  assert.equal(svg.headers['content-type'], 'image/svg+xml; charset=utf-8');
  assert.equal(svg.headers['cache-control'], 'public, max-age=300');
  assert.match(svg.body, /aria-label="delegation: OK"/);
});

test('errors and warnings are counted, and a delegation somebody made up does not count', async (context) => {
  const severities: ('error' | 'warning')[] = ['error'];
  const engine = scriptedEngine({
    play: (question) =>
      eventLog(question).map((event) =>
        event.type === 'finding-raised'
          ? { ...event, finding: { ...event.finding, severity: severities[0]! } }
          : event,
      ),
  });
  const { traced, get } = await listing(context, engine);
  const message = async () => (await get('/badge/www.example.test.json?profile=lab')).json().message;
  await traced('www.example.test');
  assert.equal(await message(), '1 error');
  severities[0] = 'warning';
  await tick();
  const options = {
    delegations: [
      { zone: 'example.test', nameServers: [{ name: 'ns1.example.test', addresses: ['192.0.2.1'] }] },
    ],
  };
  const started = await traced('www.example.test', { options });
  assert.notEqual(started, undefined);
  assert.equal(await message(), '1 error');
  await tick();
  await traced('www.example.test');
  assert.equal(await message(), '1 warning');
});

test('the history of a name is its ended traces, the newest first', async (context) => {
  const { traced, get } = await listing(context);
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    ids.unshift(await traced('www.example.test'));
    await tick();
  }
  await traced('other.example.test');
  const first = (await get('/api/names/www.example.test/traces?limit=2')).json();
  assert.equal(first.name, 'www.example.test');
  assert.deepEqual(
    first.traces.map(({ id }: { id: string }) => id),
    ids.slice(0, 2),
  );
  const { id, createdAt, change, ...entry } = first.traces[0];
  assert.match(createdAt, /^\d{4}-/);
  assert.equal(change.since, ids[1]);
  assert.deepEqual(entry, {
    url: `http://localhost:80/t/${id}`,
    type: 'A',
    profile: 'lab',
    options: {},
    status: 'done',
    verdict: 'www.example.test has 1 finding.',
    tone: 'ok',
    errors: 0,
    warnings: 0,
  });
  const second = (await get(`/api/names/www.example.test/traces?limit=2&before=${first.before}`)).json();
  assert.deepEqual(
    second.traces.map((each: { id: string }) => each.id),
    ids.slice(2),
  );
  assert.equal(second.before, null);
});

test('the page of a history needs no script and cannot be given one', async (context) => {
  const engine = scriptedEngine();
  engine.words = { ...engine.words, verdict: () => '<script>alert(1)</script>' };
  const { traced, get } = await listing(context, engine);
  const id = await traced('www.example.test');
  const { headers, body } = await get('/d/www.example.test');
  assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  assert.ok(body.includes(`<a href="/t/${id}">`));
  assert.ok(body.includes('noindex'));
  assert.doesNotMatch(body, /<script/);
  assert.match((await get('/d/other.example.test')).body, /No trace of this name is stored here\./);
  assert.equal((await get('/d/..%2f')).statusCode, 400);
});

/** Until the clock, which stamps the traces, has gone on. */
async function tick(): Promise<void> {
  const now = Date.now();
  while (Date.now() === now) await new Promise((resolve) => setImmediate(resolve));
}

/** A domain whose `www` is at this address. */
function domainAt(address: string) {
  return zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
    'example.test.': {
      servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
      records: [`www A ${address}`],
    },
  });
}

test('the history says what changed from one trace to the next, and leads to their comparison', async (context) => {
  const logs = await Promise.all(
    ['192.0.2.80', '192.0.2.80', '192.0.2.99'].map(
      async (address) => (await traceIn(domainAt(address), 'www.example.test. A')).events,
    ),
  );
  const { traced, get } = await listing(context, scriptedEngine({ play: () => logs.shift()! }));
  const ids = [
    await traced('www.example.test'),
    await traced('www.example.test'),
    await traced('www.example.test'),
  ];
  const { traces } = (await get('/api/names/www.example.test/traces')).json<{
    traces: { id: string; change: { since: string; summary: string } | null }[];
  }>();
  assert.deepEqual(
    traces.map(({ id, change }) => [id, change?.since]),
    [
      [ids[2], ids[1]],
      [ids[1], ids[0]],
      [ids[0], undefined],
    ],
  );
  assert.match(traces[0]!.change!.summary, /192\.0\.2\.80.*192\.0\.2\.99/);
  assert.equal(traces[1]!.change!.summary, 'Nothing changed.');
  const page = await get('/d/www.example.test');
  assert.ok(page.body.includes(`<a href="/compare/${ids[1]}/${ids[2]}">`));
});
