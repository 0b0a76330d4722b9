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
  'referral-loop': {
    meaning:
      'The zone above sends everybody to servers that send them back up to where they came from. Nobody ever arrives, so the domain is down.',
    test: 'Every address of the zone that was tested is lame, each because it refers back to a zone on the way from the root, or because it serves the zone above and delegates to itself. A referral to the root itself does not count. Said at the end of a trace.',
    todo: {
      operator: 'Load the zone on the servers that the delegation names.',
      registrar: 'Delegate the domain to servers that have it.',
      owner: 'Enter other name servers at the registrar if these are not to serve the domain.',
    },
  },
  'delegation-too-deep': {
    meaning:
      'The way to the zone is longer than resolvers go: its name servers can only be found through other name servers, and these through others again. Resolvers give up and answer SERVFAIL.',
    test: 'The trace reached its limit of name-server lookups inside each other, usually 6, or of zone cuts on the way to one name, usually 24. BIND gives up after 7 lookups inside each other.',
    todo: { operator: 'Give the zone name servers with glue, or names for them in zones that have it.' },
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
  'delegation-in-progress': {
    meaning:
      'The servers of the zone above delegate the domain differently, and hold different versions of their zone: a change is on its way to all of them. It settles by itself when the last server has been reached.',
    test: 'The servers of the parent disagree on whether they delegate the zone, on its name servers or on its glue, and the SOA records of the parent that they gave have different serials. These differences are then reported as information only.',
    todo: {
      owner: 'Keep the old name servers running, and trace again after the time shown.',
      parent:
        'Look into the transfer to the servers that are behind if it lasts longer than the refresh time.',
    },
  },
  'parent-lame': {
    meaning:
      'Servers of the zone above are lame themselves. Some lookups of every domain below it are slow. The owner of the domain cannot repair this.',
    test: 'At least one address of the parent zone was found lame, and the parent is not the root.',
    todo: { parent: 'Repair the servers that the findings of the parent zone list.' },
  },
  'parent-cname-at-cut': {
    meaning:
      'The zone above has an alias at the very name it delegates. A name has one or the other: some resolvers go to the servers of the domain, others follow the alias and lose the mail and all names below.',
    test: 'Asked for names in the zone, at least one server of the parent gives a CNAME record of the zone’s own name, and at least one refers to the zone.',
    todo: {
      parent:
        'Remove the CNAME record or the delegation, and see that all servers hold the same version of the zone.',
    },
  },
  'dname-at-cut': {
    meaning:
      'The zone above redirects all names below the domain with a DNAME, and delegates the domain as well. Which of them counts depends on the server that a resolver has asked.',
    test: 'Asked for names in the zone, at least one server of the parent gives a DNAME record of the zone’s own name, and at least one refers to the zone.',
    todo: {
      parent:
        'Remove the DNAME record or the delegation, and see that all servers hold the same version of the zone.',
    },
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
  'referral-aa-set': {
    meaning:
      'A server of the zone above refers to the domain as if it had authority for it (AA flag). No parent has that for what it delegates. Most resolvers see through it; some may take the referral for an answer without data.',
    test: 'A referral to the zone has the AA flag set.',
    todo: { parent: 'Update the server software: it is old.' },
  },
  'zone-cut-hidden': {
    meaning:
      'The same servers serve a zone and the zone above it, and answer for the lower one at once. No referral is ever seen, so the picture shows one zone where there are two.',
    test: 'A server denies a record with authority and with the SOA record of a zone below the one it was asked about, and no referral to that zone was seen.',
    todo: { owner: 'Nothing is wrong. Many registries work like this.' },
  },
  'no-cut-below-public-suffix': {
    meaning:
      'The servers of the top-level domain answer for the name themselves, without delegating it. The name lives in the registry’s own zone, or in another one on the same servers, so the picture ends at the top-level domain.',
    test: 'The lookup of the name that was asked for ends at a server of a top-level domain with an answer, an alias or NODATA, with authority, and no zone below is known on the way. Not said of NODATA directly below the top-level domain, which is a domain without delegation, nor of the type DS, which the parent answers.',
    todo: { owner: 'Nothing is wrong.' },
  },
  'delegation-to-parking': {
    meaning:
      'The domain is delegated to servers that a registrar uses for domains that have expired or whose owner has not confirmed who they are, or that belong to somebody who sells domains. They answer, but with a page of their own: web sites are gone, and mail is refused or lost.',
    test: 'At least one name server that the parent names is on a list of those that registrars and sellers of domains use for nothing else. A domain that is merely for sale is no fault and only noted. The list is short and kept by hand (diagnosis/src/parking-servers.ts): that a domain is not found on it proves nothing.',
    todo: {
      owner:
        'Renew the domain, or confirm what the registrar asks for. What the parked servers said stays in caches for its TTL after that.',
      registrar: 'Put the former name servers back when the domain is renewed or its owner has confirmed.',
    },
  },
};
