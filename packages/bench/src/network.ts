// The network everything is measured on, as data: zones, their servers, and how far away each of them is.
import { type ZoneSpec, type ZoneTree, silent, zoneTree } from '@delegraph/lab';
import { parseDomainName } from '@delegraph/model';
import type { ZoneRoundTrips } from './bounds.ts';

export interface BenchNetwork {
  tree: ZoneTree;
  /** From a query to its reply, in whole milliseconds, because a timer knows no parts of them. */
  roundTripMs: (address: string) => number;
}

/** The domain whose figures stand beside those of other programs: measured with bounds of about 67 and 133 ms. */
export const NEAR = 'near.test.';
/** A domain whose servers stand all over the world. */
export const FAR = 'far.test.';
/** As `NEAR`, but one of its eight addresses is silent. */
export const DEAD = 'dead.test.';
/** Domains for many traces at a time, so that they do not all ask the same servers. */
export const CROWD = Array.from({ length: 10 }, (_, n) => `crowd-${n}.test.`);

/** One of the `CROWD` for the n-th trace. */
export function crowded(n: number): string {
  return CROWD[n % CROWD.length]!;
}

/** Milliseconds there and back, to the nearest and to the farthest server of a zone. */
type Distances = readonly [nearest: number, farthest: number];

const ROOT_MS: Distances = [16, 24];
const TLD_MS: Distances = [26, 34];
const DOMAIN_MS: Readonly<Record<string, Distances>> = { [NEAR]: [25, 45], [DEAD]: [25, 45] };
const ANY_DOMAIN_MS: Distances = [5, 120];

const LETTERS = 'abcdefghijklm'.split('');

/** Thirteen root servers, thirteen of one TLD and four of each domain, all with an IPv4 and an IPv6 address: sixty
 *  (zone, address) pairs on the way to a name. */
export function benchNetwork(): BenchNetwork {
  const roundTrips = new Map<string, number>();
  const place = (nameServers: readonly string[], subnet: number, [nearest, farthest]: Distances) => {
    const addresses = nameServers.flatMap((_, i) => [
      `198.18.${subnet}.${i + 1}`,
      `2001:db8:${subnet}::${(i + 1).toString(16)}`,
    ]);
    for (const [i, address] of addresses.entries()) {
      // Five has no factor in common with 8 or 26: every distance once, and neighbours in the list are none in the network.
      const step = (i * 5) % addresses.length;
      const ms = nearest + ((farthest - nearest) * step) / (addresses.length - 1);
      roundTrips.set(address, Math.round(ms));
    }
    return Object.fromEntries(nameServers.map((name, i) => [name, addresses.slice(2 * i, 2 * i + 2)]));
  };

  const tree: Record<string, ZoneSpec> = {
    '.': {
      servers: place(
        LETTERS.map((letter) => `${letter}.root.test.`),
        1,
        ROOT_MS,
      ),
    },
    'test.': {
      servers: place(
        LETTERS.map((letter) => `${letter}.nic.test.`),
        2,
        TLD_MS,
      ),
    },
  };
  for (const [n, domain] of [NEAR, FAR, DEAD, ...CROWD].entries()) {
    const nameServers = [1, 2, 3, 4].map((k) => `ns${k}.${domain}`);
    const servers = place(nameServers, 3 + n, DOMAIN_MS[domain] ?? ANY_DOMAIN_MS);
    const faults = domain === DEAD ? [silent('ns4.dead.test.', servers['ns4.dead.test.']![1])] : [];
    tree[domain] = { servers, records: ['www A 192.0.2.80'], faults };
  }
  return { tree: zoneTree(tree), roundTripMs: (address) => roundTrips.get(address)! };
}

/** The zones on the way to a name in `domain`, as far as its bounds depend on them. */
export function pathTo({ tree, roundTripMs }: BenchNetwork, domain: string): ZoneRoundTrips[] {
  return ['.', 'test.', domain].map((zone) => ({
    roundTripsMs: addressesOf(tree, zone).map(roundTripMs),
    isExamined: zone === domain,
  }));
}

export function addressesOf(tree: ZoneTree, zone: string): string[] {
  return [...tree.zones.get(parseDomainName(zone))!.servers.values()].flat();
}
