// RDATA in presentation format: one record at a time, so that one bad record costs one record.
import { typeName } from '@delegraph/model';
import { addressPrefixesText } from './address-prefix.ts';
import { ipv4Text, ipv6Text } from './address-text.ts';
import { escaped, quoted } from './character-string.ts';
import { ipsecGatewayText, relayText } from './gateway.ts';
import { locationText } from './location.ts';
import { algorithmName, certificateTypeName } from './mnemonics.ts';
import { RdataReader, UnknownForm } from './rdata-reader.ts';
import { serviceBindingText } from './service-binding.ts';
import { type NameReader, type RecordFrame, WireError } from './wire.ts';

/** The most text one record may become. */
const MAX_TEXT = 4096;
/** Types kept of the bitmap of an NSEC or NSEC3 record. */
const MAX_TYPES = 256;

const BASE32HEX = '0123456789ABCDEFGHIJKLMNOPQRSTUV';

/** The RDATA of `frame` as dig prints it (RFC 1035 5.1 and the RFC of each type; RFC 3597 for types not known here),
 *  names with their final dot and in the case received. Throws `WireError` when it does not fill its RDLENGTH exactly. */
export function rdataText(octets: Uint8Array, frame: RecordFrame, names: NameReader): string {
  const fields = LAYOUTS.get(typeName(frame.type)) ?? UNKNOWN;
  try {
    return fieldsText(new RdataReader(octets, frame, names), fields);
  } catch (error) {
    if (error instanceof UnknownForm) return fieldsText(new RdataReader(octets, frame, names), UNKNOWN);
    throw error;
  }
}

function fieldsText(reader: RdataReader, fields: readonly Field[]): string {
  const texts: string[] = [];
  for (const read of fields) texts.push(read(reader));
  reader.expectEnd();
  const text = texts.join(' ').trimEnd();
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}

/** Reads one field of RDATA, or all that are left, as text. */
type Field = (reader: RdataReader) => string;

const u8: Field = (reader) => String(reader.uint8());
const u16: Field = (reader) => String(reader.uint16());
const u32: Field = (reader) => String(reader.uint32());
const name: Field = (reader) => reader.name();
const ipv4: Field = (reader) => ipv4Text(reader.octets(4));
const ipv6: Field = (reader) => ipv6Text(reader.octets(16));
const type: Field = (reader) => typeName(reader.uint16());
const tag: Field = (reader) => escaped(reader.string());
const text: Field = (reader) => quoted(reader.string());
const salt: Field = (reader) => hexText(reader.string()) || '-';
const hash: Field = (reader) => base32hexText(reader.string());
const certificateType: Field = (reader) => certificateTypeName(reader.uint16());
const algorithm: Field = (reader) => algorithmName(reader.uint8());
/** RFC 9859 2.2. */
const scheme: Field = (reader) => {
  const number = reader.uint8();
  return number === 1 ? 'NOTIFY' : String(number);
};
/** RFC 1706 5. */
const accessPoint: Field = (reader) => `0x${hexText(reader.rest()).toLowerCase()}`;
const sixOctets: Field = (reader) => hyphened(reader.octets(6));
const eightOctets: Field = (reader) => hyphened(reader.octets(8));
/** 64 bits as four groups, without leading zeros as dig prints them. RFC 6742. */
const locator: Field = (reader) => Array.from({ length: 4 }, () => reader.uint16().toString(16)).join(':');
/** RFC 4034 3.2: YYYYMMDDHHmmSS in UTC. */
const time: Field = (reader) =>
  new Date(reader.uint32() * 1000).toISOString().slice(0, 19).replace(/[-:T]/g, '');
// The others read to the end.
const hex: Field = (reader) => hexText(reader.rest());
const base64: Field = (reader) => base64Text(reader.rest());
const types: Field = (reader) => typeBitmapText(reader.rest());
const longText: Field = (reader) => quoted(reader.rest());
const parameters: Field = (reader) => serviceBindingText(reader.rest());
const texts: Field = (reader) => {
  const found = [text(reader)];
  while (!reader.isAtEnd) found.push(text(reader));
  return found.join(' ');
};

const KEY: readonly Field[] = [u16, u8, u8, base64];
const SIGNATURE: readonly Field[] = [type, u8, u8, u32, time, time, u16, name, base64];
const DIGEST: readonly Field[] = [u16, u8, u8, hex];
const CERTIFICATE: readonly Field[] = [u8, u8, u8, hex];
const SERVICE: readonly Field[] = [u16, name, parameters];
const PREFERENCE: readonly Field[] = [u16, name];
const TEXTS: readonly Field[] = [texts];
const NAME: readonly Field[] = [name];
const TWO_NAMES: readonly Field[] = [name, name];

/** The fields of each type, in wire order. */
const LAYOUTS: ReadonlyMap<string, readonly Field[]> = new Map<string, readonly Field[]>(
  Object.entries({
    A: [ipv4],
    AAAA: [ipv6],
    AFSDB: PREFERENCE,
    AMTRELAY: [u8, relayText],
    APL: [addressPrefixesText],
    AVC: TEXTS,
    CAA: [u8, tag, longText],
    CDNSKEY: KEY,
    CDS: DIGEST,
    CERT: [certificateType, u16, algorithm, base64],
    CNAME: NAME,
    CSYNC: [u32, u16, types],
    DHCID: [base64],
    DLV: DIGEST,
    DNAME: NAME,
    DNSKEY: KEY,
    DS: DIGEST,
    DSYNC: [type, scheme, u16, name],
    EID: [hex],
    EUI48: [sixOctets],
    EUI64: [eightOctets],
    BRID: [base64],
    GPOS: [text, text, text],
    HHIT: [base64],
    HINFO: [text, text],
    HIP: [hostIdentityText],
    HTTPS: SERVICE,
    IPSECKEY: [u8, ipsecGatewayText, base64],
    ISDN: TEXTS,
    KEY,
    KX: PREFERENCE,
    L32: [u16, ipv4],
    L64: [u16, locator],
    LOC: [locationText],
    LP: PREFERENCE,
    MB: NAME,
    MD: NAME,
    MF: NAME,
    MG: NAME,
    MINFO: TWO_NAMES,
    MR: NAME,
    MX: PREFERENCE,
    NAPTR: [u16, u16, text, text, text, name],
    NID: [u16, locator],
    NIMLOC: [hex],
    NINFO: TEXTS,
    NS: NAME,
    'NSAP-PTR': NAME,
    NSAP: [accessPoint],
    NSEC: [name, types],
    NSEC3: [u8, u8, u16, salt, hash, types],
    NSEC3PARAM: [u8, u8, u16, salt],
    OPENPGPKEY: [base64],
    PTR: NAME,
    PX: [u16, name, name],
    RESINFO: TEXTS,
    RKEY: KEY,
    RP: TWO_NAMES,
    RRSIG: SIGNATURE,
    RT: PREFERENCE,
    SIG: SIGNATURE,
    SINK: [u8, u8, u8, base64],
    SMIMEA: CERTIFICATE,
    SOA: [name, name, u32, u32, u32, u32, u32],
    SPF: TEXTS,
    SRV: [u16, u16, u16, name],
    SSHFP: [u8, u8, hex],
    SVCB: SERVICE,
    TA: DIGEST,
    TALINK: TWO_NAMES,
    TLSA: CERTIFICATE,
    TXT: TEXTS,
    URI: [u16, u16, longText],
    WALLET: TEXTS,
    X25: [text],
    ZONEMD: [u32, u8, u8, hex],
  }),
);

const UNKNOWN: readonly Field[] = [unknownText];

/** RFC 3597 5. */
function unknownText(reader: RdataReader): string {
  const rdata = reader.rest();
  return String.raw`\# ${rdata.length} ${hexText(rdata)}`;
}

/** Algorithm, host identity tag, key and rendezvous servers. RFC 8005 5 and 6. */
function hostIdentityText(reader: RdataReader): string {
  const [tagLength, keyAlgorithm, keyLength] = [reader.uint8(), reader.uint8(), reader.uint16()];
  const parts = [
    String(keyAlgorithm),
    hexText(reader.octets(tagLength)),
    base64Text(reader.octets(keyLength)),
  ];
  while (!reader.isAtEnd) parts.push(reader.name());
  return parts.join(' ');
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

function hyphened(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('-');
}

function hexText(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex').toUpperCase();
}

function base64Text(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64');
}

/** RFC 4648 7, without padding, as RFC 5155 3.3 prints hashed owner names. */
function base32hexText(octets: Uint8Array): string {
  let text = '';
  let pending = 0;
  let bits = 0;
  for (const octet of octets) {
    pending = ((pending << 8) | octet) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32HEX[(pending >> (bits - 5)) & 0x1f];
  }
  return bits === 0 ? text : text + BASE32HEX[(pending << (5 - bits)) & 0x1f];
}
