// The network over real UDP and TCP sockets, served by another process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Exchange } from '@delegraph/model';
import { openSocketThread } from '@delegraph/tracer';
import type { Served } from './lab-process.ts';

export interface Loopback {
  exchange: Exchange;
  close: () => Promise<void>;
}

/** Starts the process that serves and the thread of sockets, and waits until they do. */
export async function openLoopback(): Promise<Loopback> {
  const servers = fork(new URL('./lab-process.ts', import.meta.url));
  const [served] = (await once(servers, 'message')) as [Served];
  const endpoints = new Map(served.endpoints);
  const sockets = await openSocketThread();
  return {
    exchange: sockets.exchange({
      endpointOf: (address) => endpoints.get(address)!,
      allowTarget: (address) => endpoints.has(address),
    }),
    close: async () => {
      servers.disconnect();
      await sockets.close();
    },
  };
}
