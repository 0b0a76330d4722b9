// Which address families this machine has a way out for.
import { createSocket } from 'node:dgram';

/** Globally reachable addresses to look for a way to: root servers. Nothing is sent to them. */
const PROBES = { udp4: '198.41.0.4', udp6: '2001:503:ba3e::2:30' } as const;

/** Whether the system has a route to the IPv4 or IPv6 Internet. Sends no packet: connecting a UDP socket only looks one up. */
export async function hasRoute(family: keyof typeof PROBES): Promise<boolean> {
  const socket = createSocket(family);
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(false));
      socket.connect(53, PROBES[family], () => resolve(true));
    });
  } finally {
    socket.close();
  }
}
