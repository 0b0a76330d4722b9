// What a trace costs when nobody else's work is counted.
import type { Exchange } from '@delegraph/model';
import { count, ms, reported } from './figures.ts';
import { heapOfRunningTrace } from './heap.ts';
import { type Load, cpuOf, runLoad } from './load.ts';
import { type BenchNetwork, crowded } from './network.ts';
import { median } from './quantiles.ts';
import { factsOf, patientLimits, questionsOf, runTrace } from './run-trace.ts';
import type { Row, Section } from './table.ts';

/** How many traces are kept running, until how many have ended, and how often that is measured. */
export interface CostPlan {
  running: number;
  total: number;
  runs: number;
}

const RAMP_MS = 300;
const WALKS = 30;

export async function costSection(
  network: BenchNetwork,
  exchange: Exchange,
  { plans, heapTraces }: { plans: readonly CostPlan[]; heapTraces: number },
): Promise<Section> {
  const rows: Row[] = [];
  for (const plan of plans) rows.push(...(await costRows(network, exchange, plan)));
  rows.push(
    reported('the walk alone, without reducer and diagnosis: CPU', ms(await cpuOfWalk(network, exchange))),
  );
  const heapBytes = await heapOfRunningTrace(network, heapTraces);
  rows.push(reported('heap of a running trace', `${count(heapBytes / 1024)} KiB`));
  return { title: 'Cost, in memory', rows };
}

async function costRows(
  { tree }: BenchNetwork,
  exchange: Exchange,
  { running, total, runs }: CostPlan,
): Promise<Row[]> {
  const loads: Load[] = [];
  for (let run = 0; run < runs; run += 1) {
    loads.push(
      await runLoad({ running, total, rampMs: RAMP_MS }, (n) =>
        runTrace(crowded(n), { tree, exchange, limits: patientLimits }),
      ),
    );
  }
  const cpuMs = median(loads.map((load) => load.cpuMs / total));
  const questions = questionsOf(loads[0]!.tallies[0]!);
  return [
    reported(`${running} running: CPU of a trace`, ms(cpuMs)),
    reported('   traces a second and core', count(1000 / cpuMs)),
    reported('   questions a second and core', count((1000 / cpuMs) * questions)),
  ];
}

/** Of a trace whose facts nobody makes anything of. */
async function cpuOfWalk({ tree }: BenchNetwork, exchange: Exchange): Promise<number> {
  const walk = async (n: number) => {
    for await (const _ of factsOf(crowded(n), { tree, exchange, limits: patientLimits }));
  };
  return (await cpuOf(() => Promise.all(Array.from({ length: WALKS }, (_, n) => walk(n))))) / WALKS;
}
