// A scenario of the lab as a recorded trace: in memory and in no time, so that it can be made whenever the page is built.
import { diagnose } from '@delegraph/diagnosis';
import { type LabScenario, labHints, labTree, memoryNetwork, virtualClock } from '@delegraph/lab';
import { type TraceEvent, recordTrace } from '@delegraph/model';
import { parseQuestion, trace } from '@delegraph/tracer';

/** A recording has no time of its own; this one is told. */
const RECORDED_AT = '2026-01-01T00:00:00.000Z';

/** The event log of the scenario, as today's engine makes it. Times are those of the lab's distances. */
export async function recordScenario({ name, type }: LabScenario): Promise<TraceEvent[]> {
  const clock = virtualClock();
  const facts = trace(parseQuestion(name, type).question, {
    exchange: memoryNetwork(labTree, { clock, strict: true }).exchange,
    rootHints: labHints,
    profile: 'lab',
    vantage: { name: 'delegraph', ipv4: true, ipv6: true },
    // The lab's addresses are none of the Internet's, and nothing leaves this process.
    allowTarget: () => true,
    engine: 'delegraph',
    clock,
    random: seededRandom(),
    startedAt: RECORDED_AT,
  });
  return clock.run(Array.fromAsync(recordTrace(facts, diagnose)));
}

/** Chance that comes out the same for every recording: a linear congruential generator, Numerical Recipes 7.1. */
function seededRandom(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
