// One resource record of a lab zone, read from a line of text as it would stand in a master file. RFC 1035 5.1.
import { type DomainName, isWithin, parseDomainName, withFinalDot } from '@delegraph/model';
import { addressOctets, addressType, readAddress } from './address.ts';
import { LabError, readingAt } from './lab-error.ts';

/** Numbers of the types a lab zone can hold. */
export const TYPE_NUMBERS = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DNAME: 39,
  DS: 43,
  DNSKEY: 48,
  HTTPS: 65,
  CAA: 257,
} as const;

export type LabType = keyof typeof TYPE_NUMBERS;

export interface LabRecord {
  /** Owner name. */
  name: DomainName;
  type: LabType;
  /** Seconds. */
  ttl: number;
  /** RDATA in wire order: names apart from the octets between them, so that they can be compressed. */
  rdata: readonly RdataPart[];
}

export type RdataPart = DomainName | Uint8Array;

const DEFAULT_TTL_SECONDS = 300;

/** Reads `owner [ttl] type data`. `@` is the zone's name; names without a final dot are relative to the zone.
 *  Throws `LabError` when the line cannot be read or its owner lies outside `bounds`: the zone, unless a server is to say
 *  what it should not. */
export function readRecord(line: string, zone: DomainName, bounds: DomainName = zone): LabRecord {
  return readingAt(`“${line}” in zone ${withFinalDot(zone)}`, () => {
    const [owner = '', ...rest] = tokensOf(line);
    const ttl = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : DEFAULT_TTL_SECONDS;
    const [type = '', ...data] = rest;
    if (!isLabType(type)) {
      throw new LabError(
        `expected “owner [ttl] type data” with a type of ${Object.keys(TYPE_NUMBERS).join(', ')}`,
      );
    }
    const name = relativeName(owner, zone);
    if (!isWithin(name, bounds)) throw new LabError(`${withFinalDot(name)} is not in the zone`);
    return { name, type, ttl, rdata: readRdata(type, data, zone) };
  });
}

/** The address record of a host. */
export function addressRecord(name: DomainName, address: string, ttl: number): LabRecord {
  return { name, type: addressType(address), ttl, rdata: [addressOctets(address)] };
}

/** The NS record of a zone. */
export function nsRecord(zone: DomainName, nameServer: DomainName, ttl: number): LabRecord {
  return { name: zone, type: 'NS', ttl, rdata: [nameServer] };
}

/** The name an NS, CNAME or DNAME record points to. */
export function targetName(record: LabRecord): DomainName {
  const target = record.rdata[0];
  if (typeof target !== 'string') throw new LabError(`A ${record.type} record points to no name.`);
  return target;
}

function isLabType(type: string): type is LabType {
  return Object.hasOwn(TYPE_NUMBERS, type);
}

function relativeName(text: string, zone: DomainName): DomainName {
  if (text === '@') return zone;
  return parseDomainName(text.endsWith('.') ? text : `${text}.${withFinalDot(zone).replace(/^\.$/, '')}`);
}

function readRdata(type: LabType, data: string[], zone: DomainName): RdataPart[] {
  if (type === 'TXT') {
    if (data.length === 0) throw new LabError('expected one text or more');
    return data.map(characterString);
  }
  const fields = FIELDS[type];
  if (data.length !== fields.length) {
    throw new LabError(`expected ${fields.length} fields after ${type}, found ${data.length}`);
  }
  return fields.map((field, i) => READERS[field](data[i]!, zone));
}

type Field = 'name' | 'ipv4' | 'ipv6' | 'u8' | 'u16' | 'u32' | 'tag' | 'text' | 'hex';

const FIELDS: Record<Exclude<LabType, 'TXT'>, readonly Field[]> = {
  A: ['ipv4'],
  AAAA: ['ipv6'],
  NS: ['name'],
  CNAME: ['name'],
  DNAME: ['name'],
  PTR: ['name'],
  MX: ['u16', 'name'],
  SRV: ['u16', 'u16', 'u16', 'name'],
  SOA: ['name', 'name', 'u32', 'u32', 'u32', 'u32', 'u32'],
  CAA: ['u8', 'tag', 'text'],
  DS: ['u16', 'u8', 'u8', 'hex'],
  DNSKEY: ['u16', 'u8', 'u8', 'hex'],
  // Without parameters: RFC 9460 2.4.2.
  HTTPS: ['u16', 'name'],
};

const READERS: Record<Field, (text: string, zone: DomainName) => RdataPart> = {
  name: relativeName,
  ipv4: (text) => readOctetsOf('A', text),
  ipv6: (text) => readOctetsOf('AAAA', text),
  u8: (text) => unsigned(text, 1),
  u16: (text) => unsigned(text, 2),
  u32: (text) => unsigned(text, 4),
  tag: characterString,
  text: (text) => Buffer.from(text),
  hex: (text) => {
    if (!/^(?:[\da-f]{2})+$/i.test(text)) throw new LabError(`“${text}” is no hexadecimal number`);
    return Buffer.from(text, 'hex');
  },
};

function readOctetsOf(type: 'A' | 'AAAA', text: string): Uint8Array {
  const address = readAddress(text);
  if (address === null || addressType(address) !== type)
    throw new LabError(`“${text}” is no address for ${type}`);
  return addressOctets(address);
}

function unsigned(text: string, octets: 1 | 2 | 4): Uint8Array {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value >= 2 ** (8 * octets)) {
    throw new LabError(`“${text}” is no number of ${8 * octets} bits`);
  }
  const buffer = Buffer.alloc(octets);
  buffer.writeUIntBE(value, 0, octets);
  return buffer;
}

function characterString(text: string): Uint8Array {
  const octets = Buffer.from(text);
  if (octets.length > 255) throw new LabError('a text of more than 255 octets; split it into several');
  return Buffer.concat([Buffer.of(octets.length), octets]);
}

/** Words of a line; a text in double quotes is one word. No escapes inside the quotes. */
function tokensOf(line: string): string[] {
  return Array.from(line.matchAll(/"([^"]*)"|\S+/g), (match) => match[1] ?? match[0]);
}
