// A strict walk over the octets of a message: what it frames, before anything is decoded. RFC 1035 4.1.
// A hostile message costs microseconds here; the record decoders behind it never see more than one record.
import { labelOctets, type DomainName } from '@delegraph/model';

/** The message cannot be split into its sections. The text says where and why. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

export interface Header {
  id: number;
  flags: number;
  questions: number;
  answers: number;
  authorities: number;
  additionals: number;
}

export interface WireQuestion {
  name: Uint8Array[];
  type: number;
  class: number;
}

/** One record as framed by its RDLENGTH. Offsets count from the start of the message. */
export interface RecordFrame {
  section: 'answer' | 'authority' | 'additional';
  owner: Uint8Array[];
  type: number;
  class: number;
  ttl: number;
  start: number;
  rdataStart: number;
  rdataEnd: number;
}

export interface WireMessage {
  header: Header;
  question: WireQuestion | null;
  records: RecordFrame[];
  /** Octets after the last record; 0 when the walk did not get there. */
  trailing: number;
  /** Where the octets begin that cannot be split further, and why. Null when the walk reached the last record. */
  fault: { at: number; reason: WireError } | null;
}

export const HEADER_OCTETS = 12;
const MAX_NAME_OCTETS = 255;
/** No honest name needs more hops than it can have labels. */
const MAX_POINTERS_PER_NAME = 126;
/** A chain of pointers through a 64 KiB message would otherwise block the event loop for half a second. */
const MAX_POINTERS_PER_MESSAGE = 4096;
const MAX_RECORDS = 2000;
/** Thousands of pointers to one name of 127 labels would make a quarter of a million labels. */
const MAX_LABELS_PER_MESSAGE = 24_000;

/** Reads names with one budget of compression pointers and labels for the whole message. */
export class NameReader {
  readonly #octets: Uint8Array;
  #pointersLeft = MAX_POINTERS_PER_MESSAGE;
  #labelsLeft = MAX_LABELS_PER_MESSAGE;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  /** The labels of the name at `offset`, and where the octets after it start. Throws `WireError`. */
  read(offset: number): { labels: Uint8Array[]; end: number } {
    const labels: Uint8Array[] = [];
    let at = offset;
    let end: number | null = null;
    let length = 1;
    let pointers = 0;
    for (;;) {
      const octet = this.#octetAt(at);
      if (octet === 0) return { labels, end: end ?? at + 1 };
      if (octet >= 0xc0) {
        const target = ((octet & 0x3f) << 8) | this.#octetAt(at + 1);
        end ??= at + 2;
        pointers += 1;
        this.#pointersLeft -= 1;
        if (target >= at)
          throw new WireError(`the compression pointer at octet ${at} does not point backwards`);
        if (pointers > MAX_POINTERS_PER_NAME || this.#pointersLeft < 0)
          throw new WireError('too many compression pointers');
        at = target;
      } else if (octet >= 0x40) {
        throw new WireError(`octet ${at} is neither a label length nor a pointer`);
      } else {
        length += octet + 1;
        if (length > MAX_NAME_OCTETS)
          throw new WireError(`the name at octet ${offset} is longer than ${MAX_NAME_OCTETS} octets`);
        if (at + 1 + octet > this.#octets.length)
          throw new WireError(`the name at octet ${offset} runs past the end`);
        this.#labelsLeft -= 1;
        if (this.#labelsLeft < 0) throw new WireError('too many labels');
        labels.push(this.#octets.slice(at + 1, at + 1 + octet));
        at += octet + 1;
      }
    }
  }

  #octetAt(offset: number): number {
    const octet = this.#octets[offset];
    if (octet === undefined) throw new WireError(`a name runs past the end of the message, octet ${offset}`);
    return octet;
  }
}

/** The 12 octets every message starts with. Throws `WireError` when there are fewer. */
export function readHeader(octets: Uint8Array): Header {
  if (octets.length < HEADER_OCTETS)
    throw new WireError(`only ${octets.length} octets: too short for a header`);
  const view = viewOf(octets);
  return {
    id: view.getUint16(0),
    flags: view.getUint16(2),
    questions: view.getUint16(4),
    answers: view.getUint16(6),
    authorities: view.getUint16(8),
    additionals: view.getUint16(10),
  };
}

/** The question section, null when it is empty, and where the records start. Throws `WireError`. */
export function readQuestion(
  octets: Uint8Array,
  header: Header,
): { question: WireQuestion | null; end: number } {
  if (header.questions === 0) return { question: null, end: HEADER_OCTETS };
  if (header.questions > 1) throw new WireError(`${header.questions} questions in one message`);
  const { labels, end } = new NameReader(octets).read(HEADER_OCTETS);
  if (end + 4 > octets.length) throw new WireError('the question runs past the end');
  const view = viewOf(octets);
  return {
    question: { name: labels, type: view.getUint16(end), class: view.getUint16(end + 2) },
    end: end + 4,
  };
}

/** Splits a message into header, question and framed records. Does not look into RDATA. Throws `WireError` when a
 *  count or length in it is a lie. */
export function walkMessage(octets: Uint8Array): WireMessage {
  const message = walkUntilFault(octets);
  if (message.fault) throw message.fault.reason;
  return message;
}

/** As `walkMessage`, but what stands before the fault is kept. Throws `WireError` only without a whole header. */
export function walkUntilFault(octets: Uint8Array): WireMessage {
  const message: WireMessage = {
    header: readHeader(octets),
    question: null,
    records: [],
    trailing: 0,
    fault: null,
  };
  let at = HEADER_OCTETS;
  try {
    const { question, end } = readQuestion(octets, message.header);
    message.question = question;
    at = end;
    for (const frame of framesOf(octets, message.header, end)) {
      message.records.push(frame);
      at = frame.rdataEnd;
    }
    message.trailing = octets.length - at;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    message.fault = { at, reason: error };
  }
  return message;
}

/** The records from `start` on, as many as the header counts. Throws `WireError` at the first that cannot be framed. */
function* framesOf(octets: Uint8Array, header: Header, start: number): Generator<RecordFrame> {
  const counts = { answer: header.answers, authority: header.authorities, additional: header.additionals };
  const names = new NameReader(octets);
  const view = viewOf(octets);
  let at = start;
  let framed = 0;
  for (const section of ['answer', 'authority', 'additional'] as const) {
    for (let i = 0; i < counts[section]; i += 1) {
      if (framed === MAX_RECORDS) throw new WireError(`more than ${MAX_RECORDS} records`);
      const owner = names.read(at);
      if (owner.end + 10 > octets.length)
        throw new WireError(`the ${section} section ends in the middle of record ${i + 1}`);
      const rdataStart = owner.end + 10;
      const rdataEnd = rdataStart + view.getUint16(owner.end + 8);
      if (rdataEnd > octets.length)
        throw new WireError(`the RDLENGTH of record ${i + 1} of the ${section} section runs past the end`);
      yield {
        section,
        owner: owner.labels,
        type: view.getUint16(owner.end),
        class: view.getUint16(owner.end + 2),
        ttl: view.getUint32(owner.end + 4),
        start: at,
        rdataStart,
        rdataEnd,
      };
      at = rdataEnd;
      framed += 1;
    }
  }
}

/** A name as it goes on the wire, uncompressed. */
export function encodeName(name: DomainName): Uint8Array {
  return Uint8Array.from([...labelOctets(name).flatMap((label) => [label.length, ...label]), 0]);
}

/** Whether two names are the same without regard to ASCII case. RFC 4343. */
export function sameLabels(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((label, i) => sameOctets(label, b[i]!));
}

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => lowerCase(octet) === lowerCase(b[i]!));
}

/** An octet with an ASCII capital letter made small. RFC 4343. */
export function lowerCase(octet: number): number {
  return octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet;
}

export function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
}
