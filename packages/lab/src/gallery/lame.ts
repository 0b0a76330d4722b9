// Lame delegations: name servers the parent names, which do not serve the zone. RFC 9499 “lame delegation”.
import * as faults from '../faults.ts';
import { type GalleryEntry, inDomain } from './scenario.ts';

/** A zone of two servers, of which the second has the fault. Its hosts are `firstHost` and the one after it. */
function oneOfTwo(
  code: string,
  firstHost: number,
  fault: faults.FaultMaker,
  { title, sentence }: { title: string; sentence: string },
): GalleryEntry {
  const zone = `${code}.test.`;
  return {
    id: code,
    name: `www.${code}.test`,
    type: 'A',
    title,
    sentence,
    kind: 'incident',
    expects: [code, 'delegation-partially-lame'],
    zones: {
      [zone]: {
        servers: inDomain(zone, firstHost, firstHost + 1),
        records: [`www A 192.0.2.${firstHost}`],
        faults: [fault(`ns2.${zone}`)],
      },
    },
  };
}

export const lameDelegations: readonly GalleryEntry[] = [
  {
    id: 'lame-refused',
    name: 'www.lame-refused.test',
    type: 'A',
    title: 'One server refuses',
    sentence:
      'One of the four name servers was never told about the zone and answers REFUSED, so every fourth first try fails.',
    kind: 'incident',
    expects: ['lame-refused', 'delegation-partially-lame'],
    zones: {
      'lame-refused.test.': {
        servers: {
          'ns1.lame-refused.test.': '203.0.113.11',
          'ns2.lame-refused.test.': '203.0.113.12',
          'ns3.lame-refused.test.': '203.0.113.13',
          'ns4.lame-refused.test.': '2001:db8:5::e',
        },
        records: ['www A 192.0.2.11'],
        faults: [faults.refusesZone('ns3.lame-refused.test.')],
      },
    },
  },
  oneOfTwo('lame-servfail', 15, faults.failsZone, {
    title: 'An expired secondary',
    sentence: 'One of the two name servers lost its copy of the zone and answers SERVFAIL.',
  }),
  oneOfTwo('lame-notauth', 17, faults.deniesAuthority, {
    title: 'Not authoritative, says the server',
    sentence: 'One of the two name servers answers NOTAUTH: it runs, but the zone is not configured there.',
  }),
  oneOfTwo('lame-timeout', 19, faults.silent, {
    title: 'A dead server',
    sentence: 'One of the two name servers never answers, so some visitors wait for a timeout first.',
  }),
  oneOfTwo('lame-unreachable', 21, faults.unreachable, {
    title: 'Nothing listens',
    sentence:
      'At the address of one of the two name servers nothing listens, and its system says so at once.',
  }),
  oneOfTwo('lame-not-authoritative', 23, faults.notAuthoritative, {
    title: 'The right answer without authority',
    sentence:
      'One of the two name servers gives the records but not the AA bit, so resolvers may distrust it.',
  }),
  oneOfTwo('lame-upward-referral', 25, faults.refersUpward, {
    title: 'Back to the root',
    sentence: 'One of the two name servers does not know the zone and refers back to the root.',
  }),
  oneOfTwo('lame-self-referral', 27, faults.refersToItself, {
    title: 'Ask me, it says',
    sentence: 'One of the two name servers has no data and refers to the very servers that were asked.',
  }),
  oneOfTwo('lame-sideways-referral', 29, (server) => faults.refersSideways(server, 'hosting.test.'), {
    title: 'Ask somebody else',
    sentence: 'One of the two name servers refers to a zone that has nothing to do with the question.',
  }),
  oneOfTwo('lame-nxdomain-apex', 31, faults.deniesApex, {
    title: 'A server that denies the zone',
    sentence:
      'One of the two name servers holds only the parent zone and says the domain does not exist, which caches believe.',
  }),
  oneOfTwo('lame-nodata-apex', 33, faults.hasNoApex, {
    title: 'A server without the apex',
    sentence:
      'One of the two name servers says, with the SOA of the parent zone, that there are no such records.',
  }),
  oneOfTwo('lame-empty-response', 35, faults.answersEmpty, {
    title: 'Nothing at all',
    sentence: 'One of the two name servers answers NOERROR with no record in any section.',
  }),
  {
    id: 'all-lame',
    name: 'www.all-lame.test',
    type: 'A',
    title: 'No server serves the zone',
    sentence: 'Both name servers refuse the zone, so the domain is down although both machines are up.',
    kind: 'incident',
    expects: ['lame-refused', 'delegation-fully-lame'],
    zones: {
      'all-lame.test.': {
        servers: inDomain('all-lame.test.', 37, 38),
        records: ['www A 192.0.2.37'],
        faults: [faults.refusesZone('ns1.all-lame.test.'), faults.refusesZone('ns2.all-lame.test.')],
      },
    },
  },
];
