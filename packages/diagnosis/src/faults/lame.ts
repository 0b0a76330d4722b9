// Lame servers: named by the delegation, and of no use to it.
import type { FaultTexts } from './fault-text.ts';

const TRIES =
  'Fewer than three tries are reported as not certain. Nothing is said of a server that answers with authority to another question about the zone.';

export const lameTexts: FaultTexts = {
  'lame-refused': {
    meaning:
      'The name server runs, but answers REFUSED for the zone: it was never told about it, or it may not answer us. A resolver that asks it first loses a query and goes on to the next server; where all servers refuse, the domain is down.',
    test: `The server answers REFUSED when asked for the SOA record at the apex, with EDNS and without. ${TRIES}`,
    todo: {
      operator: 'Load the zone on this server, and check that its access list lets everybody ask.',
      owner: 'If the server is no longer meant to serve the zone, take it out of the delegation.',
      registrar: 'Remove the name server from the domain when its owner asks for it.',
    },
  },
  'lame-servfail': {
    meaning:
      'The name server knows that it should serve the zone and cannot. Usually a secondary has lost its copy because no transfer came through before the SOA expire time, or the zone file does not load.',
    test: `The server answers SERVFAIL when asked for the SOA record at the apex, on every try. An extended error it sends (RFC 8914) is quoted. ${TRIES}`,
    todo: {
      operator:
        'Look into the log of the server. Check that it can transfer the zone from its primary, and that the zone loads there.',
      owner: 'Tell who runs the server; until it is repaired, it can be taken out of the delegation.',
    },
  },
  'lame-notauth': {
    meaning:
      'The server answers NOTAUTH, NOTIMP or FORMERR: it says that it is not responsible, or does not understand a plain question. Often it is no name server at all that answers on port 53.',
    test: `The server answers with one of these codes for the SOA record at the apex, with EDNS and without. ${TRIES}`,
    todo: {
      operator: 'Configure the zone on this server, or point the address at one that is a name server.',
      owner: 'Take the server out of the delegation if nobody runs a name server there.',
    },
  },
  'lame-timeout': {
    meaning:
      'Nothing comes back from the address. Resolvers wait for it before they try the next server, so some visitors wait for seconds; where all servers are silent, the domain is down.',
    test: 'No reply to any query, over UDP with EDNS, over UDP without it, and over TCP, while other servers of the same address family were heard. When nobody at all is heard over a family, it is taken for our network.',
    todo: {
      operator: 'Start the server, or let UDP and TCP port 53 through the firewall in front of it.',
      owner: 'If the machine is gone for good, remove the name server and its glue.',
      registrar: 'Remove the host object of a machine that is gone.',
    },
  },
  'lame-unreachable': {
    meaning:
      'The machine answers, but says that nothing listens on the DNS port. Resolvers learn it at once and go on, so little time is lost, but the server is no help.',
    test: 'Every query, over UDP and TCP, is refused by the network, and the packets did leave this machine. A missing route from here to there does not count.',
    todo: {
      operator: 'Start the name server on that address, or correct the address it listens on.',
      owner: 'Remove the address or the name server from the delegation.',
    },
  },
  'lame-not-authoritative': {
    meaning:
      'The server gives the records, but not the AA bit that says it speaks for the zone. Careful resolvers take it for lame and ask another. It is a forwarder, a stub, or a device that rewrites flags.',
    test: 'A NOERROR answer from the zone without AA and without RA, and no answer with AA from the same address.',
    todo: {
      operator:
        'Serve the zone there as primary or secondary. If a load balancer stands before the server, have it leave the flags alone.',
    },
  },
  'lame-cached-recursion': {
    meaning:
      'A recursive resolver stands where a name server should. It answers from its cache, with a TTL that runs down, and fails when it cannot reach the real servers.',
    test: 'The answer has no AA, RA is set, and the TTL of its SOA record is below the one that a server with authority gives. Compared at the end of the trace.',
    todo: {
      operator: 'Put a server that has the zone in its place.',
      owner: 'Take the resolver out of the delegation.',
    },
  },
  'lame-upward-referral': {
    meaning:
      'Asked for the zone, the server refers back to a zone above it, mostly to the root. It does not have the zone and hands out its root hints instead, as old software does.',
    test: 'A reply without an answer and without an SOA record, whose NS records belong to a zone above the one asked about. It counts even when the server answers other questions.',
    todo: {
      operator: 'Load the zone. Turn off upward referrals: current software answers REFUSED.',
      owner: 'Take the server out of the delegation if it is not to serve the zone.',
    },
  },
  'lame-self-referral': {
    meaning:
      'Asked for a name in the zone, the server answers with the NS records of the zone itself: ask those, it says, and is one of them. It has the delegation, perhaps from its cache, but not the zone.',
    test: 'A reply without AA, without an answer and without an SOA record, whose NS records belong to the very zone asked about.',
    todo: { operator: 'Load the zone on this server.' },
  },
  'lame-sideways-referral': {
    meaning:
      'The server refers to a zone that has nothing to do with the question. Resolvers throw such a referral away, since following it would let anybody lead them astray.',
    test: 'A reply without an answer and without an SOA record, whose NS records belong to a zone that is neither above the name asked for nor below the zone of the server.',
    todo: { operator: 'Correct the configuration of the server: it takes the zone for another one.' },
  },
  'lame-nxdomain-apex': {
    meaning:
      'The server denies that the domain exists. It holds a zone above it and not the zone itself, for example after a customer has left. This does more harm than a dead server: resolvers believe a denial, do not ask anybody else, and remember it.',
    test: 'NXDOMAIN to the question for the SOA record at the apex. It counts even when the server answers for other names.',
    todo: {
      operator: 'Load the zone at once, or remove the zone above it from this server.',
      owner: 'Take the server out of the delegation until it has the zone.',
    },
  },
  'lame-nodata-apex': {
    meaning:
      'The server says that there is no such record at the name of the zone, and signs that with a zone above it: on this server the name is no zone of its own. Resolvers believe it and do not ask on.',
    test: 'NODATA to the question for the SOA record at the apex, with the SOA record of a zone above.',
    todo: {
      operator: 'Load the zone on this server.',
      owner: 'Take the server out of the delegation until it has the zone.',
    },
  },
  'lame-wrong-soa-owner': {
    meaning:
      'Asked for the zone, the server answers with the SOA record of another one. It serves another zone, or another view, in place of this one, and resolvers discard what it says.',
    test: 'To the question for the SOA record at the apex comes NOERROR with an SOA record of another name: as an answer, or in a denial by a zone that is not above the one asked about. It counts even when the server answers for other names.',
    todo: {
      operator: 'Load the zone on this server, and check which view answers queries from outside.',
      owner: 'Take the server out of the delegation until it has the zone.',
    },
  },
  'lame-empty-response': {
    meaning:
      'The server answers NOERROR with nothing in it: no records, no SOA, no referral. A resolver can do nothing with that. Broken software or a device in front of the server answers.',
    test: 'A NOERROR reply without any record in answer and authority, to the question for the SOA record at the apex, or to another one without AA.',
    todo: { operator: 'Replace what answers there by a name server.' },
  },
};
