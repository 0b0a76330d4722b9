// The part of the gallery's Internet that all scenarios share: the root, two top-level domains, and operators.
import type { ServerSpec, ZoneTreeSpec } from '../zone-tree.ts';

/** Names, IPv4 hosts and IPv6 hosts from 1: `a.nic.test.` at 198.51.100.21 and 2001:db8:2::1, and so on. */
function letters(count: number, suffix: string, firstHost: number, prefix: string): ServerSpec {
  return Object.fromEntries(
    Array.from('abcdefghijklm'.slice(0, count), (letter, i) => [
      `${letter}.${suffix}`,
      [`198.51.100.${firstHost + i}`, `${prefix}::${(i + 1).toString(16)}`],
    ]),
  );
}

/** An operator in `example.` on whom zones in `test.` rely: their parent can give no glue for it. Its servers have names
 *  under two domains, so that neither alone can take its customers down. */
export const DNS_HOST = {
  'ns1.dns-host.example.': ['198.51.100.51', '2001:db8:3::51'],
  'ns2.dns-reserve.example.': '198.51.100.52',
} as const;

/** An operator in `test.`: a sibling of the zones that rely on it. */
export const HOSTING = {
  'ns1.hosting.test.': ['198.51.100.61', '2001:db8:3::61'],
  'ns2.hosting-reserve.test.': '198.51.100.62',
} as const;

export const world: ZoneTreeSpec = {
  '.': { servers: letters(13, 'root-servers.test.', 1, '2001:db8:1') },
  'test.': { servers: letters(6, 'nic.test.', 21, '2001:db8:2') },
  'example.': { servers: letters(4, 'nic.example.', 31, '2001:db8:3') },
  'hosting.test.': { servers: HOSTING, records: ['www A 192.0.2.61'] },
  'hosting-reserve.test.': { servers: HOSTING },
  'dns-reserve.example.': { servers: DNS_HOST },
  'dns-host.example.': {
    servers: DNS_HOST,
    records: ['www A 192.0.2.51', 'ns-old CNAME ns1.ns-is-alias.test.'],
  },
};
