import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundsOf, digTraceMs } from './bounds.ts';
import { DEAD, FAR, NEAR, benchNetwork, pathTo } from './network.ts';

const path = [
  { roundTripsMs: [20, 16], isExamined: false },
  { roundTripsMs: [26, 34], isExamined: false },
  { roundTripsMs: [30, 5], isExamined: true },
];

test('an answer needs the quickest server of each zone, one after the other', () => {
  assert.equal(boundsOf(path).answerMs, 16 + 26 + 5);
});

test('a server is heard one round trip after its zone can be known', () => {
  assert.equal(boundsOf(path).everyServerMs, 16 + 26 + 30);
});

test('a server that is examined answers twice, one question after the other', () => {
  assert.equal(boundsOf(path).traceTierMs, 16 + 26 + 2 * 30);
});

test('a slow server of a zone above can be the last of all', () => {
  const bounds = boundsOf([{ roundTripsMs: [16, 200], isExamined: false }, ...path.slice(1)]);
  assert.deepEqual(bounds, { answerMs: 47, everyServerMs: 200, traceTierMs: 200 });
});

test('the model of dig asks a resolver for the roots and for each name server, and one server of each zone', () => {
  assert.equal(digTraceMs(path, 4), 4 + (4 + 18) + (4 + 30) + (4 + 17.5));
});

test('the network has sixty addresses on the way, at the distances it claims', () => {
  const network = benchNetwork();
  for (const [domain, nearest, farthest] of [
    [NEAR, 25, 45],
    [FAR, 5, 120],
    [DEAD, 25, 45],
  ] as const) {
    const [root, tld, own] = pathTo(network, domain).map(({ roundTripsMs }) => roundTripsMs);
    assert.deepEqual([root!.length, tld!.length, own!.length], [26, 26, 8]);
    assert.deepEqual([Math.min(...root!), Math.max(...root!)], [16, 24]);
    assert.deepEqual([Math.min(...tld!), Math.max(...tld!)], [26, 34]);
    assert.deepEqual([Math.min(...own!), Math.max(...own!)], [nearest, farthest]);
  }
});
