// Whether the name servers of a zone can fail together. RFC 2182.
import { type DomainName, isWithin, labelsOf } from '@delegraph/model';
import { addressSpaceOf, isIpv6 } from '../address-space.ts';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, distinct, holderOf, hopsOf, setKey } from '../zone-evidence.ts';

export const singleNameServer: Rule = {
  code: 'single-ns',
  severity: 'warning',
  title: 'Only one name server',
  sentence: (finding) =>
    `${finding.zone} has only one name server, ${textParam(finding, 'only')}${textParam(finding, 'addresses') === '1' ? ', at only one address' : ''}.`,
  fix: ({ zone }) => `Add a second name server for ${zone}, in another network.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 4.1', 'RFC 2182 section 5'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined, whole, parentNames, childNames, servers, referrals, childNs } = evidence;
      const all = distinct([...parentNames, ...childNames]);
      // What the zone itself says may be more than its parent does.
      if (!examined || !whole || childNames.length === 0 || all.length !== 1) return [];
      return [
        found(singleNameServer, zone.name, hopsOf([...referrals, ...childNs]), {
          severity: servers.length === 1 ? 'error' : 'warning',
          params: { only: all[0]!, addresses: servers.length },
        }),
      ];
    }),
};

export const sameAddress: Rule = {
  code: 'ns-same-address',
  severity: 'warning',
  title: 'Two names, one server',
  sentence: (finding) =>
    `${listed(listParam(finding, 'nameServers'))}, name servers of ${finding.zone}, have the same ${listParam(finding, 'addresses').length === 1 ? 'address' : 'addresses'}: ${listed(listParam(finding, 'addresses'))}.`,
  fix: () => 'Two names for one server are no redundancy. Give one of them a server of its own.',
  contact: 'zone-operator',
  reference: ['RFC 2182 section 3.1'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined } = evidence;
      if (!examined) return [];
      const withAddresses = zone.nameServers.filter(({ addresses }) => addresses.length > 0);
      const groups = Map.groupBy(withAddresses, ({ addresses }) =>
        setKey(addresses.map(({ address }) => address)),
      );
      return [...groups.values()]
        .filter((group) => group.length > 1)
        .map((group) =>
          found(sameAddress, zone.name, whereaboutsOf(evidence), {
            nameServer: group[0]!.name,
            scope: 'zone',
            params: {
              nameServers: group.map(({ name }) => name),
              addresses: group[0]!.addresses.map(({ address }) => address),
            },
          }),
        );
    }),
};

export const samePrefix: Rule = {
  code: 'ns-same-prefix',
  severity: 'notice',
  title: 'All servers in one network',
  sentence: (finding) =>
    `All name servers of ${finding.zone} lie in one network: ${listed(listParam(finding, 'addresses'), 4)}.`,
  fix: () =>
    'One broken line or router takes all of them away. Put one server into another network. An anycast operator does that already.',
  contact: 'zone-operator',
  reference: ['RFC 2182 section 3.1'],
  find: ({ profile }, __, zones) => {
    const { siteOf } = addressSpaceOf(profile);
    return zones.flatMap((evidence) => {
      const { zone, examined, whole, servers } = evidence;
      const addresses = servers.map(({ address }) => address);
      const families = [addresses.filter(isIpv6), addresses.filter((address) => !isIpv6(address))];
      const isOneSite = families.every((family) => new Set(family.map(siteOf)).size <= 1);
      const isKnown = addresses.every((address) => siteOf(address) !== null);
      if (!examined || !whole || !isOneSite || !isKnown || !families.some((family) => family.length > 1))
        return [];
      return [found(samePrefix, zone.name, whereaboutsOf(evidence), { params: { addresses } })];
    });
  },
};

export const sameAs: Rule = {
  code: 'ns-same-asn',
  severity: 'notice',
  title: 'All servers in one autonomous system',
  sentence: (finding) =>
    `All ${textParam(finding, 'addresses')} addresses of the name servers of ${finding.zone} are announced by one network, AS${textParam(finding, 'asNumber')}${finding.params['holder'] ? ` (${textParam(finding, 'holder')})` : ''}.`,
  fix: () =>
    'An error in the routing of that network takes all of them away at once. Put one server at another provider. An operator with anycast sites in many places runs this risk knowingly.',
  contact: 'zone-operator',
  reference: ['RFC 2182 section 3.1', 'RFC 1930 section 3'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined, whole } = evidence;
      const addresses = zone.nameServers.flatMap((server) => server.addresses);
      const count = distinct(addresses.map(({ address }) => address)).length;
      const numbers = distinct(addresses.map(({ originAs }) => originAs?.number ?? null));
      const [origin] = addresses.flatMap(({ originAs }) => originAs ?? []);
      if (!examined || !whole || count < 2 || numbers.length !== 1 || !origin) return [];
      const { number, holder } = origin;
      return [
        found(sameAs, zone.name, whereaboutsOf(evidence), {
          params: { addresses: count, asNumber: number, ...(holder === null ? {} : { holder }) },
        }),
      ];
    }),
};

export const sameSecondLevel: Rule = {
  code: 'ns-same-second-level',
  severity: 'info',
  title: 'All servers depend on one other domain',
  sentence: (finding) =>
    `The names of all name servers of ${finding.zone} lie in ${zoneText(textParam(finding, 'holder'))}: when that domain fails or lapses, ${finding.zone} is gone too.`,
  fix: () => 'A name server under a second, independent domain takes this risk away.',
  contact: 'zone-operator',
  reference: ['own rule'],
  find: (state, _, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined, parentNames, servers } = evidence;
      const holders = distinct(parentNames.map((name) => holderOf(state, name)));
      const [holder] = holders;
      if (!examined || parentNames.length < 2 || holders.length !== 1) return [];
      // Where no server is found at all, a graver finding says why.
      if (servers.length === 0 || !isForeign(holder!, zone.name)) return [];
      return [found(sameSecondLevel, zone.name, whereaboutsOf(evidence), { params: { holder: holder! } })];
    }),
};

/** A domain of its own, not the zone's nor one that it depends on anyway. */
function isForeign(holder: DomainName, zone: DomainName): boolean {
  return labelsOf(holder).length > 1 && !isWithin(zone, holder) && !isWithin(holder, zone);
}

/** What told of the name servers and where they live. */
function whereaboutsOf({ referrals, hosts }: ZoneEvidence) {
  return [...hopsOf(referrals), ...hosts.flatMap(({ hops }) => hops)];
}
