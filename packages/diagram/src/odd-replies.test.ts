import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ZoneTreeSpec, refusesZone, says, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { buildScene } from './build-scene.ts';
import { delegationGraph } from './delegation-graph.ts';
import { placeGraph } from './place-graph.ts';

const DENIED = ['@ SOA a.test. hostmaster 1 7200 3600 1209600 300'];

function tree(
  faults: { parent?: ZoneTreeSpec[string]['faults']; child?: ZoneTreeSpec[string]['faults'] } = {},
): ZoneTreeSpec {
  return {
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': {
      servers: { 'a.test.': '198.51.100.11', 'b.test.': '198.51.100.12', 'c.test.': '198.51.100.13' },
      ...(faults.parent ? { faults: faults.parent } : {}),
    },
    'example.test.': {
      servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
      records: ['www A 192.0.2.1'],
      ...(faults.child ? { faults: faults.child } : {}),
    },
  };
}

async function graphOf(spec: ZoneTreeSpec) {
  const { state } = await traceIn(zoneTree(spec), 'www.example.test. A');
  return delegationGraph(state);
}

test('where all say the same, nothing is marked', async () => {
  assert.deepEqual((await graphOf(tree())).oddReplies, []);
});

test('a server of the parent that denies the zone is a marked edge beside the delegation', async () => {
  const graph = await graphOf(
    tree({ parent: [says('b.test.', { question: 'www.example A', rcode: 'NXDOMAIN', authority: DENIED })] }),
  );
  const [odd, ...others] = graph.oddReplies;
  assert.deepEqual(others, []);
  assert.deepEqual([odd!.count, odd!.of, odd!.words], [1, 3, 'NXDOMAIN']);
  assert.equal(
    odd!.label,
    'delegation of example.test: warning: 1 address of 3 did not say what the others said: b.test (198.51.100.12)',
  );
  const drawn = buildScene(placeGraph(graph)).shapes.find(({ key }) => key === 'odd delegation example.test');
  assert.equal(drawn?.className, 'edge edge--odd');
});

test('a server that gives another answer is a marked edge to the answer', async () => {
  const { oddReplies } = await graphOf(
    tree({ child: [says('ns2.example.test.', { question: 'www A', answer: ['www A 192.0.2.9'] })] }),
  );
  assert.deepEqual(
    oddReplies.map(({ key, count, of }) => [key, count, of]),
    [['odd lookup 0', 1, 2]],
  );
});

test('a lame server has its mark already', async () => {
  const { oddReplies } = await graphOf(tree({ child: [refusesZone('ns2.example.test.')] }));
  assert.deepEqual(oddReplies, []);
});

test('a server of the parent that serves the zone, too, answers and is not odd', async () => {
  const { oddReplies } = await graphOf({
    ...tree(),
    'example.test.': {
      servers: { 'ns1.example.test.': '203.0.113.1', 'b.test.': '198.51.100.12' },
      records: ['www A 192.0.2.1'],
    },
  });
  assert.deepEqual(oddReplies, []);
});

test('while the trace runs nothing is compared', async () => {
  const { state } = await traceIn(
    zoneTree(
      tree({ child: [says('ns2.example.test.', { question: 'www A', answer: ['www A 192.0.2.9'] })] }),
    ),
    'www.example.test. A',
  );
  assert.deepEqual(delegationGraph({ ...state, examination: null, status: 'running' }).oddReplies, []);
});
