import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TraceState, initialTraceState, parseDomainName as name } from '@delegraph/model';
import { causeText, causesIn } from './causes.ts';

/** The root refers to shop.test, whose alias leads to cloud.test, which has a name server in shop.test. */
const hop = (id: number, zone: string, [sentAtMs, endedAtMs]: [number, number], more: object = {}) => ({
  id,
  lookupId: 0,
  zone: name(zone),
  nameServer: name(`ns.${zone === '.' ? 'root.test' : zone}`),
  address: '192.0.2.1',
  addressSource: 'glue',
  question: { name: name('www.shop.test'), type: 'A' },
  sentAtMs,
  endedAtMs,
  tries: [],
  result: { status: 'failed', reason: 'timeout', elapsedMs: endedAtMs - sentAtMs },
  ...more,
});
const referralTo = (zone: string) => ({
  result: { status: 'answered', elapsedMs: 1, response: { kind: 'referral', zone: name(zone) } },
});
const lookup = (id: number, purpose: string, more: object = {}) => ({
  id,
  purpose,
  question: { name: name('www.shop.test'), type: 'A' },
  parentLookupId: id === 0 ? null : 0,
  neededBy: null,
  outcome: null,
  ...more,
});
const state = {
  ...initialTraceState,
  zones: [
    { name: name('.'), parent: null, learnedFrom: null, nameServers: [] },
    { name: name('shop.test'), parent: name('.'), learnedFrom: 0, nameServers: [] },
    { name: name('cloud.test'), parent: name('.'), learnedFrom: 2, nameServers: [] },
  ],
  lookups: [
    lookup(0, 'question', { outcome: { kind: 'alias', hopId: 1, next: 1, link: {} } }),
    lookup(1, 'alias', { question: { name: name('www.cloud.test'), type: 'A' } }),
    lookup(2, 'nameserver-address', {
      question: { name: name('ns.shop.test'), type: 'A' },
      neededBy: name('cloud.test'),
      outcome: { kind: 'answer', hopId: 4, records: [{ data: '192.0.2.53' }] },
    }),
  ],
  hops: [
    hop(0, '.', [0, 10], { addressSource: 'hint', ...referralTo('shop.test') }),
    hop(1, 'shop.test', [10, 20]),
    hop(2, '.', [20, 30], { lookupId: 1, addressSource: 'hint', ...referralTo('cloud.test') }),
    hop(3, 'cloud.test', [50, 60], {
      lookupId: 1,
      nameServer: name('ns.shop.test'),
      address: '192.0.2.53',
      addressSource: 'lookup',
    }),
    hop(4, 'shop.test', [30, 50], { lookupId: 2 }),
    hop(5, 'shop.test', [5, 9]),
    hop(6, '.', [30, 41], { lookupId: 2, addressSource: 'hint', ...referralTo('shop.test') }),
    hop(7, 'shop.test', [41, 44], { lookupId: 2 }),
  ],
} as unknown as TraceState;
const causeOf = (id: number) => causesIn(state)(state.hops[id]!);

test('nothing is before the first query, and nothing that was heard later is a cause', () => {
  assert.equal(causeOf(0), null);
  assert.equal(causeOf(5), null);
});

test('a zone is asked after the referral to it', () => {
  assert.deepEqual(causeOf(1), { kind: 'referral', hopId: 0 });
  assert.equal(causeText(state, causeOf(1)!), 'after ns.root.test of . referred to this zone');
});

test('an alias is followed after the answer that gave it, though the zone was known before', () => {
  assert.deepEqual(causeOf(2), { kind: 'alias', hopId: 1 });
});

test('the address of a server is looked up after the referral that named it', () => {
  assert.deepEqual(causeOf(4), { kind: 'name-server', hopId: 2 });
});

test('a server whose address had to be looked up is asked after the answer with it', () => {
  assert.deepEqual(causeOf(3), { kind: 'address', hopId: 4 });
});

test('a lookup that was referred to a known zone once more waited for that referral', () => {
  assert.deepEqual(causeOf(7), { kind: 'referral', hopId: 6 });
});
