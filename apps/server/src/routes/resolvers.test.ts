import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { TraceState } from '@delegraph/model';
import type { ResolverSays } from '../resolver-desk.ts';
import { scriptedEngine } from '../testing/scripted-engine.ts';
import { testApp } from '../testing/test-app.ts';

const SAYS: ResolverSays = {
  name: 'Cache',
  address: '192.0.2.53',
  askedAt: '2026-01-02T03:05:00.000Z',
  elapsedMs: 12,
  rcode: 'NOERROR',
  transport: 'udp',
  authenticated: false,
  records: [],
  ttlSeconds: null,
  extendedErrors: [],
  kind: 'agrees',
  code: null,
  title: 'Agrees',
  sentence: 'It agrees.',
  todo: [
    { sentence: 'Flush it:', commands: [{ program: 'BIND', command: 'rndc flushname www.example.test.' }] },
  ],
};

/** An application whose lab has one resolver, and what it was asked to compare. */
async function appWithResolver(context: TestContext, pace: 'at-once' | 'released' = 'at-once') {
  const compared: TraceState[] = [];
  const engine = scriptedEngine({ pace });
  engine.resolvers = {
    namesOf: (profile) => (profile === 'lab' ? ['Cache'] : []),
    compare: async (state) => {
      compared.push(state);
      return [SAYS];
    },
  };
  const clock = { nowMs: 0 };
  const server = await testApp(context, { engine, nowMs: () => clock.nowMs });
  const ended = async (name: string, profile = 'lab') => {
    const { id } = await server.start(name, { profile });
    while (!engine.traces.every((trace) => trace.isOver()))
      await new Promise((resolve) => setImmediate(resolve));
    return id;
  };
  const ask = (id: string, remoteAddress = '192.0.2.1') =>
    server.app.inject({ method: 'POST', url: `/api/traces/${id}/resolvers`, remoteAddress });
  return { ...server, ended, ask, compared, clock };
}

test('who may be asked is told with the profiles, and is asked for a trace that has ended', async (context) => {
  const { app, ended, ask, compared } = await appWithResolver(context);
  assert.deepEqual((await app.inject('/api/profiles')).json(), {
    profiles: [
      { name: 'internet', resolvers: [] },
      { name: 'lab', resolvers: ['Cache'] },
    ],
  });
  const id = await ended('www.example.test');
  const before = await app.inject(`/api/traces/${id}`);
  const response = await ask(id);
  assert.equal(response.statusCode, 200);
  assert.equal(response.headers['cache-control'], 'no-store');
  assert.deepEqual(response.json(), { resolvers: [SAYS] });
  assert.equal(compared[0]?.question?.name, 'www.example.test');
  assert.equal(compared[0]?.status, 'done');
  assert.equal((await app.inject(`/api/traces/${id}`)).body, before.body, 'the trace stays what it was');
});

test('nobody is asked where the operator names no resolver, while a trace runs, or for no trace', async (context) => {
  const { ended, ask, compared } = await appWithResolver(context);
  const elsewhere = await ask(await ended('www.example.test', 'internet'));
  assert.partialDeepStrictEqual(elsewhere.json(), { status: 404, code: 'resolvers-not-offered' });
  assert.partialDeepStrictEqual((await ask('a'.repeat(26))).json(), { status: 404, code: 'trace-unknown' });
  const held = await appWithResolver(context, 'released');
  const { id } = await held.start('www.example.test', { profile: 'lab' });
  assert.partialDeepStrictEqual((await held.ask(id)).json(), { status: 409, code: 'trace-running' });
  assert.equal(compared.length + held.compared.length, 0);
});

test('one asking is for everybody who wants the same at that moment', async (context) => {
  const { ended, ask, compared, clock } = await appWithResolver(context);
  const id = await ended('www.example.test');
  await Promise.all([ask(id, '192.0.2.1'), ask(id, '192.0.2.2')]);
  assert.equal(compared.length, 1);
  clock.nowMs = 5_000;
  await ask(id);
  assert.equal(compared.length, 2);
});

test('a client may not ask all the time', async (context) => {
  const { ended, ask, clock } = await appWithResolver(context);
  const id = await ended('www.example.test');
  for (let times = 0; times < 10; times += 1) {
    clock.nowMs = times * 5_000;
    assert.equal((await ask(id)).statusCode, 200);
  }
  clock.nowMs = 50_000;
  const refused = await ask(id);
  assert.partialDeepStrictEqual(refused.json(), {
    status: 429,
    code: 'too-many-comparisons',
    detail: 'You can ask the resolvers 10 times in one minute.',
  });
  assert.equal(refused.headers['retry-after'], '10');
});
