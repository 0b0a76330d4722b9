// The network over real UDP and TCP sockets, served by another process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Exchange } from '@delegraph/model';
import { socketExchange } from '@delegraph/tracer';
import type { Lateness, Served } from './lab-process.ts';

export interface Loopback {
  exchange: Exchange;
  /** The 99th percentile, since the last call, of how late the servers were at their work: error that is not the tracer's. */
  latenessMs: () => Promise<number>;
  close: () => void;
}

/** Starts the process that serves, and waits until it does. */
export async function openLoopback(): Promise<Loopback> {
  const servers = fork(new URL('./lab-process.ts', import.meta.url));
  const answer = async <T>() => {
    const [message] = (await once(servers, 'message')) as [T];
    return message;
  };
  const endpoints = new Map((await answer<Served>()).endpoints);
  return {
    exchange: socketExchange({
      endpointOf: (address) => endpoints.get(address)!,
      allowTarget: (address) => endpoints.has(address),
    }),
    latenessMs: async () => {
      servers.send('lateness');
      return (await answer<Lateness>()).p99Ms;
    },
    close: () => servers.disconnect(),
  };
}
