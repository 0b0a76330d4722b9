// IP packets around DNS messages: headers made up, with right lengths and checksums. RFC 791, 8200, 768, 9293.
import { concatenated, uint16, uint32, viewOf } from './octets.ts';

export interface Endpoint {
  /** 4 or 16 octets. */
  address: Uint8Array;
  port: number;
}

export interface Route {
  from: Endpoint;
  to: Endpoint;
}

export type TcpFlag = 'fin' | 'syn' | 'rst' | 'psh' | 'ack';

const PROTOCOL_TCP = 6;
const PROTOCOL_UDP = 17;
const HOP_LIMIT = 64;
const TCP_FLAGS: Readonly<Record<TcpFlag, number>> = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 };

export function udpPacket(route: Route, payload: Uint8Array): Uint8Array {
  const header = [...uint16(route.from.port), ...uint16(route.to.port), ...uint16(8 + payload.length), 0, 0];
  return ipPacket(route, PROTOCOL_UDP, withChecksum(route, PROTOCOL_UDP, concatenated([header, payload]), 6));
}

export function tcpPacket(
  route: Route,
  { sequence, acknowledged, flags }: { sequence: number; acknowledged: number; flags: readonly TcpFlag[] },
  payload: Uint8Array = new Uint8Array(),
): Uint8Array {
  const bits = flags.reduce((sum, flag) => sum | TCP_FLAGS[flag], 0);
  const header = [
    ...uint16(route.from.port),
    ...uint16(route.to.port),
    ...uint32(sequence),
    ...uint32(acknowledged),
    // Five words of header, and a window that is never full.
    5 << 4,
    bits,
    ...uint16(0xffff),
    ...uint32(0),
  ];
  return ipPacket(
    route,
    PROTOCOL_TCP,
    withChecksum(route, PROTOCOL_TCP, concatenated([header, payload]), 16),
  );
}

/** The octets of an address in RFC 5952 text, or null when it is none. */
export function addressOctets(text: string): Uint8Array | null {
  if (!text.includes(':')) {
    const parts = text.split('.');
    const isAddress =
      parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
    return isAddress ? Uint8Array.from(parts, Number) : null;
  }
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return null;
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return Uint8Array.from(groups.flatMap((group) => uint16(Number.parseInt(group, 16))));
}

function groupsOf(text: string): string[] {
  if (text === '') return [];
  // An IPv4 address may stand at the end.
  return text.split(':').flatMap((group) => {
    const octets = group.includes('.') ? addressOctets(group) : null;
    if (!octets) return [group];
    const view = viewOf(octets);
    return [view.getUint16(0).toString(16), view.getUint16(2).toString(16)];
  });
}

function ipPacket({ from, to }: Route, protocol: number, payload: Uint8Array): Uint8Array {
  if (from.address.length === 16) {
    const header = [0x60, 0, 0, 0, ...uint16(payload.length), protocol, HOP_LIMIT];
    return concatenated([header, from.address, to.address, payload]);
  }
  const dontFragment = 0x4000;
  const start = [0x45, 0, ...uint16(20 + payload.length), 0, 0, ...uint16(dontFragment), HOP_LIMIT, protocol];
  const header = concatenated([start, [0, 0], from.address, to.address]);
  header.set(uint16(checksum(header)), 10);
  return concatenated([header, payload]);
}

/** The segment with its checksum at `offset`, taken over the pseudo-header too. RFC 9293 3.1, RFC 8200 8.1. */
function withChecksum(
  { from, to }: Route,
  protocol: number,
  segment: Uint8Array,
  offset: number,
): Uint8Array {
  const length = uint32(segment.length);
  const sum = checksum(concatenated([from.address, to.address, length, [0, 0, 0, protocol], segment]));
  // Of UDP, 0 would mean that there is none.
  segment.set(uint16(protocol === PROTOCOL_UDP && sum === 0 ? 0xffff : sum), offset);
  return segment;
}

/** The Internet checksum. RFC 1071. */
function checksum(octets: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < octets.length; at += 2) sum += (octets[at]! << 8) | (octets[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}
