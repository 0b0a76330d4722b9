// For how long caches that were filled when the trace ran can hold what it saw.
import {
  type CachedData,
  type DomainName,
  type HopState,
  type ResourceRecord,
  type TraceState,
  isAddressRecord,
  isWithin,
  questionChain,
} from '@delegraph/model';
import { distinct } from './zone-evidence.ts';

/** The record that stays longest of each kind, in the zones the question led to. The longest first. */
export function cachedData(state: TraceState): CachedData[] {
  const zones = answeringZones(state);
  const names = questionChain(state).map(({ question }) => question.name);
  const seen = state.hops.flatMap((hop) => zones.flatMap((zone) => seenIn(state, { hop, zone, names })));
  const longest = new Map<CachedData['holds'], CachedData>();
  for (const data of seen) {
    const known = longest.get(data.holds);
    if (!known || data.until > known.until) longest.set(data.holds, data);
  }
  return [...longest.values()].toSorted((a, b) => b.until.localeCompare(a.until));
}

/** The zones that the question and its aliases ended in. */
export function answeringZones(state: TraceState): DomainName[] {
  return distinct(questionChain(state).flatMap(({ outcome }) => zoneOf(state, outcome)));
}

type Outcome = TraceState['lookups'][number]['outcome'];

function zoneOf(state: TraceState, outcome: Outcome): DomainName[] {
  if (outcome?.kind === 'unresolvable') return [outcome.zone];
  const hop = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
  return hop ? [hop.zone] : [];
}

/** What one reply put into caches about the zone, its servers, or the names asked for. */
function seenIn(
  state: TraceState,
  { hop, zone, names }: { hop: HopState; zone: DomainName; names: readonly DomainName[] },
): CachedData[] {
  if (hop.result.status !== 'answered') return [];
  const { response, message } = hop.result;
  const at = Date.parse(state.startedAt) + (hop.endedAtMs ?? 0);
  const entry = (
    holds: CachedData['holds'],
    record: ResourceRecord,
    ttlSeconds = record.ttl,
  ): CachedData => ({
    holds,
    record: `${record.name} ${record.type} ${record.type === 'SOA' ? 'minimum' : record.data.replace(/\.$/, '')}`,
    saidBy: hop.zone,
    ttlSeconds,
    until: new Date(at + ttlSeconds * 1000).toISOString(),
  });
  const servers = new Set(
    state.zones.find(({ name }) => name === zone)?.nameServers.map(({ name }) => name) ?? [],
  );
  const isServerAddress = (record: ResourceRecord) => isAddressRecord(record) && servers.has(record.name);
  if (response.kind === 'referral' && response.zone === zone) {
    const ns = message.authority.filter(({ type, name }) => type === 'NS' && name === zone);
    const glue = message.additional.filter(
      (record) => isServerAddress(record) && isWithin(record.name, hop.zone),
    );
    return [
      ...ns.map((record) => entry('name-servers', record)),
      ...glue.map((record) => entry('addresses', record)),
    ];
  }
  if (!('authoritative' in response) || !response.authoritative) return [];
  if (response.kind === 'nodata' || response.kind === 'nxdomain') {
    if (!names.includes(hop.question.name) || hop.probe !== 'walk') return [];
    return message.authority
      .filter(({ type }) => type === 'SOA')
      .map((record) => entry('denial', record, negativeSeconds(record)));
  }
  return message.answer.flatMap((record) => {
    if (record.type === 'NS' && record.name === zone) return [entry('name-servers', record)];
    if (isServerAddress(record)) return [entry('addresses', record)];
    return hop.probe === 'walk' && names.includes(record.name) ? [entry('answer', record)] : [];
  });
}

/** How long a denial is kept: the smaller of the TTL of the SOA record and its minimum. RFC 2308 section 5. */
function negativeSeconds({ ttl, data }: ResourceRecord): number {
  const minimum = Number(data.split(' ').at(-1));
  return Number.isFinite(minimum) ? Math.min(ttl, minimum) : ttl;
}
