// `node packages/bench/src/profile.ts`: where the processor's time goes when traces run in memory.
import { type Profiler, type Runtime, Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runLoad } from './load.ts';
import { benchNetwork, crowded } from './network.ts';
import { replayExchange } from './replay.ts';
import { patientLimits, runTrace } from './run-trace.ts';

const RUNNING = 10;
const TRACES = 200;
const SHOWN = 25;
const INTERVAL_MICROSECONDS = 200;
const root = fileURLToPath(new URL('../../..', import.meta.url));

const { tree, roundTripMs } = benchNetwork();
const exchange = replayExchange(tree, roundTripMs);
const traces = (total: number) =>
  runLoad({ running: RUNNING, total }, (n) =>
    runTrace(crowded(n), { tree, exchange, limits: patientLimits }),
  );

await traces(50);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
await session.post('Profiler.start');
const { cpuMs } = await traces(TRACES);
const { profile } = await session.post('Profiler.stop');
session.disconnect();

const busy = times(profile).filter(({ name }) => !['(idle)', '(root)'].includes(name));
const sum = busy.reduce((total, { selfSamples }) => total + selfSamples, 0);
const share = (samples: number) => `${((100 * samples) / sum).toFixed(1).padStart(5)} %`;
console.log(`${(cpuMs / TRACES).toFixed(1)} ms of CPU a trace; shares of the samples that were not idle.`);
print('itself', (time) => time.selfSamples);
print('with all it calls', (time) => time.totalSamples);

function print(title: string, samplesOf: (time: Time) => number): void {
  console.log(`\n${title}`);
  for (const time of busy.toSorted((a, b) => samplesOf(b) - samplesOf(a)).slice(0, SHOWN)) {
    console.log(`${share(samplesOf(time))}  ${time.name.padEnd(28)}  ${time.where}`);
  }
}

interface Time {
  name: string;
  where: string;
  /** In which it was the innermost function. */
  selfSamples: number;
  /** In which it was on the stack. */
  totalSamples: number;
}

function times({ nodes }: Profiler.Profile): Time[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = new Map<string, Time>();
  const count = (node: Profiler.ProfileNode, callers: ReadonlySet<Time>): number => {
    const time = timeOf(node.callFrame, known);
    const on = new Set(callers).add(time);
    const below = (node.children ?? []).reduce((total, id) => total + count(byId.get(id)!, on), 0);
    const samples = below + (node.hitCount ?? 0);
    time.selfSamples += node.hitCount ?? 0;
    // A function that calls itself is on the stack once.
    if (!callers.has(time)) time.totalSamples += samples;
    return samples;
  };
  count(nodes[0]!, new Set());
  return [...known.values()];
}

function timeOf({ functionName, url, lineNumber }: Runtime.CallFrame, known: Map<string, Time>): Time {
  const file = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url;
  const where = file === '' ? '' : `${file}:${lineNumber + 1}`;
  const name = functionName || '(anonymous)';
  const key = `${name} ${where}`;
  const time = known.get(key) ?? { name, where, selfSamples: 0, totalSamples: 0 };
  known.set(key, time);
  return time;
}
