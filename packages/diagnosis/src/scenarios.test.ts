// Every scenario says exactly what it promises, and never takes a finding back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { describeFinding, diagnose } from './catalogue.ts';
import { checkMonotony, checkText } from './testing/checks.ts';
import { scenarios } from './testing/scenarios/index.ts';

const QUESTION = 'www.example.test. A';

for (const { code, situation, tree, question = QUESTION, how, said, near } of scenarios) {
  test(`${situation}: ${code ?? 'no false alarm'}`, async () => {
    const run = await traceIn(zoneTree(tree), question, how);
    assert.deepEqual(run.said.toSorted(), said.toSorted());
    assert.ok(code === null || run.codes.includes(code));
    for (const finding of run.findings) checkText(finding);
    checkMonotony(run.events);
  });
  if (!near) continue;
  test(`${near.situation}: no ${code}`, async () => {
    const run = await traceIn(zoneTree(near.tree), near.question ?? question, near.how);
    assert.deepEqual(run.said.toSorted(), near.said?.toSorted() ?? []);
    assert.ok(code !== null && !run.codes.includes(code));
  });
}

test('on the Internet, documentation addresses reach nobody, and neighbours share a network', async () => {
  const { state } = await traceIn(
    zoneTree(scenarios.find(({ code }) => code === 'single-ns')!.tree),
    'www.example.test. A',
  );
  assert.equal(state.profile, 'lab');
  const codesIn = (profile: string) => diagnose({ ...state, profile }).map(({ code }) => code);
  assert.ok(codesIn('internet').includes('glue-private'));
  assert.ok(codesIn('internet').includes('answer-private'));
  assert.deepEqual(codesIn('lab'), ['single-ns']);
  assert.deepEqual(codesIn('a network of our own'), ['single-ns']);
});

test('two servers in one network are neighbours on the Internet only', async () => {
  const { state } = await traceIn(
    zoneTree(scenarios.find(({ situation }) => situation === 'NS records of a day')!.tree),
    'www.example.test. A',
  );
  const found = diagnose({ ...state, profile: 'internet' }).find(({ code }) => code === 'ns-same-prefix');
  assert.equal(
    found && describeFinding(found).sentence,
    'All name servers of example.test lie in one network: 203.0.113.1 and 203.0.113.2.',
  );
  assert.ok(!diagnose(state).some(({ code }) => code === 'ns-same-prefix'));
});
