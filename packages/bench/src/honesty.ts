// Whether the round-trip times a trace shows are the servers' and not our own, and what traces cost over sockets.
import {
  TracePool,
  decodeMessage,
  defaultPoolLimits,
  encodeQuery,
  parseQuestion,
  systemClock,
} from '@delegraph/tracer';
import { count, ms, percent, reported } from './figures.ts';
import { holdIn } from './hold.ts';
import { runLoad } from './load.ts';
import type { Loopback } from './loopback.ts';
import { type BenchNetwork, NEAR, addressesOf, crowded } from './network.ts';
import { median, quantile } from './quantiles.ts';
import { type RoundTrip, patientLimits, questionsOf, runTrace } from './run-trace.ts';
import type { Row, Section } from './table.ts';

const HONEST_MS = 5;
const HONEST_SHARE = 0.99;
/** Replies of servers that may have been later than this at reading the query tell nothing of us. */
const SERVER_LATE_MS = 2;
/** The first traces start over as long as one takes: nobody's visitors come all at once. */
const RAMP_MS = 300;
/** Ten domains stand for the thousands that real traces would ask. */
const UNPACED = { outstandingPerAddress: 1e6, perSecond: 1e6, topPerSecond: 1e6 };
const MIN_TRACES = 10;
const CONTROL_ROUNDS = 20;

/** For each number of `runnings`: what that many traces at a time do to the times they show. */
export async function honestySection(
  network: BenchNetwork,
  loopback: Loopback,
  runnings: readonly number[],
): Promise<Section> {
  const control = await controlRow(network, loopback);
  const rows = [control];
  if (!control.passes)
    rows.push(
      reported('THE CONTROL FAILS: this machine is too busy for the rows below to mean anything', ''),
    );
  for (const running of runnings) rows.push(...(await honestyRows(network, loopback, running)));
  return { title: 'Honesty of round-trip times, and cost over sockets', rows };
}

/** The first packets of a trace without the tracer: what the network and the sockets themselves are off by. */
async function controlRow({ tree, roundTripMs }: BenchNetwork, { exchange }: Loopback): Promise<Row> {
  const { question } = parseQuestion(`www.${NEAR}`, 'A');
  const packet = encodeQuery(1, question, { edns: true, flipCase: () => false });
  const roots = addressesOf(tree, '.');
  const roundTrips: RoundTrip[] = [];
  for (let round = 0; round < CONTROL_ROUNDS; round += 1) {
    await Promise.all(
      roots.map(async (address) => {
        const outcome = await exchange(
          { address, packet, transport: 'udp', socket: 'connected', timeoutMs: 1000, objection: () => null },
          new AbortController().signal,
        );
        if (outcome.kind !== 'reply') return;
        const hold = holdIn(decodeMessage(outcome.packet).edns?.nsid);
        roundTrips.push({ address, elapsedMs: outcome.elapsedMs, isMarked: 'lateByMs' in outcome, hold });
      }),
    );
  }
  const { share } = judged(roundTrips, roundTripMs);
  return honestRow(`no tracer, ${roots.length} queries at once`, share);
}

async function honestyRows(
  { tree, roundTripMs }: BenchNetwork,
  { exchange }: Loopback,
  running: number,
): Promise<Row[]> {
  const total = Math.max(MIN_TRACES, 2 * running);
  // As in the server, all traces share what may be out at once. Its paces are left out: they would hide the load.
  const pool = new TracePool(systemClock, { ...defaultPoolLimits, ...UNPACED });
  const { tallies, cpuMs, wallMs } = await runLoad({ running, total, rampMs: RAMP_MS }, (n) =>
    runTrace(crowded(n), { tree, exchange, limits: patientLimits, pool, mayFail: true }),
  );
  const roundTrips = tallies.flatMap((tally) => tally.roundTrips);
  const asked = tallies.reduce((sum, tally) => sum + questionsOf(tally), 0);
  const { share, errorsMs, leftOut, serversLateMs, unmarked, needlesslyMarked } = judged(
    roundTrips,
    roundTripMs,
  );
  return [
    honestRow(`${running} running`, share),
    {
      measure: `   more than ${HONEST_MS} ms off, and not marked`,
      figure: percent(unmarked),
      bound: percent(1 - HONEST_SHARE),
      passes: unmarked <= 1 - HONEST_SHARE,
    },
    reported(`   marked, though at most ${HONEST_MS} ms off`, percent(needlesslyMarked)),
    reported(
      '   off by, median and 99th percentile',
      `${ms(median(errorsMs))}, ${ms(quantile(errorsMs, 0.99))}`,
    ),
    reported('   servers late at sending, 99th percentile: not counted as off', ms(serversLateMs)),
    reported(`   servers perhaps ${SERVER_LATE_MS} ms late at reading: left out`, percent(leftOut)),
    reported('   hops that needed more than one packet', percent(Math.max(0, 1 - roundTrips.length / asked))),
    reported('   traces a second', count((1000 * total) / wallMs)),
    reported('   questions a second', count((1000 * asked) / wallMs)),
    reported('   CPU of a trace, all threads', ms(cpuMs / total)),
  ];
}

function honestRow(situation: string, share: number): Row {
  return {
    measure: `${situation}: round trips at most ${HONEST_MS} ms off`,
    figure: percent(share),
    bound: percent(HONEST_SHARE),
    ratio: share / HONEST_SHARE,
    passes: share >= HONEST_SHARE,
  };
}

/** How far the round trips are off the time for which their servers held the reply. The shares are of those whose servers
 *  read the query in time. */
function judged(roundTrips: readonly RoundTrip[], plannedMs: (address: string) => number) {
  const told = roundTrips.flatMap(({ hold, ...rest }) => (hold ? [{ ...rest, ...hold }] : []));
  const sure = told.filter(({ lateByMs }) => lateByMs <= SERVER_LATE_MS);
  const measured = sure.map(({ elapsedMs, heldMs, isMarked }) => ({
    errorMs: Math.abs(elapsedMs - heldMs),
    isMarked,
  }));
  const shareOf = (which: (one: { errorMs: number; isMarked: boolean }) => boolean) =>
    measured.filter(which).length / measured.length;
  return {
    errorsMs: measured.map(({ errorMs }) => errorMs),
    share: shareOf(({ errorMs }) => errorMs <= HONEST_MS),
    unmarked: shareOf(({ errorMs, isMarked }) => errorMs > HONEST_MS && !isMarked),
    needlesslyMarked: shareOf(({ errorMs, isMarked }) => errorMs <= HONEST_MS && isMarked),
    leftOut: 1 - sure.length / roundTrips.length,
    serversLateMs: quantile(
      told.map(({ address, heldMs }) => heldMs - plannedMs(address)),
      0.99,
    ),
  };
}
