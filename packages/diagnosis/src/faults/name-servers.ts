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
  'ns-domain-unregistered': {
    meaning:
      'A name server’s name lies in a domain that nobody has registered. Whoever registers it can answer for the zone, and lead its visitors and its mail wherever they like.',
    test: 'A server of the top-level domain denies the name with authority and with its own SOA record, and no address of either family was found. A denial by a zone further down does not count.',
    todo: {
      owner: 'Remove the name server at the registrar and from the zone today, or register the domain.',
      registrar: 'Remove the name server from the domain.',
    },
  },
  'sacrificial-ns': {
    meaning:
      'A registrar that deletes a domain has to rename its name servers first where other domains still use them. This one bears such a name: nobody stands behind it. The domain of some of these names can be registered by anybody, who then answers for the zone.',
    test: 'A name of the parent’s NS records begins with “dropthishost” or “pleasedropthishost”, or lies in lamedelegation.org. Other names of this sort are not recognised.',
    todo: {
      owner: 'Replace the name server at the registrar.',
      registrar: 'Remove the name server from the domain.',
    },
  },
  'ns-same-asn': {
    meaning:
      'One network operator announces the routes to all name servers of the zone. When its routing breaks, or somebody announces its addresses by mistake, all of them are gone at once. An operator with anycast sites in many places has less to fear than one with a single data centre, and the addresses do not tell which it is.',
    test: 'The zone has at least two addresses of name servers, the instance that made the trace has a map of autonomous systems, and all of the addresses are on it with the same number. Nothing is said where one is not on the map.',
    todo: { owner: 'Add a name server at another provider, or accept the risk.' },
  },
  'ns-expired-parking': {
    meaning:
      'The name of the name server lies in another domain, and that has expired or is parked: its servers belong to a registrar or to somebody who sells domains. They answer with an address of their own, so questions for the zone go to a server that knows nothing of it, and whoever buys the domain answers for the zone.',
    test: 'The domain that holds the name of the name server is delegated to at least one server on a list of those that registrars and sellers of domains use for nothing else. The list is short and kept by hand (diagnosis/src/parking-servers.ts): that a domain is not found on it proves nothing.',
    todo: {
      owner:
        'Renew that domain if it is yours; otherwise replace the name server at the registrar of the zone. After a renewal the addresses of the parked servers stay in caches for their TTL.',
      registrar: 'Tell the owner of the zone that one of its name servers lies in a domain that has lapsed.',
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
    test: 'The lookup of the name server’s address leads to a CNAME. A DNAME above it has a code of its own.',
    todo: {
      operator: 'Give the name A and AAAA records of its own.',
      owner: 'Or name the real server in the zone and at the registrar.',
    },
  },
  'ns-under-dname': {
    meaning:
      'A name server’s name lies below a DNAME, which redirects it elsewhere, so it has no address of its own. The standard forbids it: some resolvers follow it, some take the server as missing, and some fail the whole zone.',
    test: 'The lookup of the name server’s address is answered with a DNAME above its name. Said where there is glue as well.',
    todo: {
      operator:
        'Name a server in the NS records that lies outside the part that is redirected, and has A and AAAA records.',
      owner: 'Change the name at the registrar too.',
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
  'too-many-ns': {
    meaning:
      'The zone has more name servers than resolvers care to read. Some stop after the first 13, so the rest share no load, and long referrals have to be asked for again over TCP.',
    test: 'Parent and zone together name more than 13 servers, or more than 26 addresses are known for them.',
    todo: {
      operator: 'Name four to six servers, and let anycast do what more names were to do.',
      owner: 'Take the surplus out of the delegation at the registrar.',
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
  'ns-transitive-single-point': {
    meaning:
      'The names of the servers lie in different domains, but the way to all of them leads through one domain of somebody else. When that one fails, this one fails with it, which nobody would guess from its NS records.',
    test: 'Without one other domain, neither above nor below this one, no name server of the zone could be found, counting all glue that was given. Not said where all names lie in that very domain, which has a code of its own.',
    todo: { operator: 'Give the zone a name server that can be found without that domain.' },
  },
  'ns-transitive-large': {
    meaning:
      'To find the servers of the zone resolvers may need many other servers, of many domains. Everybody who runs one of them is trusted with this domain, whether they know it or not.',
    test: 'Counted over the zones that hold the name servers’ names, and the zones that those need in turn, there are more than 20 name servers or more than 5 other domains. Top-level domains and the root do not count.',
    todo: {
      operator: 'Use fewer domains for the names of the servers, or names in the zone itself, with glue.',
    },
  },
  'multi-provider-ns': {
    meaning:
      'Several providers serve the zone. That keeps it up when one of them fails. Each may count its own serial numbers, but all must give the same answers.',
    test: 'At least two name servers belong to one provider and at least two to another, by the domains of their names. Domains of like names, or with name servers in common, are taken for one provider.',
    todo: { operator: 'Nothing is wrong. Make every change at all of them.' },
  },
  'glueless-depth-high': {
    meaning:
      'To find a name server one has to find another one first, for that a third, and so on. Each step costs time and can break, and resolvers give up after three to seven.',
    test: 'More than three name servers without glue have to be looked up one inside the other. Said at the end of a trace.',
    todo: {
      operator: 'Give the zone name servers with glue of their own, or with names in a zone that has some.',
    },
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
