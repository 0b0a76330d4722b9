// Octets to and from text, and the writing of numbers in network order.

const BASE64 = new Map(
  Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (char, value) => [
    char,
    value,
  ]),
);

/** The octets of a base64 text, up to the first character that is none of it. RFC 4648 4. This package knows neither DOM nor
 *  Node, and not every browser has `fromBase64` yet. */
export function octetsOf(base64: string): Uint8Array {
  const octets = new Uint8Array(Math.floor((base64.length * 3) / 4));
  let [length, bits, held] = [0, 0, 0];
  for (const char of base64) {
    const value = BASE64.get(char);
    if (value === undefined) break;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      octets[length] = (bits >> held) & 0xff;
      length += 1;
    }
  }
  return octets.slice(0, length);
}

/** Base16 in capitals. RFC 4648 8. */
export function hexText(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

export function concatenated(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A number of 16 bits in network order. */
export function uint16(value: number): number[] {
  return [(value >>> 8) & 0xff, value & 0xff];
}

/** A number of 32 bits in network order. */
export function uint32(value: number): number[] {
  return [...uint16(value >>> 16), ...uint16(value)];
}

export function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
}
