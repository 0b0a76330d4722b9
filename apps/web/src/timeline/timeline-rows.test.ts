import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceState, initialTraceState, parseDomainName as name } from '@delegraph/model';
import { answerPath } from './answer-path.ts';
import { rowsInOrder, rowsWith } from './row-order.ts';
import { allRows } from './timeline-rows.ts';

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

test('rows are found by server, address or type, and ordered by start or duration', () => {
  const ids = (found: typeof rows) => found.map(({ hopId }) => hopId);
  assert.deepEqual(ids(rowsWith(rows, 'SHOP.test a 192.0.2.3')), [3]);
  assert.deepEqual(ids(rowsWith(rows, 'aaaa')), []);
  assert.deepEqual(ids(rowsInOrder(rows, 'start')), [0, 1, 2, 3]);
  assert.deepEqual(ids(rowsInOrder(rows, 'duration')), [3, 1, 2, 0]);
});
