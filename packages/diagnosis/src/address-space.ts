// Which addresses the public can reach, and which lie close together. IANA special-purpose registries, RFC 6890.

/** How a root profile sees addresses. */
export interface AddressSpace {
  /** Why nobody outside can reach the address (`private use, RFC 1918`), or null when the public can. */
  whyPrivate: (address: string) => string | null;
  /** Why nobody at all has a route to the address, or null when somebody may. */
  whyUnrouted: (address: string) => string | null;
  /** The network an address lies in, as sites are numbered: /24 and /48. Null where that says nothing. */
  siteOf: (address: string) => string | null;
}

/** The address space of a trace. On the Internet every special range counts. In the lab, documentation addresses stand for
 *  the public ones, and neighbours there are no neighbours. Roots of somebody's own live in somebody's own network, where
 *  such addresses are right. */
export function addressSpaceOf(profile: string): AddressSpace {
  switch (profile) {
    case 'internet':
      return { whyPrivate: (address) => reservedFor(address, RESERVED), whyUnrouted, siteOf };
    case 'lab':
      return {
        whyPrivate: (address) => reservedFor(address, RESERVED_IN_LAB),
        whyUnrouted,
        siteOf: () => null,
      };
    default:
      return { whyPrivate: () => null, whyUnrouted: () => null, siteOf: () => null };
  }
}

/** What an IPv6 address that only wraps an IPv4 address is, or null. RFC 4291 2.5.5.2, RFC 6052. */
export function wrapsIpv4(address: string): string | null {
  return reservedFor(address, WRAPPERS);
}

export function isIpv6(address: string): boolean {
  return address.includes(':');
}

interface Range {
  prefix: readonly number[];
  bits: number;
  use: string;
}

const DOCUMENTATION = [
  range('192.0.2.0/24', 'documentation, RFC 5737'),
  range('198.51.100.0/24', 'documentation, RFC 5737'),
  range('203.0.113.0/24', 'documentation, RFC 5737'),
  range('2001:db8::/32', 'documentation, RFC 3849'),
  range('3fff::/20', 'documentation, RFC 9637'),
];
const RESERVED_IN_LAB = [
  range('0.0.0.0/8', '“this network”, RFC 791'),
  range('10.0.0.0/8', 'private use, RFC 1918'),
  range('100.64.0.0/10', 'shared address space, RFC 6598'),
  range('127.0.0.0/8', 'loopback, RFC 1122'),
  range('169.254.0.0/16', 'link-local, RFC 3927'),
  range('172.16.0.0/12', 'private use, RFC 1918'),
  range('192.168.0.0/16', 'private use, RFC 1918'),
  range('198.18.0.0/15', 'benchmarking, RFC 2544'),
  range('224.0.0.0/4', 'multicast, RFC 5771'),
  range('240.0.0.0/4', 'reserved, RFC 1112'),
  range('::/127', 'unspecified or loopback, RFC 4291'),
  range('fe80::/10', 'link-local, RFC 4291'),
  range('fc00::/7', 'unique local, RFC 4193'),
  range('ff00::/8', 'multicast, RFC 4291'),
];
const UNROUTED = [
  range('0.0.0.0/8', '“this network”, RFC 791'),
  range('240.0.0.0/4', 'reserved, RFC 1112'),
  range('::/127', 'unspecified or loopback, RFC 4291'),
];
const RESERVED = [...RESERVED_IN_LAB, ...DOCUMENTATION];
const WRAPPERS = [range('::ffff:0:0/96', 'an IPv4-mapped address'), range('64:ff9b::/96', 'a NAT64 address')];

function range(cidr: string, use: string): Range {
  const [prefix = '', bits] = cidr.split('/');
  return { prefix: octetsOf(prefix), bits: Number(bits), use };
}

function reservedFor(address: string, ranges: readonly Range[]): string | null {
  const octets = octetsOf(address);
  return ranges.find((candidate) => lies(octets, candidate))?.use ?? null;
}

function whyUnrouted(address: string): string | null {
  return reservedFor(address, UNROUTED);
}

function lies(octets: readonly number[], { prefix, bits }: Range): boolean {
  if (octets.length !== prefix.length) return false;
  return prefix.every((octet, i) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * i));
    const mask = (0xff << (8 - kept)) & 0xff;
    return (octet & mask) === (octets[i]! & mask);
  });
}

function siteOf(address: string): string {
  return octetsOf(address)
    .slice(0, isIpv6(address) ? 6 : 3)
    .join('.');
}

/** The octets of an address in text: 4 or 16. */
function octetsOf(address: string): number[] {
  if (!isIpv6(address)) return address.split('.').map(Number);
  // The last 32 bits may be written as an IPv4 address.
  const text = address.replace(/\d+\.\d+\.\d+\.\d+$/, (tail) => {
    const [a = 0, b = 0, c = 0, d = 0] = octetsOf(tail);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = '', tail] = text.split('::');
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? 0 : 8 - first!.length - last!.length;
  const all = [...first!, ...Array.from({ length: zeros }, () => '0'), ...last!];
  return all.flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
