// CNAME and DNAME: where they stand, and where they lead.
import type { FaultTexts } from './fault-text.ts';

export const aliasTexts: FaultTexts = {
  'cname-loop': {
    meaning:
      'Aliases lead back to where they started, so the chain never ends. Resolvers give up and answer SERVFAIL.',
    test: 'The chain of the question leads to a name that is in it already.',
    todo: { operator: 'Give one of the names in the loop an address, or point it out of the loop.' },
  },
  'cname-dangling-nxdomain': {
    meaning:
      'An alias leads to a name that does not exist. Visitors get “does not exist”. If the target belongs to a hosting provider, somebody else may be able to claim it and serve under your name.',
    test: 'The last alias of the chain leads to a name that its zone denies.',
    todo: {
      owner: 'Remove the alias, or restore its target. Do it soon where the target can be claimed.',
      operator: 'Look for other records that point to the same provider.',
    },
  },
  'cname-target-unregistered': {
    meaning:
      'An alias leads into a domain that nobody has registered. Whoever registers it answers for the name: they can put up a website under it, and obtain a certificate.',
    test: 'The last alias of the chain leads to a name that does not exist, and a server of its top-level domain says so, with authority and with its own SOA record. A denial by a zone further down does not count.',
    todo: {
      owner: 'Remove the alias today, or register the domain.',
      operator: 'Look for other records that point into that domain.',
    },
  },
  'cname-target-unresolvable': {
    meaning: 'An alias leads into a zone that nobody can resolve at the moment.',
    test: 'The last alias of the chain leads to a name for which no server of its zone gives a usable answer.',
    todo: { owner: 'Tell who runs the target’s zone, or point the alias elsewhere.' },
  },
  'cname-target-nodata': {
    meaning: 'An alias leads to a name that exists, but not with the type of record asked for.',
    test: 'The last alias of the chain leads to a name that has no such record. A warning for A, a notice for other types.',
    todo: { owner: 'Add the record at the target, or point the alias elsewhere.' },
  },
  'ptr-to-cname-loop': {
    meaning:
      'The reverse name of an address is an alias, as is usual for a network smaller than /24, and the alias leads nowhere. The address has no name, and many mail servers reject mail from it.',
    test: 'The question is for a PTR record, its chain has at least one alias, and it ends at a name that does not exist, has no PTR record or cannot be resolved, or comes back to itself.',
    todo: {
      operator: 'Add the PTR record where the alias leads, and serve the zone it lies in.',
      parent: 'Correct the alias, or the delegation of the zone it leads into.',
    },
  },
  'cname-at-apex': {
    meaning:
      'The zone itself is an alias. A CNAME tolerates no other records, and the top of a zone needs its SOA and NS records. What a resolver has seen first decides whether it finds mail, the website, or neither.',
    test: 'A server gives with authority a CNAME at the apex, and servers give an SOA record there.',
    todo: { operator: 'Use A and AAAA records, or your provider’s ALIAS or ANAME, in place of the CNAME.' },
  },
  'cname-with-other-data': {
    meaning:
      'A name has an alias and other records as well. A CNAME tolerates no others: once resolvers have seen it they no longer find the rest, and which comes first is left to chance.',
    test: 'A server gives with authority a CNAME record and records of another type at one name, in one reply or in two. RRSIG, NSEC and KEY records may stand there. At the apex it has a code of its own.',
    todo: { operator: 'Keep either the CNAME or the other records.' },
  },
  'cname-multiple': {
    meaning:
      'One name has several CNAME records. There may be one; which of them is followed is left to chance.',
    test: 'One answer with authority has CNAME records of one owner to different targets. Those made from a DNAME do not count.',
    todo: { operator: 'Keep one CNAME record at the name.' },
  },
  'cname-inconsistent': {
    meaning: 'The servers of the zone disagree on an alias: on whether there is one, or on where it leads.',
    test: 'To the same question servers with authority give aliases to different targets, or some an alias and some the records. Not said of aliases with a TTL of up to 300 seconds, which may differ on purpose.',
    todo: { operator: 'Transfer the zone to all servers.' },
  },
  'dname-no-cname': {
    meaning:
      'The server redirects with a DNAME, and leaves out the CNAME that it has to make from it. Resolvers that do not know DNAME find nothing.',
    test: 'An answer holds a DNAME above the name asked for, and no CNAME of that name.',
    todo: { operator: 'Update the server software.' },
  },
  'dname-target-mismatch': {
    meaning: 'The server makes the wrong CNAME from a DNAME. Resolvers that check discard the answer.',
    test: 'The CNAME in the answer does not point to what the DNAME makes of the name.',
    todo: { operator: 'Update the server software.' },
  },
  'dname-ttl-mismatch': {
    meaning:
      'The server gives the CNAME that it makes from a DNAME another lifetime than the DNAME has. The answer can be used; only caches forget one before the other.',
    test: 'In an answer with a DNAME above the name asked for, the CNAME of that name has another TTL than the DNAME.',
    todo: { operator: 'Update the server software: it is old.' },
  },
  'dname-yxdomain': {
    meaning:
      'A DNAME makes a name that is longer than the 255 octets a name may have. The server cannot redirect it, and it does not resolve.',
    test: 'A server answers YXDOMAIN, or gives a DNAME that would make such a name.',
    todo: { operator: 'Shorten the target of the DNAME, or the names below it.' },
  },
  'dname-loop': {
    meaning:
      'A DNAME leads into itself, or over others back to itself: the names below it are redirected for ever. Resolvers give up and answer SERVFAIL.',
    test: 'The chain of the question comes back to a name that it has passed, by at least one DNAME; or a server gives a DNAME whose target lies at or below itself, so that each step makes the name longer.',
    todo: { operator: 'Point the DNAME at a name outside the loop.' },
  },
  'dname-with-data-below': {
    meaning:
      'One server has records where the others redirect with a DNAME, below which there must be none. Which of them visitors get depends on the server their resolver asked.',
    test: 'To the same question some servers with authority give an alias made from a DNAME above the name, and others give records.',
    todo: {
      operator: 'Remove the records below the DNAME, or the DNAME, and transfer the zone to all servers.',
    },
  },
  'cname-chain-long': {
    meaning:
      'The name leads over so many aliases that some resolvers give up. Each link also costs time and can break.',
    test: 'The chain has more than 8 aliases; more than 11 is an error. Resolvers follow 8 to 16.',
    todo: { owner: 'Point the name straight at the one that has the address.' },
  },
  'cname-cross-zone-count': {
    meaning:
      'The name leads over aliases through several domains. Each of them must work for the name to resolve, and each of their operators can change where it ends.',
    test: 'Servers of at least three zones have answered for names in the chain. Top-level domains and the root do not count.',
    todo: { owner: 'Nothing must be done. Fewer domains in the chain are fewer that can fail.' },
  },
  'cname-not-chased-in-answer': {
    meaning:
      'The server gives an alias and leaves out its target, although that lies in the same zone. Resolvers ask once more, which costs a little time.',
    test: 'An answer with authority has an alias whose target lies in the same zone, neither a record of the target nor a denial or referral for it, and the code NOERROR.',
    todo: { operator: 'Nothing must be done.' },
  },
  'cname-includes-foreign-answer': {
    meaning:
      'The server adds records of the target to an alias, although other servers have authority for them. Resolvers that take care ignore them and ask the right server.',
    test: 'An answer holds records of a name in its chain of aliases that lies outside the zone: in a zone which the trace has come to know, below a top-level domain, and which this server is not to serve.',
    todo: { operator: 'Nothing must be done, but minimal responses leave such records out.' },
  },
  'alias-target-private': {
    meaning:
      'The name leads over an alias to an address of a private network. Outside it leads nowhere, or to somebody else’s host.',
    test: 'The answer after at least one alias holds an address that is not for the public Internet.',
    todo: { owner: 'Serve such names inside that network only.' },
  },
  'answer-private': {
    meaning: 'The name has an address of a private network, which nobody outside can reach.',
    test: 'The answer without any alias holds an address that is not for the public Internet.',
    todo: { owner: 'If it is meant for an internal network, serve it there only.' },
  },
};
