// Where a trace of the Internet starts. RFC 9609.
import { isIP } from 'node:net';
import {
  type AddressSource,
  type DomainName,
  type NameServerAddresses,
  parseDomainName,
} from '@delegraph/model';
import ipaddr from 'ipaddr.js';

/** The root servers as of 2026-11; b's address is the one of late 2023. */
const ROOT_SERVERS: Readonly<Record<string, readonly [v4: string, v6: string]>> = {
  a: ['198.41.0.4', '2001:503:ba3e::2:30'],
  b: ['170.247.170.2', '2801:1b8:10::b'],
  c: ['192.33.4.12', '2001:500:2::c'],
  d: ['199.7.91.13', '2001:500:2d::d'],
  e: ['192.203.230.10', '2001:500:a8::e'],
  f: ['192.5.5.241', '2001:500:2f::f'],
  g: ['192.112.36.4', '2001:500:12::d0d'],
  h: ['198.97.190.53', '2001:500:1::53'],
  i: ['192.36.148.17', '2001:7fe::53'],
  j: ['192.58.128.30', '2001:503:c27::2:30'],
  k: ['193.0.14.129', '2001:7fd::1'],
  l: ['199.7.83.42', '2001:500:9f::42'],
  m: ['202.12.27.33', '2001:dc3::35'],
};

/** Name servers of the root and their addresses. */
export interface RootHint {
  name: DomainName;
  addresses: readonly string[];
}

export const internetRootHints: readonly RootHint[] = Object.entries(ROOT_SERVERS).map(
  ([letter, addresses]) => ({
    name: parseDomainName(`${letter}.root-servers.net`),
    addresses,
  }),
);

/** Reads a file in the format of named.root. Throws `Error` with the line that cannot be read, or when no root server in
 *  it has an address. */
export function parseRootHints(text: string): RootHint[] {
  const servers = new Set<DomainName>();
  // Kept by themselves: an address may stand before the NS record that makes it one of a root server.
  const addresses = new Map<DomainName, string[]>();
  const records = text.split('\n').map((line) => line.replace(/;.*/, '').trim());
  for (const [index, record] of records.entries()) {
    if (record === '') continue;
    const [owner, type, data] = fieldsOf(record);
    if (owner === undefined || type === undefined || data === undefined)
      throw new Error(`line ${index + 1} of the root hints is no record: ${record}`);
    if (type === 'NS' && owner === '.') servers.add(parseDomainName(data));
    // Addresses are compared as text, so they are written as everywhere else here (RFC 5952).
    if ((type === 'A' || type === 'AAAA') && isIP(data) !== 0) {
      const name = parseDomainName(owner);
      addresses.set(name, [...(addresses.get(name) ?? []), ipaddr.parse(data).toString()]);
    }
  }
  const hints = [...servers].flatMap((name) => {
    const known = addresses.get(name);
    return known ? [{ name, addresses: known }] : [];
  });
  if (hints.length === 0) throw new Error('the root hints name no root server with an address');
  return hints;
}

function fieldsOf(record: string): (string | undefined)[] {
  const fields = record.split(/\s+/);
  const rest = fields.slice(1).filter((field) => !/^\d+$/.test(field) && field.toUpperCase() !== 'IN');
  return [fields[0], rest[0]?.toUpperCase(), rest[1]];
}

/** The hints as the trace's first event carries them. */
export function rootNameServers(hints: readonly RootHint[], source: AddressSource): NameServerAddresses[] {
  return hints.map(({ name, addresses }) => ({
    name,
    addresses: addresses.map((address) => ({ address, source })),
  }));
}
