// Which queries the timeline shows, and what it says of each.
import { describeFinding } from '@delegraph/diagnosis';
import { type DomainName, type HopState, type TraceState, hopResultText } from '@delegraph/model';
import { toldLookups } from '../told-lookups.ts';
import { durationText } from '../units.ts';

/** A stretch of a query: one try, or what is out still. */
export interface RowSegment {
  startMs: number;
  endMs: number;
  kind: 'udp' | 'tcp' | 'silence' | 'asking';
}

export interface TimelineRow {
  hopId: number;
  zone: DomainName;
  nameServer: DomainName;
  address: string;
  /** Name and type. */
  question: string;
  startMs: number;
  endMs: number;
  /** From the packet that was answered to its answer; null where none came. */
  roundTripMs: number | null;
  segments: RowSegment[];
  /** `used`: the trace went on from its answer. `fault`: it proves what a finding says against its server. */
  tone: 'used' | 'plain' | 'fault' | 'asking';
  /** The gravest that a finding says against its server, proved by this query or by another. */
  blame: Blame | null;
  text: string;
  /** What was asked, where it is not the question of the trace. */
  asked: string;
}

/** The gravest finding against an address as a server of a zone. */
export interface Blame {
  severity: 'error' | 'warning';
  title: string;
  /** Hop ids, of this finding and the lighter ones; empty where a finding follows from no single hop. */
  proofs: ReadonlySet<number>;
}

/** A query still out is shown when it takes longer than servers mostly do, so that rows do not flicker. */
const SLOW_MS = 400;

/** The queries that led on, those a finding blames, and those that keep us waiting; by zone, in the order sent. */
export function essentialRows(state: TraceState): TimelineRow[] {
  const used = usedHops(state);
  const blames = blamesOf(state);
  // One row for each silent or lame address says it all: if there is one, its answer to what the trace wanted to know.
  const telling = new Map<string, HopState>();
  for (const hop of state.hops) {
    if (used.has(hop.id) || hop.result.status === 'skipped') continue;
    const key = serverKey(hop);
    const isSlow = hop.result.status === 'asking' && state.atMs - hop.sentAtMs > SLOW_MS;
    if (!isSlow && !isProof(blames.get(key), hop)) continue;
    const known = telling.get(key);
    if (!known || (known.probe !== 'walk' && hop.probe === 'walk')) telling.set(key, hop);
  }
  const shown = new Set([...used, ...Array.from(telling.values(), ({ id }) => id)]);
  const hops = state.hops.filter(({ id, result }) => shown.has(id) && result.status !== 'skipped');
  return rowsOf(state, hops, used);
}

/** Every query that was sent. */
export function allRows(state: TraceState): TimelineRow[] {
  const sent = state.hops.filter(({ result }) => result.status !== 'skipped');
  return rowsOf(state, sent, usedHops(state));
}

function rowsOf(state: TraceState, hops: readonly HopState[], used: ReadonlySet<number>): TimelineRow[] {
  const order = new Map(state.zones.map(({ name }, index) => [name, index]));
  const blames = blamesOf(state);
  return hops
    .toSorted(
      (one, other) =>
        (order.get(one.zone) ?? 0) - (order.get(other.zone) ?? 0) || one.sentAtMs - other.sentAtMs,
    )
    .map((hop) => ({ hop, segments: segmentsOf(state, hop), blame: blames.get(serverKey(hop)) ?? null }))
    .map(({ hop, segments, blame }) => ({
      hopId: hop.id,
      zone: hop.zone,
      nameServer: hop.nameServer,
      address: hop.address,
      question: `${hop.question.name} ${hop.question.type}`,
      startMs: hop.sentAtMs,
      endMs: segments.at(-1)!.endMs,
      roundTripMs: hop.result.status === 'answered' ? hop.result.elapsedMs : null,
      segments,
      tone: toneOf(hop, blame, used),
      blame,
      text: textOf(hop),
      asked: askedText(state, hop),
    }));
}

function segmentsOf({ atMs }: TraceState, { tries, sentAtMs, endedAtMs, result }: HopState): RowSegment[] {
  const tried = tries.map(({ sentAtMs: startMs, elapsedMs, transport, result: came }): RowSegment => ({
    startMs,
    endMs: startMs + elapsedMs,
    kind: came === 'timeout' ? 'silence' : transport,
  }));
  if (result.status === 'asking') {
    tried.push({ startMs: tried.at(-1)?.endMs ?? sentAtMs, endMs: atMs, kind: 'asking' });
  }
  return tried.length > 0 ? tried : [{ startMs: sentAtMs, endMs: endedAtMs ?? atMs, kind: 'udp' }];
}

function usedHops(state: TraceState): Set<number> {
  const referrals = state.zones.flatMap(({ learnedFrom }) => (learnedFrom === null ? [] : [learnedFrom]));
  const endings = toldLookups(state).flatMap(({ outcome }) =>
    outcome && 'hopId' in outcome ? [outcome.hopId] : [],
  );
  return new Set([...referrals, ...endings]);
}

function toneOf(hop: HopState, blame: Blame | null, used: ReadonlySet<number>): TimelineRow['tone'] {
  if (hop.result.status === 'asking') return 'asking';
  if (isProof(blame, hop)) return 'fault';
  return used.has(hop.id) ? 'used' : 'plain';
}

/** By zone and address. What is wrong with a delegation or a name is no fault of the server that told us of it. */
function blamesOf({ findings }: TraceState): Map<string, Blame> {
  const blames = new Map<string, Blame & { proofs: Set<number> }>();
  for (const severity of ['error', 'warning'] as const) {
    for (const finding of findings) {
      const { scope, zone, address } = finding;
      if (finding.severity !== severity || scope !== 'address' || address === undefined) continue;
      const key = serverKey({ zone, address });
      const blame = blames.get(key) ?? { severity, title: describeFinding(finding).title, proofs: new Set() };
      for (const hopId of finding.evidence) blame.proofs.add(hopId);
      blames.set(key, blame);
    }
  }
  return blames;
}

function isProof(blame: Blame | null | undefined, { id }: HopState): boolean {
  return blame !== null && blame !== undefined && (blame.proofs.size === 0 || blame.proofs.has(id));
}

function serverKey({ zone, address }: { zone: DomainName | undefined; address: string }): string {
  return `${zone} ${address}`;
}

function askedText({ question }: TraceState, hop: HopState): string {
  const { name, type } = hop.question;
  return question && question.name === name && question.type === type ? '' : `${name} ${type}`;
}

function textOf(hop: HopState): string {
  const { result } = hop;
  if (result.status === 'asking') return 'asking';
  if (result.status !== 'answered') return hopResultText(hop);
  if (result.rememberedAgeMs !== undefined) return 'remembered';
  const time = durationText(result.elapsedMs);
  return result.message.rcode === 'NOERROR' ? time : `${result.message.rcode} ${time}`;
}
