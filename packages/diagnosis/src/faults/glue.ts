// Glue: the addresses a parent gives with a delegation.
import type { FaultTexts } from './fault-text.ts';

const COMPARED =
  'The addresses in the referrals are compared with those that the zone which holds the name gives.';

export const glueTexts: FaultTexts = {
  'glue-missing-in-domain': {
    meaning:
      'A name server lies in the zone it serves, and the zone above does not give its address. Only the zone could tell it, and to ask the zone one needs the address: the server helps nobody on first contact.',
    test: 'A name server at or below the zone has no address in any referral of the parent. A truncated referral does not count.',
    todo: {
      registrar: 'Create the host object with its addresses.',
      owner: 'Enter the addresses of the name server at the registrar.',
    },
  },
  'glue-missing-all': {
    meaning:
      'All name servers lie in the zone itself, and the zone above gives the address of none. Nobody can reach the zone: the domain is down.',
    test: 'Every name server of the zone lies at or below it, and no referral carried an address of any.',
    todo: {
      registrar: 'Create the host objects with their addresses.',
      owner:
        'Enter the addresses of the name servers at the registrar, or use name servers that lie elsewhere.',
    },
  },
  'glue-private': {
    meaning:
      'The zone above sends everybody to an address of a private or reserved network. Outside it nobody reaches the server; inside another one somebody else may answer.',
    test: 'An address in a referral is in a block that is not for the public Internet (RFC 6890). In the lab, documentation addresses are public.',
    todo: {
      owner: 'Enter the public address of the name server at the registrar.',
      registrar: 'Replace the address in the host object.',
    },
  },
  'glue-stale': {
    meaning:
      'The zone above still gives an old address of a name server, where nobody serves the zone any more. First lookups fail or wait, and later ones work, because by then the zone itself has told the new address.',
    test: `${COMPARED} An address is only in the referrals, and is lame for the zone.`,
    todo: {
      registrar: 'Replace the address in the host object.',
      owner: 'Enter the new address of the name server at the registrar.',
    },
  },
  'glue-unreachable': {
    meaning:
      'The zone above gives an address of the name server at which nobody answers, and leaves out the one that works. First lookups wait or fail; later ones work, because by then the zone itself has told the other address.',
    test: `${COMPARED} All that are in the referrals are silent or refuse connections, none of them is missing from the zone, and one that only the zone gives, of the same family, serves it.`,
    todo: {
      registrar: 'Enter the address that works in the host object, and remove the dead one.',
      owner: 'Have that done at the registrar.',
      operator: 'Remove the dead address from the zone if nobody is to answer there any more.',
    },
  },
  'glue-wrong-but-works': {
    meaning:
      'The zone above gives another address of a name server than its own zone. Today both serve the zone. When the old server is switched off, first lookups break, and when its address goes to somebody else, they answer.',
    test: `${COMPARED} An address is only in the referrals and serves the zone, and one that the zone gives is missing from them.`,
    todo: {
      registrar: 'Replace the address in the host object.',
      owner: 'Enter the new address at the registrar before the old server goes.',
    },
  },
  'glue-mismatch': {
    meaning:
      'The addresses of a name server in the delegation are not those in its own zone. Which of them is used depends on what a resolver saw last.',
    test: `${COMPARED} One that the zone gives is missing from the referrals, although they have others of the same family.`,
    todo: {
      owner: 'Make them the same: at the registrar, or in the zone.',
      registrar: 'Correct the addresses in the host object.',
    },
  },
  'glue-extra': {
    meaning:
      'The delegation gives one address more for a name server than its own zone does. It may be a server that is forgotten.',
    test: `${COMPARED} An address is only in the referrals and is not lame, and none is missing.`,
    todo: { owner: 'Remove the address at the registrar, or publish it in the zone.' },
  },
  'glue-no-authoritative': {
    meaning:
      'Only the delegation gives an address for the name server; its own zone says that there is none. Resolvers that check what the zone says lose the server.',
    test: 'A referral gives an address of the name server, and the zone that holds its name denies both A and AAAA with authority.',
    todo: { operator: 'Add the address records of the name server to the zone.' },
  },
  'glue-inconsistent-parents': {
    meaning:
      'The servers of the zone above give different addresses for one name server. Mostly a change has not reached all of them.',
    test: 'For a name server in the zone, the addresses of one family differ between referrals. A referral that gives none does not count.',
    todo: {
      parent: 'See that all servers hold the same version of the zone.',
      owner: 'Keep the old address running until all give the new one.',
    },
  },
  'glue-v4-mapped': {
    meaning:
      'The IPv6 address in the delegation is only an IPv4 address in disguise. No name server can be reached there over IPv6.',
    test: 'An IPv6 address in a referral lies in ::ffff:0:0/96 or 64:ff9b::/96.',
    todo: { owner: 'Enter the real IPv6 address of the name server at the registrar, or none.' },
  },
  'glue-missing-ipv6': {
    meaning:
      'The name server has an IPv6 address, but the zone above gives only IPv4. Resolvers that have only IPv6 cannot start with it.',
    test: `${COMPARED} The zone gives an IPv6 address, and no referral gives any of that family.`,
    todo: { owner: 'Add the IPv6 address at the registrar.', registrar: 'Add it to the host object.' },
  },
  'glue-missing-ipv4': {
    meaning:
      'The name server has an IPv4 address, but the zone above gives only IPv6. Resolvers that have only IPv4, which are most, cannot start with it.',
    test: `${COMPARED} The zone gives an IPv4 address, and no referral gives any of that family.`,
    todo: { owner: 'Add the IPv4 address at the registrar.', registrar: 'Add it to the host object.' },
  },
  'glue-missing-sibling': {
    meaning:
      'A name server lies in another zone that the same parent delegates, and its address is not given along. Resolvers have to look it up first, which costs time and depends on that zone.',
    test: 'No referral carries an address of a name server that lies in a sibling zone.',
    todo: { parent: 'Give sibling glue where it is known (RFC 9471 recommends it).' },
  },
  'glue-unneeded': {
    meaning:
      'The zone above gives an address for a name server that lies outside it. Resolvers ignore it, since it is not the parent’s to say.',
    test: 'A referral carries an address for a name server that is not at or below the parent zone.',
    todo: { owner: 'Nothing is wrong. The host object can be removed where the registry allows it.' },
  },
  'glue-out-of-bailiwick-mismatch': {
    meaning:
      'The zone above gives an address for a name server that lies outside it, and not the one that the server has. Resolvers ignore it, since it is not the parent’s to say, but people who read it are misled.',
    test: 'A referral carries an address for a name server that is not at or below the parent zone, and the zone that holds the name gives addresses, but not this one.',
    todo: {
      parent: 'Leave such addresses out of referrals.',
      owner:
        'Nothing must be done. The host object can be removed or corrected where the registry allows it.',
    },
  },
  'glue-orphan': {
    meaning:
      'The zone above still gives the address of a name server whose own domain was deleted. Only what was left behind keeps the server in use, and whoever registers that domain decides where its name leads.',
    test: 'A referral carries an address for a name server that lies outside the zone, in a domain which the parent, a top-level domain, denies with authority.',
    todo: {
      parent: 'Remove the host object that was left behind.',
      owner: 'Replace the name server by one in a domain that is registered.',
    },
  },
  'glue-ttl-differs': {
    meaning:
      'The address of a name server lives much longer on one side than on the other. After a change some resolvers keep the old address for as long as the longer of the two.',
    test: 'The glue and the zone that holds the name give the same addresses, and the longest of their TTLs is more than ten times the shortest. A TTL of 0 does not count.',
    todo: { operator: 'Nothing must be done. Before an address changes, reckon with the longer lifetime.' },
  },
};
