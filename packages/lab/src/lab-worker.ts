// The thread of `lab-thread.ts`: serves the lab, says where, and does nothing else.
import { parentPort } from 'node:worker_threads';
import { distanceMs } from './distance.ts';
import { labTree } from './gallery.ts';
import { type Endpoint, serveLab } from './serve.ts';

/** Where the server of each declared address listens. */
export type Endpoints = [address: string, endpoint: Endpoint][];

const port = parentPort!;
const lab = await serveLab(labTree, { latencyMs: distanceMs });
const endpoints: Endpoints = Array.from(labTree.hosts.keys(), (address) => [
  address,
  lab.endpointOf(address)!,
]);
port.postMessage(endpoints);
