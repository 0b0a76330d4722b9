// A process of its own that serves the network on loopback, so that its work is neither measured nor in the way. It replays
// replies, holds each for its distance, and says in it how long it really did.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { LoopWatch, type SocketAddress, goFirst, schedulerWait } from '@delegraph/tracer';
import { type Hold, withHold } from './hold.ts';
import { benchNetwork } from './network.ts';
import { endOfQuestion, replayedReplies } from './replay.ts';

export interface Served {
  endpoints: [address: string, endpoint: SocketAddress][];
}

const HOST = '127.0.0.1';
const MAX_BIND_TRIES = 20;
const LENGTH_OCTETS = 2;

goFirst();
const { tree, roundTripMs } = benchNetwork();
const replyTo = replayedReplies(tree);
const watch = new LoopWatch(schedulerWait());

const endpoints: Served['endpoints'] = [];
for (const address of tree.hosts.keys()) endpoints.push([address, await serve(address)]);
process.on('disconnect', () => process.exit());
process.send!({ endpoints } satisfies Served);

/** Serves an address at one port of loopback, over UDP and TCP. */
async function serve(address: string): Promise<SocketAddress> {
  for (let tries = 1; ; tries += 1) {
    const listener = createServer((connection) => answerOverTcp(connection, address)).listen(0, HOST);
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    try {
      await serveUdp(address, port);
      return { host: HOST, port };
    } catch (error) {
      listener.close();
      if (tries === MAX_BIND_TRIES) throw error;
    }
  }
}

async function serveUdp(address: string, port: number): Promise<void> {
  const socket = createSocket('udp4').bind(port, HOST);
  await once(socket, 'listening');
  socket.on('message', (query, asker) => {
    const readMs = performance.now();
    const lateByMs = watch.lateByMs();
    watch.note();
    // Queries that have arrived together are all timed before the work on any of them begins.
    setImmediate(() => {
      const reply = replyTo(address, 'udp', query);
      if (reply === null) return;
      hold(address, readMs, () => {
        const kept: Hold = { heldMs: performance.now() - readMs, lateByMs };
        const told = withHold(reply, { hasEdns: query.length > endOfQuestion(query) }, kept);
        watch.note();
        socket.send(told, asker.port, asker.address, () => {});
      });
    });
  });
}

/** Over TCP only one message is looked for: the tracer sends no more. */
function answerOverTcp(connection: Socket, address: string): void {
  connection.on('error', () => {});
  connection.once('data', (segment: Buffer) => {
    const reply = replyTo(address, 'tcp', segment.subarray(LENGTH_OCTETS));
    if (reply === null) return;
    const length = Buffer.alloc(LENGTH_OCTETS);
    length.writeUInt16BE(reply.length);
    hold(address, performance.now(), () => connection.write(Buffer.concat([length, reply])));
  });
}

function hold(address: string, readMs: number, send: () => void): void {
  const leftMs = roundTripMs(address) - (performance.now() - readMs);
  setTimeout(send, Math.max(0, leftMs));
}
