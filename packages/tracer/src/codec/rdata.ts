// RDATA in presentation format: one record at a time, so that one bad record costs one record.
import { nameText } from '@delegraph/model';
import ipaddr from 'ipaddr.js';
import { escaped, quoted } from './character-string.ts';
import { typeName } from './record-type.ts';
import { serviceBindingText } from './service-binding.ts';
import { type NameReader, type RecordFrame, WireError, viewOf } from './wire.ts';

/** The most text one record may become. */
const MAX_TEXT = 4096;
/** Types kept of the bitmap of an NSEC or NSEC3 record. */
const MAX_TYPES = 256;

/** The RDATA of `frame` as text (RFC 1035 5.1, 4034, 5155, 9460; RFC 3597 for types not known here), names with their
 *  final dot and in the case received. Throws `WireError` when it does not fill its RDLENGTH exactly. */
export function rdataText(octets: Uint8Array, frame: RecordFrame, names: NameReader): string {
  const text = readRdata(octets, frame, names);
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}

function readRdata(octets: Uint8Array, frame: RecordFrame, names: NameReader): string {
  const type = typeName(frame.type);
  const reader = new RdataReader(octets, frame, names);
  switch (type) {
    case 'A':
      reader.expectLength(4);
      return ipaddr.fromByteArray([...reader.rest()]).toString();
    case 'AAAA':
      reader.expectLength(16);
      return (ipaddr.fromByteArray([...reader.rest()]) as ipaddr.IPv6).toRFC5952String();
    case 'NS':
    case 'CNAME':
    case 'DNAME':
    case 'PTR':
      return reader.done(reader.name());
    case 'MX':
      return reader.done(`${reader.uint16()} ${reader.name()}`);
    case 'SRV':
      return reader.done(`${reader.uint16()} ${reader.uint16()} ${reader.uint16()} ${reader.name()}`);
    case 'SOA': {
      const people = `${reader.name()} ${reader.name()}`;
      const numbers = [reader.uint32(), reader.uint32(), reader.uint32(), reader.uint32(), reader.uint32()];
      return reader.done(`${people} ${numbers.join(' ')}`);
    }
    case 'RP':
      return reader.done(`${reader.name()} ${reader.name()}`);
    case 'RRSIG': {
      const covered = [typeName(reader.uint16()), reader.uint8(), reader.uint8(), reader.uint32()].join(' ');
      const times = `${signatureTime(reader.uint32())} ${signatureTime(reader.uint32())}`;
      return `${covered} ${times} ${reader.uint16()} ${reader.name()} ${base64(reader.rest())}`;
    }
    case 'NSEC':
      return `${reader.name()} ${typeBitmapText(reader.rest())}`.trimEnd();
    case 'SVCB':
    case 'HTTPS':
      return `${reader.uint16()} ${reader.name()} ${serviceBindingText(reader.rest())}`.trimEnd();
    case 'NAPTR': {
      const [order, preference] = [reader.uint16(), reader.uint16()];
      const strings = [reader.string(), reader.string(), reader.string()].map(quoted).join(' ');
      return reader.done(`${order} ${preference} ${strings} ${reader.name()}`);
    }
    case 'TXT':
    case 'SPF':
      return reader.strings().map(quoted).join(' ');
    case 'HINFO':
      return reader.done(`${quoted(reader.string())} ${quoted(reader.string())}`);
    case 'CAA':
      return `${reader.uint8()} ${escaped(reader.string())} ${quoted(reader.rest())}`;
    case 'DS':
    case 'CDS':
      return `${reader.uint16()} ${reader.uint8()} ${reader.uint8()} ${hex(reader.rest())}`;
    case 'DNSKEY':
    case 'CDNSKEY':
      return `${reader.uint16()} ${reader.uint8()} ${reader.uint8()} ${base64(reader.rest())}`;
    case 'NSEC3': {
      const numbers = `${reader.uint8()} ${reader.uint8()} ${reader.uint16()}`;
      const salt = hex(reader.string()) || '-';
      return `${numbers} ${salt} ${base32hex(reader.string())} ${typeBitmapText(reader.rest())}`.trimEnd();
    }
    case 'TLSA':
    case 'SMIMEA':
      return `${reader.uint8()} ${reader.uint8()} ${reader.uint8()} ${hex(reader.rest())}`;
    case 'SSHFP':
      return `${reader.uint8()} ${reader.uint8()} ${hex(reader.rest())}`;
    default:
      return unknownText(reader.rest());
  }
}

/** Reads the RDATA of one record and never past its end. */
class RdataReader {
  readonly #octets: Uint8Array;
  readonly #view: DataView;
  readonly #names: NameReader;
  readonly #end: number;
  #at: number;

  constructor(octets: Uint8Array, frame: RecordFrame, names: NameReader) {
    this.#octets = octets;
    this.#view = viewOf(octets);
    this.#names = names;
    this.#at = frame.rdataStart;
    this.#end = frame.rdataEnd;
  }

  uint8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2));
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4));
  }

  name(): string {
    const { labels, end } = this.#names.read(this.#at);
    this.#take(end - this.#at);
    return nameText(labels);
  }

  string(): Uint8Array {
    const length = this.uint8();
    const start = this.#take(length);
    return this.#octets.subarray(start, start + length);
  }

  /** All strings up to the end. */
  strings(): Uint8Array[] {
    const strings: Uint8Array[] = [];
    while (this.#at < this.#end) strings.push(this.string());
    return strings;
  }

  rest(): Uint8Array {
    const start = this.#take(this.#end - this.#at);
    return this.#octets.subarray(start, this.#end);
  }

  expectLength(length: number): void {
    if (this.#end - this.#at !== length)
      throw new WireError(`its RDLENGTH is ${this.#end - this.#at} instead of ${length}`);
  }

  /** `text`, when everything has been read. */
  done(text: string): string {
    if (this.#at !== this.#end) throw new WireError(`${this.#end - this.#at} octets follow its data`);
    return text;
  }

  #take(count: number): number {
    const start = this.#at;
    if (start + count > this.#end) throw new WireError('its data runs past its RDLENGTH');
    this.#at += count;
    return start;
  }
}

function unknownText(rdata: Uint8Array): string {
  return String.raw`\# ${rdata.length} ${hex(rdata)}`.trimEnd();
}

/** RFC 4034 4.1.2. A bitmap of 64 KiB names half a million types: only the first of them are read. */
function typeBitmapText(octets: Uint8Array): string {
  const types: string[] = [];
  for (let at = 0; at < octets.length;) {
    const window = octets[at]!;
    const length = octets[at + 1] ?? 0;
    if (length === 0 || length > 32 || at + 2 + length > octets.length)
      throw new WireError('its type bitmap is broken');
    for (let bit = 0; bit < length * 8; bit += 1) {
      if (types.length === MAX_TYPES) return types.join(' ');
      if (octets[at + 2 + (bit >> 3)]! & (0x80 >> (bit & 7))) types.push(typeName((window << 8) | bit));
    }
    at += 2 + length;
  }
  return types.join(' ');
}

/** RFC 4034 3.2: YYYYMMDDHHmmSS in UTC. */
function signatureTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
}

function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex').toUpperCase();
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64');
}

/** RFC 4648 7, without padding, as RFC 5155 3.3 prints hashed owner names. */
function base32hex(octets: Uint8Array): string {
  const bits = [...octets].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => Number.parseInt(five.padEnd(5, '0'), 2).toString(32).toUpperCase())
    .join('');
}
