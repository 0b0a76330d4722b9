// Glue with addresses that nobody outside can reach, or that are none of the family they pose as.
import { type DomainName, type Finding, ROOT } from '@delegraph/model';
import { addressSpaceOf, isIpv6, wrapsIpv4 } from '../address-space.ts';
import { found } from '../make-finding.ts';
import { textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, glueFor, glueIn, hopsOf } from '../zone-evidence.ts';

export const gluePrivate: Rule = {
  code: 'glue-private',
  severity: 'error',
  title: 'Private address in glue',
  sentence: (finding) =>
    `The glue for ${finding.nameServer} gives ${finding.address} (${textParam(finding, 'use')}), which nobody outside its network can reach.`,
  fix: ({ nameServer }) => `Enter the public address of ${nameServer} at the registrar.`,
  contact: 'registrar',
  reference: ['RFC 6890 section 2.2', 'RFC 1918 section 3'],
  find: (state, __, zones) =>
    glueAddresses(zones).flatMap(({ evidence, nameServer, address }) => {
      const use = addressSpaceOf(state.profile).whyPrivate(address);
      return use === null ? [] : [glueFinding(gluePrivate, evidence, { nameServer, address, use })];
    }),
};

export const glueV4Mapped: Rule = {
  code: 'glue-v4-mapped',
  severity: 'warning',
  title: 'No real IPv6 address in glue',
  sentence: (finding) =>
    `The IPv6 glue for ${finding.nameServer}, ${finding.address}, is ${textParam(finding, 'use')}: no name server can be reached there.`,
  fix: ({ nameServer }) => `Enter a real IPv6 address for ${nameServer}, or none.`,
  contact: 'registrar',
  reference: ['RFC 4291 section 2.5.5.2', 'RFC 6052 section 2.1'],
  find: (_, __, zones) =>
    glueAddresses(zones).flatMap(({ evidence, nameServer, address }) => {
      const use = isIpv6(address) ? wrapsIpv4(address) : null;
      return use === null ? [] : [glueFinding(glueV4Mapped, evidence, { nameServer, address, use })];
    }),
};

function glueAddresses(
  zones: readonly ZoneEvidence[],
): { evidence: ZoneEvidence; nameServer: DomainName; address: string }[] {
  return zones
    .filter(({ zone }) => zone.name !== ROOT)
    .flatMap((evidence) =>
      evidence.parentNames.flatMap((nameServer) =>
        glueFor(evidence, nameServer).map((address) => ({ evidence, nameServer, address })),
      ),
    );
}

function glueFinding(
  rule: Rule,
  { zone, referrals }: ZoneEvidence,
  { nameServer, address, use }: { nameServer: DomainName; address: string; use: string },
): Finding {
  const giving = referrals.filter((referral) => glueIn(referral, nameServer).includes(address));
  return found(rule, zone.name, hopsOf(giving), { nameServer, address, params: { use } });
}
