// Questions people ask of a state. Pure, and the same for page, rules and exports.
import type { AliasLink } from './classify.ts';
import type { ResourceRecord } from './message.ts';
import { type DomainName } from './names.ts';
import type { HopState, LookupState, TraceState, ZoneState } from './state.ts';
import { followsAlias } from './trace-options.ts';

/** How the question ended: what its last lookup said, and the aliases on the way. */
export interface TraceOutcome {
  kind: 'answer' | 'nodata' | 'nxdomain' | 'unresolvable' | 'loop' | 'budget';
  rcode: string | null;
  records: readonly ResourceRecord[];
  chain: readonly AliasLink[];
  /** Milliseconds from the start of the trace. */
  answeredAfterMs: number;
}

/** The lookups from the question along its aliases, in order; empty before the first. */
export function questionChain(state: TraceState): LookupState[] {
  return aliasChain(state, state.lookups[0]);
}

/** `first` and the lookups its aliases lead to, in order. */
export function aliasChain(state: TraceState, first: LookupState | undefined): LookupState[] {
  const chain: LookupState[] = [];
  let lookup = first;
  while (lookup && !chain.includes(lookup)) {
    chain.push(lookup);
    const outcome: LookupState['outcome'] = lookup.outcome;
    lookup = outcome?.kind === 'alias' && outcome.next !== null ? state.lookups[outcome.next] : undefined;
  }
  return chain;
}

/** How the question ended, or null while it has not. */
export function traceOutcome(state: TraceState): TraceOutcome | null {
  const lookups = questionChain(state);
  const chain = lookups.flatMap(({ outcome }) => (outcome?.kind === 'alias' ? [outcome.link] : []));
  const last = lookups.at(-1);
  if (!last?.outcome || last.endedAtMs === null) return null;
  const { outcome, endedAtMs: answeredAfterMs } = last;
  const evidence = 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
  const rcode = evidence?.result.status === 'answered' ? evidence.result.message.rcode : null;
  const common = { rcode, chain, answeredAfterMs };
  if (outcome.kind === 'answer') return { ...common, kind: 'answer', records: outcome.records };
  if (outcome.kind !== 'alias') return { ...common, kind: outcome.kind, records: [] };
  // An alias that was not followed: to a name already in the chain it is a loop; where no more aliases were to be followed
  // it is the answer; else a limit ended it.
  const { type, owner, target } = outcome.link;
  if (lookups.some(({ question }) => question.name === target))
    return { ...common, kind: 'loop', records: [] };
  if (followsAlias(state.options, chain.length - 1)) return { ...common, kind: 'budget', records: [] };
  const heard = evidence?.result.status === 'answered' ? evidence.result.message.answer : [];
  const records = heard.filter((record) => record.type === type && record.name === owner);
  return { ...common, kind: 'answer', records };
}

export function zoneNamed(state: TraceState, name: DomainName): ZoneState | undefined {
  return state.zones.find((zone) => zone.name === name);
}

/** The trace as it was at the end of its trace tier, when that is over: what the picture is drawn from, and what is found in
 *  it is certain. It changes no more, whatever the examination of the servers brings, or whether it comes to its end. */
export function asOfTraceTier(state: TraceState): TraceState {
  if (!state.examination) return state;
  const { startedAtMs: atMs, firstHopId } = state.examination;
  return { ...state, status: 'done', endReason: null, atMs, hops: state.hops.slice(0, firstHopId) };
}

/** Whether the trace tier is over: nothing that it holds can change. */
export function isTraceTierOver(state: TraceState): boolean {
  return state.examination !== null || hasEnded(state);
}

/** When the trace tier ended, in milliseconds since the start; null while it runs. */
export function traceTierEndedAtMs(state: TraceState): number | null {
  return state.examination?.startedAtMs ?? (hasEnded(state) ? state.atMs : null);
}

/** The hops to servers of one zone, in the order sent. */
export function hopsOfZone(state: TraceState, zone: DomainName): HopState[] {
  return state.hops.filter((hop) => hop.zone === zone);
}

/** An address of a zone with every name server that has it. What answers, is lame or is slow. */
export interface ZoneAddress {
  address: string;
  nameServers: DomainName[];
  hops: HopState[];
}

/** The distinct addresses of a zone's name servers, in the order of the NS RRset, with the hops to each. `hops`: those of
 *  the zone, where they are at hand. */
export function addressesOfZone(
  state: TraceState,
  zone: ZoneState,
  hops: readonly HopState[] = hopsOfZone(state, zone.name),
): ZoneAddress[] {
  const byAddress = new Map<string, ZoneAddress>();
  for (const { name, addresses } of zone.nameServers) {
    for (const { address } of addresses) {
      const known = byAddress.get(address);
      if (known) known.nameServers.push(name);
      else byAddress.set(address, { address, nameServers: [name], hops: [] });
    }
  }
  for (const hop of hops) byAddress.get(hop.address)?.hops.push(hop);
  return [...byAddress.values()];
}

/** Whether the trace has come to its end, so that nothing it holds can change. */
export function hasEnded({ status }: TraceState): boolean {
  return status !== 'starting' && status !== 'running';
}

/** Whether the question and its aliases have been heard out: no lookup runs, and no walking query is out. Probes may be
 *  out; when they have ended, the addresses of name servers are checked, which can tell of more servers still. */
export function isWalkOver(state: TraceState): boolean {
  if (hasEnded(state)) return true;
  return (
    state.lookups.length > 0 &&
    state.lookups.every(({ endedAtMs }) => endedAtMs !== null) &&
    !state.hops.some(({ probe, result }) => probe === 'walk' && result.status === 'asking')
  );
}

/** Whether nothing is out that could tell more of the servers of a zone. */
export function isZoneSettled(state: TraceState, zone: ZoneState): boolean {
  return (
    isWalkOver(state) && !state.hops.some((hop) => hop.zone === zone.name && hop.result.status === 'asking')
  );
}

/** The milliseconds of the quickest answer from these hops, or null when none answered. */
export function fastestMs(hops: readonly HopState[]): number | null {
  const times = hops.flatMap(({ result }) => (result.status === 'answered' ? [result.elapsedMs] : []));
  return times.length === 0 ? null : Math.min(...times);
}

export interface TraceTotals {
  /** Packets and TCP exchanges sent, retries included. */
  queries: number;
  /** Distinct addresses asked. */
  addresses: number;
  /** Octets of the replies that hops ended with. */
  bytes: number;
  /** Queries sent to the machine's own resolver: always 0, and said so. */
  resolverQueries: 0;
}

/** Whether a packet left for this hop. What was cut off had been sent; what is remembered was sent by another trace. */
export function wasSent({ result }: HopState): boolean {
  if (result.status === 'skipped') return result.reason === 'cut-off';
  return result.status !== 'answered' || result.rememberedAgeMs === undefined;
}

export function traceTotals(state: TraceState): TraceTotals {
  const asked = state.hops.filter(wasSent);
  return {
    queries: asked.reduce((sum, hop) => sum + Math.max(hop.tries.length, 1), 0),
    addresses: new Set(asked.map(({ address }) => address)).size,
    bytes: asked.reduce(
      (sum, { result }) => sum + (result.status === 'answered' ? result.message.sizeBytes : 0),
      0,
    ),
    resolverQueries: 0,
  };
}
