// Asks a lab in tests and reads what it says with dns-packet, which knows nothing of the lab's own encoder.
import assert from 'node:assert/strict';
import {
  type Answer,
  type DecodedPacket,
  type RecordType,
  RECURSION_DESIRED,
  decode,
  encode,
} from 'dns-packet';
import { type LabReply, respond } from '../respond.ts';
import type { ZoneTree } from '../zone-tree.ts';

export interface Asking {
  address: string;
  transport?: 'udp' | 'tcp';
  /** Null: a query without EDNS. */
  udpSize?: number | null;
  dnssecOk?: boolean;
}

/** The packet that asks `name type`: `www.example.test A`. */
export function queryPacket(
  question: string,
  { udpSize = 1232, dnssecOk = false }: Partial<Asking> = {},
): Uint8Array {
  const [name = '', type = ''] = question.split(' ');
  assert.ok(isRecordType(type));
  const edns = {
    extendedRcode: 0,
    ednsVersion: 0,
    flags: dnssecOk ? 0x8000 : 0,
    flag_do: dnssecOk,
    options: [],
  };
  return encode({
    type: 'query',
    id: 4711,
    flags: RECURSION_DESIRED,
    questions: [{ name, type }],
    additionals: udpSize === null ? [] : [{ type: 'OPT', name: '.', udpPayloadSize: udpSize, ...edns }],
  });
}

/** What one server of the tree replies, or null when it stays silent. */
export function rawReply(tree: ZoneTree, question: string, asking: Asking): LabReply | null {
  const reaction = respond(tree, asking.address, asking.transport ?? 'udp', queryPacket(question, asking));
  assert.ok(reaction?.kind === 'replies', `no replies: ${reaction?.kind}`);
  return reaction.replies[0] ?? null;
}

export interface ReadReply {
  /** RCODE and the flags that are set: `NOERROR aa`. */
  status: string;
  answer: string[];
  authority: string[];
  additional: string[];
  /** The TTL of each answer. */
  ttls: unknown[];
  /** The size in the OPT record, or null without one. */
  edns: number | null;
  packet: DecodedPacket;
}

/** The reply of one server with its records as lines: `www.example.test A 192.0.2.80`. */
export function ask(tree: ZoneTree, question: string, asking: Asking): ReadReply {
  const reply = rawReply(tree, question, asking);
  assert.ok(reply, 'the server stayed silent');
  return readReply(reply.packet);
}

/** A reply packet as text. */
export function readReply(octets: Uint8Array): ReadReply {
  const packet = decode(Buffer.from(octets));
  const { answers = [], authorities = [], additionals = [] } = packet;
  const flags = [packet.flag_aa && 'aa', packet.flag_tc && 'tc', packet.flag_ra && 'ra'];
  return {
    status: [Reflect.get(packet, 'rcode'), ...flags].filter(Boolean).join(' '),
    answer: answers.map(lineOf),
    authority: authorities.map(lineOf),
    additional: additionals.filter((record) => record.type !== 'OPT').map(lineOf),
    ttls: answers.map((record) => ('ttl' in record ? record.ttl : undefined)),
    edns: additionals.find((record) => record.type === 'OPT')?.udpPayloadSize ?? null,
    packet,
  };
}

function isRecordType(text: string): text is RecordType {
  return /^[A-Z]+$/.test(text);
}

function lineOf(record: Answer): string {
  return `${record.name} ${record.type} ${dataText(record)}`;
}

function dataText(record: Answer): string {
  if (record.type === 'OPT') return '';
  if (record.type === 'SOA') return record.data.mname;
  if (record.type === 'DS') return record.data.digest.toString('hex');
  if (record.type === 'TXT') return [record.data].flat().map(String).join(' ');
  return typeof record.data === 'string' ? record.data : Object.values(record.data).join(' ');
}
