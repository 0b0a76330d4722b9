// The messages of a trace in the standard JSON of DNS. RFC 8427. File suffix .dns.json.
import {
  type Message,
  type ResourceRecord,
  type TraceState,
  nameText,
  labelOctets,
  withFinalDot,
} from '@delegraph/model';
import { hexText } from './octets.ts';
import { type SentMessage, sentMessages } from './sent-messages.ts';
import { type Section, type WireMessage, type WireRecord, readWireMessage } from './wire-message.ts';

/** A JSON array with a paired object for every try, in the order sent: `queryMessage`, and `responseMessage` where a reply
 *  is known. Queries are written anew, as sent-messages.ts says. Names are ASCII in presentation format with the final dot,
 *  A-labels only; a backslash of RFC 1035 5.1 is doubled by JSON itself (erratum 5439). `…HEX` members are the octets as
 *  received, but that `RDATAHEX` has its names written out. */
export function dnsJsonForm(state: TraceState): string {
  const startMs = startMsOf(state);
  const pairs = sentMessages(state).map((message) => pairOf(message, startMs));
  return `[${pairs.map((pair) => `\n${asciiJson(pair)}`).join(',')}\n]\n`;
}

/** One hop as such a paired object, laid out to be read: of its tries the last that was heard, else the last. Null where
 *  nothing was sent. */
export function hopDnsJson(state: TraceState, hopId: number): string | null {
  const hops = state.hops.filter(({ id }) => id === hopId);
  const sent = sentMessages({ ...state, hops });
  const told = sent.findLast(({ reply }) => reply !== null) ?? sent.at(-1);
  return told ? `${asciiJson(pairOf(told, startMsOf(state)), 2)}\n` : null;
}

function startMsOf({ startedAt }: TraceState): number {
  const startMs = Date.parse(startedAt);
  return Number.isNaN(startMs) ? 0 : startMs;
}

function pairOf(sent: SentMessage, startMs: number): object {
  const { hop, transport, query, reply, sentAtMs } = sent;
  const comment = `${transport.toUpperCase()} to ${hop.address} port 53, ${withFinalDot(hop.nameServer)} of zone ${withFinalDot(hop.zone)}`;
  const queryMessage = { ...messageMembers(query, null), ...dateMembers(startMs + sentAtMs), comment };
  if (!reply) return { queryMessage };
  const heard = hop.result.status === 'answered' ? hop.result.message : null;
  return {
    queryMessage,
    responseMessage: { ...messageMembers(reply.octets, heard), ...dateMembers(startMs + reply.atMs) },
  };
}

/** RFC 8427 2.1. `heard`: the same message as the tracer read it, for the presentation form of its data. */
function messageMembers(octets: Uint8Array, heard: Message | null): object {
  const wire = readWireMessage(octets);
  const raw = { messageOctetsHEX: hexText(octets) };
  if (!wire) return raw;
  const bit = (mask: number): 0 | 1 => (wire.flags & mask ? 1 : 0);
  return {
    ID: wire.id,
    QR: bit(0x8000),
    Opcode: (wire.flags >> 11) & 0xf,
    AA: bit(0x0400),
    TC: bit(0x0200),
    RD: bit(0x0100),
    RA: bit(0x0080),
    AD: bit(0x0020),
    CD: bit(0x0010),
    RCODE: wire.flags & 0xf,
    QDCOUNT: wire.counts.question,
    ANCOUNT: wire.counts.answer,
    NSCOUNT: wire.counts.authority,
    ARCOUNT: wire.counts.additional,
    ...(wire.question && {
      QNAME: wire.question.name,
      QTYPE: wire.question.type,
      QCLASS: wire.question.class,
    }),
    ...sectionMembers(wire, heard),
    ...raw,
  };
}

function sectionMembers(wire: WireMessage, heard: Message | null): object {
  const members = { answerRRs: 'answer', authorityRRs: 'authority', additionalRRs: 'additional' } as const;
  return Object.fromEntries(
    Object.entries(members)
      .filter(([, section]) => wire.counts[section] > 0)
      .map(([member, section]) => [member, recordMembers(wire, section, heard?.[section] ?? [])]),
  );
}

/** The records of a section; those the tracer could read, with its type names and data. It has left out OPT and what was
 *  broken, so the two lists are gone through together. */
function recordMembers(wire: WireMessage, section: Section, heard: readonly ResourceRecord[]): object[] {
  let next = 0;
  return wire.records
    .filter((record) => record.section === section)
    .map((record) => {
      const read = heard[next];
      const isSame = read !== undefined && sameName(record, read);
      if (isSame) next += 1;
      return {
        NAME: record.name,
        TYPE: record.type,
        ...(isSame && { TYPEname: read.type }),
        CLASS: record.class,
        TTL: record.ttl,
        RDLENGTH: record.rdata.length,
        RDATAHEX: hexText(record.rdata),
        ...(isSame && TYPED_MEMBERS.has(read.type) && { [`rdata${read.type}`]: read.data }),
      };
    });
}

/** The types that have a member of their own. RFC 8427 2.3. */
const TYPED_MEMBERS = new Set([
  'A',
  'AAAA',
  'CNAME',
  'DNAME',
  'NS',
  'PTR',
  'TXT',
  'CDNSKEY',
  'CDS',
  'CSYNC',
  'DNSKEY',
  'HIP',
  'IPSECKEY',
  'KEY',
  'MX',
  'NSEC',
  'NSEC3',
  'NSEC3PARAM',
  'OPENPGPKEY',
  'RRSIG',
  'SMIMEA',
  'SPF',
  'SRV',
  'SSHFP',
  'TLSA',
]);

const TYPE_OPT = 41;

function sameName(record: WireRecord, { name, type }: ResourceRecord): boolean {
  if (record.type === TYPE_OPT && type !== 'OPT') return false;
  return record.name.toLowerCase() === nameText(labelOctets(name));
}

/** RFC 8427 2.5. */
function dateMembers(ms: number): object {
  return { dateString: new Date(ms).toISOString(), dateSeconds: Math.round(ms * 1000) / 1e6 };
}

/** JSON in ASCII: what a terminal or an editor could take for more than text is escaped. `indent`: the columns by which
 *  what is within is moved, on lines of its own; all on one line without. */
function asciiJson(value: object, indent = 0): string {
  // oxlint-disable-next-line no-control-regex -- the end of ASCII, and the line breaks between members
  return JSON.stringify(value, null, indent).replace(
    /[^\n\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
