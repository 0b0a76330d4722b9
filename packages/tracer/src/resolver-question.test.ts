import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Exchange, type Resolver, parseDomainName } from '@delegraph/model';
import { zoneTree } from '@delegraph/lab';
import { type ResolverManner, resolverReply, virtualClock } from '@delegraph/lab/testing';
import { askResolver } from './resolver-question.ts';

const tree = zoneTree({
  '.': { servers: { 'a.root.test.': '198.51.100.1' } },
  'test.': { servers: { 'a.test.': '198.51.100.11' } },
  'example.test.': {
    servers: { 'ns1.example.test.': '203.0.113.1' },
    records: ['www 300 A 192.0.2.80', 'old CNAME www'],
  },
});
const resolver: Resolver = { name: 'Cache', address: '192.0.2.53', port: 53 };
const question = (name: string) => ({ name: parseDomainName(name), type: 'A' });

const wallMs = () => Date.UTC(2026, 0, 2);

interface Sent {
  transport: string;
  rd: boolean;
  edns: boolean;
  address: string;
}

/** Asks a resolver of this manner in memory; `lost` packets get no answer. */
async function ask(manner: ResolverManner, { name = 'www.example.test', lost = 0 } = {}) {
  const clock = virtualClock();
  const sent: Sent[] = [];
  const exchange: Exchange = async ({ packet, transport, address, timeoutMs, objection }, signal) => {
    sent.push({ transport, rd: (packet[2]! & 1) === 1, edns: packet[11] === 1, address });
    const reply = sent.length > lost ? resolverReply(tree, manner, packet, transport) : null;
    await clock.sleep(reply ? 20 : timeoutMs, signal);
    if (!reply) return { kind: 'timeout', elapsedMs: timeoutMs, ignored: [] };
    assert.equal(objection(reply), null);
    return { kind: 'reply', packet: reply, elapsedMs: 20, ignored: [] };
  };
  const signal = new AbortController().signal;
  const asking = askResolver(resolver, question(name), { exchange, clock, wallMs, signal });
  return { reply: await clock.run(asking), sent };
}

test('a resolver is asked once, with RD and EDNS, and what it has in its cache comes back', async () => {
  const { reply, sent } = await ask({ kind: 'resolves', ttlShare: 0.5, authenticData: true });
  assert.deepEqual(sent, [{ transport: 'udp', rd: true, edns: true, address: '192.0.2.53' }]);
  assert.equal(reply.askedAt, '2026-01-02T00:00:00.000Z');
  assert.equal(reply.elapsedMs, 20);
  assert.ok(reply.result.kind === 'replied');
  const { flags, answer } = reply.result.message;
  assert.deepEqual(flags, ['qr', 'rd', 'ra', 'ad']);
  assert.deepEqual(answer, [{ name: 'www.example.test', type: 'A', ttl: 150, data: '192.0.2.80' }]);
});

test('aliases come with what they lead to', async () => {
  const { reply } = await ask({ kind: 'resolves', ttlShare: 1 }, { name: 'old.example.test' });
  assert.ok(reply.result.kind === 'replied');
  assert.deepEqual(
    reply.result.message.answer.map(({ type, data }) => `${type} ${data}`),
    ['CNAME www.example.test.', 'A 192.0.2.80'],
  );
});

test('a truncated reply is asked for again over TCP', async () => {
  const { reply, sent } = await ask({ kind: 'truncates' });
  assert.deepEqual(
    sent.map(({ transport }) => transport),
    ['udp', 'tcp'],
  );
  assert.ok(reply.result.kind === 'replied' && reply.result.transport === 'tcp');
  assert.equal(reply.result.message.answer.length, 1);
});

test('one lost packet is sent again; when both are lost there is no answer', async () => {
  const { reply, sent } = await ask({ kind: 'resolves', ttlShare: 1 }, { lost: 1 });
  assert.equal(sent.length, 2);
  assert.equal(reply.result.kind, 'replied');
  assert.equal(reply.elapsedMs, 3020);
  const silent = await ask({ kind: 'silent' });
  assert.equal(silent.sent.length, 2);
  assert.deepEqual(silent.reply.result, { kind: 'failed', reason: 'timeout' });
  assert.equal(silent.reply.elapsedMs, 8000);
});

test('one that does not understand EDNS is asked without it', async () => {
  const { reply, sent } = await ask({ kind: 'refuses-edns' });
  assert.deepEqual(
    sent.map(({ edns }) => edns),
    [true, false],
  );
  assert.ok(reply.result.kind === 'replied' && reply.result.message.rcode === 'NOERROR');
});

test('SERVFAIL is its answer, with the words it adds, and is not asked again', async () => {
  const extendedError = { code: 22, text: 'at delegation example.test.' };
  const { reply, sent } = await ask({ kind: 'says', rcode: 'SERVFAIL', extendedError });
  assert.equal(sent.length, 1);
  assert.ok(reply.result.kind === 'replied');
  assert.equal(reply.result.message.rcode, 'SERVFAIL');
  assert.deepEqual(reply.result.message.edns?.extendedErrors, [extendedError]);
});

for (const [kind, detail] of [
  ['forbidden', 'address not allowed'],
  ['no-socket', 'EMFILE'],
] as const) {
  test(`${kind}: it was not asked, which is not silence`, async () => {
    const exchange: Exchange = async () => (kind === 'forbidden' ? { kind } : { kind, detail });
    const setup = { exchange, clock: virtualClock(), signal: new AbortController().signal };
    const { result } = await askResolver(resolver, question('www.example.test'), setup);
    assert.deepEqual(result, { kind: 'not-asked', detail });
  });
}
