// IPv4, IPv6 and addresses nobody can reach.
import { refusesZone } from '@delegraph/lab';
import { NS1, DUAL, DUAL_ROOT, DUAL_TEST, hostedDomain } from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

export const families: readonly Scenario[] = [
  {
    code: 'ns-address-private',
    situation: 'a name server at a private address that the parent does not give',
    tree: {
      ...domainTree({ servers: { ...NS1, 'ns.host.other.': '10.0.0.9' } }),
      'other.': { servers: { 'a.other.': '198.51.100.21' } },
      'host.other.': {
        servers: { 'a.host.other.': '203.0.113.9' },
        records: ['ns 86400 A 10.0.0.9'],
      },
    },
    said: ['ns-address-private example.test ns.host.other'],
    near: {
      situation: 'a name server at a public address that the parent does not give',
      tree: hostedDomain(),
    },
  },
  {
    code: 'no-ipv6',
    situation: 'name servers without IPv6, below a parent that has it',
    tree: { ...domainTree(), '.': DUAL_ROOT, 'test.': DUAL_TEST },
    said: ['no-ipv6 example.test'],
    near: {
      situation: 'one name server with IPv6',
      tree: {
        ...domainTree({ servers: { ...NS1, 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] } }),
        '.': DUAL_ROOT,
        'test.': DUAL_TEST,
      },
    },
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
    near: {
      situation: 'one name server with IPv4',
      tree: {
        ...domainTree({
          servers: {
            'ns1.example.test.': '2001:db8::1',
            'ns2.example.test.': ['203.0.113.2', '2001:db8::2'],
          },
        }),
        '.': DUAL_ROOT,
        'test.': DUAL_TEST,
      },
    },
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
    near: {
      situation: 'one of two servers dead over IPv6',
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
    near: {
      situation: 'one of two servers dead over IPv4',
      tree: {
        ...domainTree({ servers: DUAL, faults: [refusesZone('ns2.example.test.', '203.0.113.2')] }),
        '.': DUAL_ROOT,
        'test.': DUAL_TEST,
      },
      said: ['delegation-partially-lame example.test', 'lame-refused example.test ns2.example.test'],
    },
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
    near: {
      situation: 'one server dead over both families',
      tree: {
        ...domainTree({ servers: DUAL, faults: [refusesZone('ns2.example.test.')] }),
        '.': DUAL_ROOT,
        'test.': DUAL_TEST,
      },
      said: [
        'delegation-partially-lame example.test',
        'lame-refused example.test ns2.example.test',
        'lame-refused example.test ns2.example.test',
      ],
    },
  },
  {
    code: null,
    situation: 'all servers well over both families',
    tree: { ...domainTree({ servers: DUAL }), '.': DUAL_ROOT, 'test.': DUAL_TEST },
    said: [],
  },
];
