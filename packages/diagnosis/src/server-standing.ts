// How one address stands as a server of a zone: the judgement the whole lame family is made from. findings.md 3.
import {
  type DomainName,
  type HopState,
  type ResponseClass,
  type TraceState,
  type ZoneAddress,
  type ZoneState,
  addressesOfZone,
  isBelow,
} from '@delegraph/model';

export type LameCode =
  | 'lame-refused'
  | 'lame-servfail'
  | 'lame-notauth'
  | 'lame-timeout'
  | 'lame-unreachable'
  | 'lame-not-authoritative'
  | 'lame-upward-referral'
  | 'lame-self-referral'
  | 'lame-sideways-referral'
  | 'lame-nxdomain-apex'
  | 'lame-nodata-apex'
  | 'lame-empty-response';

/** `pending` while a query to it is out; `not-asked` by our decision; `serves` covers faults that are not lameness. */
export type Standing =
  | { kind: 'pending' }
  | { kind: 'not-asked' }
  | { kind: 'serves' }
  | { kind: 'lame'; code: LameCode; evidence: HopState[]; tries: number };

export interface JudgedAddress extends ZoneAddress {
  standing: Standing;
}

/** Every address of the zone with its standing. */
export function judgeServers(state: TraceState, zone: ZoneState): JudgedAddress[] {
  const someoneAnswers = state.hops.some(({ result }) => result.status === 'answered');
  return addressesOfZone(state, zone).map((server) => ({
    ...server,
    standing: standingOf(zone.name, server.hops, someoneAnswers),
  }));
}

/** The SOA probe decides where there is one; the walking queries otherwise. `someoneAnswers`: that any server at all
 *  answered us, without which silence says nothing about this one. */
function standingOf(zone: DomainName, hops: readonly HopState[], someoneAnswers: boolean): Standing {
  const asked = hops.filter(({ result }) => result.status !== 'skipped');
  if (asked.length === 0) return hops.length > 0 ? { kind: 'not-asked' } : { kind: 'pending' };
  const apex = asked.filter(({ probe }) => probe === 'apex-soa');
  const walking = asked.filter(({ probe }) => probe === 'walk');
  const deciding = apex.length > 0 ? apex : walking;
  if (asked.some(({ probe, result }) => probe !== 'apex-ns' && result.status === 'asking'))
    return { kind: 'pending' };

  for (const hop of deciding) {
    const code = codeOf(zone, hop, asked, someoneAnswers);
    if (code)
      return lame(
        code,
        hop,
        walking.filter((other) => other !== hop && saysTheSame(hop, other)),
      );
  }
  const referring = walking.find((hop) => referralCode(classOf(hop)) !== null);
  const code = referring ? referralCode(classOf(referring)) : null;
  return referring && code ? lame(code, referring, []) : { kind: 'serves' };
}

function lame(code: LameCode, hop: HopState, others: HopState[]): Standing {
  const evidence = [hop, ...others];
  return { kind: 'lame', code, evidence, tries: evidence.reduce((sum, { tries }) => sum + tries.length, 0) };
}

function codeOf(
  zone: DomainName,
  hop: HopState,
  asked: readonly HopState[],
  someoneAnswers: boolean,
): LameCode | null {
  const { result } = hop;
  if (result.status === 'failed') {
    if (asked.some((other) => other.result.status === 'answered')) return null;
    if (result.reason === 'timeout') return someoneAnswers ? 'lame-timeout' : null;
    if (result.reason === 'unreachable') return hasRoute(hop) ? 'lame-unreachable' : null;
    return null;
  }
  if (result.status !== 'answered' || result.message.flags.includes('tc')) return null;
  const { response, message } = result;
  const isApexProbe = hop.probe === 'apex-soa';
  switch (response.kind) {
    case 'rcode':
      return asked.some(serves) ? null : rcodeLameness(response.rcode);
    case 'answer':
      // With RA set it is a recursive resolver, which is another fault.
      return response.authoritative || message.flags.includes('ra') ? null : 'lame-not-authoritative';
    case 'nxdomain':
      return isApexProbe ? 'lame-nxdomain-apex' : null;
    case 'nodata':
      return isApexProbe && isBelow(zone, response.soaOwner) ? 'lame-nodata-apex' : null;
    case 'empty':
      return 'lame-empty-response';
    default:
      return referralCode(response);
  }
}

function rcodeLameness(rcode: string): LameCode | null {
  if (rcode === 'REFUSED') return 'lame-refused';
  if (rcode === 'SERVFAIL') return 'lame-servfail';
  return ['NOTAUTH', 'NOTIMP', 'FORMERR'].includes(rcode) ? 'lame-notauth' : null;
}

function referralCode(response: ResponseClass | null): LameCode | null {
  if (response?.kind === 'referral-up') return 'lame-upward-referral';
  if (response?.kind === 'referral-self') return 'lame-self-referral';
  return response?.kind === 'referral-sideways' ? 'lame-sideways-referral' : null;
}

/** Whether the reply shows that the server has the zone after all. */
function serves(hop: HopState): boolean {
  const response = classOf(hop);
  return (
    response !== null && 'authoritative' in response && response.authoritative && response.kind !== 'empty'
  );
}

function classOf({ result }: HopState): ResponseClass | null {
  return result.status === 'answered' ? result.response : null;
}

function saysTheSame(a: HopState, b: HopState): boolean {
  if (a.result.status === 'answered' && b.result.status === 'answered') {
    return (
      a.result.message.rcode === b.result.message.rcode && a.result.response.kind === b.result.response.kind
    );
  }
  return a.result.status === b.result.status;
}

/** Codes that say there is no way from here to there: our network, not the server. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPERM', 'EACCES']);

/** Whether the packets left this machine. */
export function hasRoute(hop: HopState): boolean {
  return !hop.tries.some(({ detail }) => detail !== undefined && NO_ROUTE.has(detail));
}
