// Domains that lapsed or are parked: the one asked for, and those that its name servers live in.
import { type DomainName, type TraceState, labelsOf } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { type ParkingKind, type ParkingServers, parkingServersAt } from '../parking-servers.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, distinct, holderOf, hopsOf } from '../zone-evidence.ts';

export const delegatedToParking: Rule = {
  code: 'delegation-to-parking',
  severity: 'warning',
  title: 'Delegated to where domains are parked',
  sentence: (finding) =>
    `${finding.zone} is delegated to ${listed(listParam(finding, 'parkedAt'))} of ${textParam(finding, 'operator')}, ${WHY[kindOf(finding.params['kind'])]}.`,
  fix: ({ zone, params }) =>
    ({
      expired: `Renew ${zone} at its registrar, who then puts the former name servers back. Caches keep what the parked servers say for its TTL.`,
      held: `Look for a letter from the registrar of ${zone}, and confirm the contact data it asks for.`,
      parked: `Nothing is wrong if ${zone} is for sale. To use it, enter name servers of your own at the registrar.`,
    })[kindOf(params['kind'])],
  contact: 'registrar',
  reference: ['own rule', 'ICANN Expired Registration Recovery Policy'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) => {
      const parked = evidence.examined ? parkedAt(evidence) : null;
      if (!parked) return [];
      const { kind, operator } = parked;
      return [
        found(delegatedToParking, evidence.zone.name, parked.hops, {
          severity: kind === 'parked' ? 'info' : 'warning',
          params: { kind, operator, parkedAt: parked.names },
        }),
      ];
    }),
};

export const nameServerParked: Rule = {
  code: 'ns-expired-parking',
  severity: 'warning',
  title: 'Name server in a domain that is parked',
  sentence: (finding) =>
    `${finding.nameServer}, a name server of ${finding.zone}, lies in ${textParam(finding, 'domain')}, which is delegated to ${listed(listParam(finding, 'parkedAt'))} of ${textParam(finding, 'operator')}, ${WHY[kindOf(finding.params['kind'])]}.`,
  fix: (finding) =>
    `Renew ${textParam(finding, 'domain')}, or replace ${finding.nameServer} in the delegation of ${finding.zone}. Whoever buys that domain can answer for ${finding.zone}.`,
  contact: 'registrar',
  reference: ['own rule', 'SSAC SAC125'],
  find: (state, __, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined, parentNames, referrals } = evidence;
      if (!examined) return [];
      return parentNames.flatMap((nameServer) => {
        const holder = holderEvidence(state, zones, nameServer);
        const parked = holder && holder !== evidence ? parkedAt(holder) : null;
        // The parking servers themselves are no servers in a parked domain.
        if (!parked || parkingServersAt(nameServer)) return [];
        const { kind, operator, names } = parked;
        return [
          found(nameServerParked, zone.name, [...hopsOf(referrals), ...parked.hops], {
            nameServer,
            params: { domain: holder!.zone.name, kind, operator, parkedAt: names },
          }),
        ];
      });
    }),
};

const WHY: Readonly<Record<ParkingKind, string>> = {
  expired: 'where a registrar points domains that have expired',
  held: 'where a registrar points domains whose owner has not confirmed who they are',
  parked: 'where domains are parked or offered for sale',
};

function kindOf(value: unknown): ParkingKind {
  return value === 'expired' || value === 'held' ? value : 'parked';
}

/** Where the zone is parked, by those of its name servers that say so; null when none does. */
function parkedAt({ zone, parentNames, referrals }: ZoneEvidence) {
  const known = parentNames.flatMap((name): (ParkingServers & { name: DomainName })[] => {
    const servers = parkingServersAt(name);
    return servers ? [{ ...servers, name }] : [];
  });
  const [first] = known;
  if (!first || labelsOf(zone.name).length < 2) return null;
  const { kind, operator } = first;
  const names = distinct(known.filter((one) => one.operator === operator).map(({ name }) => name));
  return { kind, operator, names, hops: hopsOf(referrals) };
}

/** The evidence of the domain that a name server's name lies in. */
function holderEvidence(
  state: TraceState,
  zones: readonly ZoneEvidence[],
  nameServer: DomainName,
): ZoneEvidence | undefined {
  const holder = holderOf(state, nameServer);
  return zones.find(({ zone }) => zone.name === holder);
}
