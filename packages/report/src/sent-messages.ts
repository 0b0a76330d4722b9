// Every packet of a trace: the replies as received, and the queries written anew. The log does not hold the octets of
// queries, so a query gets the id of its reply, or 0 where none came, and its letters are small: which of them had been
// sent as capitals (draft-vixie-dnsext-dns0x20) is not kept. All else is as it was sent.
import {
  type HopState,
  type Question,
  type TraceState,
  type Try,
  defaultTraceOptions,
  labelOctets,
} from '@delegraph/model';
import { concatenated, octetsOf, uint16, viewOf } from './octets.ts';
import { typeNumber } from './type-number.ts';

/** One try of a hop: a query, and the reply to it when its octets are known. */
export interface SentMessage {
  hop: HopState;
  transport: 'udp' | 'tcp';
  /** Milliseconds since the trace started. */
  sentAtMs: number;
  query: Uint8Array;
  /** Null when nothing came; of a reply that was set aside, truncated and asked again, only the last one is kept. */
  reply: { octets: Uint8Array; atMs: number } | null;
  /** Whether the query certainly left: over TCP that is known only by a reply. */
  wasHeard: boolean;
}

/** The tries of all hops in the order they were sent. A type whose number is not known here is left out. */
export function sentMessages(state: TraceState): SentMessage[] {
  const { udpPayloadOctets = defaultTraceOptions.udpPayloadOctets } = state.options;
  return state.hops
    .flatMap((hop) => messagesOf(hop, udpPayloadOctets))
    .toSorted((one, other) => one.sentAtMs - other.sentAtMs);
}

function messagesOf(hop: HopState, udpPayloadOctets: number): SentMessage[] {
  const { tries, result } = hop;
  // The reply of a hop is that of its last try that had one.
  const answered =
    result.status === 'answered' ? tries.findLast((attempt) => attempt.result === 'response') : undefined;
  return tries.flatMap((attempt) => {
    const wire = attempt === answered && result.status === 'answered' ? result.wire : attempt.wire;
    const octets = wire === undefined ? null : octetsOf(wire);
    const id = octets && octets.length >= 2 ? viewOf(octets).getUint16(0) : 0;
    const query = queryOctets(hop.question, { id, edns: attempt.edns, udpPayloadOctets });
    if (query === null) return [];
    return {
      hop,
      transport: attempt.transport,
      sentAtMs: attempt.sentAtMs,
      query,
      reply: octets && { octets, atMs: attempt.sentAtMs + attempt.elapsedMs },
      wasHeard: isHeard(attempt),
    };
  });
}

function isHeard({ result }: Try): boolean {
  return result === 'response' || result === 'malformed' || result === 'mismatched';
}

/** The query for `question` as the tracer writes it, but for the case of its letters: RD=0, and with `edns` an OPT record
 *  with DO (RFC 6891). Null for a type without a known number. */
export function queryOctets(
  question: Question,
  { id, edns, udpPayloadOctets }: { id: number; edns: boolean; udpPayloadOctets: number },
): Uint8Array | null {
  const type = typeNumber(question.type);
  if (type === null) return null;
  return concatenated([
    uint16(id),
    [0, 0, 0, 1, 0, 0, 0, 0, 0, edns ? 1 : 0],
    ...labelOctets(question.name).flatMap((label) => [[label.length], label]),
    [0],
    uint16(type),
    [0, 1],
    edns ? [0, 0, 41, ...uint16(udpPayloadOctets), 0, 0, 0x80, 0, 0, 0] : [],
  ]);
}
