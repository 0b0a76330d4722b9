// What a trace that runs holds on the heap.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Exchange } from '@delegraph/model';
import { type BenchNetwork, CROWD, crowded } from './network.ts';
import { endOfQuestion, replayExchange } from './replay.ts';
import { patientLimits, runTrace } from './run-trace.ts';

const TYPE_NS = 2;
const STILL_MS = 1000;

/** The bytes a running trace holds when nearly all it will learn has been learned: the mean of `running` traces at that point. */
export async function heapOfRunningTrace(
  { tree, roundTripMs }: BenchNetwork,
  running: number,
): Promise<number> {
  const collectGarbage = garbageCollector();
  const stop = new AbortController();
  const replies = replayExchange(tree, roundTripMs);
  const { exchange, held } = holdingBack(replies, isNsQuestion);
  // The replies that are replayed are not the traces': they are made before.
  for (const domain of CROWD) await runTrace(domain, { tree, exchange: replies });

  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const traces = Array.from({ length: running }, (_, n) =>
    runTrace(crowded(n), { tree, exchange, limits: patientLimits, signal: stop.signal, mayFail: true }),
  );
  for (let seen = -1; seen < held();) {
    seen = held();
    await new Promise((resolve) => setTimeout(resolve, STILL_MS));
  }
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  stop.abort();
  await Promise.all(traces);
  return (after - before) / running;
}

/** An exchange that never answers some queries, so that their traces stay where they are. */
function holdingBack(
  exchange: Exchange,
  isHeld: (packet: Uint8Array) => boolean,
): { exchange: Exchange; held: () => number } {
  let count = 0;
  return {
    held: () => count,
    exchange: (request, signal) => {
      if (!isHeld(request.packet)) return exchange(request, signal);
      count += 1;
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
  };
}

/** Whether a query is the last one to a server: NS at the apex. */
function isNsQuestion(packet: Uint8Array): boolean {
  const typeAt = endOfQuestion(packet) - 4;
  return packet[typeAt] === 0 && packet[typeAt + 1] === TYPE_NS;
}

/** The collector, without a flag on the command line. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
