// What tests of whole traces share: a small world to trace in, a run that is held against grammar and limits, and what was asked.
import assert from 'node:assert/strict';
import {
  type ServerSpec,
  type ZoneSpec,
  type ZoneTree,
  type ZoneTreeSpec,
  rootHintsOf,
  zoneTree,
} from '@delegraph/lab';
import { type TraceRun, type VirtualClock, traceIn } from '@delegraph/lab/testing';
import type { Exchange, LimitName } from '@delegraph/model';
import { decodeMessage } from '../codec/message.ts';
import { type Limits, defaultLimits } from '../limits.ts';
import type { TraceSetup } from '../trace.ts';
import { assertGrammar } from './grammar.ts';

/** The root and two TLDs, one server each, and these zones. */
export function world(zones: ZoneTreeSpec): ZoneTreeSpec {
  return {
    '.': { servers: { 'a.root.test.': ROOT_SERVER } },
    'test.': { servers: { 'ns.nic.test.': TEST_SERVER } },
    'example.': { servers: { 'ns.nic.example.': EXAMPLE_SERVER } },
    ...zones,
  };
}
export const ROOT_SERVER = '198.51.100.1';
export const TEST_SERVER = '198.51.100.2';
export const EXAMPLE_SERVER = '198.51.100.3';

/** ns1, ns2 … in the zone, at 203.0.113.`first` and on. */
export function inDomain(zone: string, count: number, first: number): ServerSpec {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`ns${i + 1}.${zone}`, `203.0.113.${first + i}`]),
  );
}

/** Traces without the examination of servers, and holds the events against the grammar and the limits of every trace. */
export async function run(
  zones: ZoneTreeSpec,
  question: string,
  options: Parameters<typeof traceIn>[2] = {},
): Promise<TraceRun> {
  const traced = await traceIn(zoneTree(world(zones)), question, { options: { health: false }, ...options });
  assertGrammar(traced.events);
  assertWithinLimits(traced, options.limits ?? defaultLimits);
  return traced;
}

function assertWithinLimits({ sent }: TraceRun, limits: Limits): void {
  // Each tier has a budget of its own.
  assert.ok(sent.length <= limits.queries + limits.checkQueries, `${sent.length} packets`);
  for (const [address, packets] of Object.entries(Object.groupBy(sent, ({ address }) => address)))
    assert.ok(packets!.length <= 2 * limits.queriesPerAddress, `${packets!.length} packets to ${address}`);
  for (const [key, count] of Object.entries(countOf(sent.map((one) => `${one.transport} ${askedIn(one)}`))))
    assert.ok(count <= 3, `${count} times ${key}`);
}

export function askedIn({ address, packet }: TraceRun['sent'][number]): string {
  const { question } = decodeMessage(packet);
  return `${address} ${question!.name} ${question!.type}`;
}

function countOf(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

/** What was asked of an address, each question once, sorted. */
export function asked({ sent }: TraceRun, address?: string): string[] {
  return [...new Set(sent.map(askedIn))]
    .filter((text) => address === undefined || text.startsWith(`${address} `))
    .map((text) => (address === undefined ? text : text.slice(address.length + 1)))
    .toSorted();
}

/** The limits that were reached, in order. */
export function limitsIn({ state }: TraceRun): LimitName[] {
  return state.limitsReached.map(({ limit }) => limit);
}

/** Every lookup, with the zone it started in. */
export function lookupsIn({ state }: TraceRun): string[] {
  return state.lookups.map(({ question, startZone }) => `${startZone}: ${question.name} ${question.type}`);
}

/** A domain of two servers. */
export const example: ZoneSpec = {
  servers: inDomain('example.test.', 2, 1),
  records: ['www A 192.0.2.80', 'www2 CNAME www'],
};

/** A trace of the tree over `exchange`, as `trace` takes it. */
export function setupFor(tree: ZoneTree, exchange: Exchange, clock: VirtualClock): TraceSetup {
  return {
    exchange,
    clock,
    rootHints: rootHintsOf(tree),
    profile: 'lab',
    vantage: { name: 'test', ipv4: true, ipv6: true },
    allowTarget: () => true,
    engine: 'test',
    startedAt: '2026-01-01T00:00:00.000Z',
  };
}

/** For traces that ask the one server of the TLD more often than any server may be. */
export const busyTld: Limits = { ...defaultLimits, queriesPerAddress: 400 };

/** Zones z0, z1 …, whose `www` is an alias of the next one's. */
export function chainOf(count: number, last: string): ZoneTreeSpec {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `z${i}.test.`,
      {
        servers: inDomain(`z${i}.test.`, 1, 100 + i),
        records: [i === count - 1 ? last : `www CNAME www.z${i + 1}.test.`],
      },
    ]),
  );
}
