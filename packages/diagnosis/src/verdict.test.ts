import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fault, type ZoneSpec, refusesZone, silent, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { initialTraceState, reduceTrace } from '@delegraph/model';
import { domainTree, root } from './testing/trees.ts';
import { verdictOf } from './verdict.ts';

const MANY = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'].map((address) => `www A ${address}`);
const DUAL = { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] };
const V6_ROOT = { servers: { 'a.root.test.': ['198.51.100.1', '2001:db8:1::1'] } };
const refuses: Fault = refusesZone('ns2.example.test.');
const bothRefuse = [refusesZone('ns1.example.test.'), refuses];

/** The situation, the domain, what is asked, and the verdict at the end. */
const VERDICTS: readonly [string, Partial<ZoneSpec>, question: string, verdict: string][] = [
  ['an address', {}, 'www A', 'ok: Resolves to 192.0.2.1'],
  ['more addresses than fit', { records: MANY }, 'www A', 'ok: Resolves to 192.0.2.1, 192.0.2.2 and 2 more'],
  ['one other record', { records: ['@ TXT "hello"'] }, '@ TXT', 'ok: Has the TXT record "hello"'],
  ['two other records', { records: ['@ MX 1 a', '@ MX 2 b'] }, '@ MX', 'ok: Has 2 MX records'],
  ['a name without the type', {}, 'www AAAA', 'neutral: www.example.test exists, but has no AAAA record'],
  ['no such name', {}, 'nowhere A', 'error: nowhere.example.test does not exist'],
  [
    'an alias without the type',
    { records: ['www CNAME mail', 'mail MX 1 a'] },
    'www A',
    'neutral: www.example.test leads to mail.example.test, which has no A record',
  ],
  [
    'an alias of nothing',
    { records: ['www CNAME gone'] },
    'www A',
    'error: www.example.test leads to gone.example.test, which does not exist',
  ],
  [
    'a loop',
    { records: ['www CNAME www'] },
    'www A',
    'error: www.example.test does not resolve: its aliases lead in a circle',
  ],
  [
    'more aliases than we follow',
    { records: Array.from({ length: 30 }, (_, i) => `n${i} CNAME n${i + 1}`) },
    'n0 A',
    'neutral: n0.example.test was not traced to the end: a limit was reached',
  ],
  ['one lame server', { faults: [refuses] }, 'www A', 'warning: Resolves to 192.0.2.1, with 1 lame server'],
  [
    'one lame server of two addresses',
    { servers: DUAL, faults: [refuses] },
    'www A',
    'warning: Resolves to 192.0.2.1, with 1 lame server',
  ],
  [
    'a lame server and missing glue',
    { faults: [refuses], glue: { 'ns2.example.test.': [] } },
    'www A',
    'warning: Resolves to 192.0.2.1, with 1 lame server and missing glue',
  ],
  [
    'nine aliases',
    { records: [...Array.from({ length: 9 }, (_, i) => `n${i} CNAME n${i + 1}`), 'n9 A 192.0.2.1'] },
    'n0 A',
    'warning: Resolves to 192.0.2.1, with 1 fault',
  ],
  [
    'an old address in the glue',
    {
      servers: {
        'ns1.example.test.': '203.0.113.1',
        'ns2.example.test.': '203.0.113.2',
        'ns3.example.test.': '203.0.113.3',
      },
      glue: { 'ns2.example.test.': ['203.0.113.3'] },
    },
    'www A',
    'warning: Resolves to 192.0.2.1, with 1 fault',
  ],
  [
    'a notice is no fault',
    { records: ['www A 192.0.2.1', '@ 3600 SOA ns1 hostmaster 1 300 60 1209600 300'] },
    'www A',
    'ok: Resolves to 192.0.2.1',
  ],
  [
    'all servers lame',
    { faults: bothRefuse },
    'www A',
    'error: www.example.test does not resolve: no server of example.test gives a usable answer',
  ],
  [
    'no glue at all',
    { glue: { 'ns1.example.test.': [], 'ns2.example.test.': [] } },
    'www A',
    'error: www.example.test does not resolve: no server of example.test has a known address',
  ],
];

for (const [situation, domain, asked, expected] of VERDICTS) {
  test(`${situation}: ${expected}`, async () => {
    const question = asked.startsWith('@')
      ? asked.replace('@', 'example.test.')
      : asked.replace(' ', '.example.test. ');
    const { state } = await traceIn(zoneTree({ ...domainTree(domain), '.': V6_ROOT }), question);
    const { tone, sentence } = verdictOf(state);
    assert.equal(`${tone}: ${sentence}`, expected);
  });
}

test('a zone beside the way that nobody serves is said', async () => {
  const servers = { 'ns1.example.test.': '203.0.113.1', 'ns.dns-host.test.': '203.0.113.11' };
  const { state } = await traceIn(
    zoneTree({
      ...domainTree({ servers, glue: { 'ns.dns-host.test.': [] } }),
      'dns-host.test.': {
        servers: { 'a.dns-host.test.': '203.0.113.12' },
        faults: [refusesZone('a.dns-host.test.')],
      },
    }),
    'www.example.test. A',
  );
  assert.equal(verdictOf(state).sentence, 'Resolves to 192.0.2.1, with a dead zone beside it');
});

test('when no root server is heard, nothing can be traced', async () => {
  const faults = [silent('a.root.test.'), silent('b.root.test.')];
  const { state } = await traceIn(
    zoneTree({ ...domainTree(), '.': { ...root, faults } }),
    'www.example.test. A',
  );
  assert.deepEqual(verdictOf(state), {
    sentence: 'No root server can be reached from here, so nothing can be traced',
    tone: 'error',
  });
});

test('while it runs, the verdict says whom it asks for what', async () => {
  const { events } = await traceIn(zoneTree(domainTree()), 'www.example.test. A');
  let state = initialTraceState;
  const told = [verdictOf(state).sentence];
  for (const event of events) {
    state = reduceTrace(state, event);
    const { sentence } = verdictOf(state);
    if (sentence !== told.at(-1)) told.push(sentence);
  }
  assert.deepEqual(told.slice(0, 3), [
    'Starting …',
    'Asking the servers of the root zone for www.example.test …',
    'Asking the servers of test for www.example.test …',
  ]);
  assert.equal(told.at(-1), 'Resolves to 192.0.2.1');
});

test('a trace that is interrupted before its answer was cut off, one that fails is ours', async () => {
  const stop = new AbortController();
  stop.abort();
  const { state } = await traceIn(zoneTree(domainTree()), 'www.example.test. A', { signal: stop.signal });
  assert.deepEqual(verdictOf(state), {
    sentence: 'The trace of www.example.test was cut off before its end',
    tone: 'neutral',
  });
  assert.deepEqual(verdictOf({ ...state, status: 'failed' }), {
    sentence: 'We could not finish the trace of www.example.test',
    tone: 'error',
  });
});
