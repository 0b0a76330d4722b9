// Where the processor's time goes when traces run in memory. `node packages/bench/src/profile.ts` prints more of it than the
// bench does.
import { type Profiler, type Runtime, Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Exchange } from '@delegraph/model';
import { ms, percent, reported } from './figures.ts';
import { runLoad } from './load.ts';
import { type BenchNetwork, benchNetwork, crowded } from './network.ts';
import { replayExchange } from './replay.ts';
import { patientLimits, runTrace } from './run-trace.ts';
import { type Row, type Section, tableText } from './table.ts';

const RUNNING = 10;
const INTERVAL_MICROSECONDS = 200;
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The functions that take the most of `traces` traces, the first `shown` of them: by themselves, and with all they call. */
export async function profileSection(
  { tree }: BenchNetwork,
  exchange: Exchange,
  { traces, shown }: { traces: number; shown: number },
): Promise<Section> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
  await session.post('Profiler.start');
  const { cpuMs } = await runLoad({ running: RUNNING, total: traces }, (n) =>
    runTrace(crowded(n), { tree, exchange, limits: patientLimits }),
  );
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();

  const busy = times(profile).filter(({ name }) => !['(idle)', '(root)'].includes(name));
  const sum = busy.reduce((total, { selfSamples }) => total + selfSamples, 0);
  const top = (samplesOf: (time: Time) => number): Row[] =>
    busy
      .toSorted((one, other) => samplesOf(other) - samplesOf(one))
      .slice(0, shown)
      .map((time) => reported(`   ${time.name}  ${time.where}`.trimEnd(), percent(samplesOf(time) / sum)));
  return {
    title: 'Profile, in memory: shares of the samples that were not idle',
    rows: [
      reported('CPU of a trace, profiled', ms(cpuMs / traces)),
      reported('itself', ''),
      ...top((time) => time.selfSamples),
      reported('with all it calls, of the functions here', ''),
      ...top((time) => (time.where.startsWith('packages/') ? time.totalSamples : 0)),
    ],
  };
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

if (import.meta.main) {
  const network = benchNetwork();
  const exchange = replayExchange(network.tree, network.roundTripMs);
  // What is hot is compiled first.
  await profileSection(network, exchange, { traces: 50, shown: 0 });
  console.log(tableText([await profileSection(network, exchange, { traces: 200, shown: 25 })]));
}
