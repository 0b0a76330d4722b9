// Runs a whole trace in a zone tree, in memory and in no time: what scenario tests of every package start from.
import { diagnose } from '@delegraph/diagnosis';
import {
  type Finding,
  type TraceEvent,
  type TraceOptions,
  type TraceOutcome,
  type TraceState,
  initialTraceState,
  questionChain,
  recordTrace,
  reduceTrace,
  traceOutcome,
  withFinalDot,
} from '@delegraph/model';
import { type Limits, TraceMemory, parseQuestion, trace } from '@delegraph/tracer';
import type { Loss } from '../loss.ts';
import { type SentPacket, memoryNetwork } from '../memory-network.ts';
import { virtualClock } from '../virtual-clock.ts';
import { type ZoneTree, rootHintsOf } from '../zone-tree.ts';

/** A whole trace, as tests compare it. */
export interface TraceSummary {
  events: TraceEvent[];
  state: TraceState;
  outcome: TraceOutcome | null;
  /** The question's way: `. -> test.`, `test. -> example.test.`, `example.test. -> answer`, restarts for aliases included. */
  path: string[];
  findings: readonly Finding[];
  /** The codes of the findings, each once, sorted. */
  codes: string[];
  /** The findings as `code zone` and, where they are about one, the server: what most scenarios compare. */
  said: string[];
}

export interface TraceRun extends TraceSummary {
  /** Every packet that left, in order. */
  sent: readonly SentPacket[];
  /** Milliseconds of the lab's time the trace took. */
  tookMs: number;
}

/** Traces `question` (`www.example.test. A`) through `tree`. A query to an address that the tree does not declare fails. */
export async function traceIn(
  tree: ZoneTree,
  question: string,
  options: {
    limits?: Limits;
    /** Those of the trace that are not as usual. */
    options?: Partial<TraceOptions>;
    ipv6?: boolean;
    signal?: AbortSignal;
    allowTarget?: (address: string) => boolean;
    loss?: Loss;
    /** The numbers of the autonomous systems that addresses lie in; those that are left out are on no map. */
    originAs?: Readonly<Record<string, number>>;
    /** `new`: the trace is the first of its process, and asks the root for its name servers. A memory of a test's own: what
     *  earlier traces heard. Absent: it hears all by itself. */
    memory?: TraceMemory | 'new';
  } = {},
): Promise<TraceRun> {
  const clock = virtualClock();
  const [name = '', type] = question.split(' ');
  const {
    limits,
    options: traceOptions = {},
    ipv6 = true,
    signal,
    allowTarget = () => true,
    loss,
    originAs,
    memory,
  } = options;
  const network = memoryNetwork(tree, { clock, strict: true, ...(loss ? { loss } : {}) });
  const facts = trace(parseQuestion(name, type).question, {
    exchange: network.exchange,
    rootHints: rootHintsOf(tree),
    profile: 'lab',
    vantage: { name: 'test', ipv4: true, ipv6 },
    allowTarget,
    engine: 'test',
    clock,
    startedAt: '2026-01-01T00:00:00.000Z',
    options: traceOptions,
    ...(originAs
      ? {
          originOf: (address: string) =>
            address in originAs ? { number: originAs[address]!, holder: null } : null,
        }
      : {}),
    ...(limits ? { limits } : {}),
    ...(signal ? { signal } : {}),
    ...(memory ? { memory: memory === 'new' ? new TraceMemory(clock) : memory } : {}),
  });
  const events = await clock.run(Array.fromAsync(recordTrace(facts, diagnose)));
  const summary = summaryOf(events);
  return { ...summary, sent: network.sent, tookMs: summary.state.atMs };
}

/** What a trace came to, from its events. */
export function summaryOf(events: TraceEvent[]): TraceSummary {
  const state = events.reduce(reduceTrace, initialTraceState);
  return {
    events,
    state,
    outcome: traceOutcome(state),
    path: pathOf(state),
    findings: state.findings,
    codes: [...new Set(state.findings.map(({ code }) => code))].toSorted(),
    said: state.findings.map(({ code, zone, nameServer }) => [code, zone, nameServer ?? ''].join(' ').trim()),
  };
}

function pathOf(state: TraceState): string[] {
  return questionChain(state).flatMap(({ startZone, question, outcome }) => {
    const zones = state.zones
      .filter(({ name }) => name !== startZone && name !== '.' && isOnTheWay(name, startZone, question.name))
      .map(({ name }) => name)
      .toSorted((a, b) => a.length - b.length);
    const stops = [startZone, ...zones];
    const last = outcome && 'hopId' in outcome ? state.hops[outcome.hopId]!.zone : stops.at(-1)!;
    const way = stops.slice(0, stops.indexOf(last) + 1);
    const cuts = way.slice(1).map((zone, i) => `${withFinalDot(way[i]!)} -> ${withFinalDot(zone)}`);
    const end =
      outcome?.kind === 'alias' ? `alias ${withFinalDot(outcome.link.target)}` : (outcome?.kind ?? 'nothing');
    return [...cuts, `${withFinalDot(last)} -> ${end}`];
  });
}

function isOnTheWay(zone: string, start: string, name: string): boolean {
  const below = start === '.' || zone.endsWith(`.${start}`);
  return below && (name === zone || name.endsWith(`.${zone}`));
}
