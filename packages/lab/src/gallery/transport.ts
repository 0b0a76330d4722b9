// What servers and paths do to packets, and answers that are none: odd, and yet it works.
import { dropsTries, formErrorOnEdns, truncates } from '../faults.ts';
import type { Fault } from '../faults.ts';
import { type GalleryEntry, inDomain } from './scenario.ts';

/** A zone whose two servers both have the fault. */
function bothServers(
  zone: string,
  firstHost: number,
  fault: (nameServer: string) => Fault,
): GalleryEntry['zones'] {
  return {
    [zone]: {
      servers: inDomain(zone, firstHost, firstHost + 1),
      records: [`www A 192.0.2.${firstHost}`],
      faults: [fault(`ns1.${zone}`), fault(`ns2.${zone}`)],
    },
  };
}

export const transportAndAnswers: readonly GalleryEntry[] = [
  {
    id: 'truncated',
    name: 'www.truncated.test',
    type: 'A',
    title: 'Too long for UDP',
    sentence: 'The servers truncate every reply over UDP, so each question is asked a second time over TCP.',
    kind: 'curiosity',
    expects: [],
    zones: bothServers('truncated.test.', 91, truncates),
  },
  {
    id: 'old-edns',
    name: 'www.old-edns.test',
    type: 'A',
    title: 'Servers from before EDNS',
    sentence: 'The servers answer FORMERR to a query with EDNS and do well once they are asked without.',
    kind: 'curiosity',
    expects: [],
    zones: bothServers('old-edns.test.', 93, formErrorOnEdns),
  },
  {
    id: 'packet-loss',
    name: 'www.packet-loss.test',
    type: 'A',
    title: 'A lossy line',
    sentence: 'The first packet of each question is lost on the way, and the second try gets the answer.',
    kind: 'curiosity',
    expects: [],
    zones: bothServers('packet-loss.test.', 95, (server) => dropsTries(server, 1)),
  },
  {
    id: 'nodata',
    name: 'www.nodata.test',
    type: 'AAAA',
    title: 'The name is there, the address is not',
    sentence:
      'The name has an IPv4 address only, so asking for AAAA is answered with NODATA: no records and the SOA.',
    kind: 'lesson',
    expects: [],
    zones: { 'nodata.test.': { servers: inDomain('nodata.test.', 97, 98), records: ['www A 192.0.2.97'] } },
  },
  {
    id: 'wildcard',
    name: 'anything.wildcard.test',
    type: 'A',
    title: 'Any name will do',
    sentence: 'A wildcard record answers for every name in the zone that is not there.',
    kind: 'lesson',
    expects: ['wildcard-answer'],
    zones: {
      'wildcard.test.': { servers: inDomain('wildcard.test.', 99, 100), records: ['* A 192.0.2.99'] },
    },
  },
];
