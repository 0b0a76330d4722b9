import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labScenarios, labTree, refusesZone } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { compareTraces } from './compare-traces.ts';
import { traceOf } from './testing/trees.ts';

async function summaryOf(one: string, other: string): Promise<string> {
  const [before, after] = await Promise.all([one, other].map((question) => traceIn(labTree, question)));
  return compareTraces(before!.state, after!.state).summary;
}

test('of two names is said what each comes to, what they share and where they part', async () => {
  assert.equal(
    await summaryOf('www.shop.test. A', 'www.alias-loop.test. A'),
    'Two names: www.shop.test A ends in an answer (192.0.2.80), www.alias-loop.test A in a circle. They share the root zone, test and example, and part at shop.test and alias-loop.test.',
  );
});

test('a name that the other leads to goes a part of its way', async () => {
  assert.equal(
    await summaryOf('www.shop.test. A', 'shop.edge.example. A'),
    'Two names: www.shop.test A and shop.edge.example A both end in the same answer (192.0.2.80). They share the root zone, test, example and 2 more; the first goes on to shop.test.',
  );
});

test('two names of one zone go the same way; what changed on it is said', async () => {
  const before = await traceOf({ faults: [refusesZone('ns1.shop.test.')] });
  const after = await traceOf({}, { question: 'shop.test. NS' });
  assert.equal(
    compareTraces(before.state, after.state).summary,
    'Two names: www.shop.test A ends in an answer (192.0.2.1), shop.test NS in another (ns1.shop.test and ns2.shop.test). They go the same way, through the root zone, test and shop.test. In what they share, ns1.shop.test is no longer lame.',
  );
});

test('whichever two scenarios of the lab are compared, the sentence is short and no name has a final dot', async () => {
  const states = await Promise.all(
    labScenarios.map(async ({ name, type }) => (await traceIn(labTree, `${name} ${type}`)).state),
  );
  for (const before of states) {
    for (const after of states) {
      if (before === after) continue;
      const { summary } = compareTraces(before, after);
      assert.match(summary, /^Two names: /u);
      assert.ok(summary.length < 280, summary);
      assert.doesNotMatch(summary, /[a-z]\.(?! They| In|$)(?=\s|[;,)])/u, summary);
    }
  }
});
