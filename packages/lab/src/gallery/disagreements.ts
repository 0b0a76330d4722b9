// Parent, child and glue that contradict each other, and servers that contradict their neighbours. RFC 1034 4.2.2.
import { refusesZone, says, silent } from '../faults.ts';
import { type GalleryEntry, inDomain } from './scenario.ts';

export const disagreements: readonly GalleryEntry[] = [
  {
    id: 'two-sets',
    name: 'www.two-sets.test',
    type: 'A',
    title: 'Two sets of name servers',
    sentence:
      'The parent names two servers and the zone names two others, so it depends on the resolver whom it asks, and today all four answer.',
    kind: 'incident',
    expects: ['ns-sets-disjoint'],
    zones: {
      'two-sets.test.': {
        servers: inDomain('two-sets.test.', 101, 102),
        childServers: { 'ns3.two-sets.test.': '203.0.113.103', 'ns4.two-sets.test.': '203.0.113.104' },
        records: ['www A 192.0.2.101'],
      },
    },
  },
  {
    id: 'stale-glue',
    name: 'www.stale-glue.test',
    type: 'A',
    title: 'The address it used to have',
    sentence:
      'The second name server moved, but its old address, where nobody answers, still stands at the registrar.',
    kind: 'incident',
    expects: ['delegation-partially-lame', 'lame-timeout', 'glue-stale', 'glue-mismatch'],
    zones: {
      'stale-glue.test.': {
        servers: { ...inDomain('stale-glue.test.', 105, 106), 'old.stale-glue.test.': '203.0.113.107' },
        glue: { 'ns2.stale-glue.test.': ['203.0.113.107'] },
        records: ['www A 192.0.2.105'],
        faults: [silent('old.stale-glue.test.')],
      },
    },
  },
  {
    id: 'behind',
    name: 'www.behind.test',
    type: 'A',
    title: 'A secondary left behind',
    sentence:
      'One of the two name servers has not transferred the zone for months and still gives the old address.',
    kind: 'incident',
    expects: ['soa-serial-mismatch', 'answer-inconsistent', 'change-visible-after'],
    zones: {
      'behind.test.': {
        servers: inDomain('behind.test.', 108, 109),
        records: ['www 3600 A 192.0.2.108'],
        faults: [
          says('ns2.behind.test.', {
            question: '@ SOA',
            answer: ['@ 3600 SOA ns1 hostmaster 2026080101 7200 3600 1209600 300'],
          }),
          says('ns2.behind.test.', { question: 'www A', answer: ['www 3600 A 192.0.2.109'] }),
        ],
      },
    },
  },
  {
    id: 'half-there',
    name: 'www.half-there.test',
    type: 'A',
    title: 'It exists, and it does not',
    sentence:
      'One of the two name servers has the name and the other denies it, so half of the first lookups fail and caches remember that.',
    kind: 'incident',
    expects: ['answer-rcode-inconsistent'],
    zones: {
      'half-there.test.': {
        servers: inDomain('half-there.test.', 110, 111),
        records: ['www A 192.0.2.110'],
        faults: [
          says('ns2.half-there.test.', {
            question: 'www A',
            rcode: 'NXDOMAIN',
            authority: ['@ 300 SOA ns1 hostmaster 2026112101 7200 3600 1209600 300'],
          }),
        ],
      },
    },
  },
  {
    id: 'only-ipv4',
    name: 'www.only-ipv4.test',
    type: 'A',
    title: 'Dead over IPv6',
    sentence:
      'Both name servers have an IPv6 address, and at neither of them the zone is served, which nobody with IPv4 notices.',
    kind: 'incident',
    expects: ['delegation-partially-lame', 'lame-refused', 'ipv6-all-lame'],
    zones: {
      'only-ipv4.test.': {
        servers: {
          'ns1.only-ipv4.test.': ['203.0.113.112', '2001:db8:6::1'],
          'ns2.only-ipv4.test.': ['203.0.113.113', '2001:db8:6::2'],
        },
        records: ['www A 192.0.2.112'],
        faults: [
          refusesZone('ns1.only-ipv4.test.', '2001:db8:6::1'),
          refusesZone('ns2.only-ipv4.test.', '2001:db8:6::2'),
        ],
      },
    },
  },
  {
    id: 'single',
    name: 'www.single.test',
    type: 'A',
    title: 'All eggs in one basket',
    sentence: 'The domain has one name server, and when that is down, so is the domain.',
    kind: 'incident',
    expects: ['single-ns'],
    zones: { 'single.test.': { servers: inDomain('single.test.', 114), records: ['www A 192.0.2.114'] } },
  },
];
