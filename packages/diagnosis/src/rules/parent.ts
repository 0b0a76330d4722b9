// The parent's side of a delegation: what its servers say of the zone, and whether they agree.
import { ROOT, hasEnded, isBelow, isWithin, labelsOf, zoneNamed } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { distinct, hopsOf, serversOf, setKey } from '../zone-evidence.ts';

/** What passes over UDP everywhere without fragments. RFC 9715 3.1. */
const UDP_SIZE_OCTETS = 1232;

export const noDelegationNodata: Rule = {
  code: 'no-delegation-nodata',
  severity: 'error',
  title: 'Not delegated: no such records',
  sentence: (finding) =>
    `${finding.name} exists in ${zoneText(finding.zone)}, but is not delegated: there are no NS records.`,
  fix: ({ name }) => `Have the registrar of ${name} enter its name servers.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.3.2', 'RFC 2308 section 2.2'],
  find: (state) => {
    const lookup = state.lookups[0];
    if (!hasEnded(state) || lookup?.outcome?.kind !== 'nodata') return [];
    const { zone } = state.hops[lookup.outcome.hopId]!;
    const { name, type } = lookup.question;
    // Deeper names may be the registry's own, and DS is asked of the parent.
    if (labelsOf(zone).length > 1 || labelsOf(name).length !== labelsOf(zone).length + 1 || type === 'DS')
      return [];
    const answered = state.hops.flatMap((hop) =>
      hop.zone === zone && hop.lookupId === lookup.id && hop.result.status === 'answered'
        ? [{ hop, response: hop.result.response }]
        : [],
    );
    const denials = answered.filter(
      ({ response }) => response.kind === 'nodata' && response.authoritative && response.soaOwner === zone,
    );
    if (denials.length === 0 || answered.some(({ response }) => response.kind === 'referral')) return [];
    return [
      found(
        noDelegationNodata,
        zone,
        denials.map(({ hop }) => hop),
        { name, seen: { count: denials.length, of: answered.length } },
      ),
    ];
  },
};

export const parentInconsistent: Rule = {
  code: 'delegation-parent-inconsistent',
  severity: 'error',
  title: 'Parent servers disagree',
  sentence: (finding) =>
    `${finding.seen?.count ?? 0} of ${counted(finding.seen?.of ?? 0, 'address', 'addresses')} of ${zoneText(textParam(finding, 'parent'))} do not know ${finding.zone}, which the others delegate.`,
  fix: (finding) =>
    `The servers of ${zoneText(textParam(finding, 'parent'))} hold different versions of it. Wait until they are transferred, then report ${listed(listParam(finding, 'deniedBy'))} to its operator.`,
  contact: 'parent-operator',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, fromParent, referrals }) => {
      const denials = fromParent.filter(
        ({ response }) =>
          (response.kind === 'nxdomain' || response.kind === 'nodata') &&
          response.authoritative &&
          response.soaOwner === zone.parent,
      );
      if (denials.length === 0 || referrals.length === 0) return [];
      return [
        found(parentInconsistent, zone.name, hopsOf([...denials, ...referrals]), {
          seen: { count: denials.length, of: denials.length + referrals.length },
          params: { parent: zone.parent ?? ROOT, deniedBy: serversOf(denials) },
        }),
      ];
    }),
};

export const parentNsDiffers: Rule = {
  code: 'parent-ns-set-differs',
  severity: 'warning',
  title: 'Parent servers name different servers',
  sentence: (finding) =>
    `The servers of ${zoneText(textParam(finding, 'parent'))} give ${textParam(finding, 'variants')} different NS sets for ${finding.zone}; not all of them name ${listed(listParam(finding, 'differing'))}.`,
  fix: (finding) =>
    `Wait until all servers of ${zoneText(textParam(finding, 'parent'))} hold the same version, then report it to their operator.`,
  contact: 'parent-operator',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, referrals }) => {
      const variants = distinct(referrals.map(({ nameServers }) => setKey(nameServers)));
      if (variants.length < 2) return [];
      const differing = zone.nameServers
        .map(({ name }) => name)
        .filter((name) => !referrals.every(({ nameServers }) => nameServers.includes(name)));
      return [
        found(parentNsDiffers, zone.name, hopsOf(referrals), {
          params: { parent: zone.parent ?? ROOT, variants: variants.length, differing },
        }),
      ];
    }),
};

export const parentLame: Rule = {
  code: 'parent-lame',
  severity: 'error',
  title: 'The parent has lame servers',
  sentence: (finding) =>
    `${counted(finding.seen?.count ?? 0, 'address', 'addresses')} of ${finding.seen?.of ?? 0} of ${zoneText(textParam(finding, 'parent'))}, which delegates ${finding.zone}, ${finding.seen?.count === 1 ? 'does' : 'do'} not serve it.`,
  fix: (finding) =>
    `Tell the operator of ${zoneText(textParam(finding, 'parent'))}; the owner of ${finding.zone} cannot repair this.`,
  contact: 'parent-operator',
  reference: ['own rule'],
  find: (_, servers, zones) =>
    zones.flatMap(({ zone, examined }) => {
      // The root has no lame servers, or it is our network.
      if (!examined || zone.parent === null || zone.parent === ROOT) return [];
      const parents = servers.get(zone.parent) ?? [];
      const lame = parents.flatMap(({ standing }) => (standing.kind === 'lame' ? [standing] : []));
      if (lame.length === 0) return [];
      return [
        found(
          parentLame,
          zone.name,
          lame.flatMap(({ evidence }) => evidence),
          { seen: { count: lame.length, of: parents.length }, params: { parent: zone.parent } },
        ),
      ];
    }),
};

export const referralTooLarge: Rule = {
  code: 'referral-too-large',
  severity: 'warning',
  title: 'Referral too long for UDP',
  sentence: (finding) =>
    `The referral to ${finding.zone} takes ${textParam(finding, 'octets')} octets, more than the ${UDP_SIZE_OCTETS} that pass over UDP everywhere, so every resolver must ask again over TCP.`,
  fix: ({ zone }) => `Give ${zone} fewer name servers, or shorter names for them.`,
  contact: 'zone-operator',
  reference: ['RFC 9715 section 3.1', 'RFC 6891 section 6.2.5'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, referrals }) => {
      const large = referrals.filter(({ message }) => message.sizeBytes > UDP_SIZE_OCTETS);
      if (!examined || large.length === 0) return [];
      const octets = Math.max(...large.map(({ message }) => message.sizeBytes));
      return [found(referralTooLarge, zone.name, hopsOf(large), { params: { octets } })];
    }),
};

export const noCutBelowSuffix: Rule = {
  code: 'no-cut-below-public-suffix',
  severity: 'info',
  title: 'A name in the registry’s own zone',
  sentence: (finding) =>
    `The servers of ${finding.zone} answer for ${finding.name} themselves, without delegating it: the name lives in the registry’s own zone, or in one on the same servers.`,
  fix: () => 'Nothing is wrong. It explains why the picture ends at the top-level domain.',
  contact: 'registry',
  reference: ['own rule'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const lookup = state.lookups[0];
    const outcome = lookup?.outcome;
    if (!outcome || !('hopId' in outcome) || outcome.kind === 'nxdomain') return [];
    const hop = state.hops[outcome.hopId]!;
    const { name, type } = hop.question;
    const depth = labelsOf(name).length;
    // A direct child without data is a domain that is not delegated.
    const isTold = labelsOf(hop.zone).length === 1 && depth > (outcome.kind === 'nodata' ? 2 : 1);
    if (!isTold || type === 'DS' || hop.result.status !== 'answered') return [];
    const { response } = hop.result;
    if (!('authoritative' in response) || !response.authoritative) return [];
    if (response.kind === 'nodata' && response.soaOwner !== hop.zone) return [];
    if (state.zones.some((zone) => isBelow(zone.name, hop.zone) && isWithin(name, zone.name))) return [];
    return [found(noCutBelowSuffix, hop.zone, [hop], { name })];
  },
};

export const zoneCutHidden: Rule = {
  code: 'zone-cut-hidden',
  severity: 'info',
  title: 'A zone without a referral',
  sentence: (finding) =>
    `${finding.name} is a zone of its own, but the servers of ${zoneText(finding.zone)} serve both and answer for it at once, so no referral is seen.`,
  fix: () => 'Nothing is wrong. It explains why the picture shows one zone where there are two.',
  contact: 'zone-operator',
  reference: ['RFC 1034 section 4.2'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const hidden = state.hops.flatMap((hop) => {
      if (hop.result.status !== 'answered') return [];
      const { response } = hop.result;
      if (response.kind !== 'nodata' && response.kind !== 'nxdomain') return [];
      const { authoritative, soaOwner } = response;
      if (!authoritative || soaOwner === null || !isBelow(soaOwner, hop.zone)) return [];
      return zoneNamed(state, soaOwner) ? [] : [{ hop, soaOwner }];
    });
    return Array.from(
      Map.groupBy(hidden, ({ soaOwner }) => soaOwner),
      ([name, seen]) =>
        found(
          zoneCutHidden,
          seen[0]!.hop.zone,
          seen.map(({ hop }) => hop),
          { name },
        ),
    );
  },
};
