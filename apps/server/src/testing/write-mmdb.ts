// Writes small files in the MaxMind DB format, version 2.0, for tests to read with somebody else's reader.
import { writeFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';

const NODE_OCTETS = 6;
const MAX_SHORT_SIZE = 28;
const UTF8 = 2;
const UINT16 = 5;
const UINT32 = 6;
const MAP = 7;
/** Types from 8 on are written in a second octet, counted from 7. */
const UINT64 = 2;
const ARRAY = 4;

type Node = [left: Node | number | null, right: Node | number | null];

/** Writes a map of networks (`203.0.113.0/24`, `2001:db8::/32`) to autonomous systems. */
export function writeAsMap(
  file: string,
  networks: Readonly<Record<string, { number: number; holder: string }>>,
  databaseType = 'Test-ASN',
): void {
  const root: Node = [null, null];
  const data: Uint8Array[] = [];
  let dataOctets = 0;
  for (const [cidr, { number, holder }] of Object.entries(networks)) {
    const entry = mapOf({
      autonomous_system_number: uint(UINT32, number),
      autonomous_system_organization: utf8(holder),
    });
    insert(root, bitsOf(cidr), dataOctets);
    data.push(entry);
    dataOctets += entry.length;
  }
  const nodes = nodesBelow(root);
  const numbers = new Map(nodes.map((node, i) => [node, i]));
  const recordOf = (side: Node | number | null) =>
    side === null ? nodes.length : typeof side === 'number' ? nodes.length + 16 + side : numbers.get(side)!;
  const tree = Buffer.alloc(nodes.length * NODE_OCTETS);
  for (const [i, [left, right]] of nodes.entries()) {
    tree.writeUIntBE(recordOf(left), i * NODE_OCTETS, 3);
    tree.writeUIntBE(recordOf(right), i * NODE_OCTETS + 3, 3);
  }
  const metadata = mapOf({
    binary_format_major_version: uint(UINT16, 2),
    binary_format_minor_version: uint(UINT16, 0),
    build_epoch: Buffer.from([0, UINT64]),
    database_type: utf8(databaseType),
    description: Buffer.from([MAP << 5]),
    ip_version: uint(UINT16, 6),
    languages: Buffer.from([0, ARRAY]),
    node_count: uint(UINT32, nodes.length),
    record_size: uint(UINT16, 24),
  });
  const marker = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex');
  writeFileSync(file, Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata]));
}

/** The tree is one of IPv6, in which IPv4 lies in ::/96. */
function bitsOf(cidr: string): number[] {
  const [address, length] = ipaddr.parseCIDR(cidr);
  const octets = address.toByteArray();
  const zeros = address.kind() === 'ipv4' ? Array.from({ length: 96 }, () => 0) : [];
  const bits = octets.flatMap((octet) => Array.from({ length: 8 }, (_, i) => (octet >> (7 - i)) & 1));
  return [...zeros, ...bits.slice(0, length)];
}

function insert(root: Node, bits: readonly number[], dataAt: number): void {
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = node[bit];
    node = Array.isArray(next) ? next : (node[bit] = [null, null]);
  }
  node[bits.at(-1)!] = dataAt;
}

function nodesBelow(node: Node): Node[] {
  return [node, ...node.filter((side) => Array.isArray(side)).flatMap(nodesBelow)];
}

function mapOf(entries: Readonly<Record<string, Uint8Array>>): Buffer {
  const pairs = Object.entries(entries);
  return Buffer.concat([
    Buffer.from([(MAP << 5) | pairs.length]),
    ...pairs.flatMap(([key, value]) => [utf8(key), value]),
  ]);
}

function utf8(text: string): Buffer {
  const octets = Buffer.from(text);
  const size =
    octets.length <= MAX_SHORT_SIZE
      ? [(UTF8 << 5) | octets.length]
      : [(UTF8 << 5) | (MAX_SHORT_SIZE + 1), octets.length - MAX_SHORT_SIZE - 1];
  return Buffer.concat([Buffer.from(size), octets]);
}

function uint(type: number, value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value);
  const used = octets.subarray(4 - Math.ceil(Math.log2(value + 1) / 8));
  return Buffer.concat([Buffer.from([(type << 5) | used.length]), used]);
}
