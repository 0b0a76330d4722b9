// One datagram out, and the reply to it. A fresh socket on a random port for each: RFC 5452 9.2.
import { randomInt } from 'node:crypto';
import { type RemoteInfo, Socket, createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { CancelSignal, ExchangeOutcome, ExchangeRequest } from '@delegraph/model';
import { type LoopWatch, markOf } from './loop-watch.ts';
import { outcomeOfError } from './send-error.ts';
import type { SocketAddress } from './send.ts';
import { within } from './within.ts';

/** Above the ports that need privileges; all of them, because the system's own range has less entropy. */
const FIRST_PORT = 1024;
const PORTS_END = 65_536;
const BIND_TRIES = 5;
/** What is kept of what else arrived. */
const MAX_IGNORED = 4;

/** Sends `request` to `endpoint` and waits for a reply it does not object to. Rejects only with the signal's reason. */
export async function udpExchange(
  endpoint: SocketAddress,
  request: ExchangeRequest,
  signal: CancelSignal,
  watch: LoopWatch,
): Promise<ExchangeOutcome> {
  const socket = await boundSocket(isIPv6(endpoint.host) ? 'udp6' : 'udp4');
  if (!(socket instanceof Socket)) return { kind: 'no-socket', detail: socket.code ?? socket.message };
  let sentMs = performance.now();
  const elapsed = () => performance.now() - sentMs;
  const sending = () => {
    watch.note();
    sentMs = performance.now();
  };
  const ignored: string[] = [];
  const late = (): ExchangeOutcome => ({ kind: 'timeout', elapsedMs: elapsed(), ignored });
  try {
    return await within<ExchangeOutcome>({ timeoutMs: request.timeoutMs, late, signal }, (resolve) => {
      const fail = (error: NodeJS.ErrnoException | null) => {
        if (error) resolve(outcomeOfError(error, elapsed(), watch.lateByMs()));
      };
      socket.on('error', fail);
      socket.on('message', (packet, from) => {
        const elapsedMs = elapsed();
        const mark = markOf(watch.lateByMs());
        watch.note();
        // Replies that have arrived together are all timed before the work on any of them begins.
        setImmediate(() => {
          const objection = wrongSource(from, endpoint) ?? request.objection(packet);
          if (objection === null) resolve({ kind: 'reply', packet, elapsedMs, ...mark, ignored });
          else if (ignored.length < MAX_IGNORED) ignored.push(objection);
        });
      });
      if (request.socket === 'open') {
        sending();
        socket.send(request.packet, endpoint.port, endpoint.host, fail);
      } else {
        // 'connect' may report its error to the listener above only.
        socket.connect(endpoint.port, endpoint.host, ((error?: NodeJS.ErrnoException) => {
          if (error) return fail(error);
          sending();
          socket.send(request.packet, fail);
        }) as () => void);
      }
    });
  } finally {
    socket.close();
  }
}

/** RFC 2181 4.1: a reply comes from the address it was asked at. */
function wrongSource(from: RemoteInfo, endpoint: SocketAddress): string | null {
  if (from.address === endpoint.host && from.port === endpoint.port) return null;
  return `a reply from ${from.address} port ${from.port} instead of the server asked`;
}

/** A socket on a random port, or why there is none. That is our own matter and never reported as the server's. */
async function boundSocket(type: 'udp4' | 'udp6'): Promise<Socket | NodeJS.ErrnoException> {
  for (let tries = 1; ; tries += 1) {
    const socket = createSocket({ type, lookup: addressItself });
    const port = tries < BIND_TRIES ? randomInt(FIRST_PORT, PORTS_END) : 0;
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      socket.once('error', resolve);
      socket.bind(port, () => {
        socket.removeAllListeners('error');
        resolve(null);
      });
    });
    if (error === null) return socket;
    socket.close();
    if (tries >= BIND_TRIES || error.code !== 'EADDRINUSE') return error;
  }
}

/** In place of a resolver: only addresses are given. */
function addressItself(
  address: string,
  _options: unknown,
  done: (error: null, address: string, family: number) => void,
): void {
  done(null, address, isIPv6(address) ? 6 : 4);
}
