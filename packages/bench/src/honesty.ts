// Whether the round-trip times a trace shows are the servers' and not our own, and what traces cost over sockets.
import { encodeQuery, parseQuestion } from '@delegraph/tracer';
import { count, ms, percent, reported } from './figures.ts';
import { runLoad } from './load.ts';
import type { Loopback } from './loopback.ts';
import { type BenchNetwork, NEAR, addressesOf, crowded } from './network.ts';
import { median, quantile } from './quantiles.ts';
import { patientLimits, questionsOf, runTrace } from './run-trace.ts';
import type { Row, Section } from './table.ts';

const HONEST_MS = 5;
const HONEST_SHARE = 0.99;
/** The first traces start over as long as one takes: nobody's visitors come all at once. */
const RAMP_MS = 300;
const MIN_TRACES = 10;
const CONTROL_ROUNDS = 20;

/** For each number of `runnings`: what that many traces at a time do to the times they show. */
export async function honestySection(
  network: BenchNetwork,
  loopback: Loopback,
  runnings: readonly number[],
): Promise<Section> {
  const rows = [await controlRow(network, loopback)];
  for (const running of runnings) rows.push(...(await honestyRows(network, loopback, running)));
  return { title: 'Honesty of round-trip times, and cost over sockets', rows };
}

/** The first packets of a trace without the tracer: what the network and the sockets themselves are off by. */
async function controlRow({ tree, roundTripMs }: BenchNetwork, { exchange }: Loopback): Promise<Row> {
  const { question } = parseQuestion(`www.${NEAR}`, 'A');
  const packet = encodeQuery(1, question, { edns: true, flipCase: () => false });
  const roots = addressesOf(tree, '.');
  const errorsMs: number[] = [];
  for (let round = 0; round < CONTROL_ROUNDS; round += 1) {
    await Promise.all(
      roots.map(async (address) => {
        const outcome = await exchange(
          { address, packet, transport: 'udp', socket: 'connected', timeoutMs: 1000, objection: () => null },
          new AbortController().signal,
        );
        if (outcome.kind === 'reply') errorsMs.push(Math.abs(outcome.elapsedMs - roundTripMs(address)));
      }),
    );
  }
  return reported(
    `no tracer, ${roots.length} queries at once: round trips at most ${HONEST_MS} ms off`,
    percent(honestShare(errorsMs)),
  );
}

async function honestyRows(
  { tree, roundTripMs }: BenchNetwork,
  { exchange, latenessMs }: Loopback,
  running: number,
): Promise<Row[]> {
  const total = Math.max(MIN_TRACES, 2 * running);
  await latenessMs();
  const { tallies, cpuMs, wallMs } = await runLoad({ running, total, rampMs: RAMP_MS }, (n) =>
    runTrace(crowded(n), { tree, exchange, limits: patientLimits, mayFail: true }),
  );
  const serversMs = await latenessMs();
  const errorsMs = tallies.flatMap(({ roundTrips }) =>
    roundTrips.map(({ address, elapsedMs }) => Math.abs(elapsedMs - roundTripMs(address))),
  );
  const asked = tallies.reduce((sum, tally) => sum + questionsOf(tally), 0);
  const share = honestShare(errorsMs);
  return [
    {
      measure: `${running} running: round trips at most ${HONEST_MS} ms off`,
      figure: percent(share),
      bound: percent(HONEST_SHARE),
      ratio: share / HONEST_SHARE,
      passes: share >= HONEST_SHARE,
    },
    reported(
      '   off by, median and 99th percentile',
      `${ms(median(errorsMs))}, ${ms(quantile(errorsMs, 0.99))}`,
    ),
    reported('   servers late at their work, 99th percentile', ms(serversMs)),
    reported('   hops that needed more than one packet', percent(1 - errorsMs.length / asked)),
    reported('   traces a second', count((1000 * total) / wallMs)),
    reported('   CPU of a trace', ms(cpuMs / total)),
  ];
}

function honestShare(errorsMs: readonly number[]): number {
  return errorsMs.filter((error) => error <= HONEST_MS).length / errorsMs.length;
}
