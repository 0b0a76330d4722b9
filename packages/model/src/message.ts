// A DNS message as it was received, decoded to plain JSON. RFC 1035 4, RFC 6891.
import { type DomainName, parseDomainName } from './names.ts';

/** What is asked: a name and a type. The class is IN, but for the probe that asks a server for its own name. */
export interface Question {
  name: DomainName;
  /** The mnemonic of the type, or `TYPE` and its number (RFC 3597): `A`, `HTTPS`, `TYPE65280`. */
  type: string;
}

export interface ResourceRecord {
  /** Owner name. */
  name: DomainName;
  type: string;
  /** Seconds. 0 where the message had the top bit set (RFC 2181 8). */
  ttl: number;
  /** RDATA in presentation format (RFC 1035 5.1, 9460, 3597), names with their final dot and in the case received. */
  data: string;
}

/** An Extended DNS Error. RFC 8914. */
export interface ExtendedError {
  code: number;
  text: string;
}

export interface Edns {
  version: number;
  /** What the server says it can receive over UDP, in octets. */
  udpSize: number;
  dnssecOk: boolean;
  /** The flag bits beside DO, which mean nothing yet (RFC 6891 6.1.4); absent when none is set. */
  unknownFlags?: number;
  /** Codes of the options, in the order received; absent when there are none. */
  options?: readonly number[];
  /** Name server identifier (RFC 5001), printable part. */
  nsid?: string;
  /** DNS cookie (RFC 7873), the client's part and the server's, in hexadecimal. */
  cookie?: string;
  extendedErrors: ExtendedError[];
}

export interface Message {
  id: number;
  /** QR, AA, TC, RD, RA, AD and CD as far as they are set, in lower case and this order. */
  flags: readonly Flag[];
  opcode: number;
  /** The full 12-bit RCODE as its mnemonic (`NOERROR`, `REFUSED`, `BADVERS`), else `RCODE` and its number. */
  rcode: string;
  question: Question | null;
  answer: readonly ResourceRecord[];
  authority: readonly ResourceRecord[];
  additional: readonly ResourceRecord[];
  /** Null when the reply carried no OPT record. */
  edns: Edns | null;
  sizeBytes: number;
  /** What could not be read, one sentence each; the records named here are missing from the sections. */
  problems: readonly string[];
  /** The octet from which on the message cannot be read; absent when it could be read to its end. */
  malformedAt?: number;
}

export type Flag = 'qr' | 'aa' | 'tc' | 'rd' | 'ra' | 'ad' | 'cd';

/** The name a record points to: NS, CNAME, DNAME, PTR and the SOA's MNAME. Null when its data holds no such name. */
export function targetOf(record: ResourceRecord): DomainName | null {
  if (!['NS', 'CNAME', 'DNAME', 'PTR', 'SOA'].includes(record.type)) return null;
  try {
    return parseDomainName(record.data.split(' ')[0] ?? '');
  } catch {
    return null;
  }
}

/** Where in the data of a record the host stands to which it sends for its service. RFC 1035 3.3.9, RFC 2782, RFC 9460 2.2. */
const HOST_FIELDS: Readonly<Record<string, number>> = { MX: 1, SRV: 3, SVCB: 1, HTTPS: 1 };

/** The host that an MX, SRV, SVCB or HTTPS record sends to. Null for other types, and where it says that there is none or
 *  that it is the owner itself. */
export function serviceHostOf(record: ResourceRecord): DomainName | null {
  const text = record.data.split(' ')[HOST_FIELDS[record.type] ?? -1];
  const isUnread = record.data.startsWith('\\#');
  if (text === undefined || text === '.' || isUnread) return null;
  try {
    return parseDomainName(text);
  } catch {
    return null;
  }
}

/** Whether the record holds an IPv4 or IPv6 address. */
export function isAddressRecord(record: ResourceRecord): boolean {
  return record.type === 'A' || record.type === 'AAAA';
}
