import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceState, initialTraceState, parseDomainName as name } from '@delegraph/model';
import { answerPath } from './answer-path.ts';
import { isSkewed, rowsInOrder, rowsWith } from './row-order.ts';
import { allRows, essentialRows } from './timeline-rows.ts';

const answered = { status: 'answered', message: { rcode: 'NOERROR' } };
const hop = (id: number, zone: string, sentAtMs: number, elapsedMs: number, more: object = {}) => ({
  id,
  zone: name(zone),
  nameServer: name(`ns${id}.test`),
  address: `192.0.2.${id}`,
  question: { name: name('www.shop.test'), type: 'A' },
  sentAtMs,
  endedAtMs: sentAtMs + elapsedMs,
  tries: [],
  result: { ...answered, elapsedMs },
  ...more,
});
const zone = (zoneName: string, parent: string | null, learnedFrom: number | null) => ({
  name: name(zoneName),
  parent: parent === null ? null : name(parent),
  learnedFrom,
  nameServers: [],
});
const lookup = { id: 0, question: { name: name('www.shop.test'), type: 'A' }, purpose: 'question' };
const silent = { sentAtMs: 60, elapsedMs: 100, transport: 'udp', result: 'timeout' };
const overTcp = { sentAtMs: 160, elapsedMs: 20, transport: 'tcp', result: 'response' };
const state = {
  ...initialTraceState,
  status: 'done',
  atMs: 200,
  zones: [zone('.', null, null), zone('test', '.', 0), zone('shop.test', 'test', 2)],
  lookups: [{ ...lookup, outcome: { kind: 'answer', hopId: 3, records: [] }, endedAtMs: 180 }],
  hops: [
    hop(0, '.', 0, 10),
    hop(1, '.', 1, 90),
    hop(2, 'test', 10, 12),
    hop(3, 'shop.test', 60, 120, { tries: [silent, overTcp] }),
  ],
} as unknown as TraceState;
const rows = allRows(state);

test('each try is a stretch of its own: silence, then TCP', () => {
  assert.deepEqual(rows.at(-1)?.segments, [
    { startMs: 60, endMs: 160, kind: 'silence' },
    { startMs: 160, endMs: 180, kind: 'tcp' },
  ]);
  assert.deepEqual(rows[0]?.segments, [{ startMs: 0, endMs: 10, kind: 'udp' }]);
});

test('the path to the answer is each referral down to it and the answer, and its time is their sum', () => {
  const path = answerPath(state);
  assert.deepEqual(path?.hopIds, new Set([0, 3, 2]));
  assert.equal(path?.sumMs, 10 + 12 + 120);
});

test('before the answer there is no path', () => {
  const asking = { ...state.lookups[0]!, outcome: null };
  assert.equal(answerPath({ ...state, lookups: [asking] }), null);
  assert.equal(answerPath(initialTraceState), null);
});

test('a row is at fault that proves a finding, not every row of that server', () => {
  const finding = {
    code: 'lame-refused',
    severity: 'warning',
    scope: 'address',
    zone: name('.'),
    nameServer: name('ns1.test'),
    address: '192.0.2.1',
    evidence: [4, 5],
    params: {},
  };
  const server = { address: '192.0.2.1', nameServer: name('ns1.test') };
  const blamed = {
    ...state,
    findings: [finding],
    hops: [
      ...state.hops,
      hop(4, '.', 100, 5, { ...server, probe: 'apex-soa' }),
      hop(5, '.', 101, 5, { ...server, probe: 'walk' }),
    ],
  } as unknown as TraceState;
  const tones = allRows(blamed).map(({ hopId, tone, blame }) => [hopId, tone, blame?.severity]);
  assert.deepEqual(tones.slice(0, 4), [
    [0, 'used', undefined],
    [1, 'plain', 'warning'],
    [4, 'fault', 'warning'],
    [5, 'fault', 'warning'],
  ]);
  // Where one is enough, it is the one that was asked for the sake of the question.
  assert.deepEqual(
    essentialRows(blamed).map(({ hopId }) => hopId),
    [0, 5, 2, 3],
  );
});

test('the times are skewed when the longest is more than fifty times the median', () => {
  assert.equal(isSkewed(state), false);
  const silentFor = (elapsedMs: number) => ({ ...state, hops: [...state.hops, hop(4, '.', 0, elapsedMs)] });
  // The durations are 10, 12, 90 and 120 ms beside it.
  assert.equal(isSkewed(silentFor(90 * 50) as unknown as TraceState), false);
  assert.equal(isSkewed(silentFor(90 * 50 + 1) as unknown as TraceState), true);
  assert.equal(isSkewed(initialTraceState), false);
  const remembered = { result: { ...answered, elapsedMs: 9, rememberedAgeMs: 5000 } };
  const known = [4, 5, 6, 7, 8].map((id) => hop(id, '.', 0, 0, remembered));
  assert.equal(isSkewed({ ...state, hops: [...state.hops, ...known] } as unknown as TraceState), false);
});

test('rows are found by server, address or type, and ordered by start, duration or round trip', () => {
  const ids = (found: typeof rows) => found.map(({ hopId }) => hopId);
  assert.deepEqual(ids(rowsWith(rows, 'SHOP.test a 192.0.2.3')), [3]);
  assert.deepEqual(ids(rowsWith(rows, 'aaaa')), []);
  assert.deepEqual(ids(rowsInOrder(rows, 'start')), [0, 1, 2, 3]);
  assert.deepEqual(ids(rowsInOrder(rows, 'duration')), [3, 1, 2, 0]);
  // The last try of 3 was answered after 20 ms; 1 was never answered.
  const silent = { ...state.hops[1]!, result: { status: 'failed', reason: 'timeout', elapsedMs: 90 } };
  const quick = { ...state.hops[3]!, result: { ...state.hops[3]!.result, elapsedMs: 20 } };
  const hops = [state.hops[0]!, silent, state.hops[2]!, quick] as TraceState['hops'];
  assert.deepEqual(ids(rowsInOrder(allRows({ ...state, hops }), 'round-trip')), [3, 2, 0, 1]);
});
