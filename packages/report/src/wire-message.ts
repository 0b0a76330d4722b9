// A message taken apart just far enough to hand its octets on: header, question, and where each record lies. RFC 1035 4.1.
import { nameText } from '@delegraph/model';
import { concatenated, viewOf } from './octets.ts';

export type Section = 'answer' | 'authority' | 'additional';

export interface WireRecord {
  section: Section;
  /** In presentation format with the final dot. */
  name: string;
  type: number;
  class: number;
  ttl: number;
  /** With compressed names written out where the type has them, so that it means the same outside its message. */
  rdata: Uint8Array;
}

export interface WireQuestion {
  name: string;
  type: number;
  class: number;
}

export interface WireMessage {
  id: number;
  flags: number;
  counts: Record<'question' | Section, number>;
  question: WireQuestion | null;
  records: WireRecord[];
  /** Whether all the header announced was found. */
  isWhole: boolean;
}

const HEADER_OCTETS = 12;
const SECTIONS: readonly Section[] = ['answer', 'authority', 'additional'];
/** No honest name needs more. */
const MOST_POINTERS = 126;
const MOST_RECORDS = 2000;

/** The message in `received` as far as it can be taken apart; null when there is not even a header. Never throws: the octets
 *  come from strangers. The question is read in small letters: we sent it in mixed case, and other names point into it. */
export function readWireMessage(received: Uint8Array): WireMessage | null {
  if (received.length < HEADER_OCTETS) return null;
  const octets = received.slice();
  const view = viewOf(octets);
  const message: WireMessage = {
    id: view.getUint16(0),
    flags: view.getUint16(2),
    counts: {
      question: view.getUint16(4),
      answer: view.getUint16(6),
      authority: view.getUint16(8),
      additional: view.getUint16(10),
    },
    question: null,
    records: [],
    isWhole: false,
  };
  let at = HEADER_OCTETS;
  for (let left = message.counts.question; left > 0; left -= 1) {
    const name = readName(octets, at);
    if (name) lowerLetters(octets, at, name.end);
    if (!name || name.end + 4 > octets.length) return message;
    message.question ??= {
      name: nameText(name.labels).toLowerCase(),
      type: view.getUint16(name.end),
      class: view.getUint16(name.end + 2),
    };
    at = name.end + 4;
  }
  for (const section of SECTIONS) {
    for (let left = message.counts[section]; left > 0; left -= 1) {
      const owner = readName(octets, at);
      if (!owner || owner.end + 10 > octets.length || message.records.length === MOST_RECORDS) return message;
      const start = owner.end + 10;
      const end = start + view.getUint16(owner.end + 8);
      if (end > octets.length) return message;
      const type = view.getUint16(owner.end);
      message.records.push({
        section,
        name: nameText(owner.labels),
        type,
        class: view.getUint16(owner.end + 2),
        ttl: view.getUint32(owner.end + 4),
        rdata: withoutCompression(octets, type, start, end),
      });
      at = end;
    }
  }
  return { ...message, isWhole: true };
}

/** Lengths of labels are below the letters, so they stay. */
function lowerLetters(octets: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const octet = octets[at]!;
    if (octet >= 0x41 && octet <= 0x5a) octets[at] = octet | 0x20;
  }
}

interface ReadName {
  labels: Uint8Array[];
  end: number;
}

/** The name at `offset`, or null when it does not end within the message or goes round in circles. */
function readName(octets: Uint8Array, offset: number): ReadName | null {
  const labels: Uint8Array[] = [];
  let at = offset;
  let end: number | null = null;
  let sum = 1;
  for (let pointers = 0; pointers <= MOST_POINTERS;) {
    const length = octets[at];
    if (length === undefined) return null;
    if (length === 0) return { labels, end: end ?? at + 1 };
    if (length >= 0xc0) {
      const low = octets[at + 1];
      if (low === undefined) return null;
      end ??= at + 2;
      at = ((length & 0x3f) << 8) | low;
      pointers += 1;
    } else {
      sum += length + 1;
      if (length > 63 || sum > 255 || at + 1 + length > octets.length) return null;
      labels.push(octets.slice(at + 1, at + 1 + length));
      at += length + 1;
    }
  }
  return null;
}

/** How many octets stand before the names in the RDATA of a type, and how many names: those that may be compressed (RFC
 *  3597 4), and those some servers compress nevertheless. */
const NAMES: Readonly<Record<number, { before: number; count: number }>> = {
  2: { before: 0, count: 1 },
  3: { before: 0, count: 1 },
  4: { before: 0, count: 1 },
  5: { before: 0, count: 1 },
  6: { before: 0, count: 2 },
  7: { before: 0, count: 1 },
  8: { before: 0, count: 1 },
  9: { before: 0, count: 1 },
  12: { before: 0, count: 1 },
  14: { before: 0, count: 2 },
  15: { before: 2, count: 1 },
  17: { before: 0, count: 2 },
  18: { before: 2, count: 1 },
  21: { before: 2, count: 1 },
  33: { before: 6, count: 1 },
  36: { before: 2, count: 1 },
  39: { before: 0, count: 1 },
};

function withoutCompression(octets: Uint8Array, type: number, start: number, end: number): Uint8Array {
  const raw = octets.slice(start, end);
  const names = NAMES[type];
  if (!names) return raw;
  const parts: Uint8Array[] = [octets.slice(start, start + names.before)];
  let at = start + names.before;
  for (let left = names.count; left > 0; left -= 1) {
    const name = at < end ? readName(octets, at) : null;
    // What is broken is handed on as it is.
    if (!name || name.end > end) return raw;
    parts.push(...name.labels.flatMap((label) => [Uint8Array.of(label.length), label]), Uint8Array.of(0));
    at = name.end;
  }
  return concatenated([...parts, octets.slice(at, end)]);
}
