// A trace as a packet capture for Wireshark and tshark. File suffix .pcap.
// The DNS messages and their times are true, as far as sent-messages.ts says; all around them is made up: the headers, the
// ports, our own address, and the handshakes and acknowledgements of TCP.
import type { TraceState } from '@delegraph/model';
import { concatenated, uint16, viewOf } from './octets.ts';
import { type Endpoint, type Route, type TcpFlag, addressOctets, tcpPacket, udpPacket } from './packets.ts';
import { type SentMessage, sentMessages } from './sent-messages.ts';

/** Our own addresses are not in the log. These are for this: the dummy addresses of RFC 7600 and RFC 9780. */
const CLIENT_IPV4 = addressOctets('192.0.0.8')!;
const CLIENT_IPV6 = addressOctets('100:0:0:1::1')!;
const DNS_PORT = 53;
const FIRST_PORT = 49_152;
const PORTS = 65_536 - FIRST_PORT;
/** What fits into an Ethernet frame with either IP header. */
const SEGMENT_OCTETS = 1440;
/** The octets of an IP packet that are no payload of UDP; a larger message cannot have been one. */
const MOST_UDP_OCTETS = 65_507;

const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const SNAPSHOT_OCTETS = 262_144;
const LINKTYPE_RAW = 101;

interface CapturedPacket {
  /** Milliseconds since the trace started. */
  atMs: number;
  octets: Uint8Array;
}

/** The capture: raw IP packets in the order of their times. Every try is a conversation of its own, on a port of its own.
 *  A TCP try without a reply is only its SYN: no more is known to have left. */
export function captureForm(state: TraceState): Uint8Array {
  const startMs = Date.parse(state.startedAt);
  const origin = Number.isNaN(startMs) ? 0 : startMs;
  const packets = sentMessages(state)
    .flatMap((message, index) => packetsOf(message, FIRST_PORT + (index % PORTS)))
    .toSorted((one, other) => one.atMs - other.atMs);
  return concatenated([fileHeader(), ...packets.map((packet) => packetRecord(packet, origin))]);
}

function packetsOf(message: SentMessage, port: number): CapturedPacket[] {
  const address = addressOctets(message.hop.address);
  if (!address) return [];
  const client: Endpoint = { address: address.length === 4 ? CLIENT_IPV4 : CLIENT_IPV6, port };
  const there: Route = { from: client, to: { address, port: DNS_PORT } };
  const back: Route = { from: there.to, to: there.from };
  return message.transport === 'udp' ? datagrams(message, there, back) : conversation(message, there, back);
}

function datagrams({ sentAtMs, query, reply }: SentMessage, there: Route, back: Route): CapturedPacket[] {
  const packets = [{ atMs: sentAtMs, octets: udpPacket(there, query) }];
  if (reply && reply.octets.length > 0 && reply.octets.length <= MOST_UDP_OCTETS)
    packets.push({ atMs: reply.atMs, octets: udpPacket(back, reply.octets) });
  return packets;
}

/** Handshake, query, reply and end of one TCP connection. All of it but the reply bears the time of the query. */
function conversation(message: SentMessage, there: Route, back: Route): CapturedPacket[] {
  const { sentAtMs, query, reply, wasHeard } = message;
  const packets: CapturedPacket[] = [];
  const sequence = { ours: 0, theirs: 0 };
  const send = (
    atMs: number,
    isOurs: boolean,
    flags: readonly TcpFlag[],
    payload: Uint8Array = new Uint8Array(),
  ): void => {
    const [own, other] = isOurs ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
    const acknowledged = flags.includes('ack') ? sequence[other] : 0;
    const octets = tcpPacket(
      isOurs ? there : back,
      { sequence: sequence[own], acknowledged, flags },
      payload,
    );
    packets.push({ atMs, octets });
    sequence[own] += payload.length + (flags.includes('syn') || flags.includes('fin') ? 1 : 0);
  };
  send(sentAtMs, true, ['syn']);
  if (!wasHeard) return packets;
  send(sentAtMs, false, ['syn', 'ack']);
  send(sentAtMs, true, ['ack']);
  send(sentAtMs, true, ['psh', 'ack'], framed(query));
  if (!reply || reply.octets.length === 0) return packets;
  const stream = framed(reply.octets);
  for (let at = 0; at < stream.length; at += SEGMENT_OCTETS) {
    const isLast = at + SEGMENT_OCTETS >= stream.length;
    send(reply.atMs, false, isLast ? ['psh', 'ack'] : ['ack'], stream.subarray(at, at + SEGMENT_OCTETS));
  }
  send(reply.atMs, true, ['fin', 'ack']);
  send(reply.atMs, false, ['fin', 'ack']);
  send(reply.atMs, true, ['ack']);
  return packets;
}

/** A message with its length before it. RFC 1035 4.2.2. */
function framed(message: Uint8Array): Uint8Array {
  return concatenated([uint16(message.length), message]);
}

function fileHeader(): Uint8Array {
  const header = new Uint8Array(24);
  const view = viewOf(header);
  view.setUint32(0, MAGIC_MICROSECONDS, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, SNAPSHOT_OCTETS, true);
  view.setUint32(20, LINKTYPE_RAW, true);
  return header;
}

function packetRecord({ atMs, octets }: CapturedPacket, origin: number): Uint8Array {
  const microseconds = Math.round((origin + atMs) * 1000);
  const header = new Uint8Array(16);
  const view = viewOf(header);
  view.setUint32(0, Math.floor(microseconds / 1e6), true);
  view.setUint32(4, microseconds % 1e6, true);
  view.setUint32(8, octets.length, true);
  view.setUint32(12, octets.length, true);
  return concatenated([header, octets]);
}
