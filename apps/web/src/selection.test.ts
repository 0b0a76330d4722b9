import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import { type Selection, isSameSelection, parseSelection, selectionText } from './selection.ts';

const zone = parseDomainName('shop.test');
const selections: Selection[] = [
  { kind: 'zone', zone: parseDomainName('.') },
  { kind: 'zone', zone: parseDomainName('od%d:name.test') },
  { kind: 'address', zone, address: '2001:db8::1' },
  { kind: 'name-server', zone, nameServer: parseDomainName('ns1.shop.test') },
  { kind: 'delegation', parent: parseDomainName('.'), zone: parseDomainName('test') },
  { kind: 'lookup', lookupId: 3 },
  { kind: 'finding', index: 0 },
  { kind: 'hop', hopId: 41 },
];

test('every selection is read back from its text', () => {
  for (const selection of selections) assert.deepEqual(parseSelection(selectionText(selection)), selection);
});

test('what is no selection is none', () => {
  const texts = [
    undefined,
    '',
    'zone',
    'zone:a..b',
    'address:shop.test',
    'lookup:x',
    'finding:-1',
    'planet:mars',
    'zone:%',
  ];
  for (const text of texts) assert.equal(parseSelection(text), null, String(text));
});

test('nothing is the same only as nothing', () => {
  assert.equal(isSameSelection(null, null), true);
  assert.equal(isSameSelection(null, { kind: 'zone', zone }), false);
  assert.equal(isSameSelection({ kind: 'zone', zone }, { kind: 'zone', zone }), true);
});
