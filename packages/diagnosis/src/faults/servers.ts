// Servers whose replies cannot be relied on.
import type { FaultTexts } from './fault-text.ts';

export const serverTexts: FaultTexts = {
  'malformed-response': {
    meaning:
      'The replies of the server cannot be read: they break off, or hold records that are none. Resolvers discard them.',
    test: 'At least two replies from the address could not be decoded, and none over UDP could.',
    todo: { operator: 'Update the name server, or the device in front of it that changes its replies.' },
  },
  'wrong-source-address': {
    meaning:
      'The server replies from another address than the one asked. Resolvers discard such replies, since anybody could send them.',
    test: 'At least two replies came from another address than was asked, and none over UDP from the right one.',
    todo: {
      operator: 'Bind the server to its public address, so that replies leave from where the query came to.',
    },
  },
  'server-flaky': {
    meaning:
      'The server answers some queries and loses others. It may be overloaded, limit its rate, or sit behind a network that loses packets. It is not lame, but slow for some.',
    test: 'The server was asked at least four questions, and each of them lost at least one try over UDP and was answered by another, while a server beside it, of the same address family, lost none.',
    todo: { operator: 'Check the load of the server, its rate limits, and the loss on the way to it.' },
  },
  'lame-type-specific': {
    meaning:
      'The server answers for one type of a name and fails for another, mostly AAAA. Resolvers that ask for both wait for the one that fails, or give the server up, so the name is slow or down for some. Old load balancers do this.',
    test: 'A server that serves the zone gives records of a name with authority, and to the question for another type of that name it answers with an error code, refers to its own zone, or stays silent over UDP and TCP. Not said of the root and of top-level domains.',
    todo: {
      operator:
        'Update or replace the load balancer that answers there. For a type it does not have, the answer is NODATA.',
    },
  },
  'server-name-servfail': {
    meaning:
      'The server serves the zone, but answers SERVFAIL for one name in it. Where all servers do so the name is down, while its neighbours work. Usually a zone below it has expired, or the signer fails for this name.',
    test: 'The server answers SERVFAIL to the question of the trace, and has given the SOA record at the apex with authority. Not said when it answers for another type of the name, nor when the name lies in a zone below that the same server should serve. Fewer than three tries are reported as not certain.',
    todo: { operator: 'Look into the log of the server for this name.' },
  },
  'nxdomain-for-type': {
    meaning:
      'The server says that the name does not exist when it only lacks one type of record. Resolvers believe it and forget the other records of the name too: a question for AAAA can take the A record away.',
    test: 'The server answers NXDOMAIN with authority and the SOA record of the zone, and a server of the zone, this one or another, gives records of another type of the same name with authority. Not said of the root and of top-level domains.',
    todo: { operator: 'Update the server, or the device in front of it: the answer must be NODATA.' },
  },
  'qname-minimisation-breaks': {
    meaning:
      'The server denies a name half-way down, or fails for it, although it knows names below. Resolvers that ask label by label, so as to tell each server no more than it needs, stop there; others get through.',
    test: 'In one lookup the server answers NXDOMAIN with authority or SERVFAIL for a name, and gives an answer, an alias, NODATA or a referral for a name below it. It shows only in a trace with QNAME minimisation.',
    todo: {
      operator: 'Update the server software: a name exists when names below it do, and the answer is NODATA.',
    },
  },
  'foreign-class-data': {
    meaning:
      'The server puts records of another class than IN, that of the Internet, into its replies. Resolvers throw them away, and what they were to say is missing.',
    test: 'A reply of the server to a question of class IN holds a record of another class.',
    todo: { operator: 'Replace what answers there: it is broken.' },
  },
  'additional-out-of-zone': {
    meaning:
      'The server adds records to its answer that nobody asked for. Resolvers ignore them, since anybody could slip in something wrong that way; they only make the answer longer.',
    test: 'The answer section of a server that serves the zone holds a record of a name that is neither the one asked for nor one to which the aliases in the answer lead. The additional section may hold what it likes.',
    todo: { operator: 'Nothing must be done, but minimal responses keep answers short.' },
  },
};
