// A line between the browser and the server that breaks when a journey wants it to.
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A line to the server that can be cut while bytes are on it. */
export async function breakableLine(server: URL) {
  const sockets = new Set<Socket>();
  let connections = 0;
  const listener = createServer((near) => {
    connections += 1;
    const far = connect(Number(server.port), server.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
    }
    near.pipe(far).pipe(near);
  });
  listener.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`,
    /** Breaks every connection; returns how many there were. */
    cut(): number {
      const open = sockets.size;
      for (const socket of sockets) socket.destroy();
      connections = 0;
      return open;
    },
    connectionsSinceCut: () => connections,
    close(): void {
      for (const socket of sockets) socket.destroy();
      listener.close();
    },
  };
}
