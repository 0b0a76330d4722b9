// A trace read from a file: the document of the server's API, or an event log with one event on each line.
import { verdictOf } from '@delegraph/diagnosis';
import { buildScene, delegationGraph, placeGraph } from '@delegraph/diagram';
import {
  type TraceDocument,
  type TraceEvent,
  type TraceState,
  type ZoneState,
  initialTraceState,
  reduceTrace,
} from '@delegraph/model';
import type { TraceStore } from './trace-store.ts';

export interface TraceFile {
  name: string;
  text: string;
}

/** What was dropped is no trace of ours, said in one sentence. */
export class TraceFileError extends Error {
  constructor(name: string) {
    super(`“${name}” holds no trace of delegraph: drop a trace document (.json) or an event log (.ndjson).`);
    this.name = 'TraceFileError';
  }
}

/** Larger than any trace within its limits. */
export const MAX_FILE_OCTETS = 12_000_000;

/** The trace in the file, as a store that never changes. Throws `TraceFileError`. */
export function openTraceFile({ name, text }: TraceFile): TraceStore {
  try {
    const { state, events } = readTrace(text);
    // A file can hold anything: what cannot be told and drawn is refused here, and not in the middle of the page.
    verdictOf(state);
    buildScene(placeGraph(delegationGraph(state)));
    const snapshot = { state, events, connection: 'ended' } as const;
    return {
      open() {},
      subscribe: () => () => {},
      snapshot: () => snapshot,
      stateAfter: (count) => events.slice(0, count).reduce(reduceTrace, initialTraceState),
    };
  } catch {
    throw new TraceFileError(name);
  }
}

function readTrace(text: string): { state: TraceState; events: TraceEvent[] } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 1 && lines[0]!.includes('"trace-started"')) {
    const events = lines.map((line) => JSON.parse(line) as TraceEvent);
    return { state: events.reduce(reduceTrace, initialTraceState), events };
  }
  return { state: stateOfDocument(JSON.parse(text) as TraceDocument), events: [] };
}

/** The state a document was made from. When a zone was learned is not in it: its first referral tells. */
function stateOfDocument(document: TraceDocument): TraceState {
  if (document.schemaVersion !== 1) throw new RangeError(`schema version ${document.schemaVersion}`);
  const { question, profile, vantage, engine, startedAt, lookups, hops, findings } = document;
  const ends = hops.map(({ endedAtMs, sentAtMs }) => endedAtMs ?? sentAtMs);
  const zones = document.zones.map((zone): ZoneState => {
    const referral = hops
      .filter(
        ({ result }) =>
          result.status === 'answered' &&
          result.response.kind === 'referral' &&
          result.response.zone === zone.name,
      )
      .toSorted((one, other) => (one.endedAtMs ?? 0) - (other.endedAtMs ?? 0))[0];
    const nameServers = zone.nameServers.map(({ name, addresses }) => ({
      name,
      addresses: addresses.map(({ address, source }) => ({ address, source })),
    }));
    return {
      name: zone.name,
      parent: zone.parent,
      signed: zone.signed,
      nameServers,
      learnedFrom: referral?.id ?? null,
      learnedAtMs: referral?.endedAtMs ?? 0,
    };
  });
  return {
    ...initialTraceState,
    atMs: document.completedAfterMs ?? Math.max(0, ...ends),
    status: document.status,
    question,
    profile,
    vantage,
    engine,
    startedAt,
    zones,
    lookups,
    hops,
    findings,
    limitsReached: document.limitsReached,
    endReason: document.endReason,
  };
}
