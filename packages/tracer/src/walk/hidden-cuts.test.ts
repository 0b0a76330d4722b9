// Zone cuts hidden by servers that have parent and child.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ZoneTreeSpec, zoneTree } from '@delegraph/lab';
import { isOfTraceTier } from '@delegraph/model';
import { traceWith } from '../testing/trace-with.ts';

const PARENT = '203.0.113.1';
const BOTH = '203.0.113.2';
const world: ZoneTreeSpec = {
  '.': { servers: { 'a.root.test.': '198.51.100.1' } },
  'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
  'example.test.': { servers: { 'ns1.example.test.': PARENT, 'ns2.example.test.': BOTH } },
};

async function parentProbes(zones: ZoneTreeSpec, question: string) {
  const { state, outcome } = await traceWith(zoneTree({ ...world, ...zones }), question);
  assert.equal(outcome?.kind, 'answer');
  assert.ok(state.hops.every(({ probe }) => isOfTraceTier(probe)));
  return state.hops
    .filter(({ probe }) => probe === 'parent-ds' || probe === 'parent-ns')
    .map(({ probe, address, question: asked }) => `${address} ${probe} ${asked.name} ${asked.type}`);
}

test('a server that answers from a zone below its own is asked for the cut', async () => {
  const sub = { servers: { 'ns2.example.test.': BOTH }, records: ['www A 192.0.2.80', 'mx MX 10 www'] };
  assert.deepEqual(await parentProbes({ 'sub.example.test.': sub }, 'www.sub.example.test A'), []);
  const { state } = await traceWith(
    zoneTree({ ...world, 'sub.example.test.': sub }),
    'mx.sub.example.test A',
  );
  const probes = state.hops.filter(({ probe }) => probe.startsWith('parent-'));
  assert.deepEqual(
    probes.map(({ address, question }) => `${address} ${question.name} ${question.type}`),
    [`${BOTH} sub.example.test DS`, `${BOTH} sub.example.test NS`],
  );
});

test('a server that passes a cut over is asked for the zone it passed over', async () => {
  const zones: ZoneTreeSpec = {
    'sub.example.test.': { servers: { 'ns2.example.test.': BOTH } },
    'deep.sub.example.test.': { servers: { 'ns.other.test.': '203.0.113.9' }, records: ['www A 192.0.2.80'] },
    'other.test.': { servers: { 'ns.other.test.': '203.0.113.9' } },
  };
  assert.deepEqual(await parentProbes(zones, 'www.deep.sub.example.test A'), [
    `${BOTH} parent-ds sub.example.test DS`,
    `${BOTH} parent-ns sub.example.test NS`,
  ]);
});

test('where every server refers to the next zone down, nothing more is asked', async () => {
  const zones: ZoneTreeSpec = {
    'sub.example.test.': {
      servers: { 'ns.sub.example.test.': '203.0.113.9' },
      records: ['www A 192.0.2.80'],
    },
  };
  assert.deepEqual(await parentProbes(zones, 'www.sub.example.test A'), []);
});
