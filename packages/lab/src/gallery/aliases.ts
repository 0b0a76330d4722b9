// Aliases: chains over several operators, loops, dead ends and whole renamed subtrees. RFC 1034 3.6.2, RFC 6672.
import { refusesZone } from '../faults.ts';
import { HOSTING } from './world.ts';
import { type GalleryEntry, inDomain } from './scenario.ts';

/** `www`, then nine more, then the address: ten CNAME records. */
const TEN_ALIASES = ['www', ...Array.from({ length: 9 }, (_, i) => `step${i + 1}`)].map(
  (owner, i) => `${owner} CNAME ${i === 9 ? 'end' : `step${i + 1}`}`,
);

export const aliases: readonly GalleryEntry[] = [
  {
    id: 'shop',
    name: 'www.shop.test',
    type: 'A',
    title: 'A shop behind three operators',
    sentence:
      'The shop’s name leads over two aliases and three operators in two top-level domains, while one of its name servers refuses the zone and another lacks glue.',
    kind: 'incident',
    expects: [
      'glue-missing-in-domain',
      'lame-refused',
      'delegation-partially-lame',
      'multi-provider-ns',
      'cname-cross-zone-count',
    ],
    zones: {
      'shop.test.': {
        servers: {
          ...inDomain('shop.test.', 61, 62),
          'ns3.shop-dns.example.': '203.0.113.63',
          'ns4.shop-dns.example.': '203.0.113.64',
        },
        records: ['www 300 CNAME shop.edge.example.', '@ A 192.0.2.61'],
        glue: { 'ns2.shop.test.': [] },
        faults: [refusesZone('ns3.shop-dns.example.')],
      },
      'shop-dns.example.': { servers: inDomain('shop-dns.example.', 65, 66) },
      'edge.example.': {
        servers: {
          'a.ns.edge.example.': ['203.0.113.67', '2001:db8:5::43'],
          'b.ns.edge.example.': '203.0.113.68',
        },
        records: ['shop 60 CNAME pop7.cloud.test.'],
      },
      'cloud.test.': { servers: inDomain('cloud.test.', 69, 70), records: ['pop7 20 A 192.0.2.80'] },
    },
  },
  {
    id: 'alias-loop',
    name: 'www.alias-loop.test',
    type: 'A',
    title: 'An alias of itself, by a detour',
    sentence:
      'The name is an alias of a name in another zone, which is an alias back, so no address is ever found.',
    kind: 'incident',
    expects: ['cname-loop'],
    zones: {
      'alias-loop.test.': {
        servers: inDomain('alias-loop.test.', 71, 72),
        records: ['www CNAME www.alias-loop.example.'],
      },
      'alias-loop.example.': {
        servers: inDomain('alias-loop.example.', 73, 74),
        records: ['www CNAME www.alias-loop.test.'],
      },
    },
  },
  {
    id: 'dangling',
    name: 'www.dangling.test',
    type: 'A',
    title: 'An alias to nowhere',
    sentence:
      'The alias points to a name at a hosting operator that was given back, and whoever takes that name next owns this site.',
    kind: 'incident',
    expects: ['cname-dangling-nxdomain', 'negative-cache-window'],
    zones: {
      'dangling.test.': {
        servers: inDomain('dangling.test.', 75, 76),
        records: ['www CNAME old-site.hosting.test.'],
      },
    },
  },
  {
    id: 'long-chain',
    name: 'www.long-chain.test',
    type: 'A',
    title: 'Ten aliases in a row',
    sentence: 'Ten CNAME records lead to the address, more than some resolvers follow.',
    kind: 'incident',
    expects: ['cname-chain-long'],
    zones: {
      'long-chain.test.': {
        servers: inDomain('long-chain.test.', 77, 78),
        records: [...TEN_ALIASES, 'end A 192.0.2.77'],
      },
    },
  },
  {
    id: 'dname',
    name: 'www.dname.test',
    type: 'A',
    title: 'A whole domain renamed',
    sentence:
      'A DNAME record redirects every name below the domain to another one, and the server makes a CNAME for the name asked.',
    kind: 'curiosity',
    expects: [],
    zones: {
      'dname.test.': { servers: HOSTING, records: ['@ DNAME dname.example.'] },
      'dname.example.': { servers: inDomain('dname.example.', 79, 80), records: ['www A 192.0.2.79'] },
    },
  },
];
