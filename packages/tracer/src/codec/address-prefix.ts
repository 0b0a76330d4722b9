// Address prefixes of APL records: `1:192.168.32.0/21 !1:192.168.38.0/28`. RFC 3123.
import { ipv4Text, ipv6Text } from './address-text.ts';
import { type RdataReader, UnknownForm } from './rdata-reader.ts';
import { WireError } from './wire.ts';

/** The prefixes up to the end of the record. */
export function addressPrefixesText(reader: RdataReader): string {
  const prefixes: string[] = [];
  while (!reader.isAtEnd) prefixes.push(prefixText(reader));
  return prefixes.join(' ');
}

function prefixText(reader: RdataReader): string {
  const [family, bits, octet] = [reader.uint16(), reader.uint8(), reader.uint8()];
  const size = family === 1 ? 4 : 16;
  // Zeros at the end of an address are left out on the wire.
  const given = reader.octets(octet & 0x7f);
  if (family !== 1 && family !== 2) throw new UnknownForm(`address family ${family}`);
  if (given.length > size || bits > 8 * size) throw new WireError('a prefix in it is longer than an address');
  const address = Buffer.concat([given, Buffer.alloc(size - given.length)]);
  const text = family === 1 ? ipv4Text(address) : ipv6Text(address);
  return `${octet & 0x80 ? '!' : ''}${family}:${text}/${bits}`;
}
