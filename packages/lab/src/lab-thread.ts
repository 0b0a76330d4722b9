// The lab of the gallery on real sockets in a thread of its own: other work of the process makes its servers seem no farther.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Endpoints } from './lab-worker.ts';
import type { LabServer } from './serve.ts';

/** Serves `labTree`, each server at its distance, until `close()`. Rejects when a socket cannot be opened. */
export async function serveLabInThread(): Promise<LabServer> {
  const worker = new Worker(new URL('./lab-worker.ts', import.meta.url), { name: 'lab' });
  const endpoints = new Map((await once(worker, 'message'))[0] as Endpoints);
  return {
    endpointOf: (address) => endpoints.get(address),
    close: async () => {
      await worker.terminate();
    },
  };
}
