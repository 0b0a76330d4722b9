// Runs a trace in a zone tree with a setup of the test's own: options, a pool, a network that misbehaves.
import { type ZoneTree, memoryNetwork, rootHintsOf } from '@delegraph/lab';
import { virtualClock } from '@delegraph/lab/testing';
import {
  type Exchange,
  type TraceEvent,
  initialTraceState,
  parseDomainName,
  reduceTrace,
  traceOutcome,
} from '@delegraph/model';
import { decodeMessage } from '../codec/message.ts';
import { type TraceSetup, trace } from '../trace.ts';
import { assertGrammar } from './grammar.ts';

/** Traces `question`, without the examination of servers unless it is asked for, holds the events against their grammar, and tells what came of it. */
export async function traceWith(
  tree: ZoneTree,
  question: string,
  {
    clock = virtualClock(),
    around = (exchange) => exchange,
    ...setup
  }: Partial<Omit<TraceSetup, 'clock'>> & {
    clock?: ReturnType<typeof virtualClock>;
    /** What stands between the trace and the network. */
    around?: (exchange: Exchange) => Exchange;
  } = {},
) {
  const network = memoryNetwork(tree, { clock, strict: true });
  const [name = '', type = ''] = question.split(' ');
  const facts = trace(
    { name: parseDomainName(name), type },
    {
      rootHints: rootHintsOf(tree),
      profile: 'lab',
      vantage: { name: 'test', ipv4: true, ipv6: true },
      allowTarget: () => true,
      engine: 'test',
      clock,
      startedAt: '2026-01-01T00:00:00.000Z',
      exchange: around(network.exchange),
      ...setup,
      options: { health: false, ...setup.options },
    },
  );
  const timed = await clock.run(Array.fromAsync(facts));
  const events = timed.map(({ fact, atMs }, seq): TraceEvent => ({ ...fact, atMs, seq }));
  assertGrammar(events);
  const state = events.reduce(reduceTrace, initialTraceState);
  return {
    events,
    state,
    outcome: traceOutcome(state),
    sent: network.sent,
    /** `address name type`, in the order sent. */
    asked: network.sent.map(({ address, packet }) => {
      const { question: asked } = decodeMessage(packet);
      return `${address} ${asked!.name} ${asked!.type}`;
    }),
    limits: state.limitsReached.map(({ limit }) => limit),
  };
}
