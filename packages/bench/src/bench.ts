// `node packages/bench/src/bench.ts [--quick]`: how fast, how honest and how costly a trace is, as one table.
// Every time has its bound from the delays of the same network; no packet leaves the machine.
import { cpus, loadavg } from 'node:os';
import { costSection } from './cost.ts';
import { growthSection } from './growth.ts';
import { honestySection } from './honesty.ts';
import { runLoad } from './load.ts';
import { openLoopback } from './loopback.ts';
import { benchNetwork, crowded } from './network.ts';
import { profileSection } from './profile.ts';
import { replayExchange } from './replay.ts';
import { runTrace } from './run-trace.ts';
import { type Section, tableText } from './table.ts';
import { WARM_RESOLVER_MS, timeSection } from './time.ts';

const isQuick = process.argv.includes('--quick');
const startMs = performance.now();
const loadBefore = loadText();
const sections: Section[] = [];
const measured = async (section: Promise<Section>) => {
  sections.push(await section);
  if (process.stderr.isTTY) console.error(`measured: ${sections.at(-1)!.title}`);
};

const network = benchNetwork();
const inMemory = replayExchange(network.tree, network.roundTripMs);
const loopback = await openLoopback();
try {
  await warmUp();
  await measured(timeSection(network, loopback, isQuick ? 5 : 15));
  await measured(honestySection(network, loopback, isQuick ? [1, 10] : [1, 10, 100]));
} finally {
  await loopback.close();
}
await measured(
  costSection(
    network,
    inMemory,
    isQuick
      ? { heapTraces: 30, plans: [{ running: 10, total: 30, runs: 1 }] }
      : {
          heapTraces: 100,
          plans: [
            { running: 10, total: 30, runs: 3 },
            { running: 100, total: 100, runs: 2 },
            { running: 1000, total: 1000, runs: 1 },
          ],
        },
  ),
);
await measured(growthSection(isQuick ? [10, 100] : [10, 100, 1000], isQuick ? [1, 10] : [1, 10, 20]));
await measured(profileSection(network, inMemory, { traces: isQuick ? 30 : 200, shown: 10 }));

console.log(tableText(sections));
console.log(`
Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model}; took ${Math.round((performance.now() - startMs) / 1000)} s${isQuick ? ' (--quick)' : ''}.
Load of the machine, over 1 and 5 minutes: ${loadBefore} before, ${loadText()} after. What else runs makes times late and CPU dear.
Over UDP on loopback, to servers in another process. Round trips: roots 16–24 ms, TLD 26–34 ms, near.test 25–45 ms, far.test
5–120 ms; the bounds follow from them. Times are medians. In memory: this process alone, the same replies after the same delays.
dig +trace is a model: its steps one after the other, each name ${WARM_RESOLVER_MS} ms from a warm resolver. Elsewhere dig itself took 210 ms
on such a network, 2,200 ms with a cold resolver. Unbound resolves 95, 873 and 1,974 names a second on one thread at 10, 100 and
1,000 at once, with three questions each.`);

function loadText(): string {
  return loadavg()
    .slice(0, 2)
    .map((load) => load.toFixed(1))
    .join(' and ');
}

/** Compiles what is hot on both sides, so that the first figures are as good as the last. */
async function warmUp(): Promise<void> {
  const { tree } = network;
  await runLoad({ running: 10, total: 40 }, (n) => runTrace(crowded(n), { tree, exchange: inMemory }));
  await runLoad({ running: 2, total: 20 }, (n) =>
    runTrace(crowded(n), { tree, exchange: loopback.exchange, mayFail: true }),
  );
}
