// A process of its own that serves the network on loopback, so that its work is neither measured nor in the way.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Endpoint, serveLab } from '@delegraph/lab';
import { benchNetwork } from './network.ts';

export interface Served {
  endpoints: [address: string, endpoint: Endpoint][];
}

/** How late the process was at its work since it was last asked. */
export interface Lateness {
  p99Ms: number;
}

const { tree, roundTripMs } = benchNetwork();
const lab = await serveLab(tree, { latencyMs: (address) => roundTripMs(address) / 2 });
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('message', () => {
  process.send!({ p99Ms: delay.percentile(99) / 1e6 } satisfies Lateness);
  delay.reset();
});
process.on('disconnect', () => process.exit());
process.send!({
  endpoints: [...tree.hosts.keys()].map((address) => [address, lab.endpointOf(address)!]),
} satisfies Served);
