// One resolver, one trace: each judgement from a trace through a zone tree, and from what a resolver replies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusesZone, says, silent, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { type Message, type ResolverReply, type ResourceRecord, parseDomainName } from '@delegraph/model';
import { domainTree } from '../testing/trees.ts';
import { judgeResolver } from './judge-resolver.ts';
import { resolverVerdict } from './judgement-text.ts';

const NAME = 'www.example.test';

interface Said {
  answer?: string[];
  rcode?: string;
  soa?: boolean;
  errors?: { code: number; text: string }[];
  address?: string;
}

/** A reply with these answers, `www.example.test 300 A 192.0.2.1`. */
function replied({ answer = [], rcode = 'NOERROR', soa = false, errors = [], address = '192.0.2.53' }: Said) {
  const soaRecord = record('example.test 120 SOA ns1.example.test. h.example.test. 1 2 3 4 60');
  const message: Message = {
    id: 1,
    flags: ['qr', 'rd', 'ra'],
    opcode: 0,
    rcode,
    question: null,
    answer: answer.map(record),
    authority: soa ? [soaRecord] : [],
    additional: [],
    edns: { version: 0, udpSize: 1232, dnssecOk: true, extendedErrors: errors },
    sizeBytes: 100,
    problems: [],
  };
  return {
    resolver: { name: 'Cache', address, port: 53 },
    askedAt: '2026-01-01T00:01:00.000Z',
    elapsedMs: 20,
    result: { kind: 'replied', transport: 'udp', message },
  } satisfies ResolverReply;
}

function record(line: string): ResourceRecord {
  const [name = '', ttl, type = '', ...data] = line.split(' ');
  return { name: parseDomainName(name), ttl: Number(ttl), type, data: data.join(' ') };
}

type Tree = Parameters<typeof zoneTree>[0];

async function judged(tree: Tree, said: Said, question = `${NAME}. A`) {
  const { state } = await traceIn(zoneTree(tree), question);
  const reply = replied(said);
  const { sentence, todo, title } = resolverVerdict(state, reply);
  assert.match(sentence, /^[A-Z].*[^.]\.$/);
  for (const step of todo)
    assert.match(step.sentence, step.commands.length === 0 ? /^[A-Z].*\.$/ : /^[A-Z].*:$/);
  const steps = todo.flatMap((step) => [step.sentence, ...step.commands.map(({ command }) => command)]);
  return { ...judgeResolver(state, reply), sentence, todo: steps.join(' '), title };
}

/** Two servers, of which the second says something else about www. */
const second = (answer: string) => says('ns2.example.test.', { question: 'www A', answer: [answer] });

test('the same with all of its TTL: it agrees, in whatever order and case', async () => {
  const tree = domainTree({ records: ['www 300 A 192.0.2.1', 'www 300 A 192.0.2.2'] });
  const said = [`${NAME} 300 A 192.0.2.2`, `${NAME} 300 A 192.0.2.1`];
  assert.partialDeepStrictEqual(await judged(tree, { answer: said }), {
    kind: 'agrees',
    code: null,
    todo: '',
  });
});

test('the same with a part of its TTL: it is from a cache, and the time left is told', async () => {
  const result = await judged(domainTree(), { answer: [`${NAME} 150 A 192.0.2.1`] });
  assert.partialDeepStrictEqual(result, { kind: 'cached', leftSeconds: 150, code: null });
  assert.match(result.sentence, /in 2 min 30 s at the latest/);
});

test('an alias has a TTL of its own', async () => {
  const tree = domainTree({ records: ['www 3600 CNAME host', 'host 60 A 192.0.2.1'] });
  const answer = [`${NAME} 1800 CNAME HOST.example.test.`, 'host.example.test 60 A 192.0.2.1'];
  assert.partialDeepStrictEqual(await judged(tree, { answer }), { kind: 'cached', leftSeconds: 60 });
});

test('an alias that leads to another zone is followed there', async () => {
  const tree = {
    ...domainTree({ records: ['www 3600 CNAME www.else.test.'] }),
    'else.test.': { servers: { 'ns1.else.test.': '203.0.113.21' }, records: ['www 60 A 192.0.2.21'] },
  };
  const answer = [`${NAME} 3600 CNAME www.else.test.`, 'www.else.test 60 A 192.0.2.21'];
  assert.equal((await judged(tree, { answer })).kind, 'agrees');
  assert.equal((await judged(tree, { answer: [`${NAME} 60 A 192.0.2.1`] })).kind, 'differs');
});

test('a few of many addresses are no difference', async () => {
  const tree = domainTree({ records: ['www A 192.0.2.1', 'www A 192.0.2.2', 'www A 192.0.2.3'] });
  assert.equal((await judged(tree, { answer: [`${NAME} 300 A 192.0.2.2`] })).kind, 'agrees');
});

test('a denial that the servers give is the same, too', async () => {
  const result = await judged(domainTree({ records: [] }), { rcode: 'NXDOMAIN', soa: true });
  assert.ok(result.kind === 'agrees' || result.kind === 'cached');
});

test('what only a server with an old serial says is older data', async () => {
  const tree = domainTree({
    faults: [
      second('www 300 A 192.0.2.9'),
      says('ns2.example.test.', { question: '@ SOA', answer: ['@ 300 SOA ns1 h 1 7200 3600 1209600 300'] }),
    ],
  });
  const result = await judged(tree, { answer: [`${NAME} 100 A 192.0.2.9`] });
  assert.partialDeepStrictEqual(result, {
    kind: 'older',
    why: 'old-serial',
    servers: ['ns2.example.test (203.0.113.2)'],
    code: 'resolver-stale',
  });
  assert.match(result.todo, /rndc flushname www\.example\.test\./);
  assert.match(result.todo, /unbound-control flush_zone example\.test\./);
  const current = await judged(tree, { answer: [`${NAME} 100 A 192.0.2.1`] });
  assert.equal(current.kind, 'cached', 'who is behind does not make the others a side');
});

test('what only servers say that the zone no longer names is older data', async () => {
  const tree = domainTree({
    servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
    childServers: { 'ns1.example.test.': '203.0.113.1', 'ns3.example.test.': '203.0.113.3' },
    faults: [second('www 300 A 192.0.2.9')],
  });
  const result = await judged(tree, { answer: [`${NAME} 100 A 192.0.2.9`] });
  assert.partialDeepStrictEqual(result, { kind: 'older', why: 'not-in-zone', code: 'resolver-stale' });
});

test('what only a server at an old glue address says is older data', async () => {
  const tree = domainTree({
    servers: {
      'ns1.example.test.': '203.0.113.1',
      'ns2.example.test.': '203.0.113.2',
      'old.example.test.': '203.0.113.9',
    },
    glue: { 'ns2.example.test.': ['203.0.113.9'] },
    faults: [says('old.example.test.', { question: 'www A', answer: ['www 300 A 192.0.2.9'] })],
  });
  const result = await judged(tree, { answer: [`${NAME} 100 A 192.0.2.9`] });
  assert.partialDeepStrictEqual(result, { kind: 'older', why: 'stale-glue', code: 'resolver-stale' });
});

test('what one server of the same version says is one of two sides', async () => {
  const tree = domainTree({ faults: [second('www 300 A 192.0.2.9')] });
  const result = await judged(tree, { answer: [`${NAME} 300 A 192.0.2.9`] });
  assert.partialDeepStrictEqual(result, {
    kind: 'one-side',
    servers: ['ns2.example.test (203.0.113.2)'],
    of: 2,
    code: null,
  });
});

test('what no server says differs, and the values are named', async () => {
  const result = await judged(domainTree(), { answer: [`${NAME} 300 A 192.0.2.77`] });
  assert.partialDeepStrictEqual(result, {
    kind: 'differs',
    why: 'unknown',
    foreign: ['192.0.2.77'],
    code: 'resolver-disagrees',
  });
});

test('a denial of what the servers have differs', async () => {
  const result = await judged(domainTree(), { rcode: 'NXDOMAIN', soa: true });
  assert.partialDeepStrictEqual(result, { kind: 'differs', why: 'unknown', code: 'resolver-disagrees' });
  assert.match(result.sentence, /no such name/);
});

test('a private address that no server gives suggests a view of its own', async () => {
  const result = await judged(domainTree(), { answer: [`${NAME} 300 A 10.0.0.7`] });
  assert.partialDeepStrictEqual(result, { kind: 'differs', why: 'private', code: 'split-horizon-suspected' });
});

test('a text that looks like a private address suggests nothing', async () => {
  const tree = domainTree({ records: ['www TXT hello'] });
  const result = await judged(tree, { answer: [`${NAME} 300 TXT 10.0.0.7`] }, `${NAME}. TXT`);
  assert.partialDeepStrictEqual(result, { kind: 'differs', why: 'unknown' });
});

test('a resolver that filters keeps the name from its clients, said or not', async () => {
  const errors = [{ code: 17, text: '' }];
  const result = await judged(domainTree(), { rcode: 'NXDOMAIN', errors });
  assert.partialDeepStrictEqual(result, { kind: 'differs', why: 'withheld' });
  assert.match(result.sentence, /Filtered \(17\)/);
  const nowhere = await judged(domainTree(), { answer: [`${NAME} 300 A 0.0.0.0`] });
  assert.partialDeepStrictEqual(nowhere, { kind: 'differs', why: 'withheld' });
});

test('an answer that the resolver calls stale is older data, whatever it is', async () => {
  const errors = [{ code: 3, text: '' }];
  const result = await judged(domainTree(), { answer: [`${NAME} 30 A 192.0.2.1`], errors });
  assert.partialDeepStrictEqual(result, { kind: 'older', why: 'stale', code: 'resolver-stale' });
});

test('SERVFAIL comes with the words of the resolver, and validation is told apart', async () => {
  const errors = [{ code: 22, text: 'at delegation example.test.' }];
  const result = await judged(domainTree(), { rcode: 'SERVFAIL', errors });
  assert.partialDeepStrictEqual(result, { kind: 'fails', traceToo: false, code: 'resolver-servfail-ede' });
  assert.match(result.sentence, /No Reachable Authority \(22\): at delegation example\.test\.$/);
  const bogus = await judged(domainTree(), { rcode: 'SERVFAIL', errors: [{ code: 6, text: '' }] });
  assert.match(bogus.todo, /Mend DNSSEC/);
  const mute = await judged(domainTree(), { rcode: 'SERVFAIL' });
  assert.partialDeepStrictEqual(mute, { kind: 'fails', code: null });
});

test('where no server answers, a failure is what the trace says, and an answer is from before', async () => {
  const tree = domainTree({ faults: [refusesZone('ns1.example.test.'), silent('ns2.example.test.')] });
  assert.partialDeepStrictEqual(await judged(tree, { rcode: 'SERVFAIL' }), { kind: 'fails', traceToo: true });
  const answer = [`${NAME} 30 A 192.0.2.1`];
  assert.partialDeepStrictEqual(await judged(tree, { answer }), { kind: 'differs', why: 'unheard' });
});

test('no answer and not asked are two things', async () => {
  const { state } = await traceIn(zoneTree(domainTree()), `${NAME}. A`);
  const { resolver, askedAt } = replied({});
  const common = { resolver, askedAt, elapsedMs: 8000 };
  const silence = resolverVerdict(state, { ...common, result: { kind: 'failed', reason: 'timeout' } });
  const unsent = resolverVerdict(state, { ...common, result: { kind: 'not-asked', detail: 'EMFILE' } });
  assert.deepEqual([silence.title, unsent.title], ['No answer', 'Not asked']);
});

test('public resolvers are flushed on their own pages', async () => {
  const answer = [`${NAME} 300 A 192.0.2.77`];
  const byAddress = async (address: string) => (await judged(domainTree(), { answer, address })).todo;
  assert.match(await byAddress('1.1.1.1'), /Cloudflare’s page “Purge Cache”/);
  assert.match(await byAddress('8.8.8.8'), /Google’s page “Flush Cache”/);
  assert.doesNotMatch(await byAddress('9.9.9.9'), /rndc/);
});

test('ANY is not compared', async () => {
  const { state } = await traceIn(zoneTree(domainTree()), `${NAME}. A`);
  const asked = { ...state, question: { name: parseDomainName(NAME), type: 'ANY' } };
  const reply = replied({ answer: [`${NAME} 300 HINFO RFC8482 ""`] });
  assert.equal(judgeResolver(asked, reply).kind, 'not-compared');
});
