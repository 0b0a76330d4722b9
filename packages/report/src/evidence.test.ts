import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceOf } from './evidence.ts';
import { galleryTraces } from './testing/forms.ts';
import { toldFindings } from './trace-words.ts';

test('two servers prove a finding before one server does twice', async () => {
  const { run } = (await galleryTraces()).find(({ id }) => id === 'all-lame')!;
  const evidence = evidenceOf(run.state, toldFindings(run.state));
  assert.deepEqual(
    evidence.map(({ codes, hops }) => [...codes, ...hops.map(({ hop }) => hop.nameServer)]),
    [['delegation-fully-lame', 'ns1.all-lame.test', 'ns2.all-lame.test']],
  );
});

test('what is only told as a fact is not proven', async () => {
  const { run } = (await galleryTraces()).find(({ id }) => id === 'wildcard')!;
  const told = toldFindings(run.state);
  assert.ok(told.length > 0);
  assert.deepEqual(evidenceOf(run.state, told), []);
});

test('a proof is a command to repeat it and the reply without its id; silence is told with its tries', async () => {
  const traces = await galleryTraces();
  const textOf = (scenario: string) => {
    const { state } = traces.find(({ id }) => id === scenario)!.run;
    return evidenceOf(state, toldFindings(state))
      .flatMap(({ hops }) => hops.map(({ text }) => text))
      .join('\n');
  };
  assert.match(
    textOf('all-lame'),
    /^; <<>> dig [^\n]*@203\.0\.113\.37 [^\n]*\n;; ->>HEADER<<- opcode: QUERY, status: REFUSED\n/,
  );
  assert.match(textOf('lame-timeout'), /\n;; no answer \(UDP, UDP without EDNS, TCP\)/);
});
