import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { type TraceState, initialTraceState, parseDomainName as name } from '@delegraph/model';
import { dependenceSentences } from './dependence.ts';

test('half of the servers of a zone hang on another zone', async () => {
  const { state } = await traceIn(labTree, 'www.shop.test. A');
  const lookup = state.lookups.find(({ question }) => question.name === 'ns3.shop-dns.example')!;
  assert.deepEqual(dependenceSentences(state, lookup), [
    'Without its address, 1 of the 4 name servers of shop.test cannot be asked.',
    'shop-dns.example holds the names of half of them (2 of 4): without that zone they cannot be found.',
  ]);
});

test('the question itself is needed by no zone', async () => {
  const { state } = await traceIn(labTree, 'www.shop.test. A');
  assert.deepEqual(dependenceSentences(state, state.lookups[0]!), []);
});

test('of an only name server everything hangs', () => {
  const nameServers = [{ name: name('ns.other.example'), addresses: [] }];
  const state = { ...initialTraceState, zones: [{ name: name('shop.test'), nameServers }] };
  const lookup = {
    purpose: 'nameserver-address',
    neededBy: name('shop.test'),
    question: { name: name('ns.other.example'), type: 'A' },
  };
  assert.deepEqual(dependenceSentences(state as unknown as TraceState, lookup as never), [
    'It is the only name server of shop.test: without its address the zone cannot be asked.',
  ]);
});
