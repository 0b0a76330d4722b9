// Records that are odd in themselves: starts of authority, lifetimes, classes, addresses, glue.
import { answersEmpty, foreignClass, says, silent } from '@delegraph/lab';
import {
  DUAL,
  DUAL_ROOT,
  DUAL_TEST,
  NS1,
  NS2,
  SOA,
  glueOfSecond,
  hostIn,
  hostedDomain,
  secondSays,
} from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const NOW = 2026112101;
const TIMES = '7200 3600 1209600 300';

/** The domain over both families, whose second server gives this serial over IPv6. */
function overIpv6(serial: number) {
  const answer = [`${SOA} ${serial} ${TIMES}`];
  return {
    ...domainTree({
      servers: DUAL,
      faults: [says('ns2.example.test.', { question: '@ SOA', answer }, '2001:db8::2')],
    }),
    '.': DUAL_ROOT,
    'test.': DUAL_TEST,
  };
}

/** The domain, whose servers give this serial with the denials that they are asked for last. */
function deniesLateAt(serial: number) {
  const authority = [`${SOA} ${serial} ${TIMES}`];
  return domainTree({
    faults: ['ns1', 'ns2'].flatMap((server) =>
      ['ns1', 'ns2'].map((host) => says(`${server}.example.test.`, { question: `${host} AAAA`, authority })),
    ),
  });
}

function primary(name: string) {
  return domainTree({ records: ['www A 192.0.2.1', `@ 3600 SOA ${name} hostmaster ${NOW} ${TIMES}`] });
}

function foreignGlue(address: string) {
  return {
    ...domainTree({
      servers: { ...NS1, ...NS2, 'ns.host.other.': '203.0.113.9' },
      glue: { 'ns.host.other.': [address] },
    }),
    ...hostIn(),
  };
}

/** The second name server at two addresses, the first of them dead, and this glue. */
function oneDead(glue: string[]) {
  return glueOfSecond(glue, { 'ns2.example.test.': ['203.0.113.2', '203.0.113.3'] }, [
    silent('ns2.example.test.', '203.0.113.2'),
  ]);
}

export const records: readonly Scenario[] = [
  {
    code: 'soa-multiple',
    situation: 'a server that gives two SOA records',
    tree: secondSays({ question: '@ SOA', answer: [`${SOA} ${NOW} ${TIMES}`, `${SOA} 1 ${TIMES}`] }),
    said: ['soa-multiple example.test'],
    near: {
      situation: 'a server that gives its SOA record once',
      tree: secondSays({ question: '@ SOA', answer: [`${SOA} ${NOW} ${TIMES}`] }),
    },
  },
  {
    code: 'soa-serial-regressing',
    situation: 'servers that go back a hundred versions while they are asked',
    tree: deniesLateAt(NOW - 100),
    said: ['soa-serial-regressing example.test ns1.example.test'],
    near: { situation: 'sites of anycast servers, one version apart', tree: deniesLateAt(NOW - 1) },
  },
  {
    code: 'soa-mname-not-ns',
    situation: 'a primary in a domain of nobody’s',
    tree: primary('ns.former-provider.other.'),
    said: ['soa-mname-not-ns example.test'],
    near: { situation: 'a primary that is hidden in the domain', tree: primary('hidden') },
  },
  {
    code: 'foreign-class-data',
    situation: 'a server that answers in another class',
    tree: domainTree({ faults: [foreignClass('ns2.example.test.')] }),
    said: [
      'delegation-partially-lame example.test',
      'foreign-class-data example.test ns2.example.test',
      'lame-empty-response example.test ns2.example.test',
    ],
    near: {
      situation: 'a server that answers with nothing',
      tree: domainTree({ faults: [answersEmpty('ns2.example.test.')] }),
      said: ['delegation-partially-lame example.test', 'lame-empty-response example.test ns2.example.test'],
    },
  },
  {
    code: 'ttl-high-bit',
    situation: 'an address that would live for more than 68 years',
    tree: secondSays(
      { question: 'www A', answer: ['www 2147483648 A 192.0.2.1'] },
      { records: ['www 0 A 192.0.2.1'] },
    ),
    said: ['ttl-high-bit example.test ns2.example.test'],
    near: {
      situation: 'an address that lives for 68 years',
      tree: domainTree({ records: ['www 2147483647 A 192.0.2.1'] }),
    },
  },
  {
    code: 'ns-address-ttl-shorter-than-ns',
    situation: 'NS records of a day, and addresses of half a day',
    tree: domainTree({
      records: ['www A 192.0.2.1', 'ns1 43200 A 203.0.113.1', 'ns2 43200 A 203.0.113.2'],
    }),
    said: ['ns-address-ttl-shorter-than-ns example.test'],
    near: { situation: 'NS records and addresses of a day', tree: domainTree() },
  },
  {
    code: 'glue-ttl-differs',
    situation: 'an address that lives for weeks in its zone, and a day as glue',
    tree: domainTree({ records: ['www A 192.0.2.1', 'ns2 1000000 A 203.0.113.2'] }),
    said: ['glue-ttl-differs example.test ns2.example.test'],
    near: {
      situation: 'an address that lives for a week in its zone, and a day as glue',
      tree: domainTree({ records: ['www A 192.0.2.1', 'ns2 604800 A 203.0.113.2'] }),
    },
  },
  {
    code: 'glue-unreachable',
    situation: 'the glue gives only the dead one of two addresses',
    tree: oneDead(['203.0.113.2']),
    said: [
      'delegation-partially-lame example.test',
      'glue-mismatch example.test ns2.example.test',
      'glue-unreachable example.test ns2.example.test',
      'lame-timeout example.test ns2.example.test',
    ],
    near: {
      situation: 'the glue gives both addresses, one of which is dead',
      tree: oneDead(['203.0.113.2', '203.0.113.3']),
      said: ['delegation-partially-lame example.test', 'lame-timeout example.test ns2.example.test'],
    },
  },
  {
    code: 'glue-out-of-bailiwick-mismatch',
    situation: 'glue for a name server outside the parent, with an address it does not have',
    tree: foreignGlue('203.0.113.2'),
    said: [
      'glue-out-of-bailiwick-mismatch example.test ns.host.other',
      'glue-unneeded example.test ns.host.other',
    ],
    near: {
      situation: 'glue for a name server outside the parent, with its address',
      tree: foreignGlue('203.0.113.9'),
      said: ['glue-unneeded example.test ns.host.other'],
    },
  },
  {
    code: 'ns-address-bogon',
    situation: 'a name server at an address that no network has',
    tree: {
      ...domainTree({ servers: { ...NS1, 'ns.host.other.': '240.0.0.9' } }),
      ...hostIn({ records: ['ns 86400 A 240.0.0.9'] }),
    },
    said: ['ns-address-bogon example.test ns.host.other'],
    near: { situation: 'a name server at an address of a provider', tree: hostedDomain() },
  },
  {
    code: 'address-dual-stack-divergence',
    situation: 'one name server, months behind over IPv6',
    tree: overIpv6(2026080101),
    said: ['address-dual-stack-divergence example.test ns2.example.test', 'soa-serial-mismatch example.test'],
    near: { situation: 'one name server, one version behind over IPv6', tree: overIpv6(NOW - 1) },
  },
];
