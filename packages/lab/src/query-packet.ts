// What a lab server reads from the packet it received. RFC 1035 4.1, RFC 6891 6.1.
import { type DomainName, nameOfLabels } from '@delegraph/model';

export interface ReceivedQuery {
  id: number;
  opcode: number;
  /** Whether the packet is itself a reply: nothing may answer it. */
  isReply: boolean;
  recursionDesired: boolean;
  /** Null when there is not exactly one question, or it cannot be read. */
  question: ReceivedQuestion | null;
  /** Null without an OPT record. */
  edns: { version: number; udpSize: number; dnssecOk: boolean } | null;
}

export interface ReceivedQuestion {
  name: DomainName;
  type: number;
  class: number;
  /** As received, for the echo: the case of the letters is the sender's. */
  octets: Uint8Array;
}

const HEADER_OCTETS = 12;
const TYPE_OPT = 41;

/** Reads a query. Null when the packet has no complete header. Never throws. */
export function readQuery(packet: Uint8Array): ReceivedQuery | null {
  if (packet.length < HEADER_OCTETS) return null;
  const view = Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength);
  const flags = view.readUInt16BE(2);
  const counts = [4, 6, 8, 10].map((offset) => view.readUInt16BE(offset));
  const question = counts[0] === 1 ? readQuestion(view) : null;
  return {
    id: view.readUInt16BE(0),
    opcode: (flags >> 11) & 0xf,
    isReply: (flags & 0x8000) !== 0,
    recursionDesired: (flags & 0x0100) !== 0,
    question,
    edns:
      question && readOpt(view, HEADER_OCTETS + question.octets.length, counts[1]! + counts[2]! + counts[3]!),
  };
}

function readQuestion(packet: Buffer): ReceivedQuestion | null {
  const labels: Uint8Array[] = [];
  let offset = HEADER_OCTETS;
  for (;;) {
    const length = packet[offset];
    if (length === undefined || length > 63) return null;
    offset += 1;
    if (length === 0) break;
    labels.push(packet.subarray(offset, offset + length));
    offset += length;
  }
  if (offset + 4 > packet.length) return null;
  try {
    return {
      name: nameOfLabels(labels),
      type: packet.readUInt16BE(offset),
      class: packet.readUInt16BE(offset + 2),
      octets: packet.subarray(HEADER_OCTETS, offset + 4),
    };
  } catch {
    return null;
  }
}

function readOpt(packet: Buffer, start: number, count: number): ReceivedQuery['edns'] {
  let offset = start;
  for (let i = 0; i < count; i += 1) {
    offset = skipName(packet, offset);
    if (offset + 10 > packet.length) return null;
    if (packet.readUInt16BE(offset) === TYPE_OPT) {
      return {
        udpSize: packet.readUInt16BE(offset + 2),
        version: packet[offset + 5]!,
        dnssecOk: (packet.readUInt16BE(offset + 6) & 0x8000) !== 0,
      };
    }
    offset += 10 + packet.readUInt16BE(offset + 8);
  }
  return null;
}

function skipName(packet: Buffer, start: number): number {
  let offset = start;
  for (;;) {
    const length = packet[offset] ?? 0;
    if (length >= 0xc0) return offset + 2;
    offset += 1 + length;
    if (length === 0) return offset;
  }
}
