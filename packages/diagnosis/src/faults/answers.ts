// What the servers of a zone answer, its start of authority, and how long it is kept.
import type { FaultTexts } from './fault-text.ts';

export const answerTexts: FaultTexts = {
  'answer-rcode-inconsistent': {
    meaning:
      'For one name some servers have an answer and others say that it does not exist. Resolvers believe whichever they ask first and do not ask again, so a part of the visitors is turned away.',
    test: 'To the same question some servers with authority say NXDOMAIN and others NOERROR. Not compared where an alias is involved, since the code is then that of its target.',
    todo: { operator: 'Transfer the zone to the servers that deny the name.' },
  },
  'answer-inconsistent': {
    meaning:
      'The servers of the zone give different records for the same question. Some hold an old version; visitors end up at different hosts.',
    test: 'Servers with authority give different data, whatever the order and the TTL. Not said of addresses with a TTL of up to 300 seconds, which may differ on purpose to steer load.',
    todo: { operator: 'See that all servers hold the same version of the zone.' },
  },
  'answer-ttl-inconsistent': {
    meaning:
      'The servers give the same records with different lifetimes. Some hold another version, or one answers from a cache.',
    test: 'The data of all answers is the same, and their TTLs differ by more than five seconds.',
    todo: { operator: 'Check the transfer to the servers, and that none of them is a resolver.' },
  },
  'negative-missing-soa': {
    meaning:
      'The server denies a record without saying for how long. No resolver can remember the denial, so the same question comes again and again. Old load balancers do this.',
    test: 'NXDOMAIN or an empty NOERROR with AA set, and no SOA record in the authority section.',
    todo: { operator: 'Have the load balancer or server add the SOA record to its negative answers.' },
  },
  'rrset-ttl-mixed': {
    meaning: 'Records of one name and type have different TTLs in one answer. Resolvers use the lowest.',
    test: 'In one answer section the records of one owner and type do not have the same TTL. Signatures do not count.',
    todo: { operator: 'Give all records of that name and type the same TTL.' },
  },
  'soa-serial-mismatch': {
    meaning:
      'The servers hold different versions of the zone. If it stays, transfers to some of them fail, and these give old answers until the zone expires there.',
    test: 'The SOA serials of servers with authority are more than one apart, by serial arithmetic. Each was asked once, so a transfer may just be under way.',
    todo: {
      operator:
        'Trace again after a few minutes. If it stays, check the transfer to the servers that are behind.',
    },
  },
  'soa-fields-differ': {
    meaning:
      'The servers give the same serial with different contents in the SOA record. Either there are two primaries, or somebody edited the zone without raising the serial.',
    test: 'Of servers with the same serial, at least one other field of the SOA record differs.',
    todo: { operator: 'Raise the serial, and transfer the zone to all servers.' },
  },
  'soa-minimum-high': {
    meaning:
      'Resolvers remember for more than a day that a name does not exist. A slip, or a name that was deleted and is wanted again, sticks that long.',
    test: 'The smaller of the SOA record’s TTL and its minimum is above 86400 seconds.',
    todo: { operator: 'Lower the minimum to 300 to 3600 seconds.' },
  },
  'soa-minimum-low': {
    meaning: 'Resolvers hardly remember that a name does not exist, and ask for it again and again.',
    test: 'The smaller of the SOA record’s TTL and its minimum is below 60 seconds.',
    todo: { operator: 'Raise the minimum to 300 to 3600 seconds.' },
  },
  'soa-timers-odd': {
    meaning:
      'The times in the SOA record do not fit each other: secondaries ask too often, or give the zone up too soon when the primary is down.',
    test: 'Refresh is below 1200 seconds, retry is not below refresh, or expire is below a week.',
    todo: { operator: 'Common times are refresh 14400, retry 3600 and expire 1209600 seconds.' },
  },
  'soa-rname-invalid': {
    meaning:
      'The SOA record should name a mailbox for those who have to report trouble. What stands there is none.',
    test: 'The field holds an @, or is no name of at least two labels.',
    todo: { operator: 'Write the mailbox with a dot in place of the @.' },
  },
  'ttl-zero': {
    meaning:
      'Records of the delegation may not be kept at all, so every lookup starts over. That is slow for visitors and loads the servers.',
    test: 'An NS record or an address of a name server has the TTL 0.',
    todo: { operator: 'Raise the TTL; a day is common.' },
  },
  'ns-ttl-short': {
    meaning:
      'The NS records live for less than an hour. Resolvers ask for them often, and an outage of the servers is felt soon.',
    test: 'The TTL of the NS records at the apex is above 0 and below 3600 seconds.',
    todo: { operator: 'Raise the TTL of the NS records to a day, unless a move is near.' },
  },
  'ns-ttl-long': {
    meaning:
      'The NS records live for more than a week. A move to other servers takes that long to reach everybody.',
    test: 'The TTL of the NS records at the apex is above seven days.',
    todo: { operator: 'Lower the TTL some time before a move.' },
  },
};
