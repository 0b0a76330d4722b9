// What the trace tier asks once more, or of servers that nobody delegates to: the root's own name servers, a zone's own, the
// parent's about a cut it hides, and a referral over TCP.
import { omitsGlue, refusesZone, says, truncates } from '@delegraph/lab';
import { NS1, NS2, bothSay, childNames } from '../bends.ts';
import { domainTree, root, testZone } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const OWN_SOA = '@ 3600 SOA ns1.example.test. hostmaster 2026112101 7200 3600 1209600 300';
const NS3 = { 'ns3.example.test.': '203.0.113.3' };

/** The domain, one of whose servers has a zone two cuts further down as well, and says this of the zone between them. */
function passedOver(faults: NonNullable<Parameters<typeof domainTree>[0]>['faults']) {
  return {
    ...domainTree({ servers: { ...NS1, ...NS2 }, ...(faults ? { faults } : {}) }),
    'sub.example.test.': {
      servers: { 'ns.sub.example.test.': '203.0.113.21', 'b.sub.example.test.': '203.0.113.22' },
    },
    'deep.sub.example.test.': {
      servers: { ...NS2, 'ns.deep.sub.example.test.': '203.0.113.23' },
      records: ['www A 192.0.2.1'],
    },
  };
}

const DS_OF_SUB = { question: 'sub DS', answer: ['sub DS 12345 13 2 49FD46E6C4B45C55D4AC'] };

/** The domain below a root that says this of itself. */
function rootOf(more: Partial<typeof root>) {
  return { ...domainTree(), '.': { ...root, ...more } };
}

export const secondLooks: readonly Scenario[] = [
  {
    code: 'ns-child-broken',
    situation: 'the zone names one server more than its parent, which refuses it',
    tree: {
      ...childNames({ ...NS1, ...NS2, ...NS3 }),
      'example.test.': {
        ...childNames({ ...NS1, ...NS2, ...NS3 })['example.test.']!,
        faults: [refusesZone('ns3.example.test.')],
      },
    },
    said: ['ns-child-broken example.test ns3.example.test', 'ns-only-at-child example.test ns3.example.test'],
    near: {
      situation: 'the zone names one server more than its parent, which serves it',
      tree: childNames({ ...NS1, ...NS2, ...NS3 }),
      said: ['ns-only-at-child example.test ns3.example.test'],
    },
  },
  {
    code: 'ns-child-broken',
    situation: 'the zone names one server more than its parent, which is nowhere',
    tree: bothSay({
      question: '@ NS',
      answer: ['@ 86400 NS ns1', '@ 86400 NS ns2', '@ 86400 NS ns3'],
    }),
    said: ['ns-child-broken example.test ns3.example.test', 'ns-only-at-child example.test ns3.example.test'],
  },
  {
    code: null,
    situation: 'the zone names one server more than its parent, which cannot be tested from here',
    tree: childNames({ ...NS1, ...NS2, 'ns3.example.test.': '2001:db8::3' }),
    how: { ipv6: false },
    said: ['ns-only-at-child example.test ns3.example.test', 'vantage-no-ipv6 .'],
  },
  {
    code: null,
    situation: 'the zone names one server more than its parent, by an alias',
    tree: domainTree({
      childServers: { ...NS1, ...NS2, 'ns3.example.test.': null },
      records: ['www A 192.0.2.1', 'ns3 CNAME ns1'],
    }),
    said: ['ns-only-at-child example.test ns3.example.test'],
  },
  {
    code: 'glue-partial-truncated',
    situation: 'servers of the parent that leave out what does not fit, and do not say so',
    tree: {
      ...domainTree(),
      'test.': testZone({ faults: [omitsGlue('a.test.'), omitsGlue('b.test.')] }),
    },
    said: ['glue-partial-truncated example.test'],
    near: {
      situation: 'servers of the parent that say that it does not fit',
      tree: {
        ...domainTree(),
        'test.': testZone({ faults: [truncates('a.test.'), truncates('b.test.')] }),
      },
    },
  },
  {
    code: 'ds-at-non-delegation',
    situation: 'a server has DS records for a zone between two of its own, and does not delegate it',
    tree: passedOver([
      says('ns2.example.test.', DS_OF_SUB),
      says('ns2.example.test.', { question: 'sub NS', authority: [OWN_SOA] }),
    ]),
    question: 'www.deep.sub.example.test. AAAA',
    said: ['ds-at-non-delegation example.test'],
    near: {
      situation: 'a server has DS records for a zone between two of its own, and delegates it',
      tree: passedOver([says('ns2.example.test.', DS_OF_SUB)]),
    },
  },
  {
    code: 'priming-failed',
    situation: 'no root server says who serves the root',
    tree: rootOf({
      faults: ['a', 'b'].map((letter) =>
        says(`${letter}.root.test.`, { question: '@ NS', rcode: 'SERVFAIL', authoritative: false }),
      ),
    }),
    how: { memory: 'new' },
    said: ['priming-failed .'],
    near: {
      situation: 'one root server says who serves the root',
      tree: rootOf({
        faults: [says('b.root.test.', { question: '@ NS', rcode: 'SERVFAIL', authoritative: false })],
      }),
      how: { memory: 'new' },
    },
  },
  {
    code: 'root-hint-stale',
    situation: 'the root names a server that the hints do not',
    tree: rootOf({ childServers: { ...root.servers, 'c.root.test.': '198.51.100.3' } }),
    how: { memory: 'new' },
    said: ['root-hint-stale .'],
    near: {
      situation: 'the root names the servers of the hints',
      tree: domainTree(),
      how: { memory: 'new' },
    },
  },
  {
    code: 'root-hint-stale',
    situation: 'a root server has moved',
    tree: rootOf({
      faults: ['a', 'b'].map((letter) =>
        says(`${letter}.root.test.`, {
          question: '@ NS',
          answer: ['@ NS a.root.test.', '@ NS b.root.test.'],
          additional: ['a.root.test. A 198.51.100.1', 'b.root.test. A 198.51.100.9'],
        }),
      ),
    }),
    how: { memory: 'new' },
    said: ['root-hint-stale .'],
  },
];
