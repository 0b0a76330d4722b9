import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labScenarios, labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { addressesOfZone } from '@delegraph/model';
import type { Caption } from './caption.ts';
import { cardPicture } from './card-picture.ts';
import { delegationGraph } from './delegation-graph.ts';
import { framePicture } from './frame-picture.ts';
import {
  captionWithoutAddresses,
  graphWithoutAddresses,
  pictureWithoutAddresses,
  sentenceWithoutAddresses,
  textWithoutAddresses,
} from './hidden-addresses.ts';
import { placeGraph } from './place-graph.ts';
import { pictureToSvg } from './scene-to-svg.ts';

const sentences: [sentence: string, told: string][] = [
  ['ns1.shop.test (192.0.2.1) answers REFUSED.', 'ns1.shop.test answers REFUSED.'],
  ['ns1 (192.0.2.1, 2001:db8::1 and 3 more) is lame.', 'ns1 is lame.'],
  ['It resolves to 192.0.2.1.', 'It resolves to an address.'],
  ['It resolves to 192.0.2.1, 192.0.2.2 and 2001:db8::9, but', 'It resolves to 3 addresses, but'],
  ['It gives 192.0.2.1 and 4 more; the zone ::ffff:192.0.2.7.', 'It gives 5 addresses; the zone an address.'],
  [
    'At 13:25:46 UTC, version 0.1.0, serial 2026112101.',
    'At 13:25:46 UTC, version 0.1.0, serial 2026112101.',
  ],
  ['4.2.0.192.in-addr.arpa and v1.2.3.4.test stay.', '4.2.0.192.in-addr.arpa and v1.2.3.4.test stay.'],
  ['From 2001:db8:1:2:3:4:5:6: nothing.', 'From an address: nothing.'],
];
for (const [sentence, told] of sentences)
  test(`“${sentence}” is “${told}”`, () => assert.equal(sentenceWithoutAddresses(sentence), told));

test('in what machines write, a word stands where an address was', () => {
  assert.equal(
    textWithoutAddresses('ns1.shop.test. 300 IN AAAA 2001:db8::1'),
    'ns1.shop.test. 300 IN AAAA [address]',
  );
});

test('no picture of the lab shows an address when none is to be shown, and each still names its servers', async () => {
  for (const { id, name, type } of labScenarios) {
    const { state } = await traceIn(labTree, `${name} ${type}`);
    const graph = delegationGraph(state);
    const addresses = state.zones.flatMap((zone) =>
      addressesOfZone(state, zone).map(({ address }) => address),
    );
    const told = addresses.slice(-3).join(', ');
    const caption: Caption = {
      verdict: `Resolves to ${told}`,
      tone: 'ok',
      question: `${name} ${type}`,
      facts: [],
      findings: [{ severity: 'error', title: 'Lame', sentence: `A server (${told}) is lame.` }],
      address: '',
    };
    const draw = (shown: typeof graph, words: Caption) => [
      framePicture(placeGraph(shown), words),
      cardPicture(shown, words),
    ];
    const svgOf = (pictures: ReturnType<typeof draw>) =>
      pictures.map((picture) => pictureToSvg(picture, { theme: 'light' })).join('');
    const open = svgOf(draw(graph, caption));
    const hidden = svgOf(
      draw(graphWithoutAddresses(graph), captionWithoutAddresses(caption)).map(pictureWithoutAddresses),
    );
    assert.ok(addresses.some((address) => open.includes(address)));
    assert.equal(textWithoutAddresses(hidden), hidden, id);
    assert.deepEqual(
      addresses.filter((address) => hidden.includes(address)),
      [],
      id,
    );
    for (const { nameServer } of graph.zones.flatMap(({ rows }) => rows))
      assert.ok(hidden.includes(nameServer), `${id}: ${nameServer}`);
  }
});
