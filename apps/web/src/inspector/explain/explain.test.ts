// The explanations, on the traces of the lab: whole sentences, with the facts of that trace.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labScenarios, labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { type TraceState, parseDomainName as name, zoneNamed } from '@delegraph/model';
import { explainDelegation } from './delegation.ts';
import { type Explanation, listed } from './explanation.ts';
import { explainLookup } from './lookup.ts';
import { explainQuery } from './query.ts';
import { explainAddress, explainNameServer } from './server.ts';
import { explainZone } from './zone.ts';

async function stateOf(question: string): Promise<TraceState> {
  return (await traceIn(labTree, question)).state;
}

function sentencesOf(explanation: Explanation | null): string[] {
  return explanation?.parts.flatMap(({ sentences }) => sentences) ?? [];
}

test('whatever is selected in whichever scenario, each sentence is whole', async () => {
  for (const { id, name: asked, type } of labScenarios) {
    const state = await stateOf(`${asked} ${type}`);
    const explanations = [
      ...state.zones.flatMap((zone) => [
        explainZone(state, zone),
        ...(zone.parent === null ? [] : [explainDelegation(state, zone.parent, zone.name)!]),
        ...zone.nameServers.flatMap((server) => [
          explainNameServer(state, zone, server.name),
          ...server.addresses.map(({ address }) => explainAddress(state, zone, address)),
        ]),
      ]),
      ...state.lookups.map((lookup) => explainLookup(state, lookup)),
      ...state.hops.map((hop) => explainQuery(state, hop)),
    ];
    for (const explanation of explanations) {
      assert.ok(explanation.parts.length > 0, id);
      for (const { title, sentences } of explanation.parts)
        assert.ok(title !== '' && sentences.length > 0, id);
      for (const sentence of sentencesOf(explanation)) {
        assert.match(sentence, /^\S.*[^.\s]\.$/, id);
        assert.doesNotMatch(sentence, /undefined|null|NaN|Infinity|\[object| {2}/, id);
      }
    }
  }
});

test('of a zone: who delegates it, what is missing, and what the lame server costs', async () => {
  const state = await stateOf('www.shop.test. A');
  const sentences = sentencesOf(explainZone(state, zoneNamed(state, name('shop.test'))!));
  for (const expected of [
    'test delegates shop.test to 4 name servers: between them lies a zone cut, and below it test has no say.',
    'All 12 addresses of test that referred to it said the same.',
    'test gives no glue for ns2.shop.test.',
    '1 of them does not serve it: ns3.shop-dns.example (203.0.113.63): REFUSED.',
    'In this trace www.shop.test A led out of it: an alias of shop.edge.example.',
  ])
    assert.ok(sentences.includes(expected), `${expected}\n${sentences.join('\n')}`);
});

test('of a zone without faults nothing is said of lameness', async () => {
  const state = await stateOf('www.healthy.test. A');
  const explanation = explainZone(state, zoneNamed(state, name('healthy.test'))!);
  assert.doesNotMatch(sentencesOf(explanation).join(' '), /not serve/);
  assert.ok(!explanation.words.includes('lame delegation'));
});

test('of a lame address: that it is, and how many are left', async () => {
  const state = await stateOf('www.lame-refused.test. A');
  const zone = zoneNamed(state, name('lame-refused.test'))!;
  assert.deepEqual(explainAddress(state, zone, '203.0.113.13').parts.at(-1)!.sentences, [
    'It is lame for lame-refused.test: the delegation sends resolvers there, and it does not serve the zone (REFUSED).',
    'A resolver that asks it first has to ask again; all 3 other addresses serve the zone.',
  ]);
});

test('of an alias: its way from the root, and for how long all of the chain holds', async () => {
  const state = await stateOf('www.shop.test. A');
  const sentences = sentencesOf(explainLookup(state, state.lookups[0]!));
  assert.ok(sentences.includes('From here on, the whole chain holds for 1 min (60).'), sentences.join('\n'));
  assert.match(sentences.join('\n'), /^test: \S+ \(\S+\) refers to shop\.test; 12 addresses asked\.$/m);
});

test('of a referral: what was taken from it, and where the search went on', async () => {
  const state = await stateOf('www.healthy.test. A');
  const referral = state.hops.find(({ zone }) => zone === '.')!;
  const { sentences } = explainQuery(state, referral).parts.at(-1)!;
  assert.match(
    sentences[0]!,
    /^6 NS records named the servers to go on with and 12 addresses were taken as glue\.$/,
  );
  assert.match(sentences[1]!, /^The search went on with \S+\.nic\.test /);
});

test('a long list ends with how many more there are', () => {
  assert.equal(listed(['a']), 'a');
  assert.equal(listed(['a', 'b', 'c']), 'a, b and c');
  assert.equal(listed(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more');
});
