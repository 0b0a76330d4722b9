// A zone tree of the lab, served by NSD, Knot, BIND and PowerDNS: the same Internet, operated with other software.
import type { ZoneTree } from '@delegraph/lab';
import type { SocketAddress } from '@delegraph/tracer';
import { type Daemon, type Software, hasIPv6Loopback, startDaemons } from './daemons.ts';
import { masterFile } from './master-file.ts';

export interface RealNetwork {
  /** Where the server of a declared address really listens. IPv6 addresses are on ::1, where this machine has it. */
  endpointOf: (address: string) => SocketAddress;
  stop: () => Promise<void>;
}

/** A server of the network. Addresses with equal servers are one process, and it holds the zones of all of them. */
export interface Operator {
  software: Software;
  /** Tells servers apart that run the same software: `root`, `tld`. */
  role: string;
}

/** Starts what serves `tree`. `edited` changes the master file of a zone: signs it. */
export async function serveTree(
  tree: ZoneTree,
  operatorAt: (address: string) => Operator,
  edited: (apex: string, text: string) => Promise<string>,
): Promise<RealNetwork> {
  const zonesOf = new Map<string, Set<string>>();
  const keyAt = (address: string) => Object.values(operatorAt(address)).join(' ');
  for (const [address, served] of tree.hosts) {
    const names = zonesOf.get(keyAt(address)) ?? new Set();
    zonesOf.set(keyAt(address), names);
    for (const { zone } of served) names.add(zone.name);
  }
  const texts = new Map<string, string>();
  for (const zone of tree.zones.values()) texts.set(zone.name, await edited(zone.name, masterFile(zone)));

  const keys = [...zonesOf.keys()];
  const daemons = keys.map((key): Daemon => ({
    software: key.split(' ')[0] as Software,
    address: '127.0.0.1',
    ipv6: hasIPv6Loopback,
    zones: Object.fromEntries([...zonesOf.get(key)!].map((apex) => [apex, texts.get(apex)!])),
  }));
  const { ports, stop } = await startDaemons(daemons);
  return {
    endpointOf: (address) => ({
      host: address.includes(':') && hasIPv6Loopback ? '::1' : '127.0.0.1',
      port: ports[keys.indexOf(keyAt(address))]!,
    }),
    stop,
  };
}
