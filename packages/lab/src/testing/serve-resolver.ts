// A test's resolver on loopback, over UDP and TCP.
import { type Socket as UdpSocket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, type Server, createServer } from 'node:net';
import type { ZoneTree } from '../zone-tree.ts';
import { type ResolverManner, resolverReply } from './lab-resolver.ts';

export interface ServedResolver {
  address: string;
  port: number;
  close: () => Promise<void>;
}

const HOST = '127.0.0.1';
const LENGTH_OCTETS = 2;

/** Serves until `close()`. Port 0 takes a free one. Rejects when the port is taken. */
export async function serveResolver(
  tree: ZoneTree,
  manner: ResolverManner,
  port = 0,
): Promise<ServedResolver> {
  const tcp = openTcp(tree, manner);
  tcp.listen(port, HOST);
  await once(tcp, 'listening');
  const { port: taken } = tcp.address() as AddressInfo;
  const udp = openUdp(tree, manner);
  udp.bind(taken, HOST);
  await once(udp, 'listening');
  return {
    address: HOST,
    port: taken,
    close: async () => {
      await Promise.all([
        new Promise((done) => tcp.close(done)),
        new Promise<void>((done) => udp.close(done)),
      ]);
    },
  };
}

function openUdp(tree: ZoneTree, manner: ResolverManner): UdpSocket {
  const socket = createSocket('udp4');
  socket.on('message', (packet, peer) => {
    const reply = resolverReply(tree, manner, packet, 'udp');
    // The asker may be gone: what becomes of a datagram is not our concern.
    if (reply) socket.send(reply, peer.port, peer.address, () => {});
  });
  return socket;
}

/** One message on each connection, which comes in one piece on loopback. */
function openTcp(tree: ZoneTree, manner: ResolverManner): Server {
  return createServer((connection) => {
    connection.on('error', () => {});
    connection.once('data', (stream: Buffer) => {
      const reply = resolverReply(tree, manner, stream.subarray(LENGTH_OCTETS), 'tcp');
      if (!reply) return connection.destroy();
      const length = Buffer.alloc(LENGTH_OCTETS);
      length.writeUInt16BE(reply.length);
      return connection.end(Buffer.concat([length, reply]));
    });
  });
}
