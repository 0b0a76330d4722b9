// The addresses in glue, held against those the name server's own zone gives, and against what answers there.
import { type Finding, ROOT, isWithin } from '@delegraph/model';
import { isIpv6 } from '../address-space.ts';
import { type ComparedGlue, comparedGlue, gluedHosts, hopsWith, isIpv4 } from '../glued-hosts.ts';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import type { JudgedAddress } from '../server-standing.ts';
import { type ZoneEvidence, distinct, glueIn, holderOf, hopsOf, setKey } from '../zone-evidence.ts';

export const glueStale: Rule = {
  code: 'glue-stale',
  severity: 'error',
  title: 'Stale glue',
  sentence: (finding) =>
    `The glue for ${finding.nameServer} gives ${finding.address}, which does not serve ${finding.zone}; its own zone gives ${ownText(finding)}.`,
  fix: ({ nameServer, address }) =>
    `Replace ${address} in the host object of ${nameServer} at the registrar. Until then first lookups fail or wait, and later ones work.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) => surplusFindings(glueStale, zones, ({ server }) => server?.standing.kind === 'lame'),
};

export const glueWrongButWorks: Rule = {
  code: 'glue-wrong-but-works',
  severity: 'warning',
  title: 'Old glue that still works',
  sentence: (finding) =>
    `The glue for ${finding.nameServer} gives ${finding.address}, which still serves ${finding.zone}; its own zone gives ${ownText(finding)} instead.`,
  fix: ({ nameServer, address }) =>
    `Replace ${address} in the host object of ${nameServer} at the registrar before the old server is switched off, or the address goes to somebody else.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) =>
    surplusFindings(
      glueWrongButWorks,
      zones,
      ({ server, missing }) => server?.standing.kind === 'serves' && missing.length > 0,
    ),
};

export const glueExtra: Rule = {
  code: 'glue-extra',
  severity: 'warning',
  title: 'Surplus glue',
  sentence: (finding) =>
    `The glue for ${finding.nameServer} also gives ${finding.address}, which its own zone does not; that gives ${ownText(finding)}.`,
  fix: ({ nameServer, address }) =>
    `Remove ${address} from the host object of ${nameServer} at the registrar, or publish it in the zone.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) =>
    surplusFindings(
      glueExtra,
      zones,
      ({ server, missing }) => server?.standing.kind !== 'lame' && missing.length === 0,
    ),
};

export const glueMismatch: Rule = {
  code: 'glue-mismatch',
  severity: 'warning',
  title: 'Glue differs',
  sentence: (finding) =>
    `The glue for ${finding.nameServer} gives ${listed(listParam(finding, 'glue'))}; its own zone gives ${ownText(finding)}.`,
  fix: ({ nameServer }) =>
    `Make them the same: correct the host object of ${nameServer} at the registrar, or its address records.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) =>
    comparedGlue(zones).flatMap((compared) => {
      const { evidence, host, glue, own, missing } = compared;
      // A family without any glue has a code of its own.
      if (missing.length === 0) return [];
      return [
        found(glueMismatch, evidence.zone.name, hopsWith(compared), {
          nameServer: host.name,
          params: { glue, own },
        }),
      ];
    }),
};

export const glueNoAuthoritative: Rule = {
  code: 'glue-no-authoritative',
  severity: 'warning',
  title: 'Address only in glue',
  sentence: (finding) =>
    `Only the glue of ${zoneText(textParam(finding, 'parent'))} gives an address for ${finding.nameServer}; its own zone has none.`,
  fix: ({ nameServer }) => `Publish the address records of ${nameServer} in its zone.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 4.2.2', 'RFC 2181 section 5.4.1'],
  find: (_, __, zones) =>
    gluedHosts(zones).flatMap(({ evidence, host, glue }) => {
      const isDenied = [host.ipv4, host.ipv6].every(
        (standing) => standing === 'nodata' || standing === 'nxdomain',
      );
      if (glue.length === 0 || !isDenied) return [];
      return [
        found(glueNoAuthoritative, evidence.zone.name, hopsWith({ evidence, host }), {
          nameServer: host.name,
          params: { parent: evidence.zone.parent ?? ROOT, glue },
        }),
      ];
    }),
};

export const glueMissingIpv6 = missingFamily({
  code: 'glue-missing-ipv6',
  title: 'No IPv6 glue',
  family: 'IPv6',
  hasFamily: isIpv6,
});

export const glueMissingIpv4 = missingFamily({
  code: 'glue-missing-ipv4',
  title: 'No IPv4 glue',
  family: 'IPv4',
  hasFamily: (address) => !isIpv6(address),
});

export const glueMissingSibling: Rule = {
  code: 'glue-missing-sibling',
  severity: 'info',
  title: 'No sibling glue',
  sentence: (finding) =>
    `${zoneText(textParam(finding, 'parent'))} delegates ${finding.zone} to ${finding.nameServer} in ${textParam(finding, 'holder')}, which it delegates as well, and gives no address for it.`,
  fix: () => 'Nothing must be done: it costs one more lookup.',
  contact: 'parent-operator',
  reference: ['RFC 9471 section 2.3'],
  find: (state, _, zones) =>
    gluedHosts(zones).flatMap(({ evidence, host, glue }) => {
      const { zone, whole, referrals } = evidence;
      const parent = zone.parent ?? ROOT;
      const holder = holderOf(state, host.name);
      const isSibling = holder !== parent && isWithin(holder, parent) && !isWithin(host.name, zone.name);
      if (!isSibling || !whole || referrals.length === 0 || glue.length > 0) return [];
      return [
        found(glueMissingSibling, zone.name, hopsOf(referrals), {
          nameServer: host.name,
          params: { parent, holder },
        }),
      ];
    }),
};

export const glueUnneeded: Rule = {
  code: 'glue-unneeded',
  severity: 'info',
  title: 'Glue nobody may use',
  sentence: (finding) =>
    `${zoneText(textParam(finding, 'parent'))} gives an address for ${finding.nameServer}, which lies outside it: resolvers ignore that.`,
  fix: ({ nameServer }) =>
    `Harmless. The host object of ${nameServer} can be removed where the registry allows it.`,
  contact: 'parent-operator',
  reference: ['RFC 9471 section 2', 'RFC 2181 section 5.4.1'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, referrals, parentNames }) =>
      parentNames
        .filter((name) => examined && !isWithin(name, zone.parent ?? ROOT))
        .flatMap((nameServer) => {
          const giving = referrals.filter((referral) => glueIn(referral, nameServer).length > 0);
          if (giving.length === 0) return [];
          return [
            found(glueUnneeded, zone.name, hopsOf(giving), {
              nameServer,
              params: { parent: zone.parent ?? ROOT },
            }),
          ];
        }),
    ),
};

export const glueInconsistent: Rule = {
  code: 'glue-inconsistent-parents',
  severity: 'warning',
  title: 'Parent servers give different glue',
  sentence: (finding) =>
    `The servers of ${zoneText(textParam(finding, 'parent'))} do not agree on the address of ${finding.nameServer}: ${listed(listParam(finding, 'glue'), 4)}.`,
  fix: (finding) =>
    `Wait until all servers of ${zoneText(textParam(finding, 'parent'))} hold the same version, then report it to their operator.`,
  contact: 'parent-operator',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) =>
      evidence.parentNames
        // Glue for others is optional, and servers differ in how much of it they give.
        .filter((name) => evidence.examined && isWithin(name, evidence.zone.name))
        .flatMap((nameServer) => {
          const { zone, referrals } = evidence;
          const glue = referrals.map((referral) => glueIn(referral, nameServer));
          const differs = [isIpv6, isIpv4].some((hasFamily) => {
            const given = glue.map((list) => list.filter(hasFamily)).filter((list) => list.length > 0);
            return new Set(given.map(setKey)).size > 1;
          });
          if (!differs) return [];
          return [
            found(glueInconsistent, zone.name, hopsOf(referrals), {
              nameServer,
              params: { parent: zone.parent ?? ROOT, glue: distinct(glue.flat()) },
            }),
          ];
        }),
    ),
};

function surplusFindings(
  rule: Rule,
  zones: readonly ZoneEvidence[],
  fits: (one: ComparedGlue & { server: JudgedAddress | undefined }) => boolean,
): Finding[] {
  return comparedGlue(zones).flatMap((compared) => {
    const { evidence, host, own, surplus } = compared;
    return surplus.flatMap((address) => {
      const server = evidence.servers.find((one) => one.address === address);
      if (!fits({ ...compared, server })) return [];
      const proof = [...hopsWith(compared), ...(server?.hops ?? [])];
      return [found(rule, evidence.zone.name, proof, { nameServer: host.name, address, params: { own } })];
    });
  });
}

function missingFamily({
  code,
  title,
  family,
  hasFamily,
}: {
  code: string;
  title: string;
  family: string;
  hasFamily: (address: string) => boolean;
}): Rule {
  const rule: Rule = {
    code,
    severity: 'notice',
    title,
    sentence: (finding) =>
      `${finding.nameServer} has the ${family} address ${listed(listParam(finding, 'own'))}, but ${zoneText(textParam(finding, 'parent'))} gives no ${family} glue for it.`,
    fix: ({ nameServer }) =>
      `Add the ${family} address to the host object of ${nameServer} at the registrar: who has only ${family} cannot start without it.`,
    contact: 'registrar',
    reference: ['RFC 3901 section 4', 'RFC 9471 section 2.1'],
    find: (_, __, zones) =>
      comparedGlue(zones).flatMap((compared) => {
        const { evidence, host, glue } = compared;
        const own = host.addresses.filter(hasFamily);
        if (!evidence.whole || own.length === 0 || glue.some(hasFamily)) return [];
        return [
          found(rule, evidence.zone.name, hopsWith(compared), {
            nameServer: host.name,
            params: { own, parent: evidence.zone.parent ?? ROOT },
          }),
        ];
      }),
  };
  return rule;
}

function ownText(finding: Finding): string {
  return listed(listParam(finding, 'own'));
}
