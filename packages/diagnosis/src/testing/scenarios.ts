// One small tree for each code that compares parent, child, glue and answers, and the twins that must stay silent.
import {
  type ZoneSpec,
  type ZoneTreeSpec,
  answersEmpty,
  dropsTries,
  failsZone,
  malformed,
  recursesFromCache,
  refusesZone,
  says,
  silent,
  wrongSource,
} from '@delegraph/lab';
import { domainTree, root, testZone } from './trees.ts';

export interface Scenario {
  /** The code it is for; null for a false alarm that must not be raised. */
  code: string | null;
  situation: string;
  tree: ZoneTreeSpec;
  question?: string;
  /** Every finding, as `code zone server`. */
  said: readonly string[];
}

const NS1 = { 'ns1.example.test.': '203.0.113.1' };
const NS2 = { 'ns2.example.test.': '203.0.113.2' };
const DUAL = {
  'ns1.example.test.': ['203.0.113.1', '2001:db8::1'],
  'ns2.example.test.': ['203.0.113.2', '2001:db8::2'],
};
const DUAL_ROOT: ZoneSpec = { servers: { 'a.root.test.': ['198.51.100.1', '2001:db8:1::1'] } };
const DUAL_TEST = testZone({ servers: { 'a.test.': ['198.51.100.11', '2001:db8:2::1'] } });
const SOA = '@ 3600 SOA ns1.example.test. hostmaster';

/** A parent of its own kind, whose second server says something else of the domain. */
function parentSays(reply: Parameters<typeof says>[1]): ZoneTreeSpec {
  return { ...domainTree(), 'test.': testZone({ faults: [says('b.test.', reply)] }) };
}

/** The domain, whose second server says something else. */
function secondSays(reply: Parameters<typeof says>[1], more: Partial<ZoneSpec> = {}): ZoneTreeSpec {
  return domainTree({ faults: [says('ns2.example.test.', reply)], ...more });
}

/** A domain whose NS records were changed in the zone only. */
function childNames(childServers: ZoneSpec['servers']): ZoneTreeSpec {
  return domainTree({ childServers });
}

/** A domain with this glue for its second name server, which lives where `more` says. */
function glueOfSecond(
  glue: string[],
  servers: ZoneSpec['servers'],
  faults: ZoneSpec['faults'] = [],
): ZoneTreeSpec {
  return domainTree({ servers: { ...NS1, ...servers }, glue: { 'ns2.example.test.': glue }, faults });
}

const delegation: readonly Scenario[] = [
  {
    code: 'no-delegation-nodata',
    situation: 'a domain that the top-level domain knows without delegating it',
    tree: { '.': root, 'test.': testZone({ records: ['example TXT "reserved"'] }) },
    question: 'example.test. A',
    said: ['no-delegation-nodata test'],
  },
  {
    code: null,
    situation: 'a name without data inside its own zone',
    tree: domainTree(),
    question: 'example.test. MX',
    said: [],
  },
  {
    code: 'delegation-parent-inconsistent',
    situation: 'one server of the parent has not heard of the domain',
    tree: parentSays({
      question: 'www.example A',
      rcode: 'NXDOMAIN',
      authority: ['@ SOA a.test. hostmaster 1 7200 3600 1209600 300'],
    }),
    said: ['delegation-parent-inconsistent example.test'],
  },
  {
    code: 'parent-ns-set-differs',
    situation: 'one server of the parent names one name server less',
    tree: parentSays({
      question: 'www.example A',
      authoritative: false,
      authority: ['example NS ns1.example'],
      additional: ['ns1.example.test. A 203.0.113.1'],
    }),
    said: ['parent-ns-set-differs example.test'],
  },
  {
    code: null,
    situation: 'one server of the parent gives the same NS set in another order',
    tree: parentSays({
      question: 'www.example A',
      authoritative: false,
      authority: ['example NS ns2.example', 'example NS ns1.example'],
      additional: ['ns2.example.test. A 203.0.113.2', 'ns1.example.test. A 203.0.113.1'],
    }),
    said: [],
  },
  {
    code: 'parent-lame',
    situation: 'a server of the parent refuses the parent zone',
    tree: { ...domainTree(), 'test.': testZone({ faults: [refusesZone('b.test.')] }) },
    said: ['delegation-partially-lame test', 'lame-refused test b.test', 'parent-lame example.test'],
  },
  {
    code: 'referral-too-large',
    situation: 'fourteen name servers with long names',
    tree: domainTree({
      servers: Object.fromEntries(
        Array.from({ length: 14 }, (_, i) => [
          `${'long-name-of-a-server-'.repeat(2)}${i}.${'x'.repeat(40)}${i}.example.test.`,
          `203.0.113.${i + 1}`,
        ]),
      ),
    }),
    said: ['referral-too-large example.test'],
  },
  {
    code: 'zone-cut-hidden',
    situation: 'parent and child on the same servers, and the denial comes from the child',
    tree: {
      ...domainTree(),
      'sub.example.test.': { servers: { ...NS1, ...NS2 }, records: ['www A 192.0.2.2'] },
    },
    question: 'www.sub.example.test. AAAA',
    said: ['zone-cut-hidden example.test'],
  },
  {
    code: null,
    situation: 'parent and child on the same servers',
    tree: {
      ...domainTree(),
      'sub.example.test.': { servers: { ...NS1, ...NS2 }, records: ['www A 192.0.2.2'] },
    },
    question: 'www.sub.example.test. A',
    said: [],
  },
  {
    code: null,
    situation: 'a top-level domain and a domain in it on the same servers, and no such name there',
    tree: domainTree({ servers: { 'a.test.': '198.51.100.11', 'b.test.': '198.51.100.12' } }),
    question: 'nowhere.example.test. A',
    said: ['zone-cut-hidden test'],
  },
];

const nameServers: readonly Scenario[] = [
  {
    code: 'single-ns',
    situation: 'one name server at one address',
    tree: domainTree({ servers: NS1 }),
    said: ['single-ns example.test'],
  },
  {
    code: null,
    situation: 'one name server at the parent, two in the zone',
    tree: domainTree({ servers: NS1, childServers: { ...NS1, ...NS2 } }),
    said: ['ns-only-at-child example.test ns2.example.test'],
  },
  {
    code: 'ns-same-address',
    situation: 'two name servers at one address',
    tree: domainTree({ servers: { ...NS1, 'ns2.example.test.': '203.0.113.1' } }),
    said: ['ns-same-address example.test ns1.example.test'],
  },
  {
    code: 'ns-nxdomain',
    situation: 'a name server in a domain that is gone',
    tree: domainTree({ servers: { ...NS1, 'ns.gone.test.': null } }),
    said: ['ns-nxdomain example.test ns.gone.test'],
  },
  {
    code: 'ns-no-address',
    situation: 'a name server that has no address record',
    tree: domainTree({
      servers: { ...NS1, ...NS2, 'ns3.example.test.': null },
      records: ['www A 192.0.2.1', 'ns3 TXT "soon"'],
    }),
    said: [
      'glue-missing-in-domain example.test ns3.example.test',
      'ns-no-address example.test ns3.example.test',
    ],
  },
  {
    code: 'ns-unresolvable',
    situation: 'a name server in a zone whose servers all fail',
    tree: {
      ...domainTree({ servers: { ...NS1, 'ns.host.test.': '203.0.113.9' }, glue: { 'ns.host.test.': [] } }),
      'host.test.': { servers: { 'a.host.test.': '203.0.113.8' }, faults: [failsZone('a.host.test.')] },
    },
    said: [
      'delegation-fully-lame host.test',
      'lame-servfail host.test a.host.test',
      'ns-unresolvable example.test ns.host.test',
      'glue-missing-sibling example.test ns.host.test',
    ],
  },
  {
    code: null,
    situation: 'a name server in a healthy zone elsewhere, without glue',
    tree: {
      ...domainTree({ servers: { ...NS1, 'ns.host.other.': '203.0.113.9' } }),
      'other.': { servers: { 'a.other.': '198.51.100.21' } },
      'host.other.': { servers: { 'ns.host.other.': '203.0.113.9' } },
    },
    said: [],
  },
  {
    code: 'ns-ip-literal',
    situation: 'an NS record that holds an address',
    tree: domainTree({ servers: { ...NS1, ...NS2, '203.0.113.9.': null } }),
    said: ['ns-ip-literal example.test 203.0.113.9', 'ns-nxdomain example.test 203.0.113.9'],
  },
  {
    code: 'ns-invalid-hostname',
    situation: 'a name server with an underscore in its name',
    tree: domainTree({ servers: { ...NS1, 'name_server.example.test.': '203.0.113.2' } }),
    said: ['ns-invalid-hostname example.test name_server.example.test'],
  },
  {
    code: 'ns-only-at-parent',
    situation: 'the zone dropped a name server that its parent still names',
    tree: childNames(NS1),
    said: ['ns-only-at-parent example.test ns2.example.test'],
  },
  {
    code: 'ns-only-at-child',
    situation: 'the zone has one name server more than its parent names',
    tree: childNames({ ...NS1, ...NS2, 'ns3.example.test.': '203.0.113.3' }),
    said: ['ns-only-at-child example.test ns3.example.test'],
  },
  {
    code: 'ns-sets-disjoint',
    situation: 'parent and child name different servers, and all of them work',
    tree: childNames({ 'ns3.example.test.': '203.0.113.3', 'ns4.example.test.': '203.0.113.4' }),
    said: ['ns-sets-disjoint example.test'],
  },
  {
    code: 'ns-child-inconsistent',
    situation: 'one server of the zone still names an old server',
    tree: secondSays({ question: '@ NS', answer: ['@ 86400 NS ns1', '@ 86400 NS ns2', '@ 86400 NS ns-old'] }),
    said: ['ns-child-inconsistent example.test', 'ns-only-at-child example.test ns-old.example.test'],
  },
  {
    code: 'ns-cyclic-dependency',
    situation: 'two zones each with its servers in the other',
    tree: {
      ...domainTree({ servers: { 'ns.other.test.': '203.0.113.1' }, glue: { 'ns.other.test.': [] } }),
      'other.test.': { servers: { 'ns.example.test.': '203.0.113.2' }, glue: { 'ns.example.test.': [] } },
    },
    said: [
      'ns-cyclic-dependency example.test',
      'ns-cyclic-dependency other.test',
      'glue-missing-sibling example.test ns.other.test',
    ],
  },
  {
    code: 'ns-cyclic-dependency-glued',
    situation: 'two zones each with its servers in the other, and glue for them',
    tree: {
      ...domainTree({ servers: { 'a.other.test.': '203.0.113.1', 'b.other.test.': '203.0.113.2' } }),
      'other.test.': { servers: { 'a.example.test.': '203.0.113.3', 'b.example.test.': '203.0.113.4' } },
    },
    said: [
      'ns-cyclic-dependency-glued example.test',
      'ns-cyclic-dependency-glued other.test',
      'ns-same-second-level example.test',
    ],
  },
  {
    code: 'ns-cyclic-dependency-partial',
    situation: 'one of two name servers lies in a zone that depends on the domain',
    tree: {
      ...domainTree({ servers: { ...NS1, 'ns.other.test.': '203.0.113.2' }, glue: { 'ns.other.test.': [] } }),
      'other.test.': { servers: NS1, glue: { 'ns1.example.test.': [] } },
    },
    said: [
      'ns-cyclic-dependency-partial example.test ns.other.test',
      'glue-missing-sibling example.test ns.other.test',
    ],
  },
  {
    code: 'ns-same-second-level',
    situation: 'both name servers in one domain of somebody else',
    tree: {
      ...domainTree({ servers: { 'ns1.host.test.': '203.0.113.1', 'ns2.host.test.': '203.0.113.2' } }),
      'host.test.': { servers: { 'ns1.host.test.': '203.0.113.1', 'ns2.host.test.': '203.0.113.2' } },
    },
    said: ['ns-same-second-level example.test'],
  },
];

const glue: readonly Scenario[] = [
  {
    code: 'glue-stale',
    situation: 'the glue gives an address where nobody answers any more',
    tree: glueOfSecond(
      ['203.0.113.8'],
      { 'ns2.example.test.': '203.0.113.2', 'old.example.test.': '203.0.113.8' },
      [silent('old.example.test.')],
    ),
    said: [
      'delegation-partially-lame example.test',
      'lame-timeout example.test ns2.example.test',
      'glue-stale example.test ns2.example.test',
      'glue-mismatch example.test ns2.example.test',
    ],
  },
  {
    code: 'glue-wrong-but-works',
    situation: 'the glue gives an old address that still serves the zone',
    tree: glueOfSecond(['203.0.113.8'], {
      'ns2.example.test.': '203.0.113.2',
      'ns3.example.test.': '203.0.113.8',
    }),
    said: [
      'glue-wrong-but-works example.test ns2.example.test',
      'glue-mismatch example.test ns2.example.test',
    ],
  },
  {
    code: 'glue-mismatch',
    situation: 'the glue lacks one of two addresses of a name server',
    tree: glueOfSecond(['203.0.113.2'], { 'ns2.example.test.': ['203.0.113.2', '203.0.113.3'] }),
    said: ['glue-mismatch example.test ns2.example.test'],
  },
  {
    code: 'glue-extra',
    situation: 'the glue gives one address more than the zone',
    tree: glueOfSecond(['203.0.113.2', '203.0.113.8'], {
      'ns2.example.test.': '203.0.113.2',
      'ns3.example.test.': '203.0.113.8',
    }),
    said: ['glue-extra example.test ns2.example.test'],
  },
  {
    code: 'glue-no-authoritative',
    situation: 'a name server whose address stands in the glue alone',
    tree: domainTree({ records: ['www A 192.0.2.1', 'ns2 TXT "no address"'] }),
    said: [
      'glue-no-authoritative example.test ns2.example.test',
      'ns-no-address example.test ns2.example.test',
    ],
  },
  {
    code: 'glue-missing-ipv6',
    situation: 'a name server with an IPv6 address that the glue lacks',
    tree: glueOfSecond(['203.0.113.2'], { 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] }),
    said: ['glue-missing-ipv6 example.test ns2.example.test'],
  },
  {
    code: 'glue-missing-ipv4',
    situation: 'a name server with an IPv4 address that the glue lacks',
    tree: glueOfSecond(['2001:db8::2'], { 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] }),
    said: ['glue-missing-ipv4 example.test ns2.example.test'],
  },
  {
    code: null,
    situation: 'glue of both families as the zone gives it',
    tree: domainTree({ servers: DUAL }),
    said: [],
  },
  {
    code: 'glue-missing-sibling',
    situation: 'a name server in another domain of the same parent, without glue',
    tree: {
      ...domainTree({ servers: { ...NS1, 'ns.host.test.': '203.0.113.2' }, glue: { 'ns.host.test.': [] } }),
      'host.test.': { servers: { 'ns.host.test.': '203.0.113.2' } },
    },
    said: ['glue-missing-sibling example.test ns.host.test'],
  },
  {
    code: 'glue-unneeded',
    situation: 'glue for a name server outside the parent',
    tree: {
      ...domainTree({
        servers: { ...NS1, 'ns.host.other.': '203.0.113.9' },
        glue: { 'ns.host.other.': ['203.0.113.9'] },
      }),
      'other.': { servers: { 'a.other.': '198.51.100.21' } },
      'host.other.': { servers: { 'ns.host.other.': '203.0.113.9' } },
    },
    said: ['glue-unneeded example.test ns.host.other'],
  },
  {
    code: 'glue-private',
    situation: 'glue with an address of a private network',
    tree: domainTree({ servers: { ...NS1, 'ns2.example.test.': '10.0.0.2' } }),
    said: ['glue-private example.test ns2.example.test'],
  },
  {
    code: 'glue-v4-mapped',
    situation: 'IPv6 glue that only wraps an IPv4 address',
    tree: domainTree({ servers: { ...NS1, 'ns2.example.test.': ['203.0.113.2', '64:ff9b::cb00:7102'] } }),
    said: ['glue-v4-mapped example.test ns2.example.test'],
  },
  {
    code: 'glue-inconsistent-parents',
    situation: 'one server of the parent gives another address for a name server',
    tree: {
      ...domainTree({ servers: { ...NS1, ...NS2, 'ns3.example.test.': '203.0.113.3' } }),
      'test.': testZone({
        faults: [
          says('b.test.', {
            question: 'www.example A',
            authoritative: false,
            authority: ['example NS ns1.example', 'example NS ns2.example', 'example NS ns3.example'],
            additional: [
              'ns1.example.test. A 203.0.113.1',
              'ns2.example.test. A 203.0.113.3',
              'ns3.example.test. A 203.0.113.3',
            ],
          }),
        ],
      }),
    },
    said: [
      'glue-extra example.test ns2.example.test',
      'glue-inconsistent-parents example.test ns2.example.test',
    ],
  },
];

const authority: readonly Scenario[] = [
  {
    code: 'soa-serial-mismatch',
    situation: 'one server is months behind',
    tree: secondSays({ question: '@ SOA', answer: [`${SOA} 2026080101 7200 3600 1209600 300`] }),
    said: ['soa-serial-mismatch example.test'],
  },
  {
    code: null,
    situation: 'one server is one version behind, as while a transfer runs',
    tree: secondSays({ question: '@ SOA', answer: [`${SOA} 2026112100 7200 3600 1209600 300`] }),
    said: [],
  },
  {
    code: 'soa-fields-differ',
    situation: 'one serial with two contents',
    tree: secondSays({ question: '@ SOA', answer: [`${SOA} 2026112101 7200 1800 1209600 300`] }),
    said: ['soa-fields-differ example.test'],
  },
  {
    code: 'soa-rname-invalid',
    situation: 'a mailbox that is none',
    tree: domainTree({ records: ['www A 192.0.2.1', '@ 3600 SOA ns1 hostmaster. 1 7200 3600 1209600 300'] }),
    said: ['soa-rname-invalid example.test'],
  },
  ...(
    [
      ['soa-timers-odd', 'a retry longer than the refresh', '7200 14400 1209600 300'],
      ['soa-minimum-high', 'denials that live for a week', '7200 3600 1209600 604800'],
      ['soa-minimum-low', 'denials that live for five seconds', '7200 3600 1209600 5'],
      [null, 'sensible times', '14400 3600 1209600 3600'],
    ] as const
  ).map(([code, situation, times]) => ({
    code,
    situation,
    tree: domainTree({ records: ['www A 192.0.2.1', `@ 604800 SOA ns1 hostmaster 1 ${times}`] }),
    said: code ? [`${code} example.test`] : [],
  })),
  {
    code: 'negative-missing-soa',
    situation: 'a server that denies without its SOA record',
    tree: secondSays({ question: 'www AAAA' }),
    question: 'www.example.test. AAAA',
    said: ['negative-missing-soa example.test'],
  },
  {
    code: 'answer-inconsistent',
    situation: 'one server still gives the old address',
    tree: secondSays(
      { question: 'www A', answer: ['www 3600 A 192.0.2.9'] },
      { records: ['www 3600 A 192.0.2.1'] },
    ),
    said: ['answer-inconsistent example.test'],
  },
  {
    code: null,
    situation: 'each server gives the address of another place, for a minute',
    tree: secondSays(
      { question: 'www A', answer: ['www 60 A 192.0.2.9'] },
      { records: ['www 60 A 192.0.2.1'] },
    ),
    said: [],
  },
  {
    code: 'answer-rcode-inconsistent',
    situation: 'one server has the name, the other denies it',
    tree: secondSays({
      question: 'www A',
      rcode: 'NXDOMAIN',
      authority: [`${SOA} 2026112101 7200 3600 1209600 300`],
    }),
    said: ['answer-rcode-inconsistent example.test'],
  },
  {
    code: 'answer-ttl-inconsistent',
    situation: 'one answer with two lifetimes',
    tree: secondSays({ question: 'www A', answer: ['www 60 A 192.0.2.1'] }),
    said: ['answer-ttl-inconsistent example.test'],
  },
  {
    code: 'rrset-ttl-mixed',
    situation: 'two addresses of one name with different lifetimes',
    tree: domainTree({ records: ['www 300 A 192.0.2.1', 'www 60 A 192.0.2.2'] }),
    said: ['rrset-ttl-mixed example.test'],
  },
];

const OTHER: ZoneTreeSpec = {
  'other.test.': { servers: { 'ns1.other.test.': '203.0.113.5', 'ns2.other.test.': '203.0.113.6' } },
};

const aliases: readonly Scenario[] = [
  {
    code: 'cname-target-nodata',
    situation: 'an alias of a name without an address',
    tree: domainTree({ records: ['www CNAME mail', 'mail MX 10 www'] }),
    said: ['cname-target-nodata example.test'],
  },
  {
    code: 'cname-target-unresolvable',
    situation: 'an alias into a zone that nobody serves',
    tree: {
      ...domainTree({ records: ['www CNAME www.other.test.'] }),
      'other.test.': {
        ...OTHER['other.test.']!,
        faults: [refusesZone('ns1.other.test.'), refusesZone('ns2.other.test.')],
      },
    },
    said: [
      'delegation-fully-lame other.test',
      'lame-refused other.test ns1.other.test',
      'lame-refused other.test ns2.other.test',
      'cname-target-unresolvable example.test',
    ],
  },
  {
    code: null,
    situation: 'an alias into a healthy zone',
    tree: {
      ...domainTree({ records: ['www CNAME www.other.test.'] }),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
    },
    said: [],
  },
  {
    code: 'cname-at-apex',
    situation: 'the domain itself is an alias',
    tree: domainTree({ records: ['@ CNAME www', 'www A 192.0.2.1'] }),
    question: 'example.test. A',
    said: ['cname-at-apex example.test'],
  },
  {
    code: 'cname-multiple',
    situation: 'a name with two aliases',
    tree: domainTree({
      faults: ['ns1', 'ns2'].map((name) =>
        says(`${name}.example.test.`, {
          question: 'www A',
          answer: ['www CNAME one', 'www CNAME two', 'one A 192.0.2.1', 'two A 192.0.2.2'],
        }),
      ),
    }),
    said: ['cname-multiple example.test'],
  },
  {
    code: 'cname-inconsistent',
    situation: 'an alias at one server, an address at the other',
    tree: secondSays({ question: 'www A', answer: ['www CNAME web', 'web A 192.0.2.1'] }),
    said: ['cname-inconsistent example.test'],
  },
  {
    code: 'dname-no-cname',
    situation: 'a server that leaves the CNAME to the asker',
    tree: {
      ...secondSays(
        { question: 'www.old A', answer: ['old DNAME other.test.'] },
        { records: ['old DNAME other.test.'] },
      ),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
    },
    question: 'www.old.example.test. A',
    said: ['dname-no-cname example.test ns2.example.test'],
  },
  {
    code: 'dname-target-mismatch',
    situation: 'a server that makes the wrong CNAME of a DNAME',
    tree: {
      ...secondSays(
        { question: 'www.old A', answer: ['old DNAME other.test.', 'www.old CNAME other.test.'] },
        { records: ['old DNAME other.test.'] },
      ),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
    },
    question: 'www.old.example.test. A',
    said: ['dname-target-mismatch example.test ns2.example.test'],
  },
  {
    code: null,
    situation: 'a DNAME and the CNAME made from it',
    tree: {
      ...domainTree({ records: ['old DNAME other.test.'] }),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
    },
    question: 'www.old.example.test. A',
    said: [],
  },
  {
    code: 'alias-target-private',
    situation: 'an alias of an address in a private network',
    tree: domainTree({ records: ['www CNAME web', 'web A 192.168.1.1'] }),
    said: ['alias-target-private example.test'],
  },
  {
    code: 'answer-private',
    situation: 'an address in a private network',
    tree: domainTree({ records: ['www A 10.1.2.3'] }),
    said: ['answer-private example.test'],
  },
];

const families: readonly Scenario[] = [
  {
    code: 'ns-address-private',
    situation: 'a name server at a private address that the parent does not give',
    tree: {
      ...domainTree({ servers: { ...NS1, 'ns.host.other.': '10.0.0.9' } }),
      'other.': { servers: { 'a.other.': '198.51.100.21' } },
      'host.other.': {
        servers: { 'a.host.other.': '203.0.113.9' },
        records: ['ns A 10.0.0.9'],
      },
    },
    said: ['ns-address-private example.test ns.host.other'],
  },
  {
    code: 'no-ipv6',
    situation: 'name servers without IPv6, below a parent that has it',
    tree: { ...domainTree(), '.': DUAL_ROOT, 'test.': DUAL_TEST },
    said: ['no-ipv6 example.test'],
  },
  {
    code: 'no-ipv4',
    situation: 'name servers without IPv4',
    tree: {
      ...domainTree({ servers: { 'ns1.example.test.': '2001:db8::1', 'ns2.example.test.': '2001:db8::2' } }),
      '.': DUAL_ROOT,
      'test.': DUAL_TEST,
    },
    said: ['no-ipv4 example.test'],
  },
  {
    code: 'ipv6-all-lame',
    situation: 'all servers dead over IPv6',
    tree: {
      ...domainTree({
        servers: DUAL,
        faults: [
          refusesZone('ns1.example.test.', '2001:db8::1'),
          refusesZone('ns2.example.test.', '2001:db8::2'),
        ],
      }),
      '.': DUAL_ROOT,
      'test.': DUAL_TEST,
    },
    said: [
      'delegation-partially-lame example.test',
      'ipv6-all-lame example.test',
      'lame-refused example.test ns1.example.test',
      'lame-refused example.test ns2.example.test',
    ],
  },
  {
    code: 'ipv4-all-lame',
    situation: 'all servers dead over IPv4',
    tree: {
      ...domainTree({
        servers: DUAL,
        faults: [
          refusesZone('ns1.example.test.', '203.0.113.1'),
          refusesZone('ns2.example.test.', '203.0.113.2'),
        ],
      }),
      '.': DUAL_ROOT,
      'test.': DUAL_TEST,
    },
    said: [
      'delegation-partially-lame example.test',
      'ipv4-all-lame example.test',
      'lame-refused example.test ns1.example.test',
      'lame-refused example.test ns2.example.test',
    ],
  },
  {
    code: 'ipv6-lame-some',
    situation: 'one server dead over IPv6 only',
    tree: {
      ...domainTree({ servers: DUAL, faults: [refusesZone('ns2.example.test.', '2001:db8::2')] }),
      '.': DUAL_ROOT,
      'test.': DUAL_TEST,
    },
    said: [
      'delegation-partially-lame example.test',
      'ipv6-lame-some example.test ns2.example.test',
      'lame-refused example.test ns2.example.test',
    ],
  },
  {
    code: null,
    situation: 'all servers well over both families',
    tree: { ...domainTree({ servers: DUAL }), '.': DUAL_ROOT, 'test.': DUAL_TEST },
    said: [],
  },
];

/** The domain with NS records of this lifetime at both its servers. */
function nsOfTtl(ttl: number): ZoneTreeSpec {
  return domainTree({
    faults: ['ns1', 'ns2'].map((name) =>
      says(`${name}.example.test.`, {
        question: '@ NS',
        answer: [`@ ${ttl} NS ns1`, `@ ${ttl} NS ns2`],
      }),
    ),
  });
}

const lifetimes: readonly Scenario[] = [
  {
    code: 'ttl-zero',
    situation: 'NS records that nobody may keep',
    tree: nsOfTtl(0),
    said: ['ttl-zero example.test'],
  },
  {
    code: 'ns-ttl-short',
    situation: 'NS records of a minute',
    tree: nsOfTtl(60),
    said: ['ns-ttl-short example.test'],
  },
  {
    code: 'ns-ttl-long',
    situation: 'NS records of a month',
    tree: nsOfTtl(2_592_000),
    said: ['ns-ttl-long example.test'],
  },
  { code: null, situation: 'NS records of an hour', tree: nsOfTtl(3600), said: [] },
];

const servers: readonly Scenario[] = [
  {
    code: 'server-flaky',
    situation: 'a server that loses the first packet of each question, beside one that loses none',
    tree: domainTree({ faults: [dropsTries('ns2.example.test.', 1)] }),
    said: ['server-flaky example.test ns2.example.test'],
  },
  {
    code: null,
    situation: 'all servers lose the first packet of each question',
    tree: domainTree({ faults: [dropsTries('ns1.example.test.', 1), dropsTries('ns2.example.test.', 1)] }),
    said: [],
  },
  {
    code: 'malformed-response',
    situation: 'a server that sends what is no message',
    tree: domainTree({ faults: [malformed('ns2.example.test.')] }),
    said: ['malformed-response example.test ns2.example.test'],
  },
  {
    code: 'wrong-source-address',
    situation: 'a server that replies from another address',
    tree: domainTree({ faults: [wrongSource('ns2.example.test.', '203.0.113.77')] }),
    said: ['wrong-source-address example.test ns2.example.test'],
  },
  {
    code: 'lame-cached-recursion',
    situation: 'a recursive resolver among the name servers',
    tree: domainTree({ faults: [recursesFromCache('ns2.example.test.')] }),
    said: ['delegation-partially-lame example.test', 'lame-cached-recursion example.test ns2.example.test'],
  },
  {
    code: null,
    situation: 'a lame server denies nothing and disagrees with nobody',
    tree: domainTree({ faults: [answersEmpty('ns2.example.test.')] }),
    said: ['delegation-partially-lame example.test', 'lame-empty-response example.test ns2.example.test'],
  },
];

export const scenarios: readonly Scenario[] = [
  ...delegation,
  ...nameServers,
  ...glue,
  ...authority,
  ...aliases,
  ...families,
  ...lifetimes,
  ...servers,
];
