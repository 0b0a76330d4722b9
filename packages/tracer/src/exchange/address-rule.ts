// Which addresses may be asked. A delegation is written by strangers: it must not make us send packets into our own network.
import ipaddr from 'ipaddr.js';

/** Rows of the IANA special-purpose address registries that are not globally reachable, read 2026-11, with multicast.
 *  More specific rows that are globally reachable (AS112, AMT and others) are listed in `REACHABLE`. */
const NOT_REACHABLE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
];
const REACHABLE = [
  '192.0.0.9/32',
  '192.0.0.10/32',
  '2001:1::1/128',
  '2001:1::2/128',
  '2001:1::3/128',
  '2001:3::/32',
  '2001:4:112::/48',
  '2001:20::/28',
  '2001:30::/28',
];
/** Everything else in IPv6 is unassigned, local, or hides an IPv4 address (RFC 4291, 6052). */
const GLOBAL_UNICAST_V6 = '2000::/3';

const notReachable = NOT_REACHABLE.map((cidr) => ipaddr.parseCIDR(cidr));
const reachable = REACHABLE.map((cidr) => ipaddr.parseCIDR(cidr));
const globalV6 = ipaddr.parseCIDR(GLOBAL_UNICAST_V6);

/** The rule for one instance: globally reachable addresses, and those in `allowed`, CIDRs an operator opened
 *  (a private network's own DNS). Throws for a text in `allowed` that is no CIDR. */
export function addressRule(allowed: readonly string[] = []): (address: string) => boolean {
  const opened = allowed.map((cidr) => ipaddr.parseCIDR(cidr));
  return (text) => {
    // A zone index would choose the interface.
    const isV6 = ipaddr.IPv6.isValid(text) && !text.includes('%');
    if (!isV6 && !ipaddr.IPv4.isValidFourPartDecimal(text)) return false;
    const address = ipaddr.parse(text);
    if (isIn(address, opened)) return true;
    if (address.kind() === 'ipv6' && !isIn(address, [globalV6])) return false;
    return isIn(address, reachable) || !isIn(address, notReachable);
  };
}

type Range = ReturnType<typeof ipaddr.parseCIDR>;

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, ranges: readonly Range[]): boolean {
  return ranges.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}
