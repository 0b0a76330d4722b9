// How one address stands as a server of a zone: the judgement the whole lame family is made from. findings.md 3.
import {
  type DomainName,
  type HopState,
  type TraceState,
  type ZoneAddress,
  addressesOfZone,
  hasEnded,
  isBelow,
  isWithin,
} from '@delegraph/model';

export type LameCode =
  | 'lame-refused'
  | 'lame-servfail'
  | 'lame-notauth'
  | 'lame-timeout'
  | 'lame-unreachable'
  | 'lame-not-authoritative'
  | 'lame-cached-recursion'
  | 'lame-upward-referral'
  | 'lame-self-referral'
  | 'lame-sideways-referral'
  | 'lame-nxdomain-apex'
  | 'lame-nodata-apex'
  | 'lame-empty-response'
  | 'lame-wrong-soa-owner';

/** `pending` while it cannot be judged yet, and for ever where the trace was cut short; `untested` where we chose not to ask,
 *  or nothing of ours got there; `serves` covers faults that are not lameness. */
export type Standing =
  | { kind: 'pending' }
  | { kind: 'untested' }
  | { kind: 'serves' }
  | { kind: 'lame'; code: LameCode; evidence: HopState[]; tries: number };

export interface JudgedAddress extends ZoneAddress {
  standing: Standing;
}

/** The addresses of every zone with their standing. */
export type JudgedServers = ReadonlyMap<DomainName, readonly JudgedAddress[]>;

/** Judges every address of every zone. Who is `lame` once is lame by the same code in every later state of the trace. */
export function judgeServers(state: TraceState): JudgedServers {
  const view = viewOf(state);
  return new Map(
    state.zones.map((zone) => {
      const judged = addressesOfZone(state, zone).map((server) => ({
        ...server,
        standing: standingOf(server.hops, view),
      }));
      return [zone.name, view.hasEnded ? judged.map((server) => asResolver(server, judged)) : judged];
    }),
  );
}

/** Judges an address of a name server that only the zone itself names, by what it was asked for that. */
export function judgeOwnServer(state: TraceState, hops: readonly HopState[]): Standing {
  const asOfDelegation = hops.map((hop): HopState => ({
    ...hop,
    probe: hop.probe === 'own-soa' ? 'apex-soa' : 'walk',
  }));
  return standingOf(asOfDelegation, viewOf(state));
}

/** A server that serves without authority from a cache is a recursive resolver: its records have lived for a while, which
 *  shows beside those of a server with authority. Compared at the end, when all have spoken. */
function asResolver(server: JudgedAddress, all: readonly JudgedAddress[]): JudgedAddress {
  if (server.standing.kind !== 'serves') return server;
  const cached = server.hops.filter((hop) => {
    const ttl = soaTtl(hop, 'cached');
    return ttl !== null && all.some(({ hops }) => hops.some((other) => (soaTtl(other, 'own') ?? 0) > ttl));
  });
  const [first] = cached;
  return first ? { ...server, standing: lame('lame-cached-recursion', first, cached) } : server;
}

/** The TTL of the SOA record a probe was answered with: by a zone's own server, or by a resolver (RA) without authority. */
function soaTtl(hop: HopState, from: 'own' | 'cached'): number | null {
  if (!isApexProbe(hop) || hop.result.status !== 'answered') return null;
  const { response, message } = hop.result;
  if (response.kind !== 'answer') return null;
  const isCached = !response.authoritative && message.flags.includes('ra');
  const fits = from === 'own' ? response.authoritative : isCached;
  return fits ? response.records[0]!.ttl : null;
}

/** What is known of the trace around one server. Silence says nothing about a server while nobody at all was heard over its
 *  address family. */
interface View {
  hasEnded: boolean;
  heardIpv4: boolean;
  heardIpv6: boolean;
}

function viewOf(state: TraceState): View {
  return {
    hasEnded: hasEnded(state),
    heardIpv4: state.hops.some((hop) => hop.result.status === 'answered' && !isIpv6(hop)),
    heardIpv6: state.hops.some((hop) => hop.result.status === 'answered' && isIpv6(hop)),
  };
}

function standingOf(hops: readonly HopState[], view: View): Standing {
  const known = hopsToJudgeBy(hops, view);
  if (known === null || known.some(isOpen)) return { kind: 'pending' };
  const asked = known.filter(({ result }) => result.status !== 'skipped');
  if (asked.length === 0) return known.some(wasUnaffordable) ? { kind: 'pending' } : { kind: 'untested' };

  const readings = asked
    .toSorted((a, b) => Number(isApexProbe(b)) - Number(isApexProbe(a)))
    .map((hop) => ({ hop, reading: readingOf(hop, view) }));
  const answers = asked.some(({ result }) => result.status === 'answered');
  const serves = readings.some(({ reading }) => reading === 'serves');
  for (const { hop, reading } of readings) {
    if (reading === 'serves' || reading === 'unclear' || reading === 'unheard') continue;
    const stands = SILENCE.has(reading) ? !answers : !serves || standsAgainstAuthority(reading, hop);
    if (stands) return lame(reading, hop, asked);
  }
  return readings.every(({ reading }) => reading === 'unheard') ? { kind: 'untested' } : { kind: 'serves' };
}

/** The hops that decide: those sent before the SOA probe ended, so that what is heard later takes nothing back. Without a
 *  probe all walking queries, at the end of the trace. Null when it is too early. */
function hopsToJudgeBy(hops: readonly HopState[], view: View): readonly HopState[] | null {
  const judging = hops.filter(({ probe }) => probe === 'walk' || probe === 'apex-soa');
  const soa = judging.find((hop) => isApexProbe(hop) && hop.result.status !== 'skipped');
  if (!soa) return view.hasEnded && judging.length > 0 ? judging : null;
  const { endedAtMs } = soa;
  return endedAtMs === null ? null : judging.filter((hop) => hop === soa || hop.sentAtMs < endedAtMs);
}

function isOpen({ result }: HopState): boolean {
  return result.status === 'asking' || (result.status === 'skipped' && result.reason === 'cut-off');
}

function wasUnaffordable({ result }: HopState): boolean {
  return result.status === 'skipped' && result.reason === 'budget';
}

function isApexProbe({ probe }: HopState): boolean {
  return probe === 'apex-soa';
}

function isIpv6({ address }: HopState): boolean {
  return address.includes(':');
}

function lame(code: LameCode, hop: HopState, asked: readonly HopState[]): Standing {
  const others = asked.filter((other) => other !== hop && !isApexProbe(other) && saysTheSame(hop, other));
  const evidence = [hop, ...others];
  return { kind: 'lame', code, evidence, tries: evidence.reduce((sum, { tries }) => sum + tries.length, 0) };
}

/** What one hop says of its server. `unclear` is no ground for a judgement; `unheard` is our side's silence. */
function readingOf(hop: HopState, view: View): LameCode | 'serves' | 'unclear' | 'unheard' {
  const { result, zone } = hop;
  if (result.status === 'failed') {
    const heard = isIpv6(hop) ? view.heardIpv6 : view.heardIpv4;
    if (result.reason === 'timeout') return heard ? 'lame-timeout' : 'unheard';
    if (result.reason === 'unreachable') return hasRoute(hop) ? 'lame-unreachable' : 'unheard';
    return 'unclear';
  }
  if (result.status !== 'answered' || result.message.flags.includes('tc')) return 'unclear';
  const { response, message } = result;
  const atApex = isApexProbe(hop);
  switch (response.kind) {
    case 'rcode':
      return rcodeLameness(response.rcode) ?? 'unclear';
    case 'answer':
    case 'alias':
      // With RA set it is a recursive resolver, which is another fault.
      return response.authoritative || message.flags.includes('ra') ? 'serves' : 'lame-not-authoritative';
    case 'nxdomain':
      if (atApex) return 'lame-nxdomain-apex';
      return response.authoritative && isOwnDenial(zone, response.soaOwner) ? 'serves' : 'unclear';
    case 'nodata':
      if (atApex && isBelow(zone, response.soaOwner)) return 'lame-nodata-apex';
      if (atApex && response.soaOwner !== zone) return 'lame-wrong-soa-owner';
      return response.authoritative && isOwnDenial(zone, response.soaOwner) ? 'serves' : 'unclear';
    case 'empty':
      if (atApex && message.answer.some(({ type }) => type === 'SOA')) return 'lame-wrong-soa-owner';
      // With authority it is a NODATA that lacks its SOA, as old load balancers send for AAAA.
      return atApex || !response.authoritative ? 'lame-empty-response' : 'unclear';
    case 'referral':
      return 'serves';
    case 'referral-self':
      // With authority it is a NODATA with NS records in place of its SOA.
      return message.flags.includes('aa') ? 'unclear' : 'lame-self-referral';
    case 'referral-up':
      return 'lame-upward-referral';
    case 'referral-sideways':
      return 'lame-sideways-referral';
  }
}

function rcodeLameness(rcode: string): LameCode | null {
  if (rcode === 'REFUSED') return 'lame-refused';
  if (rcode === 'SERVFAIL') return 'lame-servfail';
  return ['NOTAUTH', 'NOTIMP', 'FORMERR'].includes(rcode) ? 'lame-notauth' : null;
}

/** Whether a denial with this SOA comes from the zone, and not from one above it. */
function isOwnDenial(zone: DomainName, soaOwner: DomainName | null): boolean {
  return soaOwner !== null && isWithin(soaOwner, zone);
}

/** Codes that one answer of any kind refutes. */
const SILENCE: ReadonlySet<LameCode> = new Set(['lame-timeout', 'lame-unreachable']);
const ERRORS: ReadonlySet<LameCode> = new Set(['lame-refused', 'lame-servfail', 'lame-notauth']);
const REFERRALS: ReadonlySet<LameCode> = new Set([
  'lame-upward-referral',
  'lame-self-referral',
  'lame-sideways-referral',
]);

/** Whether a server is lame for this although it also answers with authority: it may fail for one name and serve the
 *  zone, but must not refer away from it, nor deny its apex. */
function standsAgainstAuthority(code: LameCode, hop: HopState): boolean {
  return REFERRALS.has(code) || (isApexProbe(hop) && !ERRORS.has(code));
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
