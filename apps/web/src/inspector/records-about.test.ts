import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { parseDomainName as name, zoneNamed } from '@delegraph/model';
import type { RecordSet } from '../records/record-sets.ts';
import { inZoneOrder, recordsOfName, recordsOfZone } from './records-about.ts';

test('the records of a zone are what it says, and what is said of it above', async () => {
  const { state } = await traceIn(labTree, 'www.shop.test. A');
  const zones = recordsOfZone(state, zoneNamed(state, name('shop.test'))!);
  assert.deepEqual(
    zones.map(({ zone }) => zone),
    ['shop.test', 'test'],
  );
  const [own, above] = zones.map(({ sets }) => sets.map((set) => `${set.name} ${set.type}`));
  assert.ok(own!.includes('shop.test SOA') && own!.includes('www.shop.test CNAME'));
  assert.ok(above!.includes('shop.test NS') && above!.includes('ns1.shop.test A'));
  assert.ok(!above!.some((set) => set.includes('cloud.test')));
});

test('the records of a name are what anybody said of it', async () => {
  const { state } = await traceIn(labTree, 'www.shop.test. A');
  const said = recordsOfName(state, name('ns1.shop.test')).map(({ zone, sets }) => [zone, sets.length]);
  assert.deepEqual(said, [
    ['test', 2],
    ['shop.test', 2],
  ]);
});

test('names go from the apex downwards, and the types of the zone itself come first', () => {
  const sets = [
    set('www.shop.test', 'A'),
    set('shop.test', 'MX'),
    set('a.www.shop.test', 'A'),
    set('mail.shop.test', 'A'),
    set('shop.test', 'NS'),
    set('shop.test', 'SOA'),
  ];
  assert.deepEqual(
    inZoneOrder(sets).map((each) => `${each.name} ${each.type}`),
    [
      'shop.test SOA',
      'shop.test NS',
      'shop.test MX',
      'mail.shop.test A',
      'www.shop.test A',
      'a.www.shop.test A',
    ],
  );
});

function set(owner: string, type: string): RecordSet {
  return { name: name(owner), type } as RecordSet;
}
