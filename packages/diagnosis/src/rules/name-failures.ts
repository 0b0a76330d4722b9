// Servers that serve a zone, and fail for one name or one type in it. RFC 4074.
import { type Finding, type HopState, isBelow, isWithin, labelsOf } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import type { JudgedServers } from '../server-standing.ts';

/** An error is not certain on fewer tries than this. */
const CERTAIN_TRIES = 3;

export const failsForName: Rule = {
  code: 'server-name-servfail',
  severity: 'error',
  title: 'Fails for one name',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}) serves ${finding.zone}, but answers SERVFAIL for ${finding.name} ${textParam(finding, 'type')}${finding.confidence === 'low' ? `; it was asked in ${counted(finding.seen?.count ?? 0, 'try', 'tries')} only, and this is not certain` : ''}.`,
  fix: ({ name }) =>
    `Look into the server's log for ${name}: usually a part of the zone below it has expired, or its signer is broken.`,
  contact: 'server-operator',
  reference: ['RFC 9520 section 2', 'RFC 1035 section 4.1.1'],
  find: (_, servers, zones) => {
    const examined = new Set(zones.filter((one) => one.examined).map(({ zone }) => zone.name));
    return servedQuestions(servers).flatMap(({ zone, hops }) => {
      const servesApex = hops.some((hop) => hop.probe === 'apex-soa' && isAnswer(hop));
      if (!examined.has(zone) || !servesApex) return [];
      return hops
        .filter((hop) => hop.probe === 'walk' && isServfail(hop))
        .filter((hop) => !worksForAnotherType(hop, hops) && !liesInZoneBelow(hop, servers))
        .map((hop) => {
          const tries = hop.tries.length;
          return failure(failsForName, hop, [hop, ...hops.filter(({ probe }) => probe === 'apex-soa')], {
            confidence: tries >= CERTAIN_TRIES ? 'high' : 'low',
            seen: { count: tries, of: tries },
            params: { type: hop.question.type },
          });
        });
    });
  },
};

export const lameForType: Rule = {
  code: 'lame-type-specific',
  severity: 'error',
  title: 'Fails for one type',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}) answers for ${finding.name} ${textParam(finding, 'works')}, but ${textParam(finding, 'how')} for ${finding.name} ${textParam(finding, 'type')}.`,
  fix: () => 'An old load balancer answers there that knows one type only: upgrade it.',
  contact: 'server-operator',
  reference: ['RFC 4074 section 4', 'RFC 8906 section 3.1'],
  find: (_, servers, zones) => {
    if (zones.length === 0) return [];
    return servedQuestions(servers).flatMap(({ hops }) =>
      hops.flatMap((hop) => {
        const how = failureOf(hop);
        const works = how && worksForAnotherType(hop, hops);
        if (!how || !works) return [];
        return [
          failure(lameForType, hop, [hop, works], {
            params: { type: hop.question.type, works: works.question.type, how },
          }),
        ];
      }),
    );
  },
};

export const nxdomainForType: Rule = {
  code: 'nxdomain-for-type',
  severity: 'error',
  title: 'Denies a name that exists',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}) says that ${finding.name} does not exist (NXDOMAIN) when asked for ${textParam(finding, 'type')}, but it has ${textParam(finding, 'has')} records.`,
  fix: ({ name }) =>
    `The answer must be that ${name} has no such record (NODATA): as it is, resolvers forget its other records too. Upgrade the server, or the device in front of it.`,
  contact: 'server-operator',
  reference: ['RFC 2308 section 2', 'RFC 4074 section 4.2', 'RFC 8020 section 2'],
  find: (state, servers, zones) => {
    if (zones.length === 0) return [];
    return servedQuestions(servers).flatMap(({ zone, hops }) =>
      hops.filter(isOwnNxdomain).flatMap((hop) => {
        const has = state.hops.find(
          (other) =>
            other.zone === zone &&
            other.question.name === hop.question.name &&
            other.question.type !== hop.question.type &&
            isAnswer(other),
        );
        if (!has) return [];
        return [
          failure(nxdomainForType, hop, [hop, has], {
            params: { type: hop.question.type, has: has.question.type },
          }),
        ];
      }),
    );
  },
};

/** The servers below the TLDs that serve their zone, with what they were asked. */
function servedQuestions(servers: JudgedServers) {
  return Array.from(servers, ([zone, judged]) =>
    labelsOf(zone).length < 2
      ? []
      : judged
          .filter(({ standing }) => standing.kind === 'serves')
          .map(({ hops }) => ({ zone, hops: hops as readonly HopState[] })),
  ).flat();
}

/** Whether the name lies in a zone below that the same server should serve: then it fails for all of that. */
function liesInZoneBelow({ zone, address, question }: HopState, servers: JudgedServers): boolean {
  return [...servers].some(
    ([other, judged]) =>
      isBelow(other, zone) &&
      isWithin(question.name, other) &&
      judged.some((server) => server.address === address),
  );
}

/** A walking query to the same server for another type of the same name, answered with authority. */
function worksForAnotherType({ question }: HopState, hops: readonly HopState[]): HopState | undefined {
  return hops.find(
    (other) =>
      other.probe === 'walk' &&
      other.question.name === question.name &&
      other.question.type !== question.type &&
      isAnswer(other),
  );
}

function isAnswer({ result }: HopState): boolean {
  return result.status === 'answered' && result.response.kind === 'answer' && result.response.authoritative;
}

function isServfail({ result }: HopState): boolean {
  return (
    result.status === 'answered' && result.response.kind === 'rcode' && result.response.rcode === 'SERVFAIL'
  );
}

/** An NXDOMAIN that the zone itself stands for. */
function isOwnNxdomain({ result, zone }: HopState): boolean {
  if (result.status !== 'answered' || result.response.kind !== 'nxdomain') return false;
  return result.response.authoritative && result.response.soaOwner === zone;
}

/** How a walking query failed, as a verb; null when it did not. */
function failureOf({ probe, result }: HopState): string | null {
  if (probe !== 'walk') return null;
  // A hop is silent only when TCP is, too.
  if (result.status === 'failed') return result.reason === 'timeout' ? 'is silent' : null;
  if (result.status !== 'answered') return null;
  if (result.response.kind === 'rcode') return `answers ${result.response.rcode}`;
  return result.response.kind === 'referral-self' ? 'refers to its own zone' : null;
}

function failure(rule: Rule, hop: HopState, evidence: readonly HopState[], more: Partial<Finding>): Finding {
  const { zone, nameServer, address, question } = hop;
  return found(rule, zone, evidence, { nameServer, address, name: question.name, ...more });
}
