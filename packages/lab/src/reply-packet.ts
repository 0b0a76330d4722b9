// Writes a lab server's reply, with compressed names: thirteen servers with both kinds of address must fit into
// 1232 octets, and dns-packet does not compress. RFC 1035 4.1.4, RFC 6891 6.1.
import { type DomainName, ROOT, labelOctets, labelsOf } from '@delegraph/model';
import { type LabRecord, TYPE_NUMBERS } from './lab-record.ts';
import type { ReceivedQuery } from './query-packet.ts';

/** The RCODEs a lab server uses. RFC 6895 2.3. */
export const RCODES = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  YXDOMAIN: 6,
  NOTAUTH: 9,
  BADVERS: 16,
} as const;

/** What a reply says, apart from what it copies from the query. */
export interface ReplyContent {
  rcode: keyof typeof RCODES;
  authoritative: boolean;
  truncated?: boolean;
  recursionAvailable?: boolean;
  /** Whether a resolver says that it has validated the data (AD). RFC 4035 3.2.3. */
  authenticData?: boolean;
  /** Why it failed, in the OPT record. RFC 8914. */
  extendedError?: { code: number; text: string };
  /** The class of the answers, where it is not IN. */
  answerClass?: number;
  answer: readonly LabRecord[];
  authority: readonly LabRecord[];
  additional: readonly LabRecord[];
}

/** The largest UDP payload the lab's servers send and say they receive: no fragments on common paths. */
export const UDP_SIZE_OCTETS = 1232;

const TYPE_OPT = 41;
const OPTION_EXTENDED_ERROR = 15;
const CLASS_IN = 1;
/** The types whose names may be compressed: those of RFC 1035. RFC 3597 4. */
const COMPRESSIBLE: ReadonlySet<string> = new Set(['NS', 'CNAME', 'PTR', 'MX', 'SOA']);
const POINTER_LIMIT = 0x3fff;

/** The reply as octets. Id, opcode, RD and question are the query's; an OPT record stands in it when one stood there. */
export function writeReply(query: ReceivedQuery, content: ReplyContent): Uint8Array {
  const rcode = RCODES[content.rcode];
  const writer = new PacketWriter();
  const flags =
    0x8000 |
    (query.opcode << 11) |
    (content.authoritative ? 0x0400 : 0) |
    (content.truncated ? 0x0200 : 0) |
    (query.recursionDesired ? 0x0100 : 0) |
    (content.recursionAvailable ? 0x0080 : 0) |
    (content.authenticData ? 0x0020 : 0) |
    (rcode & 0xf);
  const { answer, authority, additional } = content;
  for (const value of [
    query.id,
    flags,
    query.question ? 1 : 0,
    answer.length,
    authority.length,
    additional.length + (query.edns ? 1 : 0),
  ]) {
    writer.u16(value);
  }
  if (query.question) writer.question(query.question.octets, query.question.name);
  for (const record of answer) writer.record(record, content.answerClass);
  for (const record of [...authority, ...additional]) writer.record(record);
  if (query.edns) writer.opt(rcode >> 4, query.edns.dnssecOk, extendedErrorOption(content));
  return writer.octets();
}

function extendedErrorOption({ extendedError }: ReplyContent): Uint8Array {
  if (!extendedError) return new Uint8Array();
  const text = Buffer.from(extendedError.text);
  const head = Buffer.alloc(6);
  head.writeUInt16BE(OPTION_EXTENDED_ERROR, 0);
  head.writeUInt16BE(2 + text.length, 2);
  head.writeUInt16BE(extendedError.code, 4);
  return Buffer.concat([head, text]);
}

class PacketWriter {
  #octets: number[] = [];
  /** Where a name, or the end of one, already stands. */
  #offsets = new Map<string, number>();

  octets(): Uint8Array {
    return Uint8Array.from(this.#octets);
  }

  u16(value: number): void {
    this.#octets.push(value >> 8, value & 0xff);
  }

  /** Copies the question. Names written later point into it, and so repeat the case of its letters. */
  question(octets: Uint8Array, name: DomainName): void {
    let offset = this.#octets.length;
    const suffixes = suffixesOf(name);
    for (const [i, label] of labelOctets(name).entries()) {
      this.#offsets.set(suffixes[i]!, offset);
      offset += 1 + label.length;
    }
    this.#octets.push(...octets);
  }

  record(record: LabRecord, recordClass: number = CLASS_IN): void {
    this.#name(record.name, true);
    this.u16(TYPE_NUMBERS[record.type]);
    this.u16(recordClass);
    this.u16(record.ttl >>> 16);
    this.u16(record.ttl & 0xffff);
    const lengthAt = this.#octets.length;
    this.u16(0);
    for (const part of record.rdata) {
      if (typeof part === 'string') this.#name(part, COMPRESSIBLE.has(record.type));
      else this.#octets.push(...part);
    }
    const length = this.#octets.length - lengthAt - 2;
    this.#octets[lengthAt] = length >> 8;
    this.#octets[lengthAt + 1] = length & 0xff;
  }

  opt(extendedRcode: number, dnssecOk: boolean, options: Uint8Array): void {
    this.#octets.push(0);
    this.u16(TYPE_OPT);
    this.u16(UDP_SIZE_OCTETS);
    this.#octets.push(extendedRcode, 0);
    this.u16(dnssecOk ? 0x8000 : 0);
    this.u16(options.length);
    this.#octets.push(...options);
  }

  #name(name: DomainName, compress: boolean): void {
    if (name !== ROOT) {
      const suffixes = suffixesOf(name);
      for (const [i, label] of labelOctets(name).entries()) {
        const key = suffixes[i]!;
        const known = this.#offsets.get(key);
        if (compress && known !== undefined) {
          this.u16(0xc000 | known);
          return;
        }
        if (known === undefined && this.#octets.length <= POINTER_LIMIT)
          this.#offsets.set(key, this.#octets.length);
        this.#octets.push(label.length, ...label);
      }
    }
    this.#octets.push(0);
  }
}

/** A name from each of its labels on, as text: equal texts are equal names. */
function suffixesOf(name: DomainName): string[] {
  const labels = labelsOf(name);
  return labels.map((_, i) => labels.slice(i).join('.'));
}
