// Delegations as a whole: how many of their servers are lame, and the one that is not there at all.
import {
  type Finding,
  type TraceState,
  type ZoneState,
  ROOT,
  isZoneSettled,
  labelsOf,
  lastLabels,
} from '@delegraph/model';
import { listParam, listed, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type JudgedAddress, judgeServers } from '../server-standing.ts';
import { lameCountText } from './lame.ts';

export const partiallyLame: Rule = {
  code: 'delegation-partially-lame',
  severity: 'error',
  title: 'Partially lame delegation',
  sentence: (finding) =>
    `${lameCountText(finding)} of ${zoneText(finding.zone)} ${finding.seen?.count === 1 ? 'does' : 'do'} not serve it.`,
  fix: (finding) =>
    `Lookups that pick ${listed(listParam(finding, 'addresses'))} first are slow or fail. Repair these servers, or take them out of the delegation.`,
  contact: 'zone-operator',
  reference: ['RFC 1912 section 2.8', 'RFC 9499 section 7'],
  find: (state) => rollUps(state, 'delegation-partially-lame', (lame, all) => lame > 0 && lame < all),
};

export const fullyLame: Rule = {
  code: 'delegation-fully-lame',
  severity: 'error',
  title: 'Fully lame delegation',
  sentence: (finding) => `None of the ${finding.seen?.of} addresses of ${zoneText(finding.zone)} serves it.`,
  fix: (finding) =>
    `The zone is dead from here. Load ${finding.zone} on the servers its parent names, or have the registrar change the delegation to servers that have it.`,
  contact: 'registrar',
  reference: ['RFC 1912 section 2.8', 'RFC 9499 section 7'],
  find: (state) => rollUps(state, 'delegation-fully-lame', (lame, all) => lame > 0 && lame === all),
};

export const noDelegation: Rule = {
  code: 'no-delegation-nxdomain',
  severity: 'error',
  title: 'Not delegated',
  sentence: ({ name, zone, seen }) =>
    `${name} does not exist: ${seen?.count === 1 ? 'a server' : `${seen?.count} of ${seen?.of} servers`} of ${zoneText(zone)} said so (NXDOMAIN).`,
  fix: ({ name }) =>
    `The name is not registered, has expired, or is on hold. Look up ${name} at its registry (RDAP), then register or renew it, or lift the hold.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.3.1', 'RFC 8020'],
  find: missingDelegations,
};

function rollUps(state: TraceState, code: string, fits: (lame: number, all: number) => boolean): Finding[] {
  return state.zones.flatMap((zone) => {
    const servers = wholeJudgement(state, zone);
    if (!servers) return [];
    const lame = servers.filter(({ standing }) => standing.kind === 'lame');
    if (!fits(lame.length, servers.length)) return [];
    return [
      {
        code,
        severity: 'error',
        confidence: 'high',
        scope: 'zone',
        zone: zone.name,
        seen: { count: lame.length, of: servers.length },
        evidence: lame.flatMap(({ standing }) =>
          standing.kind === 'lame' ? standing.evidence.map(({ id }) => id) : [],
        ),
        params: { addresses: lame.map(({ address, nameServers }) => `${nameServers[0]} (${address})`) },
      },
    ];
  });
}

/** The servers of a zone that were asked, or null while, or because, they were not all judged. The root is nobody's
 *  delegation; when none of its servers answers, it is our network. */
function wholeJudgement(state: TraceState, zone: ZoneState): JudgedAddress[] | null {
  if (zone.name === ROOT || !isZoneSettled(state, zone)) return null;
  const servers = judgeServers(state, zone);
  if (servers.some(({ standing }) => standing.kind === 'pending')) return null;
  return servers.filter(({ standing }) => standing.kind !== 'not-asked');
}

/** Zones whose children are registered by the public: the root and the TLDs. A name missing further down is missing in
 *  its owner's own zone, which is no matter of delegation. */
function missingDelegations(state: TraceState): Finding[] {
  const lookup = state.lookups[0];
  if (lookup?.outcome?.kind !== 'nxdomain') return [];
  const zone = state.hops[lookup.outcome.hopId]!.zone;
  if (labelsOf(zone).length > 1) return [];
  const hops = state.hops.filter(
    (hop) => hop.zone === zone && hop.lookupId === lookup.id && hop.probe === 'walk',
  );
  if (hops.some(({ result }) => result.status === 'asking')) return [];
  const answered = hops.flatMap(({ id, result }) =>
    result.status === 'answered' ? [{ id, response: result.response }] : [],
  );
  const denials = answered.filter(({ response }) => response.kind === 'nxdomain' && response.authoritative);
  if (denials.length === 0 || answered.some(({ response }) => response.kind === 'referral')) return [];
  return [
    {
      code: 'no-delegation-nxdomain',
      severity: 'error',
      confidence: 'high',
      scope: 'name',
      zone,
      name: lastLabels(lookup.question.name, labelsOf(zone).length + 1),
      seen: { count: denials.length, of: answered.length },
      evidence: denials.map(({ id }) => id),
      params: {},
    },
  ];
}
