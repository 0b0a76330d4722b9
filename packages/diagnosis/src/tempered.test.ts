import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { scenarios } from './testing/scenarios/index.ts';

test('a difference that a change under way explains is no warning, one that nothing explains is', async () => {
  const { tree, near, question } = scenarios.find(({ code }) => code === 'delegation-in-progress')!;
  const severityIn = async (spec: typeof tree) => {
    const { findings } = await traceIn(zoneTree(spec), question!);
    return findings.find(({ code }) => code === 'parent-ns-set-differs')!.severity;
  };
  assert.equal(await severityIn(tree), 'info');
  assert.equal(await severityIn(near!.tree), 'warning');
});
