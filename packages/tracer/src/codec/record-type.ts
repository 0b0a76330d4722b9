// Mnemonics of record types and RCODEs, and their numbers.
// oxlint-disable-next-line typescript/triple-slash-reference -- so that packages importing this one see the types too
/// <reference path="../dns-packet.d.ts" />
import rcodes from 'dns-packet/rcodes.js';
import types from 'dns-packet/types.js';

/** Types that dns-packet does not name. */
const MORE_TYPES: ReadonlyMap<string, number> = new Map([
  ['SMIMEA', 53],
  ['OPENPGPKEY', 61],
  ['CSYNC', 62],
  ['ZONEMD', 63],
  ['SVCB', 64],
  ['HTTPS', 65],
  ['URI', 256],
]);
const MORE_TYPE_NAMES = new Map([...MORE_TYPES].map(([name, number]) => [number, name]));

/** RCODEs above the header's four bits. RFC 6895 2.3. */
const EXTENDED_RCODES: ReadonlyMap<number, string> = new Map([
  [16, 'BADVERS'],
  [22, 'BADTRUNC'],
  [23, 'BADCOOKIE'],
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

/** The mnemonic of a 12-bit RCODE, else `RCODE` and its number. */
export function rcodeName(number: number): string {
  const known = EXTENDED_RCODES.get(number) ?? rcodes.toString(number);
  return known.startsWith('RCODE_') ? `RCODE${number}` : known;
}
