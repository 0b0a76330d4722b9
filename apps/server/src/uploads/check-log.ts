// An event log that somebody else wrote, held against all that a log of ours is: what it says is shown under our address.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { diagnose } from '@delegraph/diagnosis';
import {
  buildScene,
  cardPicture,
  delegationGraph,
  framePicture,
  pictureToSvg,
  placeGraph,
} from '@delegraph/diagram';
import {
  type Question,
  type TimedFact,
  type TraceEvent,
  type TraceOptions,
  type TraceState,
  classifyResponse,
  grammarFault,
  initialTraceState,
  recordTrace,
  reduceEvents,
} from '@delegraph/model';
import {
  captureForm,
  dnsJsonForm,
  graphvizForm,
  markdownForm,
  mermaidForm,
  textForm,
} from '@delegraph/report';
import { salvageMessage } from '@delegraph/tracer';
import { diagnosisWords } from '../diagnosis-words.ts';
import { captionOf } from '../pictures/caption.ts';
import { documentOf } from '../stored-trace.ts';
import { EventSchema } from './event-schema.ts';
import { MAX_EVENTS } from './log-limits.ts';

/** A log that may be stored. */
export interface CheckedLog {
  question: Question;
  profile: string;
  options: Partial<TraceOptions>;
  /** One event of JSON each, with the findings that follow from the others. */
  lines: string[];
  /** SHA-256 of the log as it came, hexadecimal: that of the same trace where it was made. */
  sha256: string;
  /** Whether the findings that came with it are others. */
  isJudgedAnew: boolean;
}

/** Why a log is refused, in words for whoever uploads it. */
export class LogRefusal extends Error {
  override name = 'LogRefusal';
}

/** For telling only: any time will do. */
const CHECKED_AT = '2026-01-01T00:00:00.000Z';

/** The log in `text`, one event a line. Nothing in it is believed that can be made anew: messages are decoded from their octets,
 *  and findings are left out and raised again by the rules of this program. Rejects with `LogRefusal` for whatever is not
 *  as a log of ours is. */
export async function checkLog(text: string): Promise<CheckedLog> {
  const claimed = eventsOf(text);
  const fault = grammarFault(claimed);
  if (fault !== null) throw new LogRefusal(fault);
  for (const event of claimed) checkMessage(event);
  const events = await Array.fromAsync(recordTrace(factsOf(claimed), diagnose));
  const state = reduceEvents({ ...initialTraceState, uploadedAt: CHECKED_AT }, events);
  checkOutcomes(state);
  tell(state);
  const started = claimed[0] as Extract<TraceEvent, { type: 'trace-started' }>;
  const [asCame, lines] = [linesOf(claimed), linesOf(events)];
  return {
    question: started.question,
    profile: started.profile,
    options: started.options ?? {},
    lines,
    sha256: createHash('sha256')
      .update(asCame.map((line) => `${line}\n`).join(''))
      .digest('hex'),
    isJudgedAnew: !isDeepStrictEqual(asCame, lines),
  };
}

function eventsOf(text: string): TraceEvent[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (isDocument(text))
    throw new LogRefusal(
      'This is a trace document, which is made from an event log and holds only a part of it. Upload the log itself (.ndjson), or a picture of the trace that carries it.',
    );
  if (lines.length === 0) throw new LogRefusal('The file is empty.');
  if (lines.length > MAX_EVENTS)
    throw new LogRefusal(`The log has ${lines.length} events; a trace has ${MAX_EVENTS} at most.`);
  return lines.map((line, index) => {
    const event = parsed(line, index);
    const checked = EventSchema.safeParse(event);
    if (checked.success) return event as TraceEvent;
    const [issue] = checked.error.issues;
    const path = issue?.path.join('.') ?? '';
    throw new LogRefusal(`Line ${index + 1}${path && `, ${path}`}: ${issue?.message}.`);
  });
}

/** Whether the text is one JSON value over all its lines, and none of ours for a log. */
function isDocument(text: string): boolean {
  if (!text.includes('"schemaVersion"')) return false;
  try {
    return (JSON.parse(text) as { schemaVersion?: unknown }).schemaVersion !== undefined;
  } catch {
    return false;
  }
}

function parsed(line: string, index: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new LogRefusal(`Line ${index + 1} is no JSON.`);
  }
}

/** What an event says of a message, and of the try that brought it, must be what its octets say. */
function checkMessage(event: TraceEvent): void {
  if (event.type !== 'response-received' && event.type !== 'query-remembered') return;
  const octets = Buffer.from(event.wire, 'base64');
  if (octets.toString('base64') !== event.wire || !isDeepStrictEqual(decoded(octets), event.message))
    throw new LogRefusal(`Event ${event.seq}, ${event.type}: its message is not what its octets say.`);
  const last = event.type === 'response-received' ? event.tries.at(-1) : undefined;
  if (last && (last.result !== 'response' || (last.rcode ?? event.message.rcode) !== event.message.rcode))
    throw new LogRefusal(`Event ${event.seq}, ${event.type}: its last try is not what its message says.`);
}

/** How a lookup ended must be what the reply says that it ended by. */
function checkOutcomes({ lookups, hops }: TraceState): void {
  for (const { id, question, outcome } of lookups) {
    if (!outcome || !('hopId' in outcome)) continue;
    const hop = hops[outcome.hopId];
    // A reply can answer the next links of a chain, too.
    const said =
      hop?.result.status === 'answered' ? classifyResponse(hop.result.message, hop.zone, question) : null;
    const isSaid =
      said?.kind === outcome.kind &&
      (outcome.kind !== 'answer' || isDeepStrictEqual(outcome.records, 'records' in said && said.records)) &&
      (outcome.kind !== 'alias' || isDeepStrictEqual(outcome.link, 'link' in said && said.link));
    if (!isSaid)
      throw new LogRefusal(`Lookup ${id} ends otherwise than the reply of hop ${outcome.hopId} says.`);
  }
}

/** As JSON has it; null where the octets are no message. */
function decoded(octets: Uint8Array): unknown {
  try {
    return JSON.parse(JSON.stringify(salvageMessage(octets)));
  } catch {
    return null;
  }
}

async function* factsOf(events: readonly TraceEvent[]): AsyncGenerator<TimedFact, void, void> {
  for (const event of events) {
    if (event.type === 'finding-raised') continue;
    const { seq: _, atMs, ...fact } = event;
    yield { fact, atMs };
  }
}

function linesOf(events: readonly TraceEvent[]): string[] {
  return events.map((event) => JSON.stringify(event));
}

/** Tells the trace in every form there is, once: what cannot be told must not be stored. */
function tell(state: TraceState): void {
  try {
    JSON.stringify(documentOf('', state, diagnosisWords));
    const graph = delegationGraph(state);
    const placed = placeGraph(graph);
    buildScene(placed);
    const caption = captionOf(state, diagnosisWords, 'https://delegraph.test/t/x');
    for (const picture of [framePicture(placed, caption), cardPicture(graph, caption)])
      pictureToSvg(picture, { theme: 'light' });
    const permalink = { origin: 'https://delegraph.test', id: 'x', pictureVersion: '1' };
    for (const addresses of [true, false]) {
      textForm(state, permalink, { addresses });
      markdownForm(state, permalink, { addresses });
    }
    mermaidForm(state);
    graphvizForm(state);
    dnsJsonForm(state);
    captureForm(state);
  } catch {
    throw new LogRefusal('What the log tells cannot be shown, so it is not stored.');
  }
}
