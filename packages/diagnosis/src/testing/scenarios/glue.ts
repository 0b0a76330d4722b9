// The addresses in glue.
import { says, silent } from '@delegraph/lab';
import { NS1, NS2, DUAL, hostedDomain, glueOfSecond } from '../bends.ts';
import { domainTree, testZone } from '../trees.ts';
import type { Scenario } from './scenario.ts';

export const glue: readonly Scenario[] = [
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
    near: {
      situation: 'the glue gives the address that the zone gives',
      tree: glueOfSecond(['203.0.113.2'], { 'ns2.example.test.': '203.0.113.2' }),
    },
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
    near: {
      situation: 'the glue gives the address that the zone gives',
      tree: glueOfSecond(['203.0.113.2'], { 'ns2.example.test.': '203.0.113.2' }),
    },
  },
  {
    code: 'glue-mismatch',
    situation: 'the glue lacks one of two addresses of a name server',
    tree: glueOfSecond(['203.0.113.2'], { 'ns2.example.test.': ['203.0.113.2', '203.0.113.3'] }),
    said: ['glue-mismatch example.test ns2.example.test'],
    near: {
      situation: 'the glue gives both addresses in another order',
      tree: glueOfSecond(['203.0.113.3', '203.0.113.2'], {
        'ns2.example.test.': ['203.0.113.2', '203.0.113.3'],
      }),
    },
  },
  {
    code: 'glue-extra',
    situation: 'the glue gives one address more than the zone',
    tree: glueOfSecond(['203.0.113.2', '203.0.113.8'], {
      'ns2.example.test.': '203.0.113.2',
      'ns3.example.test.': '203.0.113.8',
    }),
    said: ['glue-extra example.test ns2.example.test'],
    near: {
      situation: 'the glue gives both addresses of a name server',
      tree: glueOfSecond(['203.0.113.2', '203.0.113.8'], {
        'ns2.example.test.': ['203.0.113.2', '203.0.113.8'],
      }),
    },
  },
  {
    code: 'glue-no-authoritative',
    situation: 'a name server whose address stands in the glue alone',
    tree: domainTree({ records: ['www A 192.0.2.1', 'ns2 TXT "no address"'] }),
    said: [
      'glue-no-authoritative example.test ns2.example.test',
      'ns-no-address example.test ns2.example.test',
    ],
    near: {
      situation: 'a name server with an address of one family in its zone',
      tree: domainTree({ records: ['www A 192.0.2.1', 'ns2 86400 A 203.0.113.2', 'ns2 TXT "an address"'] }),
    },
  },
  {
    code: 'glue-missing-ipv6',
    situation: 'a name server with an IPv6 address that the glue lacks',
    tree: glueOfSecond(['203.0.113.2'], { 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] }),
    said: ['glue-missing-ipv6 example.test ns2.example.test'],
    near: {
      situation: 'glue of both families',
      tree: domainTree({ servers: DUAL }),
    },
  },
  {
    code: 'glue-missing-ipv4',
    situation: 'a name server with an IPv4 address that the glue lacks',
    tree: glueOfSecond(['2001:db8::2'], { 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] }),
    said: ['glue-missing-ipv4 example.test ns2.example.test'],
    near: {
      situation: 'glue of both families',
      tree: domainTree({ servers: DUAL }),
    },
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
    near: {
      situation: 'a name server in another domain of the same parent, with glue',
      tree: {
        ...domainTree({ servers: { ...NS1, 'ns.host.test.': '203.0.113.2' } }),
        'host.test.': { servers: { 'ns.host.test.': '203.0.113.2' } },
      },
    },
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
    near: {
      situation: 'no glue for a name server outside the parent',
      tree: hostedDomain(),
    },
  },
  {
    code: 'glue-private',
    situation: 'glue with an address of a private network',
    tree: domainTree({ servers: { ...NS1, 'ns2.example.test.': '10.0.0.2' } }),
    said: ['glue-private example.test ns2.example.test'],
    near: {
      situation: 'glue with the address beside a private network',
      tree: domainTree({ servers: { ...NS1, 'ns2.example.test.': '11.0.0.2' } }),
    },
  },
  {
    code: 'glue-v4-mapped',
    situation: 'IPv6 glue that only wraps an IPv4 address',
    tree: domainTree({ servers: { ...NS1, 'ns2.example.test.': ['203.0.113.2', '64:ff9b::cb00:7102'] } }),
    said: ['glue-v4-mapped example.test ns2.example.test'],
    near: {
      situation: 'IPv6 glue with an address of its own',
      tree: domainTree({ servers: { ...NS1, 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] } }),
    },
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
              'ns1.example.test. 86400 A 203.0.113.1',
              'ns2.example.test. 86400 A 203.0.113.3',
              'ns3.example.test. 86400 A 203.0.113.3',
            ],
          }),
        ],
      }),
    },
    said: [
      'glue-extra example.test ns2.example.test',
      'glue-inconsistent-parents example.test ns2.example.test',
    ],
    near: {
      situation: 'both servers of the parent give the same glue',
      tree: domainTree({ servers: { ...NS1, ...NS2, 'ns3.example.test.': '203.0.113.3' } }),
    },
  },
];
