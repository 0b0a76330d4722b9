// The names in NS records.
import { failsZone } from '@delegraph/lab';
import { NS1, NS2, hostIn, hostedDomain, secondSays, childNames } from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

export const nameServers: readonly Scenario[] = [
  {
    code: 'single-ns',
    situation: 'one name server at one address',
    tree: domainTree({ servers: NS1 }),
    said: ['single-ns example.test'],
    near: {
      situation: 'two name servers',
      tree: domainTree(),
    },
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
    near: {
      situation: 'two name servers that share one of two addresses',
      tree: domainTree({ servers: { ...NS1, 'ns2.example.test.': ['203.0.113.1', '203.0.113.2'] } }),
    },
  },
  {
    code: 'ns-same-asn',
    situation: 'all name servers at one network operator',
    tree: domainTree(),
    how: { originAs: { '203.0.113.1': 64_500, '203.0.113.2': 64_500 } },
    said: ['ns-same-asn example.test'],
    near: {
      situation: 'name servers at two network operators',
      tree: domainTree(),
      how: { originAs: { '203.0.113.1': 64_500, '203.0.113.2': 64_501 } },
    },
  },
  {
    code: null,
    situation: 'name servers of which one lies in a network that is not on the map',
    tree: domainTree(),
    how: { originAs: { '203.0.113.1': 64_500 } },
    said: [],
  },
  {
    code: 'ns-nxdomain',
    situation: 'a name server that is gone from a domain that is there',
    tree: { ...domainTree({ servers: { ...NS1, 'gone.host.other.': null } }), ...hostIn() },
    said: ['ns-nxdomain example.test gone.host.other'],
    near: {
      situation: 'a name server that is there',
      tree: hostedDomain(),
    },
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
    near: {
      situation: 'a name server with an address of one family',
      tree: domainTree({ servers: { ...NS1, ...NS2, 'ns3.example.test.': '203.0.113.3' } }),
    },
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
    near: {
      situation: 'a name server in a zone one of whose servers fails',
      tree: {
        ...domainTree({ servers: { ...NS1, 'ns.host.test.': '203.0.113.9' }, glue: { 'ns.host.test.': [] } }),
        'host.test.': {
          servers: { 'a.host.test.': '203.0.113.8', 'b.host.test.': '203.0.113.7' },
          faults: [failsZone('a.host.test.')],
        },
      },
      said: [
        'delegation-partially-lame host.test',
        'glue-missing-sibling example.test ns.host.test',
        'lame-servfail host.test a.host.test',
      ],
    },
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
    near: {
      situation: 'a name server whose name looks like an address',
      tree: domainTree({ servers: { ...NS1, '203-0-113-9.example.test.': '203.0.113.9' } }),
    },
  },
  {
    code: 'ns-invalid-hostname',
    situation: 'a name server with an underscore in its name',
    tree: domainTree({ servers: { ...NS1, 'name_server.example.test.': '203.0.113.2' } }),
    said: ['ns-invalid-hostname example.test name_server.example.test'],
    near: {
      situation: 'a name server with a hyphen in its name',
      tree: domainTree({ servers: { ...NS1, 'name-server.example.test.': '203.0.113.2' } }),
    },
  },
  {
    code: 'ns-only-at-parent',
    situation: 'the zone dropped a name server that its parent still names',
    tree: childNames(NS1),
    said: ['ns-only-at-parent example.test ns2.example.test'],
    near: {
      situation: 'the zone names the servers its parent names',
      tree: childNames({ ...NS2, ...NS1 }),
    },
  },
  {
    code: 'ns-only-at-child',
    situation: 'the zone has one name server more than its parent names',
    tree: childNames({ ...NS1, ...NS2, 'ns3.example.test.': '203.0.113.3' }),
    said: ['ns-only-at-child example.test ns3.example.test'],
    near: {
      situation: 'the zone names the servers its parent names',
      tree: childNames({ ...NS2, ...NS1 }),
    },
  },
  {
    code: 'ns-sets-disjoint',
    situation: 'parent and child name different servers, and all of them work',
    tree: childNames({ 'ns3.example.test.': '203.0.113.3', 'ns4.example.test.': '203.0.113.4' }),
    said: ['ns-sets-disjoint example.test'],
    near: {
      situation: 'parent and child name one server in common',
      tree: childNames({ ...NS1, 'ns4.example.test.': '203.0.113.4' }),
      said: [
        'ns-only-at-child example.test ns4.example.test',
        'ns-only-at-parent example.test ns2.example.test',
      ],
    },
  },
  {
    code: 'ns-child-inconsistent',
    situation: 'one server of the zone still names an old server',
    tree: secondSays({ question: '@ NS', answer: ['@ 86400 NS ns1', '@ 86400 NS ns2', '@ 86400 NS ns-old'] }),
    said: [
      'ns-child-broken example.test ns-old.example.test',
      'ns-child-inconsistent example.test',
      'ns-only-at-child example.test ns-old.example.test',
    ],
    near: {
      situation: 'one server of the zone names the servers in another order',
      tree: secondSays({ question: '@ NS', answer: ['@ 86400 NS ns2', '@ 86400 NS ns1'] }),
    },
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
    near: {
      situation: 'two zones each with its servers in the other, and one of its own',
      tree: {
        ...domainTree({
          servers: { 'ns.other.test.': '203.0.113.1', ...NS2 },
          glue: { 'ns.other.test.': [] },
        }),
        'other.test.': {
          servers: { 'ns.other.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
          glue: { 'ns2.example.test.': [] },
        },
      },
      said: ['glue-missing-sibling example.test ns.other.test'],
    },
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
    near: {
      situation: 'two zones with their servers in one of them, and glue for them',
      tree: {
        ...domainTree({ servers: { 'a.other.test.': '203.0.113.1', 'b.other.test.': '203.0.113.2' } }),
        'other.test.': { servers: { 'a.other.test.': '203.0.113.1', 'b.other.test.': '203.0.113.2' } },
      },
      said: ['ns-same-second-level example.test'],
    },
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
    near: {
      situation: 'one of two name servers lies in a zone that stands by itself',
      tree: {
        ...domainTree({
          servers: { ...NS1, 'ns.other.test.': '203.0.113.2' },
          glue: { 'ns.other.test.': [] },
        }),
        'other.test.': { servers: { 'ns.other.test.': '203.0.113.2' } },
      },
      said: ['glue-missing-sibling example.test ns.other.test'],
    },
  },
  {
    code: 'ns-same-second-level',
    situation: 'both name servers in one domain of somebody else',
    tree: {
      ...domainTree({ servers: { 'ns1.host.test.': '203.0.113.1', 'ns2.host.test.': '203.0.113.2' } }),
      'host.test.': { servers: { 'ns1.host.test.': '203.0.113.1', 'ns2.host.test.': '203.0.113.2' } },
    },
    said: ['ns-same-second-level example.test'],
    near: {
      situation: 'one name server in a domain of somebody else',
      tree: hostedDomain(),
    },
  },
];
