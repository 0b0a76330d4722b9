// Delegations with something beside them at the parent, or of a shape nobody likes to follow.
import { refersToItself, says } from '@delegraph/lab';
import { NS1, NS2, OTHER, SOA, deepTree, nsOfTtl, parentSays } from '../bends.ts';
import { domainTree, root, testZone } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const REFERRAL = {
  question: 'www.example A',
  authority: ['example 86400 NS ns1.example', 'example 86400 NS ns2.example'],
  additional: ['ns1.example.test. 86400 A 203.0.113.1', 'ns2.example.test. 86400 A 203.0.113.2'],
};
const ON_PARENT = { 'a.test.': '198.51.100.11', 'b.test.': '198.51.100.12' };

/** A zone in the domain, which the second server of the domain delegates to one server only; its copy has this serial. */
function changing(serial: number) {
  return {
    ...domainTree({
      faults: [
        says('ns2.example.test.', {
          question: 'www.sub A',
          authoritative: false,
          authority: ['sub 86400 NS a.sub'],
          additional: ['a.sub.example.test. 86400 A 203.0.113.21'],
        }),
        says('ns2.example.test.', { question: '@ SOA', answer: [`${SOA} ${serial} 7200 3600 1209600 300`] }),
      ],
    }),
    'sub.example.test.': {
      servers: { 'a.sub.example.test.': '203.0.113.21', 'b.sub.example.test.': '203.0.113.22' },
      records: ['www A 192.0.2.1'],
    },
  };
}

/** The domain with this many name servers. */
function withServers(count: number) {
  return domainTree({
    servers: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`n${i}.example.test.`, `203.0.113.${i + 1}`]),
    ),
  });
}

export const delegationShape: readonly Scenario[] = [
  {
    code: 'delegation-in-progress',
    situation: 'the servers of the parent delegate differently, and hold different versions',
    tree: changing(2026112100),
    question: 'www.sub.example.test. A',
    said: [
      'change-visible-after sub.example.test',
      'delegation-in-progress sub.example.test',
      'parent-ns-set-differs sub.example.test',
    ],
    near: {
      situation: 'the servers of the parent delegate differently, in one version',
      tree: changing(2026112101),
      said: ['parent-ns-set-differs sub.example.test'],
    },
  },
  {
    code: 'referral-aa-set',
    situation: 'a server of the parent refers with authority',
    tree: parentSays({ ...REFERRAL, authoritative: true }),
    said: ['referral-aa-set example.test'],
    near: {
      situation: 'a server of the parent refers as it should',
      tree: parentSays({ ...REFERRAL, authoritative: false }),
    },
  },
  {
    code: 'parent-cname-at-cut',
    situation: 'a server of the parent has an alias where the other delegates',
    tree: {
      ...domainTree({ records: ['@ A 192.0.2.1', 'www A 192.0.2.1'] }),
      'test.': testZone({
        faults: [says('b.test.', { question: 'example A', answer: ['example CNAME www.example'] })],
      }),
    },
    question: 'example.test. A',
    said: ['parent-cname-at-cut example.test'],
    near: {
      situation: 'both servers of the parent delegate',
      tree: domainTree({ records: ['@ A 192.0.2.1'] }),
    },
  },
  {
    code: 'dname-at-cut',
    situation: 'a server of the parent redirects what the other delegates',
    tree: {
      ...parentSays({
        question: 'www.example A',
        answer: ['example DNAME other.test.', 'www.example CNAME www.other.test.'],
      }),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.1'] },
    },
    said: ['dname-at-cut example.test'],
    near: { situation: 'both servers of the parent delegate', tree: domainTree() },
  },
  {
    code: 'no-cut-below-public-suffix',
    situation: 'a name in the zone of the registry',
    tree: { '.': root, 'test.': testZone({ records: ['www.nic A 192.0.2.1'] }) },
    question: 'www.nic.test. A',
    said: ['no-cut-below-public-suffix test'],
    near: { situation: 'a name in a domain', tree: domainTree(), question: 'www.example.test. A' },
  },
  {
    code: 'parent-ns-ttl-differs',
    situation: 'NS records that live half a day in the zone, and a day at its parent',
    tree: nsOfTtl(43_200),
    said: ['parent-ns-ttl-differs example.test'],
    near: { situation: 'NS records that live a day on both sides', tree: nsOfTtl(86_400) },
  },
  {
    code: 'glueless-depth-high',
    situation: 'a name server four lookups deep',
    tree: deepTree(4),
    said: ['glueless-depth-high example.test in.z0.other'],
    near: { situation: 'a name server three lookups deep', tree: deepTree(3) },
  },
  {
    code: 'delegation-too-deep',
    situation: 'a name server nine lookups deep',
    tree: deepTree(9),
    said: [
      'budget-exhausted .',
      'delegation-too-deep example.test',
      'glueless-depth-high example.test in.z0.other',
      'ns-transitive-large example.test',
    ],
    near: {
      situation: 'a name server six lookups deep',
      tree: deepTree(6),
      said: ['glueless-depth-high example.test in.z0.other', 'ns-transitive-large example.test'],
    },
  },
  {
    code: 'referral-loop',
    situation: 'a domain delegated to the servers of its parent, which do not have it',
    tree: domainTree({
      servers: ON_PARENT,
      faults: [refersToItself('a.test.'), refersToItself('b.test.')],
    }),
    said: [
      'delegation-fully-lame example.test',
      'lame-self-referral example.test a.test',
      'lame-self-referral example.test b.test',
      'referral-loop example.test',
    ],
    near: {
      situation: 'a domain on the servers of its parent, one of which does not have it',
      tree: domainTree({ servers: { ...NS1, ...NS2 }, faults: [refersToItself('ns2.example.test.')] }),
      said: ['delegation-partially-lame example.test', 'lame-self-referral example.test ns2.example.test'],
    },
  },
  {
    code: 'too-many-ns',
    situation: 'fourteen name servers',
    tree: withServers(14),
    said: ['too-many-ns example.test'],
    near: { situation: 'thirteen name servers', tree: withServers(13) },
  },
];
