// Many traces at a time, and what they cost.
import type { TraceTally } from './run-trace.ts';

export interface Load {
  tallies: TraceTally[];
  wallMs: number;
  /** Of this process, all its threads. */
  cpuMs: number;
}

/** Keeps `running` traces going until `total` have ended. The first ones start spread over `rampMs`, as visitors would. */
export async function runLoad(
  { running, total, rampMs = 0 }: { running: number; total: number; rampMs?: number },
  start: (n: number) => Promise<TraceTally>,
): Promise<Load> {
  const tallies: TraceTally[] = [];
  let started = 0;
  const keepGoing = async (place: number) => {
    await new Promise((resolve) => setTimeout(resolve, (rampMs * place) / running));
    while (started < total) {
      started += 1;
      tallies.push(await start(started));
    }
  };
  const startMs = performance.now();
  const cpuMs = await cpuOf(() =>
    Promise.all(Array.from({ length: running }, (_, place) => keepGoing(place))),
  );
  return { tallies, wallMs: performance.now() - startMs, cpuMs };
}

/** The milliseconds of processor time this process used until `work` was done. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
