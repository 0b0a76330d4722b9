// What shows when the servers of the domain are examined: names that nobody has, names on the way, keys, and the primary.
import { type ZoneSpec, answersEverything, lacksWildcards, refusesZone, silent } from '@delegraph/lab';
import { SOA, bothSay, hostIn, secondSays } from '../bends.ts';
import { domainTree, testZone } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const TIMES = '2026112101 7200 3600 1209600 300';
const OWN_SOA = `${SOA} ${TIMES}`;
const DS = ['12345 13 2 49FD46E6C4B45C55D4AC'];

/** The domain with this primary, which lives there and has these faults. */
function primaryAt(address: string | null, faults: ZoneSpec['faults'] = []) {
  const records = [
    'www A 192.0.2.1',
    `@ 3600 SOA hidden.example.test. hostmaster ${TIMES}`,
    ...(address ? [`hidden A ${address}`] : []),
  ];
  return {
    ...domainTree({ records }),
    // Somebody has to live there, for the lab to have it.
    'elsewhere.test.': { servers: { 'ns.elsewhere.test.': '203.0.113.40' }, faults },
  };
}

export const examined: readonly Scenario[] = [
  {
    code: 'server-answers-everything',
    situation: 'a server that has an answer for whatever it is asked',
    tree: domainTree({ faults: [answersEverything('ns2.example.test.', '192.0.2.99')] }),
    said: ['server-answers-everything example.test ns2.example.test'],
    near: {
      situation: 'a server with a wildcard in the domain',
      tree: domainTree({ records: ['www A 192.0.2.1', '* A 192.0.2.99'] }),
    },
  },
  {
    code: 'ent-nxdomain',
    situation: 'a server that denies a name because it has no records of its own',
    tree: secondSays(
      { question: 'dept A', rcode: 'NXDOMAIN', authority: [OWN_SOA] },
      { records: ['www.dept A 192.0.2.1'] },
    ),
    question: 'www.dept.example.test. A',
    said: ['ent-nxdomain example.test'],
    near: {
      situation: 'a name that does not exist, like the one above it',
      tree: domainTree(),
      said: ['negative-cache-window example.test'],
    },
  },
  {
    code: null,
    situation: 'a name below another, and both are redirected by the domain',
    tree: {
      ...domainTree({ records: ['old DNAME other.test.'] }),
      'other.test.': {
        servers: { 'ns1.other.test.': '203.0.113.5', 'ns2.other.test.': '203.0.113.6' },
        records: ['www.dept A 192.0.2.5'],
      },
    },
    question: 'www.dept.old.example.test. A',
    said: [],
  },
  {
    code: 'wildcard-answer',
    situation: 'a name that only the wildcard answers',
    tree: domainTree({ records: ['* A 192.0.2.1'] }),
    said: ['wildcard-answer example.test'],
    near: {
      situation: 'a name with an address of its own, beside a wildcard',
      tree: domainTree({ records: ['www A 192.0.2.1', '* A 192.0.2.99'] }),
    },
  },
  {
    code: 'wildcard-answer',
    situation: 'a name that only a wildcard alias answers',
    tree: domainTree({ records: ['web A 192.0.2.1', '* CNAME web'] }),
    said: ['wildcard-answer example.test'],
  },
  {
    code: 'wildcard-inconsistent',
    situation: 'one server has a wildcard, the other has it not',
    tree: domainTree({
      records: ['www A 192.0.2.1', '* A 192.0.2.99'],
      faults: [lacksWildcards('ns2.example.test.')],
    }),
    said: ['wildcard-inconsistent example.test'],
    near: {
      situation: 'both servers have the wildcard',
      tree: domainTree({ records: ['www A 192.0.2.1', '* A 192.0.2.99'] }),
    },
  },
  {
    code: 'wildcard-blocks-subdomain',
    situation: 'a name below one that is there, which the wildcard would answer otherwise',
    tree: domainTree({ records: ['www A 192.0.2.1', '* A 192.0.2.99'] }),
    question: 'shop.www.example.test. A',
    said: ['negative-cache-window example.test', 'wildcard-blocks-subdomain example.test'],
    near: {
      situation: 'a name two labels below the domain, which the wildcard answers',
      tree: domainTree({ records: ['* A 192.0.2.99'] }),
      said: ['wildcard-answer example.test'],
    },
  },
  {
    code: 'delegation-only-violation',
    situation: 'a domain that nobody has registered, for which the registry’s wildcard answers',
    tree: { ...domainTree(), 'test.': testZone({ records: ['* 86400 A 192.0.2.66'] }) },
    question: 'nobody.test. A',
    said: ['delegation-only-violation test', 'no-cut-below-public-suffix test', 'wildcard-answer test'],
    near: {
      situation: 'a name that the registry has in its own zone',
      tree: { ...domainTree(), 'test.': testZone({ records: ['nic 86400 A 192.0.2.66'] }) },
      question: 'nic.test. A',
      said: ['no-cut-below-public-suffix test'],
    },
  },
  {
    code: 'ds-without-dnskey',
    situation: 'a domain that was signed once',
    tree: bothSay({ question: '@ DNSKEY', authority: [OWN_SOA] }, { ds: DS }),
    said: ['ds-without-dnskey example.test'],
    near: {
      situation: 'a domain that has a key',
      tree: domainTree({ ds: DS }),
    },
  },
  {
    code: 'ds-without-dnskey',
    situation: 'a domain whose servers fail when asked for its keys',
    tree: bothSay({ question: '@ DNSKEY', rcode: 'SERVFAIL', authoritative: false }, { ds: DS }),
    said: ['ds-without-dnskey example.test'],
    near: {
      situation: 'a domain one of whose servers fails when asked for its keys',
      tree: secondSays({ question: '@ DNSKEY', rcode: 'SERVFAIL', authoritative: false }, { ds: DS }),
    },
  },
  {
    code: 'soa-mname-unreachable',
    situation: 'a primary that refuses the zone',
    tree: primaryAt('203.0.113.40'),
    said: ['soa-mname-unreachable example.test'],
    near: { situation: 'a primary that is hidden: it has no address', tree: primaryAt(null) },
  },
  {
    code: 'soa-mname-unreachable',
    situation: 'a primary that stays silent',
    tree: primaryAt('203.0.113.40', [silent('ns.elsewhere.test.')]),
    said: ['soa-mname-unreachable example.test'],
  },
  {
    code: 'soa-mname-unreachable',
    situation: 'a primary in a domain whose servers all fail',
    tree: {
      ...domainTree({
        records: ['www A 192.0.2.1', `@ 3600 SOA master.host.other. hostmaster ${TIMES}`],
      }),
      ...hostIn({ faults: [refusesZone('a.host.other.')] }),
    },
    said: [
      'delegation-fully-lame host.other',
      'lame-refused host.other a.host.other',
      'soa-mname-not-ns example.test',
      'soa-mname-unreachable example.test',
    ],
    near: {
      situation: 'a primary that is one of the name servers',
      tree: domainTree({ records: ['www A 192.0.2.1', OWN_SOA] }),
    },
  },
];
