// IPv4 and IPv6, and addresses that are not for the public.
import type { FaultTexts } from './fault-text.ts';

export const familyTexts: FaultTexts = {
  'ipv4-all-lame': {
    meaning:
      'Over IPv4 no server serves the zone, over IPv6 some do. Who has only IPv4 cannot resolve the domain.',
    test: 'Every IPv4 address of the zone that was tested is lame, and at least one IPv6 address serves it.',
    todo: { operator: 'Repair IPv4 at the servers: addresses, routes, firewall.' },
  },
  'ipv6-all-lame': {
    meaning:
      'Over IPv6 no server serves the zone, over IPv4 some do. Resolvers that try IPv6 first lose time, and those that have only IPv6 cannot resolve the domain.',
    test: 'Every IPv6 address of the zone that was tested is lame, and at least one IPv4 address serves it. Not said where no IPv6 works from here.',
    todo: {
      operator: 'Repair IPv6 at the servers: addresses, routes, firewall.',
      owner: 'Withdraw the AAAA records and the IPv6 glue until it works.',
    },
  },
  'ipv6-lame-some': {
    meaning:
      'A name server serves the zone over IPv4 and not over IPv6. Lookups that pick its IPv6 address wait.',
    test: 'Of one name server an IPv4 address serves the zone and an IPv6 address is lame, while IPv6 works elsewhere in the zone.',
    todo: { operator: 'Repair IPv6 at this server, or withdraw its AAAA record and IPv6 glue.' },
  },
  'address-dual-stack-divergence': {
    meaning:
      'A name server says one thing over IPv4 and another over IPv6: two hosts stand behind its name, and one of them holds another version. What visitors get depends on the way their resolver took.',
    test: 'All that the server says over IPv4 differs from all that it says over IPv6, in the serial or in the answers to one question, while the other servers agree. Serials that a transfer under way explains do not count, nor do answers with TTLs of up to 300 seconds.',
    todo: {
      operator:
        'Transfer the zone to the host that is behind, or correct the address that leads to the wrong one.',
    },
  },
  'no-ipv6': {
    meaning:
      'No name server can be reached over IPv6. Resolvers that have only IPv6 cannot resolve the domain.',
    test: 'The zones that hold the name servers’ names deny AAAA records for all of them, and the zone above is reachable over IPv6.',
    todo: { operator: 'Give at least one name server, better two, an IPv6 address and IPv6 glue.' },
  },
  'no-ipv4': {
    meaning: 'No name server can be reached over IPv4. Most resolvers cannot resolve the domain.',
    test: 'The zones that hold the name servers’ names deny A records for all of them, and all known addresses are IPv6.',
    todo: { operator: 'Give at least one name server an IPv4 address and IPv4 glue.' },
  },
  'ns-address-private': {
    meaning:
      'A name server publishes an address of a private or reserved network. Nobody outside reaches it, and inside another network somebody else may answer.',
    test: 'The zone that holds the name gives an address in a block that is not for the public Internet (RFC 6890), and the glue does not give the same. Addresses to which nobody at all has a route have a code of their own.',
    todo: { operator: 'Publish the public address of the server.' },
  },
  'ns-address-bogon': {
    meaning:
      'A name server publishes an address to which no network has a route. Nobody at all reaches it, and lookups that pick it wait.',
    test: 'The zone that holds the name gives an address in 0.0.0.0/8, 240.0.0.0/4 or ::/127, and the glue does not give the same. Not said below roots of somebody’s own.',
    todo: { operator: 'Publish the address at which the server can be reached, or remove the record.' },
  },
};
