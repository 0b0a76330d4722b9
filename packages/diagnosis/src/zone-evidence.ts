// What parent, child and glue say of each zone, side by side, with the hops that said it: what comparing rules compare.
import {
  type DomainName,
  type HopState,
  type LookupState,
  type Message,
  type ResourceRecord,
  type ResponseClass,
  type TraceState,
  type ZoneState,
  ROOT,
  hopsOfZone,
  isAddressRecord,
  isWithin,
  labelsOf,
  targetOf,
} from '@delegraph/model';
import { isIpv6 } from './address-space.ts';
import type { JudgedAddress, JudgedServers } from './server-standing.ts';

/** A hop that was answered in full. */
export interface Heard {
  hop: HopState;
  message: Message;
  response: ResponseClass;
}

/** An NS RRset as one server gave it. */
export interface NsSaying extends Heard {
  nameServers: readonly DomainName[];
}

/** A start of authority as one server gave it. RFC 1035 3.3.13. */
export interface SoaSaying extends Heard {
  soa: Soa;
}

export interface Soa {
  ttl: number;
  mname: string;
  rname: string;
  serial: number;
  refresh: number;
  retry: number;
  expire: number;
  minimum: number;
}

/** What the zone that holds a name server's name says of its addresses. */
export interface Host {
  name: DomainName;
  /** Of both families. */
  addresses: readonly string[];
  ipv4: FamilyStanding;
  ipv6: FamilyStanding;
  /** The hops that said so. */
  hops: readonly HopState[];
  /** The zone none of whose servers could say it. */
  failedIn: DomainName | null;
}

/** `has` and the two denials were said with authority. `unknown`: not asked, or nobody could say. */
export type FamilyStanding = 'has' | 'nodata' | 'nxdomain' | 'alias' | 'unresolvable' | 'unknown';

export interface ZoneEvidence {
  zone: ZoneState;
  /** Whether it lies below a TLD and on the question's way: its servers are asked for SOA and NS, and found all. */
  examined: boolean;
  /** Whether nothing was left unasked that could say more of it: what is not there then is missing. */
  whole: boolean;
  servers: readonly JudgedAddress[];
  /** What the parent's servers said of names in the zone, one reply for each address. */
  fromParent: readonly Heard[];
  /** The referrals among them. */
  referrals: readonly NsSaying[];
  /** The NS RRset at the apex, from each address that has authority. */
  childNs: readonly NsSaying[];
  soas: readonly SoaSaying[];
  /** What servers that serve the zone said to walking queries, by question; one reply for each address. */
  replies: readonly { question: string; heard: readonly Heard[] }[];
  parentNames: readonly DomainName[];
  childNames: readonly DomainName[];
  /** The zone's name servers at the parent. */
  hosts: readonly Host[];
  /** Those that only the zone itself names. */
  ownHosts: readonly Host[];
}

/** The evidence of every zone at the end of a trace. A trace that was interrupted compares nothing. */
export function zoneEvidence(state: TraceState, judged: JudgedServers): ZoneEvidence[] {
  if (state.status !== 'done') return [];
  const lookups = Map.groupBy(
    state.lookups.filter(({ purpose }) => purpose === 'nameserver-address'),
    ({ question }) => question.name,
  );
  return state.zones.map((zone) => evidenceOf(state, zone, judged.get(zone.name) ?? [], lookups));
}

/** The addresses the referrals give for a name server, as far as the parent may speak of it. */
export function glueFor({ zone, referrals }: ZoneEvidence, nameServer: DomainName): string[] {
  if (!isWithin(nameServer, zone.parent ?? ROOT)) return [];
  return distinct(referrals.flatMap((referral) => glueIn(referral, nameServer)));
}

/** The addresses one referral gives for a name server. */
export function glueIn({ message }: Heard, nameServer: DomainName): string[] {
  return message.additional
    .filter((record) => record.name === nameServer && isAddressRecord(record))
    .map(({ data }) => data);
}

export function hopsOf(heard: readonly Heard[]): HopState[] {
  return heard.map(({ hop }) => hop);
}

/** `b.test (198.51.100.12)` for each. */
export function serversOf(heard: readonly Pick<Heard, 'hop'>[]): string[] {
  return distinct(heard.map(({ hop }) => serverText(hop)));
}

/** A server as sentences name it: `b.test (198.51.100.12)`. */
export function serverText({ nameServer, address }: Pick<HopState, 'nameServer' | 'address'>): string {
  return `${nameServer} (${address})`;
}

/** The deepest known zone that encloses the name. */
export function holderOf(state: TraceState, name: DomainName): DomainName {
  return state.zones
    .map((zone) => zone.name)
    .filter((zone) => isWithin(name, zone))
    .reduce((best, zone) => (labelsOf(zone).length > labelsOf(best).length ? zone : best), ROOT);
}

export function distinct<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}

/** A set as a key to compare it by. */
export function setKey(items: readonly string[]): string {
  return distinct(items).toSorted().join(' ');
}

function evidenceOf(
  state: TraceState,
  zone: ZoneState,
  servers: readonly JudgedAddress[],
  lookups: ReadonlyMap<DomainName, readonly LookupState[]>,
): ZoneEvidence {
  // What the root says of itself is compared with our hints, which are nobody's delegation.
  const hops = hopsOfZone(state, zone.name).filter(({ probe }) => probe !== 'priming');
  const parentHops = state.hops.filter(
    (hop) => hop.zone === zone.parent && isWithin(hop.question.name, zone.name),
  );
  const atApex = (type: string) =>
    hops.filter(({ question }) => question.name === zone.name && question.type === type);
  const fromParent = firstOfEach(parentHops);
  const childNs = withNs(firstOfEach(atApex('NS')), zone.name, ({ response, message }) =>
    response.kind === 'answer' && response.authoritative ? message.answer : [],
  );
  const parentNames = zone.nameServers.map(({ name }) => name);
  const childNames = distinct(childNs.flatMap(({ nameServers }) => nameServers));
  const hostNamed = (name: DomainName) => hostOf(state, name, { lookups: lookups.get(name) ?? [], childNs });
  return {
    zone,
    examined: labelsOf(zone.name).length > 1 && isOnTheWay(state, zone.name),
    whole:
      ![...hops, ...parentHops].some(wasLeftOut) &&
      !state.limitsReached.some((limit) => limit.zone === zone.name),
    servers,
    fromParent,
    referrals: withNs(fromParent, zone.name, ({ response, message }) =>
      response.kind === 'referral' && response.zone === zone.name ? message.authority : [],
    ),
    childNs,
    soas: firstOfEach(atApex('SOA')).flatMap(soaIn),
    replies: repliesIn(hops, servers),
    parentNames,
    childNames,
    hosts: parentNames.map(hostNamed),
    ownHosts: childNames.filter((name) => !parentNames.includes(name)).map(hostNamed),
  };
}

function isOnTheWay({ lookups }: TraceState, zone: DomainName): boolean {
  return lookups.some(
    ({ purpose, question }) =>
      (purpose === 'question' || purpose === 'alias') && isWithin(question.name, zone),
  );
}

/** Whether it was not asked for a reason that is about neither the address nor its family. */
function wasLeftOut({ result }: HopState): boolean {
  return result.status === 'skipped' && !['address-policy', 'no-ipv6', 'no-ipv4'].includes(result.reason);
}

function firstOfEach(hops: readonly HopState[]): Heard[] {
  const heard = new Map<string, Heard>();
  for (const hop of hops) {
    if (hop.result.status !== 'answered' || heard.has(hop.address)) continue;
    // What is cut off proves neither what is in it nor what is not.
    if (hop.result.message.flags.includes('tc')) continue;
    heard.set(hop.address, { hop, message: hop.result.message, response: hop.result.response });
  }
  return [...heard.values()];
}

/** Those whose records hold an NS RRset of the zone. */
function withNs(
  heard: readonly Heard[],
  zone: DomainName,
  recordsOf: (heard: Heard) => readonly ResourceRecord[],
): NsSaying[] {
  return heard.flatMap((one) => {
    const records = recordsOf(one).filter(({ name, type }) => type === 'NS' && name === zone);
    const nameServers = distinct(records.map(targetOf).filter((name) => name !== null));
    return nameServers.length === 0 ? [] : [{ ...one, nameServers }];
  });
}

function soaIn(heard: Heard): SoaSaying[] {
  const { response } = heard;
  if (response.kind !== 'answer' || !response.authoritative) return [];
  const record = response.records[0]!;
  const [mname = '', rname = '', ...numbers] = record.data.split(' ');
  const [serial, refresh, retry, expire, minimum] = numbers.map(Number);
  if (minimum === undefined || Number.isNaN(minimum)) return [];
  const times = { refresh: refresh!, retry: retry!, expire: expire!, minimum };
  return [{ ...heard, soa: { ttl: record.ttl, mname, rname, serial: serial!, ...times } }];
}

/** Of lame servers nothing is compared: that they are lame says it all. */
function repliesIn(
  hops: readonly HopState[],
  servers: readonly JudgedAddress[],
): { question: string; heard: Heard[] }[] {
  const serving = new Set(
    servers.filter(({ standing }) => standing.kind === 'serves').map(({ address }) => address),
  );
  const asked = hops.filter((hop) => hop.probe === 'walk' && serving.has(hop.address));
  const byQuestion = Map.groupBy(asked, ({ question }) => `${question.name} ${question.type}`);
  return Array.from(byQuestion, ([question, group]) => ({ question, heard: firstOfEach(group) }));
}

function hostOf(
  state: TraceState,
  name: DomainName,
  { lookups, childNs }: { lookups: readonly LookupState[]; childNs: readonly NsSaying[] },
): Host {
  if (lookups.length === 0) return hostBesideNs(name, childNs);
  const said = lookups.map((lookup) => {
    const { outcome } = lookup;
    const hop = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
    return { type: lookup.question.type, outcome, hop, standing: familyStanding(outcome, hop) };
  });
  const of = (type: string) => said.find((one) => one.type === type)?.standing ?? 'unknown';
  const failed = said.flatMap(({ outcome }) => (outcome?.kind === 'unresolvable' ? [outcome.zone] : []));
  return {
    name,
    addresses: said.flatMap(({ outcome, standing }) =>
      outcome?.kind === 'answer' && standing === 'has' ? outcome.records.map(({ data }) => data) : [],
    ),
    ipv4: of('A'),
    ipv6: of('AAAA'),
    hops: distinct(said.flatMap(({ hop }) => (hop ? [hop] : []))),
    failedIn: failed[0] ?? null,
  };
}

/** A name server whose addresses came with the zone's own NS RRset, so that they were not looked up. */
function hostBesideNs(name: DomainName, childNs: readonly NsSaying[]): Host {
  const said = childNs.filter((saying) => glueIn(saying, name).length > 0);
  const addresses = distinct(said.flatMap((saying) => glueIn(saying, name)));
  const of = (isOfFamily: (address: string) => boolean) => (addresses.some(isOfFamily) ? 'has' : 'unknown');
  return {
    name,
    addresses,
    ipv4: of((address) => !isIpv6(address)),
    ipv6: of(isIpv6),
    hops: hopsOf(said),
    failedIn: null,
  };
}

function familyStanding(outcome: LookupState['outcome'], hop: HopState | undefined): FamilyStanding {
  if (!outcome) return 'unknown';
  if (outcome.kind === 'unresolvable') return 'unresolvable';
  if (hop?.result.status !== 'answered') return 'unknown';
  const { response } = hop.result;
  if (!('authoritative' in response) || !response.authoritative) return 'unknown';
  switch (outcome.kind) {
    case 'answer':
      return 'has';
    case 'nodata':
    case 'nxdomain':
    case 'alias':
      return outcome.kind;
    default:
      return 'unknown';
  }
}
