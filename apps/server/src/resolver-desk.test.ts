// The desk over resolvers on loopback, with the thread of sockets that the server has.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { zoneTree } from '@delegraph/lab';
import { type ResolverManner, serveResolver, traceIn } from '@delegraph/lab/testing';
import { openSocketThread } from '@delegraph/tracer';
import { createResolverDesk } from './resolver-desk.ts';
import { systemResolvers } from './resolver-list.ts';

const tree = zoneTree({
  '.': { servers: { 'a.root.test.': '198.51.100.1', 'b.root.test.': '198.51.100.2' } },
  'test.': { servers: { 'a.test.': '198.51.100.11', 'b.test.': '198.51.100.12' } },
  'example.test.': {
    servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
    records: ['www 300 A 192.0.2.80'],
  },
});

/** A desk with one resolver of each manner, by name, for the profile `lab`. */
async function deskWith(context: TestContext, manners: Record<string, ResolverManner>) {
  const sockets = await openSocketThread();
  context.after(() => sockets.close());
  const configured = [];
  for (const [name, manner] of Object.entries(manners)) {
    const { address, port, close } = await serveResolver(tree, manner);
    context.after(close);
    configured.push({ profile: 'lab', name, address, port });
  }
  return createResolverDesk({ configured, exchangeOver: (map) => sockets.exchange(map) });
}

test('every resolver of the profile is asked, and judged by the trace', async (context) => {
  const extendedError = { code: 22, text: 'at delegation example.test.' };
  const desk = await deskWith(context, {
    Fresh: { kind: 'resolves', ttlShare: 1, authenticData: true },
    Cache: { kind: 'resolves', ttlShare: 0.5 },
    Large: { kind: 'truncates' },
    Elsewhere: { kind: 'says', records: ['www.example.test. 60 A 10.0.0.7'] },
    Failing: { kind: 'says', rcode: 'SERVFAIL', extendedError },
  });
  assert.deepEqual(desk.namesOf('lab'), ['Fresh', 'Cache', 'Large', 'Elsewhere', 'Failing']);
  assert.deepEqual(desk.namesOf('internet'), []);
  const { state } = await traceIn(tree, 'www.example.test. A');
  const says = await desk.compare(state);
  assert.deepEqual(
    says.map(({ name, kind, rcode, ttlSeconds, transport }) => [name, kind, rcode, ttlSeconds, transport]),
    [
      ['Fresh', 'agrees', 'NOERROR', 300, 'udp'],
      ['Cache', 'cached', 'NOERROR', 150, 'udp'],
      ['Large', 'agrees', 'NOERROR', 300, 'tcp'],
      ['Elsewhere', 'differs', 'NOERROR', 60, 'udp'],
      ['Failing', 'fails', 'SERVFAIL', null, 'udp'],
    ],
  );
  assert.deepEqual(
    says.map(({ authenticated }) => authenticated),
    [true, false, false, false, false],
  );
  assert.deepEqual(says[4]?.extendedErrors, ['No Reachable Authority (22): at delegation example.test.']);
  assert.deepEqual(await desk.compare({ ...state, profile: 'internet' }), []);
});

test('the resolvers of the system are those of the file at that moment', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'delegraph-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const resolvConf = join(folder, 'resolv.conf');
  const asked: string[] = [];
  const desk = createResolverDesk({
    configured: [{ profile: 'lab', name: 'system', address: null, port: 53 }],
    resolvConf,
    exchangeOver:
      ({ endpointOf, allowTarget }) =>
      async ({ address }) => {
        const { host, port } = endpointOf(address);
        asked.push(`${host} ${port} ${allowTarget(address)} ${allowTarget('192.0.2.99')}`);
        return { kind: 'unreachable', elapsedMs: 0, detail: 'ECONNREFUSED' };
      },
  });
  const { state } = await traceIn(tree, 'www.example.test. A');
  writeFileSync(
    resolvConf,
    '# by hand\nsearch example.test\nnameserver 192.0.2.53\nnameserver 2001:db8::53\n',
  );
  const says = await desk.compare(state);
  assert.deepEqual(
    says.map(({ name, address, kind }) => [name, address, kind]),
    [
      ['system', '192.0.2.53', 'silent'],
      ['system', '2001:db8::53', 'silent'],
    ],
  );
  assert.deepEqual([...new Set(asked)].toSorted(), [
    '192.0.2.53 53 true false',
    '2001:db8::53 53 true false',
  ]);
});

test('a file that names nobody means this machine, and only the first three count', () => {
  assert.deepEqual(addressesOf('nameserver not-an-address\n'), ['127.0.0.1']);
  const many = [1, 2, 3, 4].map((host) => `nameserver 192.0.2.${host}`).join('\n');
  assert.deepEqual(addressesOf(many), ['192.0.2.1', '192.0.2.2', '192.0.2.3']);
});

function addressesOf(resolvConf: string): string[] {
  return systemResolvers(resolvConf).map(({ address }) => address);
}
