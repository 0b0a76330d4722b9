// Mnemonics of record types, RCODEs and algorithms, and their numbers.
// oxlint-disable-next-line typescript/triple-slash-reference -- so that packages importing this one see the types too
/// <reference path="../dns-packet.d.ts" />
import rcodes from 'dns-packet/rcodes.js';
import types from 'dns-packet/types.js';

/** Types that dns-packet does not name. */
const MORE_TYPES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    MD: 3,
    MF: 4,
    MB: 7,
    MG: 8,
    MR: 9,
    WKS: 11,
    MINFO: 14,
    X25: 19,
    ISDN: 20,
    RT: 21,
    NSAP: 22,
    'NSAP-PTR': 23,
    PX: 26,
    GPOS: 27,
    NXT: 30,
    EID: 31,
    NIMLOC: 32,
    ATMA: 34,
    A6: 38,
    SINK: 40,
    SMIMEA: 53,
    NINFO: 56,
    RKEY: 57,
    TALINK: 58,
    OPENPGPKEY: 61,
    CSYNC: 62,
    ZONEMD: 63,
    SVCB: 64,
    HTTPS: 65,
    DSYNC: 66,
    HHIT: 67,
    BRID: 68,
    UINFO: 100,
    UID: 101,
    GID: 102,
    UNSPEC: 103,
    NID: 104,
    L32: 105,
    L64: 106,
    LP: 107,
    EUI48: 108,
    EUI64: 109,
    URI: 256,
    AVC: 258,
    DOA: 259,
    AMTRELAY: 260,
    RESINFO: 261,
    WALLET: 262,
  }),
);
const MORE_TYPE_NAMES = new Map([...MORE_TYPES].map(([name, number]) => [number, name]));

/** RCODEs above the header's four bits. RFC 6895 2.3. */
const EXTENDED_RCODES: ReadonlyMap<number, string> = new Map([
  [16, 'BADVERS'],
  [22, 'BADTRUNC'],
  [23, 'BADCOOKIE'],
]);

/** RFC 4398 2.1. */
const CERTIFICATE_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'PKIX'],
  [2, 'SPKI'],
  [3, 'PGP'],
  [4, 'IPKIX'],
  [5, 'ISPKI'],
  [6, 'IPGP'],
  [7, 'ACPKIX'],
  [8, 'IACPKIX'],
  [253, 'URI'],
  [254, 'OID'],
]);

/** DNSSEC algorithms by the mnemonics that CERT records use. RFC 4034 A.1, RFC 9904. */
const ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [1, 'RSAMD5'],
  [2, 'DH'],
  [3, 'DSA'],
  [5, 'RSASHA1'],
  [6, 'NSEC3DSA'],
  [7, 'NSEC3RSASHA1'],
  [8, 'RSASHA256'],
  [10, 'RSASHA512'],
  [12, 'ECCGOST'],
  [13, 'ECDSAP256SHA256'],
  [14, 'ECDSAP384SHA384'],
  [15, 'ED25519'],
  [16, 'ED448'],
  [252, 'INDIRECT'],
  [253, 'PRIVATEDNS'],
  [254, 'PRIVATEOID'],
]);

/** The mnemonic of a type, else `TYPE` and its number (RFC 3597 5). */
export function typeName(number: number): string {
  const known = MORE_TYPE_NAMES.get(number) ?? types.toString(number);
  return known.startsWith('UNKNOWN_') ? `TYPE${number}` : known;
}

/** The number of a type by its mnemonic or `TYPE` and number, or null when there is no such type. */
export function typeNumber(name: string): number | null {
  const upper = name.toUpperCase();
  const numbered = /^TYPE(\d{1,5})$/.exec(upper);
  if (numbered) return Number(numbered[1]) <= 0xffff ? Number(numbered[1]) : null;
  // dns-packet takes `UNKNOWN_` and a number for a mnemonic too.
  const number = MORE_TYPES.get(upper) ?? (upper.includes('_') ? 0 : types.toType(upper));
  return number > 0 ? number : null;
}

/** The mnemonic of a certificate type, else its number. */
export function certificateTypeName(number: number): string {
  return CERTIFICATE_TYPES.get(number) ?? String(number);
}

/** The mnemonic of a DNSSEC algorithm, else its number. */
export function algorithmName(number: number): string {
  return ALGORITHMS.get(number) ?? String(number);
}

/** The mnemonic of a 12-bit RCODE, else `RCODE` and its number. */
export function rcodeName(number: number): string {
  const known = EXTENDED_RCODES.get(number) ?? rcodes.toString(number);
  return known.startsWith('RCODE_') ? `RCODE${number}` : known;
}
