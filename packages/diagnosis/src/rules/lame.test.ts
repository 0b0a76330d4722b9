import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type FaultMaker,
  type ZoneSpec,
  type ZoneTreeSpec,
  answersEmpty,
  answersLate,
  deniesApex,
  deniesAuthority,
  dropsTries,
  failsZone,
  formErrorOnEdns,
  formErrors,
  hasNoApex,
  malformed,
  noTcp,
  notAuthoritative,
  notImplemented,
  refersSideways,
  refersToItself,
  refersUpward,
  refusesZone,
  silent,
  truncates,
  unreachable,
  wrongId,
  zoneTree,
} from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { describeFinding } from '../catalogue.ts';
import { domainTree, root, testZone } from '../testing/trees.ts';

const QUESTION = 'www.example.test. A';

function said(zones: ZoneTreeSpec, question = QUESTION) {
  return traceIn(zoneTree(zones), question).then((run) => run.said);
}

function saysLame(said: string): boolean {
  return /^(?:lame|delegation)-/.test(said);
}

/** What is found when the second server of the domain has the fault. */
function saidOfDomain(fault: FaultMaker, more: Partial<ZoneSpec> = {}) {
  return said(domainTree({ faults: [fault('ns2.example.test.')], ...more }));
}

const sideways: FaultMaker = (server) => refersSideways(server, 'elsewhere.test.');

/** Every way to be lame, and what an SOA probe makes of it. */
const FAULTS: readonly [string, FaultMaker, code: string][] = [
  ['refuses', refusesZone, 'lame-refused'],
  ['answers SERVFAIL', failsZone, 'lame-servfail'],
  ['answers NOTAUTH', deniesAuthority, 'lame-notauth'],
  ['answers NOTIMP', notImplemented, 'lame-notauth'],
  ['answers FORMERR with and without EDNS', formErrors, 'lame-notauth'],
  ['is silent', silent, 'lame-timeout'],
  ['listens nowhere', unreachable, 'lame-unreachable'],
  ['answers without authority', notAuthoritative, 'lame-not-authoritative'],
  ['refers to the root', refersUpward, 'lame-upward-referral'],
  ['refers to its own zone', refersToItself, 'lame-self-referral'],
  ['refers elsewhere', sideways, 'lame-sideways-referral'],
  ['denies the apex', deniesApex, 'lame-nxdomain-apex'],
  ['has no apex', hasNoApex, 'lame-nodata-apex'],
  ['answers with nothing', answersEmpty, 'lame-empty-response'],
];

test('a domain whose servers all serve it: nothing is found', async () => {
  assert.deepEqual(await said(domainTree()), []);
});

for (const [what, fault, code] of FAULTS) {
  test(`one server of a domain ${what}: ${code}`, async () => {
    assert.deepEqual((await saidOfDomain(fault)).toSorted(), [
      'delegation-partially-lame example.test',
      `${code} example.test ns2.example.test`,
    ]);
  });

  test(`the only server of a domain ${what}: ${code}, and the delegation is fully lame`, async () => {
    const tree = domainTree({
      servers: { 'ns1.example.test.': '203.0.113.1' },
      faults: [fault('ns1.example.test.')],
    });
    assert.deepEqual((await said(tree)).toSorted(), [
      'delegation-fully-lame example.test',
      `${code} example.test ns1.example.test`,
    ]);
  });
}

for (const [what, fault, code] of FAULTS) {
  // Without an SOA probe a denial is no proof, and the walking query is not for the apex.
  if (code === 'lame-nxdomain-apex' || code === 'lame-nodata-apex' || code === 'lame-not-authoritative')
    continue;

  test(`one server of a top-level domain ${what}: ${code}`, async () => {
    assert.deepEqual(await said({ ...domainTree(), 'test.': testZone({ faults: [fault('b.test.')] }) }), [
      'delegation-partially-lame test',
      `${code} test b.test`,
      'parent-lame example.test',
    ]);
  });

  test(`one server of a zone asked only for a name server's address ${what}: ${code}`, async () => {
    const tree = {
      ...domainTree({
        servers: { 'ns1.dns-host.test.': '203.0.113.1', 'ns1.example.test.': '203.0.113.2' },
        glue: { 'ns1.dns-host.test.': [] },
      }),
      'dns-host.test.': {
        servers: { 'a.dns-host.test.': '203.0.113.11', 'b.dns-host.test.': '203.0.113.12' },
        faults: [fault('b.dns-host.test.')],
      },
    };
    assert.deepEqual(await said(tree), [
      'delegation-partially-lame dns-host.test',
      `${code} dns-host.test b.dns-host.test`,
      'glue-missing-sibling example.test ns1.dns-host.test',
    ]);
  });
}

for (const [what, fault] of [
  ['loses the first packet of each question', (server) => dropsTries(server, 1)],
  ['answers FORMERR to EDNS only', formErrorOnEdns],
  ['truncates every reply over UDP', truncates],
  ['is slower than the first try waits', (server) => answersLate(server, 1000)],
  ['takes no TCP', noTcp],
  ['sends what is no message', malformed],
  ['sends replies with a wrong id', wrongId],
] satisfies [string, FaultMaker][]) {
  test(`a server that ${what} is not lame`, async () => {
    assert.deepEqual((await saidOfDomain(fault)).filter(saysLame), []);
  });
}

for (const count of [2, 3]) {
  test(`a server that loses the first ${count} packets of each question is not lame, and its tries are enough`, async () => {
    const found = await saidOfDomain((server) => dropsTries(server, count));
    // Where every question needs a second packet, that is a fault of its own.
    assert.deepEqual(found, count === 2 ? ['server-flaky example.test ns2.example.test'] : []);
  });
}

test('a server that truncates and takes no TCP is not lame', async () => {
  const faults = [truncates('ns2.example.test.'), noTcp('ns2.example.test.')];
  assert.deepEqual(await said(domainTree({ faults })), []);
});

test('where nobody at all is heard, nobody is called silent', async () => {
  const tree = domainTree();
  const nobody = { ...tree, '.': { ...root, faults: [silent('a.root.test.'), silent('b.root.test.')] } };
  assert.deepEqual(await said(nobody), []);
});

test('where nobody is heard over IPv6, silence over IPv6 says nothing', async () => {
  const servers = {
    'ns1.example.test.': ['203.0.113.1', '2001:db8::1'],
    'ns2.example.test.': '203.0.113.2',
  };
  const silentV6 = silent('ns1.example.test.', '2001:db8::1');
  assert.deepEqual(await said(domainTree({ servers, faults: [silentV6] })), []);

  const rootWithV6 = { servers: { 'a.root.test.': ['198.51.100.1', '2001:db8:1::1'] } };
  assert.deepEqual(await said({ ...domainTree({ servers, faults: [silentV6] }), '.': rootWithV6 }), [
    'lame-timeout example.test ns1.example.test',
    'delegation-partially-lame example.test',
    'ipv6-all-lame example.test',
  ]);
});

test('a server of both parent and child answers for either and is not lame', async () => {
  const both = '198.51.100.11';
  assert.deepEqual(
    await said(domainTree({ servers: { 'a.test.': both, 'ns1.example.test.': '203.0.113.1' } })),
    [],
  );
});

test('servers that all serve the zone are not lame, though the zone names others than its parent', async () => {
  const childServers = { 'ns3.example.test.': '203.0.113.3', 'ns4.example.test.': '203.0.113.4' };
  assert.deepEqual(await said(domainTree({ childServers })), ['ns-sets-disjoint example.test']);
});

test('an address with two names is one server and says both', async () => {
  const run = await traceIn(
    zoneTree(
      domainTree({
        servers: {
          'ns1.example.test.': '203.0.113.1',
          'ns2.example.test.': '203.0.113.2',
          'ns3.example.test.': '203.0.113.2',
        },
        faults: [refusesZone('ns2.example.test.')],
      }),
    ),
    QUESTION,
  );
  const lame = run.findings.filter(({ code }) => code === 'lame-refused');
  assert.equal(lame.length, 1);
  assert.deepEqual(lame[0]!.params['alsoNamed'], ['ns3.example.test']);
  assert.equal(
    describeFinding(lame[0]!).sentence,
    'ns2.example.test (203.0.113.2), also named ns3.example.test, answers REFUSED, asked for example.test.',
  );
});

test('a lame server is proved by three tries over two seconds, one over TCP and one without EDNS', async () => {
  const run = await traceIn(zoneTree(domainTree({ faults: [refusesZone('ns2.example.test.')] })), QUESTION);
  const finding = run.findings.find(({ code }) => code === 'lame-refused')!;
  const proof = run.state.hops[finding.evidence[0]!]!;
  assert.equal(finding.confidence, 'high');
  assert.deepEqual([proof.probe, proof.address, proof.question.type], ['apex-soa', '203.0.113.2', 'SOA']);
  assert.ok(proof.tries.some(({ transport }) => transport === 'tcp'));
  assert.ok(proof.tries.some(({ edns }) => !edns));
  assert.ok(proof.tries.at(-1)!.sentAtMs - proof.tries[0]!.sentAtMs >= 2000);
  assert.deepEqual(finding.seen, { count: 4, of: 4 });
});

test('the sentences name server, address, what it says and what it was asked for', async () => {
  const sentences = new Map<string, string>();
  for (const [, fault, code] of FAULTS) {
    const { findings } = await traceIn(
      zoneTree(domainTree({ faults: [fault('ns2.example.test.')] })),
      QUESTION,
    );
    const finding = findings.find((one) => one.code === code)!;
    sentences.set(code, describeFinding(finding).sentence.replace('ns2.example.test (203.0.113.2)', 'NS'));
  }
  assert.deepEqual(Object.fromEntries(sentences), {
    'lame-refused': 'NS answers REFUSED, asked for example.test.',
    'lame-servfail': 'NS answers SERVFAIL, asked for example.test.',
    'lame-notauth': 'NS answers FORMERR, asked for example.test.',
    'lame-timeout': 'NS answered none of 8 tries, asked for example.test.',
    'lame-unreachable': 'NS refuses connections: nothing listens on the DNS port, asked for example.test.',
    'lame-not-authoritative': 'NS answers without authority (AA not set), asked for example.test.',
    'lame-upward-referral': 'NS refers back up, to the root zone, asked for example.test.',
    'lame-self-referral':
      'NS refers to the zone itself instead of answering from it, asked for example.test.',
    'lame-sideways-referral': 'NS refers to another zone, elsewhere.test, asked for example.test.',
    'lame-nxdomain-apex': 'NS says that the zone does not exist (NXDOMAIN), asked for example.test.',
    'lame-nodata-apex': 'NS has the name, but not as a zone (no SOA at the apex), asked for example.test.',
    'lame-empty-response':
      'NS answers with nothing: no records, no SOA, no referral, asked for example.test.',
  });
});
