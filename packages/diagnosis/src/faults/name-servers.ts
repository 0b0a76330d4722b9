// The names in NS records: whether they lead anywhere, whether both sides of a cut give them, and whether they are enough.
import type { FaultTexts } from './fault-text.ts';

export const nameServerTexts: FaultTexts = {
  'ns-sets-disjoint': {
    meaning:
      'The zone above delegates to one set of servers and the zone itself names another, with none in common. Resolvers start with the first set, and many go over to the second when they have seen it. If one of the sets dies, the domain works for some and not for others, and seems to break by itself when caches refresh.',
    test: 'Not one name of the parent’s NS records is among those that servers of the zone give with authority. Only when nothing was left unasked.',
    todo: {
      owner: 'Enter the name servers that the zone names at the registrar, or correct the zone.',
      operator: 'Make the NS records at the apex those of the delegation.',
      registrar: 'Enter the name servers that the owner gives.',
    },
  },
  'ns-child-inconsistent': {
    meaning:
      'The servers of the zone do not agree on its name servers. Some hold another version of the zone, or there are two primaries that nobody keeps the same.',
    test: 'Servers with authority give different NS records at the apex. Their order does not matter.',
    todo: { operator: 'Transfer the zone to all servers again, and see that there is one primary.' },
  },
  'ns-only-at-parent': {
    meaning:
      'The zone above names a server that the zone itself does not. Resolvers ask it on first contact. It is often a server that was given up, and when its name or address goes to somebody else, they can answer for the domain.',
    test: 'A name of the parent’s NS records is in none of the NS records that the zone’s servers give. An error when that server does not serve the zone, else a warning.',
    todo: {
      owner: 'Remove the server at the registrar, or add it to the zone.',
      operator: 'Keep the NS records at the apex the same as the delegation.',
    },
  },
  'ns-only-at-child': {
    meaning:
      'The zone names a server to which the zone above does not delegate. It is asked only by resolvers that have been in the zone before, so it takes less load than it could.',
    test: 'A name of the zone’s own NS records is in none of the parent’s referrals, and nothing was left unasked.',
    todo: { owner: 'Add the server at the registrar, or remove it from the zone.' },
  },
  'ns-nxdomain': {
    meaning:
      'A name server’s name does not exist, so nobody can find its address. If the domain it lies in is free, anybody can register it and answer for the zone.',
    test: 'The zone that holds the name denies it with authority, and no address of either family was found.',
    todo: {
      owner: 'Remove the name server from the delegation and the zone today if its domain is free.',
      operator: 'Or create the name with its addresses.',
      registrar: 'Remove the name server from the domain.',
    },
  },
  'ns-no-address': {
    meaning: 'A name server’s name exists but has no address, so nobody can ask it.',
    test: 'The zone that holds the name says with authority that there is neither an A nor an AAAA record.',
    todo: {
      operator: 'Publish the address of the server, or remove it from the NS records.',
      owner: 'Remove it at the registrar if nobody runs it any more.',
    },
  },
  'ns-unresolvable': {
    meaning:
      'The address of a name server cannot be found, because no server of the zone that holds its name answers usably. While that lasts the server is of no use, however well it runs.',
    test: 'The lookups of both its A and AAAA records end without an answer, in another zone, whose servers were asked.',
    todo: {
      operator: 'Repair the zone that holds the name of the server.',
      owner: 'Or use a name server that lies elsewhere.',
    },
  },
  'ns-is-cname': {
    meaning:
      'A name server’s name is an alias. The standard forbids it, and resolvers treat it differently: some follow it, some take the server as missing, and some fail the whole zone.',
    test: 'The lookup of the name server’s address leads to a CNAME or DNAME.',
    todo: {
      operator: 'Give the name A and AAAA records of its own.',
      owner: 'Or name the real server in the zone and at the registrar.',
    },
  },
  'ns-ip-literal': {
    meaning:
      'An NS record holds an IP address where a name belongs. It is read as a name of digits, which cannot exist.',
    test: 'The name in the NS record reads as an IPv4 or IPv6 address.',
    todo: {
      owner: 'Enter the name of the server in place of its address.',
      operator: 'Give the server a name with an address record first if it has none.',
    },
  },
  'ns-invalid-hostname': {
    meaning:
      'A name server’s name is no valid name for a host: it has an underscore, or a hyphen at an end, or ends in digits. Some software refuses such names.',
    test: 'A label of the name holds anything but letters, digits and inner hyphens, or the last one is a number.',
    todo: { operator: 'Rename the server, and change the NS records and the delegation.' },
  },
  'single-ns': {
    meaning:
      'The zone has one name server. When it is down, or its network is, the domain is gone. Many registries demand two.',
    test: 'Parent and zone together name exactly one server, and the zone was heard. An error when that has one address only, else a warning.',
    todo: {
      owner: 'Add a second name server in another network.',
      operator: 'Set up a secondary, elsewhere.',
    },
  },
  'ns-same-address': {
    meaning:
      'Two names in the NS records are one machine. It looks like two servers, but they fail together.',
    test: 'Two name servers of the zone have exactly the same addresses.',
    todo: { operator: 'Give one of the names a server of its own.' },
  },
  'ns-same-prefix': {
    meaning:
      'All name servers are in one network. An outage of it, or a mistake in its routing, takes the domain down.',
    test: 'Of each family all addresses lie in one /24 (IPv4) or /48 (IPv6), and there are at least two of one family. Said on the Internet only: in the lab nobody is a neighbour.',
    todo: { owner: 'Move one of the servers to another network, or add one there.' },
  },
  'ns-same-second-level': {
    meaning:
      'The names of all servers lie in one domain of somebody else. If that domain lapses or breaks, this one goes with it.',
    test: 'The zone has at least two name servers, and one other zone, which it does not depend on anyway, holds the names of all of them.',
    todo: { owner: 'Consider a second operator, or names under a second domain.' },
  },
  'ns-cyclic-dependency': {
    meaning:
      'The servers of two or more zones lie in each other: to find the first, one has to have found the second, and the other way round. Nobody can enter. Resolvers that try go round in circles, which has brought down name servers (TsuNAME).',
    test: 'From the root on, counting all glue that was given, the zone cannot be entered, and its name servers lead over other zones back to it.',
    todo: {
      owner: 'Give one of the zones a name server that lies elsewhere.',
      registrar: 'Or add glue for a server in the circle.',
    },
  },
  'ns-cyclic-dependency-glued': {
    meaning:
      'The servers of two or more zones lie in each other, and only glue that the zone above need not give lets anybody in. If it is left out one day, all of them are gone.',
    test: 'The zone can be entered with all glue that was given, but not with the glue alone that a parent must give: for servers in the zone itself.',
    todo: { owner: 'Give one of the zones a name server in its own name, or outside the circle.' },
  },
  'ns-cyclic-dependency-partial': {
    meaning:
      'Some of the name servers can only be found through the zone they serve. They are no help to those who have not got in by another one, so the zone has less redundancy than it seems.',
    test: 'A name server lies in a zone that can only be entered through this one, while others let people in.',
    todo: {
      owner: 'Move the server’s name out of the circle.',
      registrar: 'Or add glue for it.',
    },
  },
};
