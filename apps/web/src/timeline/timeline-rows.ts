// Which queries the timeline shows, and what it says of each.
import {
  type DomainName,
  type Finding,
  type HopState,
  type TraceState,
  hopResultText,
} from '@delegraph/model';
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
  segments: RowSegment[];
  /** `used`: the trace went on from its answer. `fault`: a finding blames it. */
  tone: 'used' | 'plain' | 'fault' | 'asking';
  text: string;
  /** What was asked, where it is not the question of the trace. */
  asked: string;
}

/** A query still out is shown when it takes longer than servers mostly do, so that rows do not flicker. */
const SLOW_MS = 400;

/** The queries that led on, those a finding blames, and those that keep us waiting; by zone, in the order sent. */
export function essentialRows(state: TraceState): TimelineRow[] {
  const used = usedHops(state);
  const seen = new Set<string>();
  const hops = state.hops.filter((hop) => {
    if (hop.result.status === 'skipped') return false;
    if (used.has(hop.id)) return true;
    const isSlow = hop.result.status === 'asking' && state.atMs - hop.sentAtMs > SLOW_MS;
    if (!isSlow && !isBlamed(state, hop)) return false;
    // One row for each silent or lame address says it all.
    const key = `${hop.zone} ${hop.address}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return rowsOf(state, hops, used);
}

/** Every query that was sent. */
export function allRows(state: TraceState): TimelineRow[] {
  const sent = state.hops.filter(({ result }) => result.status !== 'skipped');
  return rowsOf(state, sent, usedHops(state));
}

function rowsOf(state: TraceState, hops: readonly HopState[], used: ReadonlySet<number>): TimelineRow[] {
  const order = new Map(state.zones.map(({ name }, index) => [name, index]));
  return hops
    .toSorted(
      (one, other) =>
        (order.get(one.zone) ?? 0) - (order.get(other.zone) ?? 0) || one.sentAtMs - other.sentAtMs,
    )
    .map((hop) => ({ hop, segments: segmentsOf(state, hop) }))
    .map(({ hop, segments }) => ({
      hopId: hop.id,
      zone: hop.zone,
      nameServer: hop.nameServer,
      address: hop.address,
      question: `${hop.question.name} ${hop.question.type}`,
      startMs: hop.sentAtMs,
      endMs: segments.at(-1)!.endMs,
      segments,
      tone: toneOf(state, hop, used),
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

function toneOf(state: TraceState, hop: HopState, used: ReadonlySet<number>): TimelineRow['tone'] {
  if (hop.result.status === 'asking') return 'asking';
  if (isBlamed(state, hop)) return 'fault';
  return used.has(hop.id) ? 'used' : 'plain';
}

function isBlamed(state: TraceState, hop: HopState): boolean {
  return state.findings.some((finding) => blames(finding, hop));
}

// What is wrong with a delegation or a name is no fault of the server that told us of it.
function blames(finding: Finding, hop: HopState): boolean {
  const isGrave = finding.severity === 'error' || finding.severity === 'warning';
  return (
    isGrave && finding.scope === 'address' && finding.zone === hop.zone && finding.address === hop.address
  );
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
