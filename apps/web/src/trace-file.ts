// A trace read from a file: the document of the server's API, an event log with one event on each line, or a picture of
// ours that carries its log.
import { verdictOf } from '@delegraph/diagnosis';
import { TRACE_NAMESPACE, buildScene, delegationGraph, placeGraph } from '@delegraph/diagram';
import {
  type TraceDocument,
  type TraceEvent,
  type TraceState,
  type ZoneState,
  initialTraceState,
  reduceEvents,
} from '@delegraph/model';
import type { TraceStore } from './trace-store.ts';

export interface TraceFile {
  name: string;
  text: string;
  /** Of a file that a server made of a trace it had had uploaded: when, ISO 8601. */
  uploadedAt?: string | null;
}

/** What was dropped is no trace of ours, said in one sentence. */
export class TraceFileError extends Error {
  constructor(name: string) {
    super(
      `“${name}” holds no trace of delegraph: drop a trace document (.json), an event log (.ndjson) or a picture of a trace (.svg, .png).`,
    );
    this.name = 'TraceFileError';
  }
}

/** Larger than any trace within its limits. */
const MAX_FILE_OCTETS = 12_000_000;

/** The file with the text of the trace in it: a picture is opened, any other file is its own text. Throws `TraceFileError`. */
export async function readTraceFile(file: File): Promise<TraceFile> {
  const { name } = file;
  try {
    if (file.size > MAX_FILE_OCTETS) throw new RangeError(`${file.size} octets`);
    const octets = new Uint8Array(await file.arrayBuffer());
    const log = isPng(octets) ? logOfPng(octets) : logOfSvg(new TextDecoder().decode(octets));
    if (log === null) return { name, text: await file.text() };
    return { name, text: await inflated(log) };
  } catch {
    throw new TraceFileError(name);
  }
}

/** The trace in the file, as a store that never changes. Throws `TraceFileError`. */
export function openTraceFile({ name, text, uploadedAt = null }: TraceFile): TraceStore {
  try {
    const asked = { ...initialTraceState, uploadedAt };
    const { state, events } = readTrace(text, asked);
    // A file can hold anything: what cannot be told and drawn is refused here, and not in the middle of the page.
    verdictOf(state);
    buildScene(placeGraph(delegationGraph(state)));
    const snapshot = { state, events, connection: 'ended' } as const;
    return {
      open() {},
      subscribe: () => () => {},
      snapshot: () => snapshot,
      stateAfter: (count) => reduceEvents(asked, events.slice(0, count)),
    };
  } catch {
    throw new TraceFileError(name);
  }
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The chunk with the log: its keyword, that it is compressed by the one method there is, and no language. */
const LOG_CHUNK = 'delegraph\0\u0001\0\0\0';

function isPng(octets: Uint8Array): boolean {
  return PNG_SIGNATURE.every((octet, index) => octets[index] === octet);
}

/** The compressed log in an iTXt chunk. Throws `RangeError` when there is none. */
function logOfPng(png: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  let at = PNG_SIGNATURE.length;
  while (at + 12 <= png.length) {
    const length = view.getUint32(at);
    const typeAndKeyword = String.fromCharCode(...png.subarray(at + 4, at + 8 + LOG_CHUNK.length));
    if (typeAndKeyword === `iTXt${LOG_CHUNK}`)
      return new Uint8Array(png.subarray(at + 8 + LOG_CHUNK.length, at + 8 + length));
    at += length + 12;
  }
  throw new RangeError('a PNG without a log');
}

/** The compressed log in the metadata of an SVG; null in what is no SVG. Throws `RangeError` when an SVG has none. */
function logOfSvg(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^\s*(?:<\?xml[^>]*>\s*)?<svg[\s>]/.test(text)) return null;
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
  const log = svg.getElementsByTagNameNS(TRACE_NAMESPACE, 'trace')[0];
  if (log?.getAttribute('coding') !== 'zlib base64') throw new RangeError('an SVG without a log');
  return Uint8Array.from(atob(log.textContent.trim()), (char) => char.charCodeAt(0));
}

/** RFC 1950. Throws when the data is broken, or would be larger than any file that is taken. */
async function inflated(octets: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate'));
  const decoder = new TextDecoder();
  let text = '';
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > MAX_FILE_OCTETS) throw new RangeError('a log larger than any trace');
  }
}

function readTrace(text: string, asked: TraceState): { state: TraceState; events: TraceEvent[] } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 1 && lines[0]!.includes('"trace-started"')) {
    const events = lines.map((line) => JSON.parse(line) as TraceEvent);
    return { state: reduceEvents(asked, events), events };
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
    // Documents from before servers were examined have none.
    examination: document.examination ?? null,
    options: document.options,
    findings,
    limitsReached: document.limitsReached,
    endReason: document.endReason,
    // Older documents tell only of what their server asked.
    uploadedAt: document.uploadedAt ?? null,
  };
}
