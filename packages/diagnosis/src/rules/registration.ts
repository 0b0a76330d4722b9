// Names that lie in domains which nobody has registered: whoever registers one takes over what points there.
import {
  type DomainName,
  type HopState,
  ROOT,
  hasEnded,
  isWithin,
  labelsOf,
  lastLabels,
  questionChain,
} from '@delegraph/model';
import { gluedHosts } from '../glued-hosts.ts';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type Host, type ZoneEvidence, holderOf, hopsOf } from '../zone-evidence.ts';

/** What registrars rename the host objects of a deleted domain to, so that they can delete it. */
const SACRIFICIAL = [/^(?:please)?dropthishost/, /(?:^|\.)lamedelegation\.org$/];

export const nameServerUnregistered: Rule = {
  code: 'ns-domain-unregistered',
  severity: 'error',
  title: 'Name server in a free domain',
  sentence: (finding) =>
    `${finding.nameServer}, a name server of ${finding.zone}, lies in ${textParam(finding, 'domain')}, which is not registered: whoever registers it can answer for ${finding.zone}.`,
  fix: (finding) =>
    `Remove ${finding.nameServer} from the delegation of ${finding.zone} at the registrar now, or register ${textParam(finding, 'domain')}.`,
  contact: 'registrar',
  reference: ['RFC 1912 section 2.8', 'Akiwate et al., “Unresolved Issues”, IMC 2020'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, hosts }) => {
      if (!examined) return [];
      return hosts.flatMap(({ name, ipv4, ipv6, hops }) => {
        const domain = unregisteredDomain(name, hops);
        if (domain === null || ipv4 === 'has' || ipv6 === 'has') return [];
        return [found(nameServerUnregistered, zone.name, hops, { nameServer: name, params: { domain } })];
      });
    }),
};

export const targetUnregistered: Rule = {
  code: 'cname-target-unregistered',
  severity: 'error',
  title: 'Alias into a free domain',
  sentence: (finding) =>
    `${finding.name} is an alias of ${textParam(finding, 'target')}, in the domain ${textParam(finding, 'domain')}, which is not registered: whoever registers it answers for ${finding.name}.`,
  fix: (finding) => `Remove the alias at ${finding.name} now, or register ${textParam(finding, 'domain')}.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 3.6.2', 'Akiwate et al., “Unresolved Issues”, IMC 2020'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const [alias, target] = questionChain(state).slice(-2);
    if (alias?.outcome?.kind !== 'alias' || target?.outcome?.kind !== 'nxdomain') return [];
    const { link, hopId } = alias.outcome;
    const denial = state.hops[target.outcome.hopId]!;
    const domain = unregisteredDomain(link.target, [denial]);
    if (domain === null) return [];
    const evidence = [state.hops[hopId]!, denial];
    return [
      found(targetUnregistered, evidence[0]!.zone, evidence, {
        name: link.name,
        params: { target: link.target, domain },
      }),
    ];
  },
};

export const sacrificialNameServer: Rule = {
  code: 'sacrificial-ns',
  severity: 'error',
  title: 'A name server that was deleted',
  sentence: ({ nameServer, zone }) =>
    `${nameServer}, a name server of ${zone}, has the name that a registrar gives to a server whose own domain was deleted: nobody stands behind it.`,
  fix: ({ nameServer, zone }) =>
    `Replace ${nameServer} in the delegation of ${zone} at the registrar. Some such names can be registered by anybody.`,
  contact: 'registrar',
  reference: ['RFC 9874', 'Akiwate et al., “Risky BIZness”, IMC 2021', 'SSAC SAC125'],
  find: (state, __, zones) =>
    zones.flatMap(({ zone, parentNames, referrals }) => {
      if (zone.learnedFrom === null) return [];
      const evidence = referrals.length > 0 ? hopsOf(referrals) : [state.hops[zone.learnedFrom]!];
      return parentNames
        .filter((name) => SACRIFICIAL.some((pattern) => pattern.test(name)))
        .map((nameServer) => found(sacrificialNameServer, zone.name, evidence, { nameServer }));
    }),
};

export const glueOrphan: Rule = {
  code: 'glue-orphan',
  severity: 'notice',
  title: 'Orphan glue',
  sentence: (finding) =>
    `${zoneText(textParam(finding, 'parent'))} still gives ${listed(listParam(finding, 'glue'))} for ${finding.nameServer}, although the domain of that name is no longer delegated.`,
  fix: ({ nameServer }) =>
    `Tell the registry: the host object of ${nameServer} was left behind when its domain was deleted.`,
  contact: 'registry',
  reference: ['own rule', 'Sommese et al., “The Forgotten Side of DNS: Orphan and Abandoned Records”, 2020'],
  find: (state, _, zones) =>
    gluedHosts(zones).flatMap(({ evidence, host, glue }) => {
      const parent = evidence.zone.parent ?? ROOT;
      const isOutside = !isWithin(host.name, evidence.zone.name) && isWithin(host.name, parent);
      if (!isOutside || glue.length === 0 || holderOf(state, host.name) !== parent) return [];
      const isLeftOver =
        unregisteredDomain(host.name, host.hops) !== null || isDataOfRegistry(host, parent, zones);
      if (!isLeftOver) return [];
      return [
        found(glueOrphan, evidence.zone.name, [...hopsOf(evidence.referrals), ...host.hops], {
          nameServer: host.name,
          params: { parent, glue },
        }),
      ];
    }),
};

/** Whether the registry's own zone answers for the host: an address record whose delegation is gone is no glue any more, and
 *  servers give it with authority. A host beside the registry's own servers is none that was left behind. */
function isDataOfRegistry(host: Host, registry: DomainName, zones: readonly ZoneEvidence[]): boolean {
  if (labelsOf(registry).length !== 1 || labelsOf(host.name).length < 3) return false;
  const domain = lastLabels(host.name, 2);
  const own = zones.find(({ zone }) => zone.name === registry)?.parentNames ?? [];
  if (own.some((name) => isWithin(name, domain))) return false;
  return host.hops.some(
    ({ zone, result }) =>
      zone === registry &&
      result.status === 'answered' &&
      result.response.kind === 'answer' &&
      result.response.authoritative,
  );
}

/** The domain of `name` that its TLD says it does not know; null when it does not say so, or the name is too short to lie in
 *  a domain that somebody could register. */
function unregisteredDomain(name: DomainName, hops: readonly HopState[]): DomainName | null {
  const denies = hops.some(({ zone, result }) => {
    if (labelsOf(zone).length !== 1 || result.status !== 'answered') return false;
    const { response } = result;
    return response.kind === 'nxdomain' && response.authoritative && response.soaOwner === zone;
  });
  if (!denies) return null;
  const labels = labelsOf(name);
  const count = isBelowSharedSuffix(labels) ? 3 : 2;
  return labels.length >= count ? lastLabels(name, count) : null;
}

/** Whether a name looks as if it lies below a suffix that a country's registry sells names under, such as `co.jp`, which need
 *  not be a zone. */
function isBelowSharedSuffix(labels: readonly string[]): boolean {
  const [second = '', tld = ''] = labels.slice(-2);
  return tld.length === 2 && second.length <= 3;
}
