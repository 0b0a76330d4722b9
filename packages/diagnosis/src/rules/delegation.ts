// Delegations as a whole: how many of their servers are lame, and the one that is not there at all.
import {
  type Finding,
  type TraceState,
  ROOT,
  hasEnded,
  isBelow,
  isWalkOver,
  labelsOf,
} from '@delegraph/model';
import { listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import type { JudgedServers } from '../server-standing.ts';

export const partiallyLame: Rule = {
  code: 'delegation-partially-lame',
  severity: 'error',
  title: 'Partially lame delegation',
  sentence: (finding) => {
    const { count, of } = seenIn(finding);
    return `${count} of the ${of} ${addressesText(finding)} ${count === 1 ? 'does' : 'do'} not serve it.`;
  },
  fix: (finding) =>
    `Lookups that pick ${listed(listParam(finding, 'addresses'))} first are slow or fail. Repair these servers, or take them out of the delegation.`,
  contact: 'zone-operator',
  reference: ['RFC 1912 section 2.8', 'RFC 9499 section 7'],
  find: (state, servers) =>
    rollUps(state, servers, 'delegation-partially-lame', (lame, all) => lame > 0 && lame < all),
};

export const fullyLame: Rule = {
  code: 'delegation-fully-lame',
  severity: 'error',
  title: 'Fully lame delegation',
  sentence: (finding) => {
    const { of } = seenIn(finding);
    return of === 1
      ? `The only ${addressesText(finding)} does not serve it.`
      : `None of the ${of} ${addressesText(finding)} serves it.`;
  },
  fix: (finding) =>
    `The zone is dead from here. Load ${finding.zone} on the servers its parent names, or have the registrar change the delegation to servers that have it.`,
  contact: 'registrar',
  reference: ['RFC 1912 section 2.8', 'RFC 9499 section 7'],
  find: (state, servers) =>
    rollUps(state, servers, 'delegation-fully-lame', (lame, all) => lame > 0 && lame === all),
};

export const noDelegation: Rule = {
  code: 'no-delegation-nxdomain',
  severity: 'error',
  title: 'Not delegated: no such name',
  sentence: (finding) => {
    const { count, of } = seenIn(finding);
    const servers = `${of === 1 ? 'server' : 'servers'} of ${zoneText(finding.zone)} that answered`;
    const who = count < of ? `${count} of the ${of}` : of === 1 ? 'the only' : `all ${of}`;
    return `${finding.name} does not exist: ${who} ${servers} said so (NXDOMAIN).`;
  },
  fix: ({ name, zone }) =>
    zone === ROOT
      ? `No top-level domain of that name is delegated. Check the spelling of ${name}.`
      : `The domain of ${name} is not registered, has expired, or is on hold. Look it up at the registry of ${zone} (RDAP), then register or renew it, or lift the hold.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.3.1', 'RFC 8020'],
  find: missingDelegations,
};

function seenIn({ seen }: Finding): { count: number; of: number } {
  return seen ?? { count: 0, of: 0 };
}

/** `addresses of shop.test`, and whether there are more than were asked. */
function addressesText(finding: Finding): string {
  const noun = seenIn(finding).of === 1 ? 'address' : 'addresses';
  const asked = textParam(finding, 'untested') === '0' ? '' : ' that could be asked';
  return `${noun} of ${zoneText(finding.zone)}${asked}`;
}

/** The root has no roll-up: it is nobody's delegation, and when none of its servers answers, it is our network. Nor has a
 *  zone of which an address was never judged. */
function rollUps(
  state: TraceState,
  servers: JudgedServers,
  code: string,
  fits: (lame: number, all: number) => boolean,
): Finding[] {
  // Until the end, further addresses of a zone may become known.
  if (!hasEnded(state)) return [];
  return state.zones.flatMap((zone) => {
    const judged = servers.get(zone.name) ?? [];
    if (zone.name === ROOT || judged.some(({ standing }) => standing.kind === 'pending')) return [];
    const tested = judged.filter(({ standing }) => standing.kind !== 'untested');
    const lame = tested.flatMap(({ address, standing }) =>
      standing.kind === 'lame' ? [{ address, evidence: standing.evidence }] : [],
    );
    if (!fits(lame.length, tested.length)) return [];
    return [
      {
        code,
        severity: 'error',
        confidence: 'high',
        scope: 'zone',
        zone: zone.name,
        seen: { count: lame.length, of: tested.length },
        evidence: lame.flatMap(({ evidence }) => evidence.map(({ id }) => id)),
        params: {
          addresses: lame.map(({ address, evidence }) => `${evidence[0]!.nameServer} (${address})`),
          untested: judged.length - tested.length,
        },
      },
    ];
  });
}

/** Zones whose children are registered by the public: the root and the TLDs. A name missing further down is missing in
 *  its owner's own zone, which is no matter of delegation. */
function missingDelegations(state: TraceState): Finding[] {
  const lookup = state.lookups[0];
  if (lookup?.outcome?.kind !== 'nxdomain' || !isWalkOver(state)) return [];
  const zone = state.hops[lookup.outcome.hopId]!.zone;
  if (labelsOf(zone).length > 1) return [];
  const answered = state.hops.flatMap(({ id, zone: asked, lookupId, probe, nameServer, result }) =>
    asked === zone && lookupId === lookup.id && probe === 'walk' && result.status === 'answered'
      ? [{ id, nameServer, response: result.response }]
      : [],
  );
  // Where a zone below says it, the domain is there: parent and child live on one server.
  const denials = answered.filter(
    ({ response }) =>
      response.kind === 'nxdomain' &&
      response.authoritative &&
      (response.soaOwner === null || !isBelow(response.soaOwner, zone)),
  );
  if (denials.length === 0 || answered.some(({ response }) => response.kind === 'referral')) return [];
  const countOf = (hops: typeof answered) => new Set(hops.map(({ nameServer }) => nameServer)).size;
  return [
    {
      code: 'no-delegation-nxdomain',
      severity: 'error',
      confidence: 'high',
      scope: 'name',
      zone,
      // Which label is the missing one, the answer does not say: in `www.shop.co.test` the domain may be either.
      name: lookup.question.name,
      seen: { count: countOf(denials), of: countOf(answered) },
      evidence: denials.map(({ id }) => id),
      params: {},
    },
  ];
}
