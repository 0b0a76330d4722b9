// Every scenario of the gallery, traced: the findings are exactly those it promises.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labScenarios, labTree } from './gallery.ts';
import { traceIn } from './testing/index.ts';

for (const { id, name, type, expects } of labScenarios) {
  test(`${id}: ${name} ${type} finds ${expects.length === 0 ? 'nothing' : expects.join(', ')}`, async () => {
    const run = await traceIn(labTree, `${name} ${type}`);
    assert.deepEqual(run.codes, [...new Set(expects)].toSorted());
    assert.equal(run.state.status, 'done');
  });
}
