// Every packet of a trace: the replies as received, and the queries written anew. The log does not hold the octets of
// queries, so a query gets the id of its reply, or 0 where none came, and its letters are small: which of them had been
// sent as capitals (draft-vixie-dnsext-dns0x20) is not kept, and a client's cookie is zeros. All else is as it was sent.
import {
  type EdnsForm,
  type HopState,
  OPTION_COOKIE,
  type QueryForm,
  type Question,
  type TraceOptions,
  type TraceState,
  type Try,
  defaultTraceOptions,
  formOf,
  labelOctets,
  typeNumber,
} from '@delegraph/model';
import { concatenated, octetsOf, uint16, viewOf } from './octets.ts';

const CLASS_IN = 1;
const CLASS_CH = 3;
const TYPE_OPT = 41;
const DNSSEC_OK = 0x8000;
const CLIENT_COOKIE_OCTETS = 8;

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
  return state.hops
    .flatMap((hop) => messagesOf(hop, state.options))
    .toSorted((one, other) => one.sentAtMs - other.sentAtMs);
}

function messagesOf(hop: HopState, options: TraceState['options']): SentMessage[] {
  const { tries, result } = hop;
  // The reply of a hop is that of its last try that had one.
  const answered =
    result.status === 'answered' ? tries.findLast((attempt) => attempt.result === 'response') : undefined;
  return tries.flatMap((attempt) => {
    const wire = attempt === answered && result.status === 'answered' ? result.wire : attempt.wire;
    const octets = wire === undefined ? null : octetsOf(wire);
    const id = octets && octets.length >= 2 ? viewOf(octets).getUint16(0) : 0;
    const { edns } = attempt;
    const query = queryOctets(hop.question, { ...options, id, edns, form: formOf(hop.probe) });
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

/** How a query was sent; what is left out of the trace's options is as usual. */
interface QueryLook extends Partial<Pick<TraceOptions, 'udpPayloadOctets' | 'dnssecOk'>> {
  id: number;
  edns: boolean;
  form?: QueryForm;
}

/** The query for `question` as the tracer writes it in the form given, but for the case of its letters; the usual form is
 *  RD=0 and, with `edns`, an OPT record (RFC 6891), with DO as usual. Null for a type without a known number. */
export function queryOctets(question: Question, query: QueryLook): Uint8Array | null {
  const { id, edns, form = {} } = query;
  const type = typeNumber(question.type);
  if (type === null) return null;
  const opt =
    edns && form.edns !== false ? optOctets(form.edns ?? {}, { ...defaultTraceOptions, ...query }) : null;
  return concatenated([
    uint16(id),
    [form.recursionDesired ? 1 : 0, 0, 0, 1, 0, 0, 0, 0, 0, opt ? 1 : 0],
    ...labelOctets(question.name).flatMap((label) => [[label.length], label]),
    [0],
    uint16(type),
    uint16(form.class === 'CH' ? CLASS_CH : CLASS_IN),
    opt ?? [],
  ]);
}

function optOctets(
  form: EdnsForm,
  { udpPayloadOctets, dnssecOk }: Pick<TraceOptions, 'udpPayloadOctets' | 'dnssecOk'>,
): Uint8Array {
  const { version = 0, payloadOctets = udpPayloadOctets, flags = 0, options = [] } = form;
  const content = concatenated(
    options.flatMap((code) => {
      const octets = code === OPTION_COOKIE ? CLIENT_COOKIE_OCTETS : 0;
      return [uint16(code), uint16(octets), new Uint8Array(octets)];
    }),
  );
  return concatenated([
    [0],
    uint16(TYPE_OPT),
    uint16(payloadOctets),
    [0, version],
    uint16((dnssecOk ? DNSSEC_OK : 0) | flags),
    uint16(content.length),
    content,
  ]);
}
