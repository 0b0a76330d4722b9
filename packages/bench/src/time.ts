// How soon the answer and the whole picture are there, and with how many questions.
import { defaultLimits } from '@delegraph/tracer';
import { boundsOf, digTraceMs } from './bounds.ts';
import { atMost, count, reported, within } from './figures.ts';
import { runLoad } from './load.ts';
import type { Loopback } from './loopback.ts';
import { type BenchNetwork, DEAD, FAR, NEAR, pathTo } from './network.ts';
import { median } from './quantiles.ts';
import { type TraceTally, questionsOf, runTrace } from './run-trace.ts';
import type { Row, Section } from './table.ts';

/** With which the model of `dig +trace` takes the 0.21 s that dig itself took on such a network. */
export const WARM_RESOLVER_MS = 4;
const MAX_QUESTIONS_PER_PAIR = 3;
const TIMEOUT_MS = defaultLimits.tryTimeoutsMs.reduce((sum, ms) => sum + ms, 0);

/** Medians of `runs` traces, one after the other. */
export async function timeSection(
  network: BenchNetwork,
  { exchange }: Loopback,
  runs: number,
): Promise<Section> {
  const { tree } = network;
  const oneByOne = async (domain: string) =>
    (await runLoad({ running: 1, total: runs }, () => runTrace(domain, { tree, exchange }))).tallies;
  const near = await oneByOne(NEAR);
  const far = await oneByOne(FAR);
  // Nearly all of it is waiting: three at a time are not in each other's way when they start apart.
  const { tallies: dead } = await runLoad({ running: 3, total: 3, rampMs: 1500 }, () =>
    runTrace(DEAD, { tree, exchange }),
  );
  const nearBounds = boundsOf(pathTo(network, NEAR));
  const deadBounds = boundsOf(pathTo(network, DEAD));
  return {
    title: 'Time',
    rows: [
      ...healthyRows(network, NEAR, near),
      within(`${titleOf(NEAR)}: trace tier complete, against the one path of dig +trace`, {
        value: tierMs(near),
        bound: digTraceMs(pathTo(network, NEAR), WARM_RESOLVER_MS),
      }),
      ...healthyRows(network, FAR, far),
      within(`${titleOf(DEAD)}: answer known, one address silent (≤ 1.10 × + 10 ms)`, {
        value: answerMs(dead),
        bound: deadBounds.answerMs,
        factor: 1.1,
        extraMs: 10,
      }),
      within(`${titleOf(DEAD)}: trace tier complete, one timeout later (≤ + 20 ms)`, {
        value: tierMs(dead),
        bound: nearBounds.traceTierMs + TIMEOUT_MS,
        extraMs: 20,
      }),
      ...questionRows(near[0]!),
    ],
  };
}

function healthyRows(network: BenchNetwork, domain: string, tallies: readonly TraceTally[]): Row[] {
  const bounds = boundsOf(pathTo(network, domain));
  const everyServerMs = median(tallies.map(({ everyServerAfterMs }) => everyServerAfterMs));
  return [
    within(`${titleOf(domain)}: answer known (≤ 1.10 × + 10 ms)`, {
      value: answerMs(tallies),
      bound: bounds.answerMs,
      factor: 1.1,
      extraMs: 10,
    }),
    within(`${titleOf(domain)}: every server heard (≤ 1.15 × + 20 ms)`, {
      value: everyServerMs,
      bound: bounds.everyServerMs,
      factor: 1.15,
      extraMs: 20,
    }),
    within(`${titleOf(domain)}: trace tier complete (≤ 1.15 × + 20 ms)`, {
      value: tierMs(tallies),
      bound: bounds.traceTierMs,
      factor: 1.15,
      extraMs: 20,
    }),
  ];
}

function questionRows(tally: TraceTally): Row[] {
  const questions = [...tally.questionsOfPair.values()];
  const mean = questionsOf(tally) / questions.length;
  return [
    atMost(
      `questions to each of ${questions.length} (zone, address) pairs, mean`,
      mean,
      MAX_QUESTIONS_PER_PAIR,
    ),
    atMost('questions to one pair, most', Math.max(...questions), MAX_QUESTIONS_PER_PAIR),
    reported('packets of a trace', count(tally.packets)),
    reported('events of a trace', count(tally.events)),
  ];
}

function answerMs(tallies: readonly TraceTally[]): number {
  return median(tallies.map(({ answeredAfterMs }) => answeredAfterMs));
}

function tierMs(tallies: readonly TraceTally[]): number {
  return median(tallies.map(({ traceTierAfterMs }) => traceTierAfterMs));
}

function titleOf(domain: string): string {
  return domain.slice(0, -1);
}
