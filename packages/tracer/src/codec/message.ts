// Queries out, replies in. dns-packet writes the query; replies are read by the strict walk and, record by record, by rdata.ts.
import {
  type DomainName,
  DomainNameError,
  type Edns,
  type EdnsForm,
  type Flag,
  type Message,
  OPTION_COOKIE,
  OPTION_NSID,
  type Question,
  type QueryForm,
  type ResourceRecord,
  isBelow,
  labelsOf,
  defaultTraceOptions,
  nameOfLabels,
  typeName,
  typeNumber,
} from '@delegraph/model';
import dnsPacket from 'dns-packet';
import { type Random, unforeseeable } from '../random.ts';
import { rcodeName } from './mnemonics.ts';
import { rdataText } from './rdata.ts';
import {
  HEADER_OCTETS,
  NameReader,
  type RecordFrame,
  WireError,
  type WireMessage,
  encodeName,
  lowerCase,
  readHeader,
  readQuestion,
  sameLabels,
  viewOf,
  walkMessage,
  walkUntilFault,
} from './wire.ts';

/** Records kept of each section; a message may hold thousands. */
const MAX_RECORDS_PER_SECTION = 200;
const CLASS_IN = 1;
const TYPE_OPT = 41;
const OPTION_EXTENDED_ERROR = 15;
const QR = 0x8000;
/** Options kept of an OPT record; a message may hold thousands. */
const MAX_OPTIONS = 32;
const MAX_COOKIE_OCTETS = 40;

/** A query for `question` in the form given, the usual one if none is: RD=0, and unless `edns` is false EDNS with an offer
 *  to take `udpPayloadOctets` over UDP, 1232 as usual (RFC 6891), and with DO unless `dnssecOk` is false (RFC 3225).
 *  `flipCase` says for the n-th letter of the name whether it is sent in the other case (draft-vixie-dnsext-dns0x20).
 *  Throws `RangeError` for a type without a number: the caller has checked it. */
export function encodeQuery(
  id: number,
  question: Question,
  options: {
    edns: boolean;
    form?: QueryForm;
    udpPayloadOctets?: number;
    dnssecOk?: boolean;
    flipCase: (letter: number) => boolean;
    /** For what else must not be foreseen. */
    random?: Random;
  },
): Uint8Array {
  const { edns, form = {}, random = unforeseeable } = options;
  const { udpPayloadOctets, dnssecOk } = { ...defaultTraceOptions, ...options };
  const type = typeNumber(question.type);
  if (type === null) throw new RangeError(`${question.type} is no record type`);
  // The name is spliced in as octets: dns-packet's text names cannot hold every name.
  const skeleton = dnsPacket.encode({
    type: 'query',
    id,
    flags: form.recursionDesired ? dnsPacket.RECURSION_DESIRED : 0,
    questions: [
      {
        name: '.',
        type: `UNKNOWN_${type}` as dnsPacket.RecordType,
        class: form.class === 'CH' ? 'CH' : 'IN',
      },
    ],
    additionals:
      edns && form.edns !== false ? [optRecord(form.edns ?? {}, { udpPayloadOctets, dnssecOk, random })] : [],
  });
  const name = encodeName(question.name);
  let letter = 0;
  const mixed = name.map((octet) => {
    const lower = octet | 0x20;
    if (lower < 0x61 || lower > 0x7a || isLabelLength(octet)) return octet;
    letter += 1;
    return options.flipCase(letter - 1) ? octet ^ 0x20 : octet;
  });
  return Buffer.concat([skeleton.subarray(0, HEADER_OCTETS), mixed, skeleton.subarray(HEADER_OCTETS + 1)]);
}

function optRecord(
  form: EdnsForm,
  { udpPayloadOctets, dnssecOk, random }: { udpPayloadOctets: number; dnssecOk: boolean; random: Random },
): dnsPacket.OptAnswer {
  const { version = 0, payloadOctets = udpPayloadOctets, flags = 0, options = [] } = form;
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: payloadOctets,
    extendedRcode: 0,
    ednsVersion: version,
    flags: (dnssecOk ? dnsPacket.DNSSEC_OK : 0) | flags,
    flag_do: dnssecOk,
    // The declared types know no option by its mere number; the encoder does.
    options: options.map((code) => ({
      code,
      // The client's part of a cookie is eight octets that only we know (RFC 7873 4.1).
      data:
        code === OPTION_COOKIE
          ? Buffer.from(Uint8Array.from({ length: 8 }, () => random(256)))
          : Buffer.alloc(0),
    })) as unknown as dnsPacket.PacketOpt[],
  };
}

/** Label lengths end at 63, below the first letter. */
function isLabelLength(octet: number): boolean {
  return octet <= 63;
}

/** Why `reply` is no reply to `query`, or null when it is one: QR, id, opcode, and the question without regard to case. */
export function objectionTo(query: Uint8Array, reply: Uint8Array): string | null {
  try {
    const [asked, got] = [readHeader(query), readHeader(reply)];
    if ((got.flags & QR) === 0) return 'a message that is no reply (QR not set)';
    if (got.id !== asked.id) return `a reply with id ${got.id} instead of ${asked.id}`;
    if (((got.flags >> 11) & 0xf) !== 0) return `a reply with opcode ${(got.flags >> 11) & 0xf}`;
    const expected = readQuestion(query, asked).question!;
    const { question } = readQuestion(reply, got);
    // A server that could not read the query cannot repeat it.
    if (question === null) return (got.flags & 0xf) === 0 ? 'a reply without a question' : null;
    const same =
      sameLabels(question.name, expected.name) &&
      question.type === expected.type &&
      question.class === expected.class;
    return same ? null : 'a reply to another question';
  } catch (error) {
    return `octets that are no DNS message: ${messageOf(error)}`;
  }
}

/** Decodes a reply. A record that cannot be read is left out and named in `problems`.
 *  Throws `WireError` when the message cannot be split into records at all. */
export function decodeMessage(received: Uint8Array): Message {
  const octets = withPlainQuestion(received);
  return decodeWalked(octets, walkMessage(octets));
}

/** As `decodeMessage`, but of a message that cannot be split to its end, header, question and the records before the
 *  fault are kept; `malformedAt` and `problems` say where it is. Throws `WireError` only without a whole header. */
export function salvageMessage(received: Uint8Array): Message {
  const octets = withPlainQuestion(received);
  const wire = walkUntilFault(octets);
  const message = decodeWalked(octets, wire);
  if (!wire.fault) return message;
  const { at, reason } = wire.fault;
  const problem = `The message cannot be read from octet ${at} on: ${reason.message}.`;
  return { ...message, malformedAt: at, problems: [...message.problems, problem] };
}

function decodeWalked(octets: Uint8Array, wire: WireMessage): Message {
  const { header, question } = wire;
  const names = new NameReader(octets);
  const problems: string[] = [];
  const opt = wire.records.find((record) => record.section === 'additional' && record.type === TYPE_OPT);
  const extended = opt ? opt.ttl >>> 24 : 0;
  // A server that is asked for its own name answers in the class of that question.
  const expectedClass = question?.class ?? CLASS_IN;
  const section = (which: RecordFrame['section']) =>
    decodeSection(octets, wire, { section: which, expectedClass }, names, problems);
  const answer = withPlainAliases(section('answer'));
  const [authority, additional] = [section('authority'), section('additional')];
  if (wire.trailing > 0) problems.push(`${wire.trailing} octets follow the last record.`);
  return {
    id: header.id,
    flags: flagsOf(header.flags),
    opcode: (header.flags >> 11) & 0xf,
    rcode: rcodeName((extended << 4) | (header.flags & 0xf)),
    question: question && { name: readableName(question.name), type: typeName(question.type) },
    answer,
    authority,
    additional,
    edns: opt ? ednsOf(octets, opt, problems) : null,
    sizeBytes: octets.length,
    problems,
  };
}

/** The message with its question in lower case. We sent it in mixed case, and records may point into it for their names:
 *  what we made up must not be shown as what the server said. */
function withPlainQuestion(octets: Uint8Array): Uint8Array {
  const plain = octets.slice();
  // Label lengths are below the letters, so they stay.
  for (let at = HEADER_OCTETS, end = questionEnd(octets) - 4; at < end; at += 1)
    plain[at] = lowerCase(plain[at]!);
  return plain;
}

/** Where the question ends, or the header when there is none that can be read: the walk will say why. */
function questionEnd(octets: Uint8Array): number {
  try {
    return readQuestion(octets, readHeader(octets)).end;
  } catch (error) {
    if (error instanceof WireError) return HEADER_OCTETS;
    throw error;
  }
}

/** The answer with the CNAMEs that a DNAME made in plain case: servers repeat the labels of our mixed-case question in
 *  them without a pointer. RFC 6672 3.1. */
function withPlainAliases(answer: ResourceRecord[]): ResourceRecord[] {
  const dnames = answer.filter(({ type }) => type === 'DNAME');
  return answer.map((record) => {
    const dname = dnames.find(({ name }) => record.type === 'CNAME' && isBelow(record.name, name));
    if (!dname) return record;
    const kept = labelsOf(record.name).slice(0, -labelsOf(dname.name).length || undefined);
    const made = `${kept.join('.')}.${dname.data === '.' ? '' : dname.data}`;
    return made.toLowerCase() === record.data.toLowerCase() ? { ...record, data: made } : record;
  });
}

function decodeSection(
  octets: Uint8Array,
  wire: WireMessage,
  { section, expectedClass }: { section: RecordFrame['section']; expectedClass: number },
  names: NameReader,
  problems: string[],
): ResourceRecord[] {
  const frames = wire.records.filter((record) => record.section === section && record.type !== TYPE_OPT);
  if (frames.length > MAX_RECORDS_PER_SECTION) {
    problems.push(
      `Only the first ${MAX_RECORDS_PER_SECTION} of ${frames.length} records of the ${section} section are kept.`,
    );
  }
  return frames.slice(0, MAX_RECORDS_PER_SECTION).flatMap((frame) => {
    const name = readableName(frame.owner);
    const type = typeName(frame.type);
    if (frame.class !== expectedClass) {
      const expected = expectedClass === CLASS_IN ? 'IN' : expectedClass;
      problems.push(`The ${type} record of ${name} is of class ${frame.class} instead of ${expected}.`);
      return [];
    }
    try {
      const isTtl = frame.ttl < 0x80000000;
      if (!isTtl)
        problems.push(`The TTL of the ${type} record of ${name} has its top bit set and counts as 0.`);
      const ttl = isTtl ? frame.ttl : 0;
      return [{ name, type, ttl, data: rdataText(octets, frame, names) }];
    } catch (error) {
      problems.push(
        `The ${type} record of ${name} at octet ${frame.start} cannot be read: ${messageOf(error)}.`,
      );
      return [];
    }
  });
}

function flagsOf(bits: number): Flag[] {
  const masks: [Flag, number][] = [
    ['qr', 0x8000],
    ['aa', 0x0400],
    ['tc', 0x0200],
    ['rd', 0x0100],
    ['ra', 0x0080],
    ['ad', 0x0020],
    ['cd', 0x0010],
  ];
  return masks.flatMap(([flag, mask]) => (bits & mask ? [flag] : []));
}

function ednsOf(octets: Uint8Array, opt: RecordFrame, problems: string[]): Edns {
  const edns: Edns = {
    version: (opt.ttl >>> 16) & 0xff,
    udpSize: opt.class,
    dnssecOk: (opt.ttl & 0x8000) !== 0,
    extendedErrors: [],
  };
  const unknownFlags = opt.ttl & 0x7fff;
  if (unknownFlags !== 0) edns.unknownFlags = unknownFlags;
  const options: number[] = [];
  const view = viewOf(octets);
  for (let at = opt.rdataStart; at < opt.rdataEnd && options.length < MAX_OPTIONS;) {
    if (at + 4 > opt.rdataEnd) {
      problems.push('The last EDNS option is cut off.');
      break;
    }
    const end = at + 4 + view.getUint16(at + 2);
    if (end > opt.rdataEnd) {
      problems.push('An EDNS option runs past the end of its record.');
      break;
    }
    const code = view.getUint16(at);
    const value = octets.subarray(at + 4, end);
    options.push(code);
    if (code === OPTION_COOKIE && value.length <= MAX_COOKIE_OCTETS)
      edns.cookie = Buffer.from(value).toString('hex');
    if (code === OPTION_NSID) edns.nsid = printable(value);
    if (code === OPTION_EXTENDED_ERROR && value.length >= 2) {
      edns.extendedErrors.push({ code: viewOf(value).getUint16(0), text: printable(value.subarray(2)) });
    }
    at = end;
  }
  if (options.length > 0) edns.options = options;
  return edns;
}

function printable(octets: Uint8Array): string {
  return Buffer.from(octets)
    .toString('utf8')
    .replace(/[\p{C}\uFFFD]/gu, '·')
    .slice(0, 512);
}

/** The walk has checked the length of every label and name, so this cannot throw for a name from the wire. */
function readableName(labels: Uint8Array[]): DomainName {
  return nameOfLabels(labels);
}

function messageOf(error: unknown): string {
  if (error instanceof WireError || error instanceof DomainNameError || error instanceof RangeError)
    return error.message;
  throw error;
}
