// Delegations: healthy, without glue, through other zones, and none at all. RFC 1034 4.2, RFC 9471.
import type { ServerSpec } from '../zone-tree.ts';
import { DNS_HOST } from './world.ts';
import { type GalleryEntry, inDomain } from './scenario.ts';

/** Real names of a registrar’s, at addresses that are not. */
const PARKING: ServerSpec = {
  'ns1.pendingrenewaldeletion.com.': '203.0.113.115',
  'ns2.pendingrenewaldeletion.com.': '203.0.113.116',
};

export const delegations: readonly GalleryEntry[] = [
  {
    id: 'healthy',
    name: 'www.healthy.test',
    type: 'A',
    title: 'All is well',
    sentence:
      'Two name servers with both kinds of address, complete glue and the same answer everywhere: nothing to report.',
    kind: 'lesson',
    expects: [],
    zones: {
      'healthy.test.': {
        servers: {
          'ns1.healthy.test.': ['203.0.113.41', '2001:db8:4::1'],
          'ns2.healthy.test.': ['203.0.113.42', '2001:db8:4::2'],
        },
        records: ['www A 192.0.2.41', 'www AAAA 2001:db8:f::41', '@ MX 10 mail', 'mail A 192.0.2.42'],
      },
    },
  },
  {
    id: 'missing-glue',
    name: 'www.missing-glue.test',
    type: 'A',
    title: 'One address forgotten',
    sentence:
      'The parent names ns2 inside the zone without its address, so a resolver must first reach ns1 to learn it.',
    kind: 'incident',
    expects: ['glue-missing-in-domain'],
    zones: {
      'missing-glue.test.': {
        servers: inDomain('missing-glue.test.', 43, 44),
        records: ['www A 192.0.2.43'],
        glue: { 'ns2.missing-glue.test.': [] },
      },
    },
  },
  {
    id: 'no-glue-at-all',
    name: 'www.no-glue-at-all.test',
    type: 'A',
    title: 'A locked room',
    sentence:
      'Both name servers are inside the zone and the parent gives no address for either, so nobody can get in.',
    kind: 'incident',
    expects: ['glue-missing-in-domain', 'glue-missing-all'],
    zones: {
      'no-glue-at-all.test.': {
        servers: inDomain('no-glue-at-all.test.', 45, 46),
        records: ['www A 192.0.2.45'],
        glue: { 'ns1.no-glue-at-all.test.': [], 'ns2.no-glue-at-all.test.': [] },
      },
    },
  },
  {
    id: 'glueless',
    name: 'www.glueless.test',
    type: 'A',
    title: 'Name servers in another top-level domain',
    sentence:
      'The name servers belong to an operator in another top-level domain, so their addresses are looked up first, and all works.',
    kind: 'lesson',
    expects: [],
    zones: { 'glueless.test.': { servers: DNS_HOST, records: ['www A 192.0.2.47'] } },
  },
  {
    id: 'circular',
    name: 'www.circular.test',
    type: 'A',
    title: 'After you',
    sentence: 'Two zones each have their name servers in the other, and without glue neither can be entered.',
    kind: 'incident',
    expects: ['ns-cyclic-dependency', 'glue-missing-sibling'],
    zones: {
      'circular.test.': {
        servers: inDomain('circular-partner.test.', 49, 50),
        records: ['www A 192.0.2.49'],
        glue: { 'ns1.circular-partner.test.': [], 'ns2.circular-partner.test.': [] },
      },
      'circular-partner.test.': {
        servers: inDomain('circular.test.', 51, 52),
        records: ['www A 192.0.2.51'],
        glue: { 'ns1.circular.test.': [], 'ns2.circular.test.': [] },
      },
    },
  },
  {
    id: 'ns-is-alias',
    name: 'www.ns-is-alias.test',
    type: 'A',
    title: 'A name server that is an alias',
    sentence:
      'One of the two NS records points to a CNAME, which is forbidden, and resolvers differ in what they make of it.',
    kind: 'incident',
    expects: ['ns-is-cname'],
    zones: {
      'ns-is-alias.test.': {
        servers: { ...inDomain('ns-is-alias.test.', 53), 'ns-old.dns-host.example.': null },
        records: ['www A 192.0.2.53'],
      },
    },
  },
  {
    id: 'expired',
    name: 'www.expired.test',
    type: 'A',
    title: 'The domain is gone',
    sentence: 'The domain was not renewed, and the top-level domain says it does not exist.',
    kind: 'incident',
    expects: ['no-delegation-nxdomain', 'negative-cache-window'],
    zones: {},
  },
  {
    id: 'parked',
    name: 'www.parked.test',
    type: 'A',
    title: 'It resolves, to somebody else’s page',
    sentence:
      'Nobody renewed the domain, so its registrar has delegated it to servers that answer for every domain which has expired.',
    kind: 'incident',
    expects: ['delegation-to-parking', 'ns-same-second-level', 'no-ipv6'],
    zones: {
      'com.': {
        servers: { 'a.gtld.com.': ['198.51.100.41', '2001:db8:3::41'], 'b.gtld.com.': '198.51.100.42' },
      },
      'parked.test.': { servers: PARKING, records: ['@ 300 A 192.0.2.115', 'www 300 A 192.0.2.115'] },
      'pendingrenewaldeletion.com.': { servers: PARKING },
    },
  },
];
