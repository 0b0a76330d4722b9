// Delegations as a whole, and the parent's side of them.
import type { FaultTexts } from './fault-text.ts';

export const delegationTexts: FaultTexts = {
  'no-delegation-nxdomain': {
    meaning:
      'The zone above says that the domain does not exist. It was never registered, it has expired, or the registry holds it back. Nothing below it can be found by anybody.',
    test: 'A server of the root or of a top-level domain denies the name with authority, none of them refers on, and the question ends there. A name missing further down is no matter of delegation.',
    todo: {
      owner: 'Check the spelling. Look the domain up at the registry (RDAP), then renew or register it.',
      registrar: 'Lift the hold if there is one, and see that the registration has reached the registry.',
    },
  },
  'no-delegation-nodata': {
    meaning:
      'The zone above knows the name but does not delegate it: there are no NS records. Mostly the domain was registered without name servers.',
    test: 'A server of a top-level domain answers NODATA with its own SOA record for a name one label below it, and no server of it refers on.',
    todo: {
      owner: 'Enter the name servers of the domain at the registrar.',
      registrar: 'See that the name servers have reached the registry.',
    },
  },
  'delegation-fully-lame': {
    meaning:
      'None of the servers that the zone above names serves the zone. The domain is down for everybody: no name in it can be found, and neither website nor mail works.',
    test: 'Every address of the zone that could be asked was found lame, each for a reason of its own. Said at the end of a trace, and only when every address was judged.',
    todo: {
      operator: 'Load the zone on the servers that the delegation names.',
      owner: 'Or change the delegation at the registrar to servers that have the zone.',
      registrar: 'Enter the new name servers at the registry.',
    },
  },
  'delegation-partially-lame': {
    meaning:
      'Some of the servers that the zone above names do not serve the zone. Resolvers pick a server by chance, so some lookups are slow, and when the others fail too the domain is down.',
    test: 'At least one address of the zone was found lame, and at least one serves it. Said at the end of a trace.',
    todo: {
      operator: 'Repair the servers listed, each as its own finding says.',
      owner: 'Or take those that are not to serve the zone out of the delegation and of the NS records.',
    },
  },
  'delegation-parent-inconsistent': {
    meaning:
      'Some servers of the zone above delegate the domain and others say that it does not exist. Whether a visitor gets through depends on which of them the resolver asked.',
    test: 'At least one server of the parent refers to the zone, and at least one denies it with authority and the SOA record of the parent.',
    todo: {
      parent: 'Find out why the servers named do not have the current version of the zone.',
      owner: 'After a recent change wait until it has spread, then report it to the registry.',
    },
  },
  'parent-ns-set-differs': {
    meaning:
      'The servers of the zone above delegate to different name servers. Mostly a change has not reached all of them; until it has, some resolvers go to the old servers.',
    test: 'The referrals of the parent’s servers do not all hold the same NS records. Their order does not matter.',
    todo: {
      parent: 'See that all servers hold the same version of the zone.',
      owner: 'Keep the old name servers running until all servers of the parent give the new ones.',
    },
  },
  'parent-lame': {
    meaning:
      'Servers of the zone above are lame themselves. Some lookups of every domain below it are slow. The owner of the domain cannot repair this.',
    test: 'At least one address of the parent zone was found lame, and the parent is not the root.',
    todo: { parent: 'Repair the servers that the findings of the parent zone list.' },
  },
  'referral-too-large': {
    meaning:
      'The referral does not fit into a UDP packet that passes everywhere, so resolvers have to ask again over TCP. That costs time, and fails where TCP is blocked.',
    test: 'A referral to the zone is larger than 1232 octets as it was received.',
    todo: {
      operator: 'Use fewer name servers, or names for them that share their ending and so compress.',
      owner: 'Six name servers are enough for any zone.',
    },
  },
  'zone-cut-hidden': {
    meaning:
      'The same servers serve a zone and the zone above it, and answer for the lower one at once. No referral is ever seen, so the picture shows one zone where there are two.',
    test: 'A server denies a record with authority and with the SOA record of a zone below the one it was asked about, and no referral to that zone was seen.',
    todo: { owner: 'Nothing is wrong. Many registries work like this.' },
  },
};
