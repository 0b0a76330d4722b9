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
  'negative-wrong-owner': {
    meaning:
      'The server denies a record with the SOA record of a zone that cannot hold it. It answers from another zone or view than it should, and resolvers that check discard the denial.',
    test: 'A server that serves the zone answers NXDOMAIN or NODATA with authority, and the owner of the SOA record lies outside the zone, or is not at or above the name asked for.',
    todo: { operator: 'Check which zones and views the server loads.' },
  },
  'negative-cache-window': {
    meaning:
      'The name does not exist, and resolvers that have asked for it remember that for a while. If it is created meanwhile, they go on denying it until then.',
    test: 'The chain of the question ends in NXDOMAIN with an SOA record. The time is the smaller of its TTL and its minimum, counted from when the denial arrived here; a resolver that asked later keeps it later.',
    todo: {
      owner: 'After the name is there, wait until the time shown, or flush the caches that matter to you.',
    },
  },
  'change-visible-after': {
    meaning:
      'Old and new data are both being served, because a change has not reached all servers yet. Whoever asked in between has one or the other, and keeps it for its TTL: until the moment shown at the latest, if the change has spread by now.',
    test: 'The servers of the zone hold different versions of it and also differ in an answer, a denial, an alias or their NS records; or the parent’s servers hold different versions and differ in the delegation. The moment is that of the record that lives longest of the answers that the trace saw, and of the NS records and addresses as well where the delegation differs, counted from when it arrived here. A resolver that asks a stale server later keeps the old data later.',
    todo: {
      owner: 'Leave the old servers and addresses in service until then.',
      operator:
        'See that the change reaches all servers first: the time only begins to run when none of them gives the old data any more. Before the next change, lower the TTLs.',
    },
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
  'soa-serial-regressing': {
    meaning:
      'From one address came a version of the zone, and then an older one. Either the zone was rolled back without a new serial, and secondaries that have the newer one no longer follow, or two servers with different versions stand behind the address.',
    test: 'Of two replies with authority, the second asked for after the first had arrived, the second has an older serial (RFC 1982). Up to five versions do not count, nor, where serials are seconds, up to the refresh time: a transfer under way explains them.',
    todo: { operator: 'Give the right version a serial above all others, and transfer it to every server.' },
  },
  'soa-multiple': {
    meaning:
      'The zone has several SOA records. There must be one: which of them resolvers and secondaries go by is left to chance.',
    test: 'A server answers the question for the SOA record at the apex with more than one, and with authority.',
    todo: { operator: 'Keep one SOA record in the zone file.' },
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
  'soa-mname-not-ns': {
    meaning:
      'The SOA record names a primary that is not among the name servers. That is right where the primary is hidden on purpose. If a former provider has left it behind, dynamic updates go astray.',
    test: 'The name is not in the NS records of parent or zone, does not lie in the zone, nor in a domain that holds the name of a name server.',
    todo: { operator: 'Nothing must be done for a hidden primary. Otherwise name the one that is.' },
  },
  'ttl-zero': {
    meaning:
      'Records of the delegation may not be kept at all, so every lookup starts over. That is slow for visitors and loads the servers.',
    test: 'An NS record or an address of a name server has the TTL 0.',
    todo: { operator: 'Raise the TTL; a day is common.' },
  },
  'ttl-high-bit': {
    meaning:
      'A record has a lifetime of more than 2147483647 seconds, the most there is. Resolvers read that as 0 and do not keep the record at all, the opposite of what was meant.',
    test: 'A reply of the server holds a record whose TTL has its top bit set.',
    todo: { operator: 'Set a TTL of at most 2147483647 seconds; a day is common.' },
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
  'parent-ns-ttl-differs': {
    meaning:
      'The NS records live for one time as the zone above gives them, and for another as the zone itself does. Most domains are like that. After a move some resolvers ask the old servers for as long as the longer of the two.',
    test: 'None of the TTLs with which the zone’s servers give its NS records is among those of the referrals.',
    todo: { operator: 'Nothing must be done. Reckon with the longer lifetime before a move.' },
  },
  'ns-address-ttl-shorter-than-ns': {
    meaning:
      'Addresses of name servers live shorter than the NS records that name them. Resolvers ask for the addresses again while they still know the names, which costs a query and nothing else.',
    test: 'The zone that holds a name server’s name gives its addresses with a TTL below the lowest one of the NS records at the apex.',
    todo: { operator: 'Nothing must be done. Equal lifetimes save queries.' },
  },
};
