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
  'cname-at-apex': {
    meaning:
      'The zone itself is an alias. A CNAME tolerates no other records, and the top of a zone needs its SOA and NS records. What a resolver has seen first decides whether it finds mail, the website, or neither.',
    test: 'A server gives with authority a CNAME at the apex, and servers give an SOA record there.',
    todo: { operator: 'Use A and AAAA records, or your provider’s ALIAS or ANAME, in place of the CNAME.' },
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
  'cname-chain-long': {
    meaning:
      'The name leads over so many aliases that some resolvers give up. Each link also costs time and can break.',
    test: 'The chain has more than 8 aliases; more than 11 is an error. Resolvers follow 8 to 16.',
    todo: { owner: 'Point the name straight at the one that has the address.' },
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
