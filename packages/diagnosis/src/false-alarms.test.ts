// What is odd and works: none of it may be called a fault. Peers were blamed for each of these.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ZoneTreeSpec,
  answersLate,
  caseFolds,
  dropsTries,
  says,
  truncates,
  zoneTree,
} from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import {
  DUAL,
  DUAL_ROOT,
  DUAL_TEST,
  NS1,
  NS2,
  SOA,
  bothSay,
  childNames,
  hostIn,
  hostedDomain,
  secondSays,
} from './testing/bends.ts';
import { domainTree } from './testing/trees.ts';

interface Oddity {
  situation: string;
  tree: ZoneTreeSpec;
  question?: string;
  how?: Parameters<typeof traceIn>[2];
  /** What is said all the same, and no more than that. */
  said?: readonly string[];
}

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);
const DUAL_WORLD = { ...domainTree({ servers: DUAL }), '.': DUAL_ROOT, 'test.': DUAL_TEST };

/** Each server gives another part of the addresses, for a minute. */
function steered(type: 'A' | 'AAAA', first: string[], second: string[]): ZoneTreeSpec {
  const lines = (addresses: string[]) => addresses.map((address) => `www 60 ${type} ${address}`);
  return secondSays({ question: `www ${type}`, answer: lines(second) }, { records: lines(first) });
}

/** The second server is at this serial when asked for it, and at that one with a denial later. */
function atSerials(asked: number, denied: number): ZoneTreeSpec {
  const times = '7200 3600 1209600 300';
  return domainTree({
    faults: [
      says('ns2.example.test.', { question: '@ SOA', answer: [`${SOA} ${asked} ${times}`] }),
      ...['ns1', 'ns2'].map((host) =>
        says('ns2.example.test.', { question: `${host} AAAA`, authority: [`${SOA} ${denied} ${times}`] }),
      ),
    ],
  });
}

const oddities: readonly Oddity[] = [
  {
    situation: 'parent and child name different servers, which all serve the zone, are not lame',
    tree: childNames({ 'ns3.example.test.': '203.0.113.3', 'ns4.example.test.': '203.0.113.4' }),
    said: ['ns-sets-disjoint example.test'],
  },
  {
    situation: 'name servers in another top-level domain, without glue',
    tree: {
      ...domainTree({ servers: { 'ns.host.other.': '203.0.113.9', ...NS1 } }),
      ...hostIn(),
    },
  },
  {
    situation: 'one name server in another top-level domain, asked through one server there',
    tree: hostedDomain(),
  },
  {
    situation: 'a CDN that gives one address here and another there',
    tree: steered('A', ['192.0.2.1'], ['192.0.2.9']),
  },
  {
    situation: 'a CDN that gives two addresses here and one there',
    tree: steered('A', ['192.0.2.1', '192.0.2.2'], ['192.0.2.2']),
  },
  {
    situation: 'a CDN that gives another IPv6 address here than there',
    tree: steered('AAAA', ['2001:db8::80'], ['2001:db8::81']),
    question: 'www.example.test. AAAA',
  },
  {
    situation: 'a CDN that leads to one alias here and another there',
    tree: secondSays(
      { question: 'www A', answer: ['www 60 CNAME east', 'east 60 A 192.0.2.1'] },
      { records: ['www 60 CNAME west', 'west 60 A 192.0.2.2', 'east 60 A 192.0.2.1'] },
    ),
  },
  {
    situation: 'parent and child on one pair of servers',
    tree: {
      ...domainTree(),
      'sub.example.test.': { servers: { ...NS1, ...NS2 }, records: ['www A 192.0.2.2'] },
    },
    question: 'www.sub.example.test. A',
  },
  {
    situation: 'parent and child with one server in common',
    tree: {
      ...domainTree(),
      'sub.example.test.': {
        servers: { ...NS1, 'ns3.example.test.': '203.0.113.3' },
        records: ['www A 192.0.2.2'],
      },
    },
    question: 'www.sub.example.test. A',
  },
  {
    situation: 'anycast sites a few serials apart, and again a few when seen a second time',
    tree: atSerials(2026112098, 2026112096),
  },
  {
    situation: 'anycast sites that are ahead, and behind when seen a second time',
    tree: atSerials(2026112104, 2026112101),
  },
  {
    situation: 'a trace that does not ask for the records of DNSSEC',
    tree: domainTree({ ds: ['12345 13 2 49FD46E6C4B45C55D4AC'] }),
    how: { options: { dnssecOk: false } },
  },
  {
    situation: 'a trace without TCP',
    tree: DUAL_WORLD,
    how: { options: { tcpRetry: false } },
  },
  {
    situation: 'a server that truncates, in a trace without TCP',
    tree: domainTree({ faults: [truncates('ns1.example.test.')] }),
    how: { options: { tcpRetry: false } },
  },
  {
    situation: 'more aliases than a trace is to follow',
    tree: domainTree({ records: ['www CNAME a', 'a CNAME b', 'b A 192.0.2.1'] }),
    how: { options: { maxAliases: 1 } },
  },
  {
    situation: 'a place without IPv6',
    tree: DUAL_WORLD,
    how: { ipv6: false },
    said: ['vantage-no-ipv6 .'],
  },
  {
    situation: 'a place without IPv6, and a name server that has nothing else',
    tree: {
      ...domainTree({ servers: { ...NS1, ...NS2, 'ns3.example.test.': '2001:db8::3' } }),
      '.': DUAL_ROOT,
      'test.': DUAL_TEST,
    },
    how: { ipv6: false },
    said: ['vantage-no-ipv6 .'],
  },
  {
    situation: 'one server that takes 0.7 seconds for each answer',
    tree: domainTree({ faults: [answersLate('ns2.example.test.', 700)] }),
  },
  {
    situation: 'one server so slow that its first answer comes after the second query',
    tree: domainTree({ faults: [answersLate('ns2.example.test.', 1200)] }),
  },
  {
    situation: 'servers that lose the first packet of each question',
    tree: domainTree({ faults: ['ns1', 'ns2'].map((name) => dropsTries(`${name}.example.test.`, 1)) }),
  },
  {
    situation: 'minimal responses: NS records without addresses beside them',
    tree: bothSay({ question: '@ NS', answer: ['@ 86400 NS ns1', '@ 86400 NS ns2'] }),
  },
  {
    situation: 'responses that are not minimal: an answer with NS records and addresses',
    tree: bothSay({
      question: 'www A',
      answer: ['www A 192.0.2.1'],
      authority: ['@ 86400 NS ns1', '@ 86400 NS ns2'],
      additional: ['ns1.example.test. 86400 A 203.0.113.1', 'ns2.example.test. 86400 A 203.0.113.2'],
    }),
  },
  {
    situation: 'a primary that is hidden in the domain',
    tree: domainTree({
      records: ['www A 192.0.2.1', '@ 3600 SOA hidden hostmaster 2026112101 7200 3600 1209600 300'],
    }),
  },
  {
    situation: 'a primary that is hidden at the provider of a name server',
    tree: {
      ...hostIn(),
      ...domainTree({
        servers: { ...NS1, 'ns.host.other.': '203.0.113.9' },
        records: [
          'www A 192.0.2.1',
          '@ 3600 SOA master.host.other. hostmaster 2026112101 7200 3600 1209600 300',
        ],
      }),
    },
  },
  {
    situation: 'a server that repeats the question in lower case',
    tree: domainTree({ faults: [caseFolds('ns2.example.test.')] }),
  },
];

for (const { situation, tree, question = 'www.example.test. A', how, said = [] } of oddities) {
  test(`no false alarm: ${situation}`, async () => {
    const run = await traceIn(zoneTree(tree), question, how);
    assert.deepEqual(run.said.toSorted(), said.toSorted());
    assert.ok(['answer', 'nodata'].includes(run.outcome!.kind));
  });
}

for (const seed of SEEDS) {
  test(`no false alarm: 30 of 100 packets are lost, seed ${seed}`, async () => {
    const run = await traceIn(zoneTree(DUAL_WORLD), 'www.example.test. A', { loss: { percent: 30, seed } });
    assert.deepEqual(run.said, []);
    assert.equal(run.outcome?.kind, 'answer');
    assert.ok(run.state.hops.some(({ tries }) => tries.some(({ result }) => result === 'timeout')));
  });
}
