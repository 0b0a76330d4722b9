// Glue: the addresses a parent has to give for name servers that lie in the zone it delegates. RFC 9471.
import {
  type DomainName,
  type Finding,
  type HopState,
  type Message,
  type TraceState,
  type ZoneState,
  hasEnded,
  isAddressRecord,
  isWithin,
} from '@delegraph/model';
import { listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';

export const glueMissing: Rule = {
  code: 'glue-missing-in-domain',
  severity: 'error',
  title: 'Missing glue',
  sentence: (finding) =>
    `The delegation of ${finding.zone} in ${zoneText(textParam(finding, 'parent'))} names ${finding.nameServer} without its address, which only ${finding.zone} itself could tell.`,
  fix: ({ nameServer }) =>
    `Add the addresses of ${nameServer} at the registrar (host object, glue). Without them it helps nobody who cannot reach another server of the zone first.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.1', 'RFC 9471 section 2.4'],
  find: (state) =>
    state.zones.flatMap((zone) => {
      const { missing, referrals } = glueOf(state, zone);
      return missing.map((nameServer) => ({
        ...finding(zone, referrals),
        scope: 'name-server' as const,
        nameServer,
      }));
    }),
};

export const glueMissingAll: Rule = {
  code: 'glue-missing-all',
  severity: 'error',
  title: 'No glue at all',
  sentence: (finding) =>
    `Every name server of ${finding.zone} lies in ${finding.zone} itself, and the delegation in ${zoneText(textParam(finding, 'parent'))} gives no address of any, so nobody can reach the zone.`,
  fix: (finding) => `Add glue for ${listed(listParam(finding, 'nameServers'))} at the registrar.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.1', 'RFC 9471 section 2.4'],
  find: (state) =>
    state.zones.flatMap((zone) => {
      const { missing, referrals } = glueOf(state, zone);
      if (missing.length === 0 || missing.length < zone.nameServers.length) return [];
      const { params, ...rest } = finding(zone, referrals);
      return [
        {
          ...rest,
          code: 'glue-missing-all',
          scope: 'zone' as const,
          params: { ...params, nameServers: missing },
        },
      ];
    }),
};

/** The in-domain name servers of a zone for which no referral carried an address. Until the end of the
 *  trace another server of the parent may still give one. */
function glueOf(state: TraceState, zone: ZoneState): { missing: DomainName[]; referrals: HopState[] } {
  const nothing = { missing: [], referrals: [] };
  if (!hasEnded(state)) return nothing;
  const asked = state.hops.filter(
    (hop) => hop.zone === zone.parent && isWithin(hop.question.name, zone.name),
  );
  // What was cut off could have carried it.
  if (asked.some(({ result }) => result.status === 'skipped' && result.reason === 'cut-off')) return nothing;
  const referrals = asked.filter((hop) => referralTo(hop, zone.name) !== null);
  const given = new Set(
    referrals.flatMap((hop) =>
      referralTo(hop, zone.name)!
        .additional.filter(isAddressRecord)
        .map(({ name }) => name),
    ),
  );
  const inDomain = zone.nameServers.map(({ name }) => name).filter((name) => isWithin(name, zone.name));
  const missing = inDomain.filter((name) => !given.has(name));
  // What was asked again over TCP is the same server once more.
  const walked = referrals.filter(({ probe }) => probe === 'walk');
  return referrals.length === 0 ? nothing : { missing, referrals: walked };
}

/** The referral to `zone`, if it is one and whole: a truncated one may have left the glue out (RFC 9471 2.1). */
function referralTo({ result }: HopState, zone: DomainName): Message | null {
  if (result.status !== 'answered' || result.response.kind !== 'referral') return null;
  if (result.message.flags.includes('tc')) return null;
  return result.response.zone === zone ? result.message : null;
}

function finding(zone: ZoneState, referrals: readonly HopState[]): Omit<Finding, 'scope'> {
  return {
    code: 'glue-missing-in-domain',
    severity: 'error',
    confidence: 'high',
    zone: zone.name,
    seen: { count: referrals.length, of: referrals.length },
    evidence: referrals.map(({ id }) => id),
    params: { parent: zone.parent ?? '.' },
  };
}
