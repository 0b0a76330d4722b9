import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fault, type ZoneSpec, refusesZone, silent, truncates, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { initialTraceState, reduceTrace } from '@delegraph/model';
import { scenarios } from './testing/scenarios/index.ts';
import { domainTree, root } from './testing/trees.ts';
import { verdictOf } from './verdict.ts';

const MANY = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'].map((address) => `www A ${address}`);
const DUAL = { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] };
const V6_ROOT = { servers: { 'a.root.test.': ['198.51.100.1', '2001:db8:1::1'] } };
const refuses: Fault = refusesZone('ns2.example.test.');
const bothRefuse = [refusesZone('ns1.example.test.'), refuses];

/** The situation, the domain, what is asked, and the verdict at the end. */
const VERDICTS: readonly [string, Partial<ZoneSpec>, question: string, verdict: string][] = [
  ['an address', {}, 'www A', 'ok: www.example.test resolves to 192.0.2.1'],
  [
    'more addresses than fit',
    { records: MANY },
    'www A',
    'ok: www.example.test resolves to 192.0.2.1, 192.0.2.2 and 2 more',
  ],
  [
    'one other record',
    { records: ['@ TXT "hello"'] },
    '@ TXT',
    'ok: example.test has the TXT record "hello"',
  ],
  ['two other records', { records: ['@ MX 1 a', '@ MX 2 b'] }, '@ MX', 'ok: example.test has 2 MX records'],
  ['a name without the type', {}, 'www AAAA', 'neutral: www.example.test has no AAAA record in example.test'],
  [
    'no such name',
    {},
    'nowhere A',
    'error: nowhere.example.test does not exist in example.test; the operator of example.test can add it',
  ],
  [
    'an alias without the type',
    { records: ['www CNAME mail', 'mail MX 1 a'] },
    'www A',
    'neutral: www.example.test leads to mail.example.test, which has no A record in example.test; the operator of example.test can add it',
  ],
  [
    'an alias of nothing',
    { records: ['www CNAME gone'] },
    'www A',
    'error: www.example.test leads to gone.example.test, which does not exist in example.test; the operator of example.test must change the alias www.example.test',
  ],
  [
    'a loop',
    { records: ['www CNAME www'] },
    'www A',
    'error: www.example.test does not resolve: its aliases lead in a circle; the operator of example.test must point www.example.test elsewhere',
  ],
  [
    'more aliases than we follow',
    { records: Array.from({ length: 30 }, (_, i) => `n${i} CNAME n${i + 1}`) },
    'n0 A',
    'neutral: n0.example.test was not traced to the end: a limit was reached',
  ],
  [
    'one lame server',
    { faults: [refuses] },
    'www A',
    'warning: www.example.test resolves to 192.0.2.1, but ns2.example.test (203.0.113.2) does not serve example.test; the operator of ns2.example.test must repair that',
  ],
  [
    'one lame server of two addresses',
    { servers: DUAL, faults: [refuses] },
    'www A',
    'warning: www.example.test resolves to 192.0.2.1, but ns2.example.test (203.0.113.2 and 2001:db8::2) does not serve example.test; the operator of ns2.example.test must repair that',
  ],
  [
    'two lame servers',
    {
      servers: {
        'ns1.example.test.': '203.0.113.1',
        'ns2.example.test.': '203.0.113.2',
        'ns3.example.test.': '203.0.113.3',
      },
      faults: bothRefuse,
    },
    'www A',
    'warning: www.example.test resolves to 192.0.2.1, but ns1.example.test and ns2.example.test do not serve example.test; the operator of example.test must repair that',
  ],
  [
    'a lame server and missing glue',
    { faults: [refuses], glue: { 'ns2.example.test.': [] } },
    'www A',
    'warning: www.example.test resolves to 192.0.2.1, but ns2.example.test (203.0.113.2) does not serve example.test (and 1 more fault); the operator of ns2.example.test must repair that',
  ],
  [
    'a notice is no fault',
    { records: ['www A 192.0.2.1', '@ 3600 SOA ns1 hostmaster 1 300 60 1209600 300'] },
    'www A',
    'ok: www.example.test resolves to 192.0.2.1',
  ],
  [
    'all servers lame',
    { faults: bothRefuse },
    'www A',
    'error: www.example.test does not resolve: no server of example.test gives a usable answer; the operator of example.test must repair that',
  ],
  [
    'no glue at all',
    { glue: { 'ns1.example.test.': [], 'ns2.example.test.': [] } },
    'www A',
    'error: www.example.test does not resolve: no server of example.test has a known address; the registrar of example.test must repair that',
  ],
];

/** For each family of faults a code, and what the verdict says in its scenario: after the name and what it resolves to, where
 *  nothing else is given. */
const OF_FAMILIES: Readonly<Record<string, string>> = {
  'lame-refused':
    'but ns2.example.test (203.0.113.2) does not serve example.test; the operator of ns2.example.test must repair that',
  'server-name-servfail':
    'but there is a fault at ns2.example.test (203.0.113.2), a name server of example.test: fails for one name; the operator of ns2.example.test must repair that',
  'no-delegation-nxdomain':
    'www.unregistered.test does not exist in test; its registrar can register it, renew it, or lift a hold',
  'no-delegation-nodata':
    'example.test is not delegated in test; the registrar of example.test must enter its name servers',
  'referral-loop':
    'www.example.test does not resolve: no server of example.test gives a usable answer; the operator of example.test must repair that',
  'delegation-parent-inconsistent':
    'but there is a fault at example.test: parent servers disagree; the operator of test must repair that',
  'ns-domain-unregistered':
    'but there is a fault at ns.gone.test, a name server of example.test: name server in a free domain; the registrar of example.test must repair that',
  'ns-sets-disjoint':
    'but there is a fault at example.test: parent and child name different servers; the operator of example.test must repair that',
  'glue-missing-in-domain':
    'but test gives no address for ns2.example.test; the registrar of example.test must repair that',
  'glue-wrong-but-works':
    'but there is a fault at ns2.example.test (203.0.113.8), a name server of example.test: old glue that still works; the registrar of example.test must repair that',
  'soa-serial-mismatch':
    'but there is a fault at example.test: servers hold different versions; the operator of example.test must repair that',
  'negative-missing-soa':
    'www.example.test has no AAAA record in example.test, but there is a fault at ns2.example.test (203.0.113.2), asked for www.example.test: denial without SOA; the operator of ns2.example.test (203.0.113.2) must repair that',
  'cname-chain-long':
    'but there is a fault at www.example.test: long alias chain; the operator of example.test must repair that',
  'cname-target-unregistered':
    'www.example.test leads to www.gone.test, which does not exist in test; the operator of example.test must change the alias www.example.test',
  'dname-yxdomain': `${'y'.repeat(60)}.old.example.test does not resolve: no server of example.test gives a usable answer; the operator of example.test must repair that`,
  'ns-address-bogon':
    'but there is a fault at ns.host.other (240.0.0.9), a name server of example.test: name server at an address of nobody; the operator of example.test must repair that',
  'ttl-high-bit':
    'but there is a fault at ns2.example.test (203.0.113.2), a name server of example.test: a lifetime that is none; the operator of example.test must repair that',
  'malformed-response':
    'but there is a fault at ns2.example.test (203.0.113.2), a name server of example.test: unreadable replies; the operator of ns2.example.test must repair that',
  'delegation-to-parking':
    'but example.test has expired and is parked at Network Solutions; the registrar of example.test must repair that',
  'ns-expired-parking':
    'but there is a fault at ns.host.other, a name server of example.test: name server in a domain that is parked; the registrar of example.test must repair that',
  'vantage-intercepted':
    'The trace of www.example.test cannot be trusted: something between here and the root servers answers for them',
};

for (const [code, expected] of Object.entries(OF_FAMILIES)) {
  test(`the verdict on ${code} names the place and who must repair it`, async () => {
    const { tree, question = 'www.example.test. A' } = scenarios.find((one) => one.code === code)!;
    const { state } = await traceIn(zoneTree(tree), question);
    const { sentence } = verdictOf(state);
    const works = 'www.example.test resolves to 192.0.2.1, ';
    assert.equal(sentence, expected.startsWith('but ') ? works + expected : expected);
  });
}

test('a name that one server denies and another has is in dispute', async () => {
  const { tree, question } = scenarios.find(({ situation }) =>
    situation.includes('denies the whole domain'),
  )!;
  const { state } = await traceIn(zoneTree(tree), question!);
  assert.match(
    verdictOf(state).sentence,
    /, but there is a fault at ns2\.example\.test .*; the operator of ns2/,
  );
});

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
  assert.equal(
    verdictOf(state).sentence,
    'www.example.test resolves to 192.0.2.1, but no server of dns-host.test serves it; the operator of dns-host.test must repair that',
  );
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
  assert.equal(told.at(-1), 'www.example.test resolves to 192.0.2.1');
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

test('what a trace was told to leave out is no fault of anybody', async () => {
  const aliases = zoneTree(domainTree({ records: ['www CNAME a', 'a CNAME b', 'b A 192.0.2.1'] }));
  const followed = await traceIn(aliases, 'www.example.test. A', { options: { maxAliases: 1 } });
  assert.deepEqual(verdictOf(followed.state), {
    sentence: 'www.example.test leads to b.example.test, which the trace was told not to follow',
    tone: 'neutral',
  });
  const shown = await traceIn(aliases, 'www.example.test. CNAME', { options: { followAliases: false } });
  assert.equal(verdictOf(shown.state).tone, 'ok', 'an alias that was asked for is the answer');

  const faults = ['ns1', 'ns2'].map((host) => truncates(`${host}.example.test.`));
  const tree = zoneTree(domainTree({ faults }));
  const { state, findings } = await traceIn(tree, 'www.example.test. A', { options: { tcpRetry: false } });
  assert.deepEqual(verdictOf(state), {
    sentence:
      'www.example.test cannot be told: servers of example.test answer in full over TCP alone, which the trace was told to leave out',
    tone: 'neutral',
  });
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  );
});
