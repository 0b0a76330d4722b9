import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { scriptedEngine } from '../testing/scripted-engine.ts';
import { type TestApp, allMessages, testApp } from '../testing/test-app.ts';

/** The trace's document once it has ended. */
async function endedDocument({ app, engine }: TestApp, id: string) {
  while (!engine.traces.every((trace) => trace.isOver()))
    await new Promise((resolve) => setImmediate(resolve));
  return app.inject(`/api/traces/${id}`);
}

function post(app: TestApp['app'], payload: unknown, more: object = {}) {
  return app.inject({ method: 'POST', url: '/api/traces', payload: payload as object, ...more });
}

test('a trace is started, read, and its events replay', async (context) => {
  const server = await testApp(context);
  const started = await post(server.app, {
    name: 'https://WWW.example.test/path',
    type: 'aaaa',
    profile: 'lab',
  });
  assert.equal(started.statusCode, 201);
  const { id, deleteToken, expiresAt, ...others } = started.json();
  assert.match(expiresAt, /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.equal(started.headers.location, `/api/traces/${id}`);
  assert.match(deleteToken, /^[a-z2-7]{52}$/);
  assert.deepEqual(others, {
    url: `http://localhost:80/t/${id}`,
    name: 'www.example.test',
    type: 'AAAA',
    profile: 'lab',
    notes: ['Only the name in the URL is asked: WWW.example.test.'],
  });

  const document = await endedDocument(server, id);
  assert.equal(document.statusCode, 200);
  const { status, question, verdict, findings, outcome } = document.json();
  assert.equal(status, 'done');
  assert.deepEqual(question, { name: 'www.example.test', type: 'AAAA' });
  assert.equal(verdict, 'www.example.test has 1 finding.');
  assert.equal(findings[0].sentence, 'About no-ipv6-here.');
  assert.equal(outcome.kind, 'answer');

  const events = await allMessages(await fetch(`${await server.listen()}/api/traces/${id}/events`));
  assert.deepEqual(
    events.map((message) => message.id),
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ''],
  );
  assert.equal(events.at(-1)?.event, 'end');
});

test('the document is there from the start, and kept by nobody before the end', async (context) => {
  const server = await testApp(context, { engine: scriptedEngine({ pace: 'released' }) });
  const { id } = await server.start('www.example.test');
  const early = await server.app.inject(`/api/traces/${id}`);
  assert.equal(early.headers['cache-control'], 'no-store');
  assert.equal(early.json().status, 'running');
  assert.deepEqual(early.json().question, { name: 'www.example.test', type: 'A' });

  server.engine.traces[0]!.release(100);
  const late = await endedDocument(server, id);
  assert.equal(late.headers['cache-control'], 'public, max-age=31536000, immutable');
  const again = await server.app.inject({
    url: `/api/traces/${id}`,
    headers: { 'if-none-match': String(late.headers.etag) },
  });
  assert.equal(again.statusCode, 304);
  assert.equal(again.body, '');
});

test('PUBLIC_URL is in the permalink', async (context) => {
  const { app } = await testApp(context, { publicUrl: 'https://dns.example.test' });
  const { id, url } = (await post(app, { name: 'example.test' })).json();
  assert.equal(url, `https://dns.example.test/t/${id}`);
});

test('who asks the same within a minute gets the same trace, without its delete token', async (context) => {
  const { app, start } = await testApp(context);
  const first = await start('www.example.test');
  const joined = await post(app, { name: 'http://www.example.test/' });
  assert.equal(joined.statusCode, 201);
  assert.equal(joined.json().id, first.id);
  assert.equal(joined.json().deleteToken, undefined);
  const fresh = await start('www.example.test', { options: { fresh: true } });
  assert.notEqual(fresh.id, first.id);
  assert.notEqual(fresh.deleteToken, undefined);
});

const refusals: [title: string, payload: unknown, status: number, code: string, detail: RegExp][] = [
  ['an empty name', { name: '' }, 400, 'name-empty', /type one/],
  ['a name with a space', { name: 'my site' }, 400, 'bad-label', /has a space/],
  ['an unknown type', { name: 'example.test', type: 'AAAAA' }, 400, 'unknown-type', /Known are/],
  ['no name', {}, 400, 'bad-request', /^name: .*string.*\.$/],
  [
    'an unknown profile',
    { name: 'a', profile: 'moon' },
    400,
    'unknown-profile',
    /^There is no root profile “moon” here; there are internet, lab\.$/,
  ],
  ['no JSON', '{', 400, 'bad-request', /JSON/],
  ['a body over 4 KiB', { name: 'x'.repeat(5000) }, 413, 'bad-request', /too large/],
];
for (const [title, payload, status, code, detail] of refusals) {
  test(`${title} is refused with problem details`, async (context) => {
    const { app, engine } = await testApp(context);
    const response = await post(app, payload, { headers: { 'content-type': 'application/json' } });
    assert.equal(response.statusCode, status);
    assert.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
    const problem = response.json();
    assert.equal(problem.type, `/problems/${code}`);
    assert.equal(problem.code, code);
    assert.equal(problem.status, status);
    assert.equal(problem.instance, '/api/traces');
    assert.match(problem.detail, detail);
    assert.equal(engine.traces.length, 0);
  });
}

test('an address with a type of names comes with what to ask instead', async (context) => {
  const { app } = await testApp(context);
  const problem = (await post(app, { name: '192.0.2.1', type: 'MX' })).json();
  assert.equal(problem.code, 'ip-address');
  assert.deepEqual(problem.suggestion, { name: '1.2.0.192.in-addr.arpa', type: 'PTR' });
});

test('a fault of ours is told without its details', async (context) => {
  const log: string[] = [];
  const logTo = new PassThrough().on('data', (line) => log.push(String(line)));
  const { app, store } = await testApp(context, { logTo });
  context.mock.method(store, 'createTrace', () => {
    throw new Error('secret: /var/lib');
  });
  const response = await post(app, { name: 'example.test' });
  assert.equal(response.statusCode, 500);
  assert.doesNotMatch(response.body, /secret/);
  const { requestId, code } = response.json();
  assert.equal(code, 'internal-error');
  assert.equal(log.length, 1);
  assert.match(log[0]!, /secret/);
  assert.equal(JSON.parse(log[0]!).reqId, requestId);
});

test('a third trace at a time is too many for a visitor', async (context) => {
  const { app } = await testApp(context, { engine: scriptedEngine({ pace: 'released' }) });
  const start = (name: string) => post(app, { name }, { remoteAddress: '192.0.2.1' });
  assert.equal((await start('one.test')).statusCode, 201);
  assert.equal((await start('two.test')).statusCode, 201);
  const third = await start('three.test');
  assert.equal(third.statusCode, 429);
  assert.equal(third.headers['retry-after'], '5');
  assert.equal(third.json().code, 'too-many-traces');
});

test('a trace that is not there is 404, whatever its id looks like', async (context) => {
  const { app } = await testApp(context);
  for (const id of ['a'.repeat(26), ':id', '%2e', 'x', 'a'.repeat(1000)]) {
    for (const path of [`/api/traces/${id}`, `/api/traces/${id}/events`, `/t/${id}.json`]) {
      const response = await app.inject(path);
      assert.equal(response.statusCode, 404, path);
      assert.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
    }
  }
});

function deletion(context: TestContext) {
  return testApp(context).then(async (server) => {
    const { id, deleteToken } = await server.start('www.example.test');
    const remove = (more: object, query = '') =>
      server.app.inject({ method: 'DELETE', url: `/api/traces/${id}${query}`, ...more });
    return { ...server, id, deleteToken: deleteToken!, remove };
  });
}

test('no token, a wrong one, and that of another trace delete nothing', async (context) => {
  const { app, start, id, remove } = await deletion(context);
  const other = await start('other.example.test');
  for (const authorization of [
    '',
    'Bearer wrong',
    `Bearer ${other.deleteToken}`,
    `Bearer ${id}`,
    'Basic x',
  ]) {
    const refused = await remove({ headers: { authorization } });
    assert.equal(refused.statusCode, 403, authorization);
    assert.equal(refused.json().code, 'wrong-delete-token');
  }
  assert.equal((await remove({}, '?token=wrong')).statusCode, 403);
  assert.equal((await app.inject(`/api/traces/${id}`)).statusCode, 200);
});

for (const place of ['header', 'query'] as const) {
  test(`the token in the ${place} deletes the trace, and its addresses say when`, async (context) => {
    const { app, id, deleteToken, remove } = await deletion(context);
    const removed =
      place === 'header'
        ? await remove({ headers: { authorization: `Bearer ${deleteToken}` } })
        : await remove({}, `?token=${deleteToken}`);
    assert.equal(removed.statusCode, 204);
    for (const path of [`/api/traces/${id}`, `/api/traces/${id}/events`, `/t/${id}.json`]) {
      const response = await app.inject(path);
      assert.equal(response.statusCode, 410, path);
      assert.match(response.json().detail, /^It was deleted on \d{4}-\d\d-\d\d /);
    }
    assert.equal((await remove({}, `?token=${deleteToken}`)).statusCode, 410);
  });
}

test('options are handed to the engine, and equal wishes share a trace', async (context) => {
  const { app, engine } = await testApp(context);
  const wish = {
    breadth: 'path',
    families: 'ipv4',
    delegations: [
      {
        zone: 'Example.test.',
        nameServers: [{ name: 'ns1.example.test', addresses: ['192.0.2.1'] }],
        ds: ['12345 13 2  49fd46e6'],
      },
    ],
  };
  const post = (options: object) =>
    app.inject({
      method: 'POST',
      url: '/api/traces',
      payload: { name: 'www.example.test', profile: 'lab', options },
    });
  const first = (await post(wish)).json();
  const again = (await post({ families: 'ipv4', delegations: wish.delegations, breadth: 'path' })).json();
  const usual = (await post({})).json();
  assert.equal(again.id, first.id);
  assert.notEqual(usual.id, first.id);
  assert.deepEqual(engine.traces[0]!.options, {
    breadth: 'path',
    delegations: [
      {
        zone: 'example.test',
        nameServers: [{ name: 'ns1.example.test', addresses: ['192.0.2.1'] }],
        ds: ['12345 13 2 49FD46E6'],
      },
    ],
    families: 'ipv4',
  });
});

for (const [wrong, says] of [
  [{ breadth: 'most' }, /breadth/],
  [{ udpPayloadOctets: 100 }, /udpPayloadOctets/],
  [{ maxAliases: 21 }, /maxAliases/],
  [{ tcpRetry: 'no' }, /tcpRetry/],
  [{ wishes: true }, /wishes/],
  [{ delegations: [{ zone: 'a..b', nameServers: [{ name: 'ns.test' }] }] }, /empty label/],
  [
    { delegations: [{ zone: 'a.test', nameServers: [{ name: 'ns.test', addresses: ['1.2.3'] }] }] },
    /IP address/,
  ],
] as const) {
  test(`an option that cannot be is refused in words: ${JSON.stringify(wrong)}`, async (context) => {
    const { app } = await testApp(context);
    const response = await app.inject({
      method: 'POST',
      url: '/api/traces',
      payload: { name: 'www.example.test', profile: 'lab', options: wrong },
    });
    assert.equal(response.statusCode, 400);
    assert.match(response.json().detail, says);
  });
}
