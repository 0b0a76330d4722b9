// Event logs for tests: facts with their numbers, and the state they lead to.
import type { NameServerAddresses, QueryTarget, TraceEvent, TraceFact } from '../events.ts';
import type { Message, Question } from '../message.ts';
import { ROOT, parseDomainName } from '../names.ts';
import { reduceTrace } from '../reduce.ts';
import { type TraceState, initialTraceState } from '../state.ts';

/** The facts as events, ten milliseconds apart. */
export function eventsOf(facts: readonly TraceFact[]): TraceEvent[] {
  return facts.map((fact, seq) => ({ ...fact, seq, atMs: 10 * seq }));
}

export function stateAfter(facts: readonly TraceFact[]): TraceState {
  return eventsOf(facts).reduce(reduceTrace, initialTraceState);
}

export function asks(text: string): Question {
  const [name = '', type = ''] = text.split(' ');
  return { name: parseDomainName(name), type };
}

export function server(name: string, ...addresses: string[]): NameServerAddresses {
  return {
    name: parseDomainName(name),
    addresses: addresses.map((address) => ({ address, source: 'glue' })),
  };
}

export const started: TraceFact = {
  type: 'trace-started',
  question: asks('www.shop.test A'),
  profile: 'lab',
  vantage: { name: 'here', ipv4: true, ipv6: true },
  engine: 'test 1',
  startedAt: '2026-01-01T00:00:00.000Z',
  roots: [server('a.root.test', '198.51.100.1')],
};

export const ended: TraceFact = { type: 'trace-ended', status: 'done', reason: null };

/** The lookup of the question, from the root. */
export function lookup(
  lookupId: number,
  question: string,
  more: Partial<Extract<TraceFact, { type: 'lookup-started' }>> = {},
): TraceFact {
  return {
    type: 'lookup-started',
    lookupId,
    purpose: 'question',
    question: asks(question),
    zone: ROOT,
    parentLookupId: null,
    ...more,
  };
}

/** A walking query of lookup 0 for the question to the root server, but for what is given. */
export function target(hopId: number, more: Partial<QueryTarget> = {}): QueryTarget {
  return {
    hopId,
    lookupId: 0,
    zone: ROOT,
    nameServer: parseDomainName('a.root.test'),
    address: '198.51.100.1',
    addressSource: 'hint',
    question: asks('www.shop.test A'),
    probe: 'walk',
    ...more,
  };
}

export function sent(hopId: number, more: Partial<QueryTarget> = {}): TraceFact {
  return { type: 'query-sent', ...target(hopId, more) };
}

export function received(hopId: number, message: Message): TraceFact {
  const tries = [
    { transport: 'udp', edns: true, sentAtMs: 0, elapsedMs: 5, result: 'response', rcode: message.rcode },
  ] as const;
  return { type: 'response-received', hopId, elapsedMs: 5, tries: [...tries], message, wire: 'AAA=' };
}
