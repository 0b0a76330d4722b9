// The size of reply a query offers to take over UDP. RFC 6891 6.1.2.
import type { DomainName } from '@delegraph/model';
import { HEADER_OCTETS, encodeName } from './codec/wire.ts';

const TYPE_AND_CLASS_OCTETS = 4;
/** The owner of the OPT record, the root, and its type stand before the size. */
const OWNER_AND_TYPE_OCTETS = 3;

/** Below 512 octets an offer counts as 512; above 65535 it cannot be written. RFC 6891 6.2.3. */
export function isUdpPayload(octets: number): boolean {
  return Number.isInteger(octets) && octets >= 512 && octets <= 0xffff;
}

/** The query for `name` with `octets` as its offer. The OPT record must be the first after the question. */
export function offering(query: Uint8Array, name: DomainName, octets: number): Uint8Array {
  const opt = HEADER_OCTETS + encodeName(name).length + TYPE_AND_CLASS_OCTETS;
  const packet = Buffer.from(query);
  packet.writeUInt16BE(octets, opt + OWNER_AND_TYPE_OCTETS);
  return packet;
}
