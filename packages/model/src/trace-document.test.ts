import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceEvent } from './events.ts';
import type { Finding } from './finding.ts';
import { parseDomainName as name } from './names.ts';
import { reduceTrace } from './reduce.ts';
import { type TraceState, initialTraceState } from './state.ts';
import { ended, eventsOf, lookup, received, sent, started, stateAfter } from './testing/event-log.ts';
import { message, record } from './testing/message.ts';
import { traceDocument } from './trace-document.ts';

const text = {
  title: 'Title',
  sentence: 'Sentence.',
  fix: 'Fix.',
  contact: 'us',
  reference: ['own rule'],
  page: '/faults/x',
};

function documentOf(state: TraceState) {
  return traceDocument('abc', state, {
    verdict: 'All is well',
    experience: null,
    dependencies: null,
    describe: () => text,
  });
}

const opening = [started, lookup(0, 'www.shop.test A'), sent(0)];

test('the document of a trace that has ended has the fields of the contract', () => {
  const link = {
    type: 'DNAME',
    name: name('www.shop.test'),
    owner: name('shop.test'),
    target: name('www.cdn.test'),
    ttl: 60,
  } as const;
  const document = documentOf(
    stateAfter([
      ...opening,
      received(0, message({ answer: ['www.cdn.test. 20 A 192.0.2.1'] })),
      lookup(1, 'www.cdn.test A', { purpose: 'alias', parentLookupId: 0 }),
      { type: 'lookup-ended', lookupId: 0, outcome: { kind: 'alias', link, hopId: 0, next: 1 } },
      {
        type: 'lookup-ended',
        lookupId: 1,
        outcome: { kind: 'answer', records: [record('www.cdn.test. 20 A 192.0.2.1')], hopId: 0 },
      },
      ended,
    ]),
  );
  const { zones, lookups, hops, ...rest } = document;
  assert.deepEqual(rest, {
    schemaVersion: 1,
    id: 'abc',
    question: { name: 'www.shop.test', type: 'A' },
    profile: 'lab',
    vantage: { name: 'here', ipv4: true, ipv6: true },
    engine: 'test 1',
    status: 'done',
    startedAt: '2026-01-01T00:00:00.000Z',
    options: {},
    answeredAfterMs: 60,
    pictureAfterMs: 70,
    completedAfterMs: 70,
    endReason: null,
    uploadedAt: null,
    examination: null,
    verdict: 'All is well',
    outcome: {
      kind: 'answer',
      rcode: 'NOERROR',
      records: [{ name: 'www.cdn.test', type: 'A', ttl: 20, data: '192.0.2.1' }],
      chain: [{ name: 'www.shop.test', type: 'DNAME', target: 'www.cdn.test', ttl: 60 }],
    },
    experience: null,
    dependencies: null,
    findings: [],
    limitsReached: [],
    totals: { queries: 1, addresses: 1, bytes: 100, resolverQueries: 0 },
  });
  assert.deepEqual(zones, [
    {
      name: '.',
      parent: null,
      signed: false,
      nameServerTable: null,
      nameServers: [
        {
          name: 'a.root.test',
          addresses: [{ address: '198.51.100.1', source: 'glue', state: 'answered', hops: [0] }],
        },
      ],
    },
  ]);
  assert.deepEqual([lookups.length, hops.length], [2, 1]);
  assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
});

test('a trace that has not begun, and one that runs, are running and have no outcome', () => {
  for (const state of [initialTraceState, stateAfter(opening)]) {
    const { status, outcome, answeredAfterMs, completedAfterMs } = documentOf(state);
    assert.deepEqual([status, outcome, answeredAfterMs, completedAfterMs], ['running', null, null, null]);
  }
});

test('an address says how it stands', () => {
  const standing = (events: readonly TraceEvent[]) => {
    const { zones } = documentOf(events.reduce(reduceTrace, initialTraceState));
    return zones[0]!.nameServers[0]!.addresses[0]!.state;
  };
  const refused = received(0, message({ rcode: 'REFUSED' }));
  assert.equal(standing(eventsOf([started])), 'not-asked');
  assert.equal(standing(eventsOf(opening)), 'asking');
  assert.equal(
    standing(
      eventsOf([...opening, { type: 'query-failed', hopId: 0, elapsedMs: 1, tries: [], reason: 'timeout' }]),
    ),
    'failed',
  );
  assert.equal(standing(eventsOf([...opening, refused])), 'answered');
  const finding: Finding = {
    code: 'lame-refused',
    severity: 'error',
    confidence: 'high',
    scope: 'address',
    zone: name('.'),
    address: '198.51.100.1',
    evidence: [0],
    params: {},
  };
  const raised: TraceEvent = { type: 'finding-raised', finding, seq: 4, atMs: 40 };
  const events = [...eventsOf([...opening, refused]), raised];
  assert.equal(standing(events), 'lame');
  const [described] = documentOf(events.reduce(reduceTrace, initialTraceState)).findings;
  assert.deepEqual(described, { ...finding, ...text });
});
