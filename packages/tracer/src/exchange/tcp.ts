// One message out and one back over a TCP connection of its own. RFC 1035 4.2.2, RFC 7766.
import { connect } from 'node:net';
import type { CancelSignal, ExchangeOutcome, ExchangeRequest } from '@delegraph/model';
import { type LoopWatch, markOf } from './loop-watch.ts';
import { outcomeOfError } from './send-error.ts';
import type { SocketAddress } from './send.ts';
import { within } from './within.ts';

/** Connects, sends `request` and waits for its reply; the time limit counts from the start of connecting, so a server
 *  that drips octets gains nothing. Rejects only with the signal's reason. */
export async function tcpExchange(
  endpoint: SocketAddress,
  request: ExchangeRequest,
  signal: CancelSignal,
  watch: LoopWatch,
): Promise<ExchangeOutcome> {
  watch.note();
  const startedMs = performance.now();
  const elapsed = () => performance.now() - startedMs;
  const socket = connect({ host: endpoint.host, port: endpoint.port });
  let received = Buffer.alloc(0);
  // Late at hearing of the connection is late at sending the query.
  let lateMs = 0;
  const readNow = () => {
    lateMs += watch.lateByMs();
    watch.note();
  };
  const late = (): ExchangeOutcome => ({ kind: 'timeout', elapsedMs: elapsed(), ignored: [] });
  try {
    return await within<ExchangeOutcome>({ timeoutMs: request.timeoutMs, late, signal }, (resolve) => {
      socket.once('error', (error) => resolve(outcomeOfError(error, elapsed(), lateMs + watch.lateByMs())));
      socket.once('end', () => {
        readNow();
        const detail = 'connection closed';
        resolve({ kind: 'unreachable', elapsedMs: elapsed(), ...markOf(lateMs), detail });
      });
      socket.once('connect', () => {
        readNow();
        socket.write(framed(request.packet));
      });
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        const packet = firstMessage(received);
        if (!packet) return;
        readNow();
        const objection = request.objection(packet);
        if (objection !== null) resolve({ kind: 'timeout', elapsedMs: elapsed(), ignored: [objection] });
        else resolve({ kind: 'reply', packet, elapsedMs: elapsed(), ...markOf(lateMs), ignored: [] });
      });
    });
  } finally {
    socket.on('error', () => {});
    socket.destroy();
  }
}

function framed(packet: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(packet.length);
  return Buffer.concat([length, packet]);
}

function firstMessage(octets: Buffer): Buffer | null {
  if (octets.length < 2) return null;
  const end = 2 + octets.readUInt16BE(0);
  return octets.length >= end ? octets.subarray(2, end) : null;
}
