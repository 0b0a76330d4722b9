// Mnemonics of RCODEs, certificate types and algorithms.
// oxlint-disable-next-line typescript/triple-slash-reference -- so that packages importing this one see the types too
/// <reference path="../dns-packet.d.ts" />
import rcodes from 'dns-packet/rcodes.js';

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
