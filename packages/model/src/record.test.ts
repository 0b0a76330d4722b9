import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceEvent, TraceFact } from './events.ts';
import type { Finding } from './finding.ts';
import { parseDomainName as name } from './names.ts';
import { recordTrace } from './record.ts';
import type { TraceState } from './state.ts';
import { ended, lookup, received, sent, started } from './testing/event-log.ts';
import { message } from './testing/message.ts';

const facts: readonly TraceFact[] = [
  started,
  lookup(0, 'www.shop.test A'),
  sent(0),
  sent(1, { address: '198.51.100.9' }),
  received(0, message({ rcode: 'REFUSED' })),
  { type: 'lookup-ended', lookupId: 0, outcome: { kind: 'nodata', hopId: 0 } },
  ended,
];

async function* timed(list: readonly TraceFact[]) {
  for (const [i, fact] of list.entries()) yield { atMs: 7 * i, fact };
}

function recorded(diagnose: (state: TraceState) => readonly Finding[]): Promise<TraceEvent[]> {
  return Array.fromAsync(recordTrace(timed(facts), diagnose));
}

function finding(address: string, more: Partial<Finding> = {}): Finding {
  return {
    code: 'lame-refused',
    severity: 'error',
    confidence: 'high',
    scope: 'address',
    zone: name('shop.test'),
    nameServer: name('ns1.shop.test'),
    address,
    evidence: [0],
    params: {},
    ...more,
  };
}

function typesOf(events: readonly TraceEvent[]): string[] {
  return events.map(({ type }) => type);
}

test('events are numbered without gaps, findings too, and keep their times', async () => {
  const events = await recorded((state) => (state.hops.length > 0 ? [finding('203.0.113.1')] : []));
  assert.deepEqual(
    events.map(({ seq }) => seq),
    [...events.keys()],
  );
  assert.deepEqual(typesOf(events).slice(4, 6), ['response-received', 'finding-raised']);
  assert.deepEqual(
    events.slice(4, 6).map(({ atMs }) => atMs),
    [28, 28],
  );
  assert.deepEqual(
    events.filter(({ type }) => type !== 'finding-raised').map(({ atMs }) => atMs),
    [0, 7, 14, 21, 28, 35, 42],
  );
});

test('a finding is raised once, each of two addresses its own', async () => {
  const events = await recorded(() => [finding('203.0.113.1'), finding('203.0.113.2')]);
  assert.equal(typesOf(events).filter((type) => type === 'finding-raised').length, 2);
});

test('an address found by another of its names later is the same finding', async () => {
  const names = ['ns1.shop.test', 'ns2.shop.test'].map(name);
  const events = await recorded(({ lookups }) => [
    finding('203.0.113.1', { nameServer: names[lookups[0]!.outcome ? 1 : 0]! }),
  ]);
  assert.equal(typesOf(events).filter((type) => type === 'finding-raised').length, 1);
});

test('what is certain only at the end is raised before the trace ends, from a state in which nothing is out', async () => {
  const events = await recorded((state) => {
    if (state.status === 'running') return [];
    assert.deepEqual(
      state.hops.map(({ result }) => result.status),
      ['answered', 'skipped'],
    );
    return [finding('203.0.113.1')];
  });
  assert.deepEqual(typesOf(events).slice(-2), ['finding-raised', 'trace-ended']);
});

test('the work of finding stays in proportion to a log that grows, and misses nothing', async () => {
  const HOPS = 1000;
  const long: TraceFact[] = [started, lookup(0, 'www.shop.test A')];
  for (let id = 0; id < HOPS; id += 1) {
    long.push(sent(id, { address: `2001:db8::${id}` }), received(id, message({ rcode: 'REFUSED' })));
  }
  let looks = 0;
  let hopsLookedAt = 0;
  const events = await Array.fromAsync(
    recordTrace(timed([...long, ended]), ({ hops }) => {
      looks += 1;
      hopsLookedAt += hops.length;
      return hops.filter(({ result }) => result.status === 'answered').map(({ address }) => finding(address));
    }),
  );
  assert.equal(typesOf(events).filter((type) => type === 'finding-raised').length, HOPS);
  assert.ok(looks > 20 && hopsLookedAt < 10 * HOPS, `${hopsLookedAt} hops in ${looks} looks`);
});

for (const [situation, fact] of [
  ['a lookup ends', { type: 'lookup-ended', lookupId: 0, outcome: { kind: 'nodata', hopId: 0 } }],
  ['a limit is reached', { type: 'limit-reached', limit: 'bytes', allowed: 1, zone: null }],
  [
    'a try fails',
    {
      type: 'query-tried',
      hopId: 60,
      attempt: { transport: 'udp', edns: true, sentAtMs: 0, elapsedMs: 1400, result: 'timeout' },
    },
  ],
] satisfies [string, TraceFact][]) {
  test(`when ${situation}, no finding is held back however long the log is`, async () => {
    const list: TraceFact[] = [started, lookup(0, 'www.shop.test A')];
    for (let id = 0; id < 60; id += 1) list.push(sent(id), received(id, message({ rcode: 'REFUSED' })));
    const at = list.push(sent(60), sent(61), received(61, message({ rcode: 'REFUSED' })), fact) - 1;
    const heard: number[] = [];
    const looks = (state: TraceState) => {
      heard.push(state.hops.filter(({ result }) => result.status === 'answered').length);
      return [];
    };
    await Array.fromAsync(recordTrace(timed(list.slice(0, at)), looks));
    assert.notEqual(heard.at(-1), 61);
    heard.length = 0;
    await Array.fromAsync(recordTrace(timed(list), looks));
    assert.equal(heard.at(-1), 61);
  });
}
