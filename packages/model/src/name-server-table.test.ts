import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceFact } from './events.ts';
import { parseDomainName as name } from './names.ts';
import { nameServerTable } from './name-server-table.ts';
import { zoneNamed } from './select.ts';
import { asks, lookup, received, sent, server, started, stateAfter } from './testing/event-log.ts';
import { message } from './testing/message.ts';

const TEST = name('test');
const SHOP = name('shop.test');

/** A referral to shop.test from one server of the parent. */
function refers(hopId: number, address: string, authority: string[], additional: string[]): TraceFact[] {
  return [
    sent(hopId, { zone: TEST, address, question: asks('www.shop.test A') }),
    received(hopId, message({ authority, additional })),
  ];
}

function child(hopId: number, address: string, answer: string[]): TraceFact[] {
  return [
    sent(hopId, { zone: SHOP, address, question: asks('shop.test NS'), probe: 'apex-ns' }),
    received(hopId, message({ flags: ['qr', 'aa'], answer })),
  ];
}

/** A lookup of an address of ns1.shop.test that found `answer`. */
function found(id: number, type: string, answer: string[]): TraceFact[] {
  return [
    lookup(id, `ns1.shop.test ${type}`, { purpose: 'nameserver-address', parentLookupId: 0, neededBy: SHOP }),
    sent(id + 1, { zone: SHOP, address: '203.0.113.1', question: asks(`ns1.shop.test ${type}`) }),
    received(id + 1, message({ flags: ['qr', 'aa'], answer })),
    {
      type: 'lookup-ended',
      lookupId: id,
      outcome: {
        kind: 'answer',
        hopId: id + 1,
        records: message({ answer }).answer.map((record) => ({ ...record })),
      },
    },
  ];
}

const learned: TraceFact[] = [
  { type: 'delegation-learned', zone: TEST, parent: name('.'), hopId: 0, nameServers: [], signed: false },
  {
    type: 'delegation-learned',
    zone: SHOP,
    parent: TEST,
    hopId: 0,
    nameServers: [server('ns1.shop.test', '203.0.113.1'), server('ns2.shop.test', '203.0.113.2')],
    signed: false,
  },
];

const NS1 = 'shop.test. 86400 NS ns1.shop.test.';
const NS2 = 'shop.test. 86400 NS ns2.shop.test.';
const GLUE1 = 'ns1.shop.test. 86400 A 203.0.113.1';
const GLUE2 = 'ns2.shop.test. 86400 A 203.0.113.2';

const opening: TraceFact[] = [
  started,
  lookup(0, 'www.shop.test A'),
  ...refers(0, '198.51.100.11', [NS1, NS2], [GLUE1, GLUE2]),
  ...refers(1, '198.51.100.12', [NS1], [GLUE1]),
  ...learned,
];

function tableOf(facts: readonly TraceFact[]) {
  const state = stateAfter(facts);
  return nameServerTable(state, zoneNamed(state, SHOP)!)!;
}

test('the root has no table, and a zone that was not heard proves nothing about its parent', () => {
  const state = stateAfter(opening);
  assert.equal(nameServerTable(state, state.zones[0]!), null);
  const { childSpoke, rows } = tableOf(opening);
  assert.equal(childSpoke, false);
  assert.deepEqual(
    rows.map(({ name: of, mark }) => [of, mark]),
    [
      ['ns1.shop.test', 'unknown'],
      ['ns2.shop.test', 'unknown'],
    ],
  );
});

test('each name says which side has it, how many of its servers, and with which TTLs', () => {
  const { rows } = tableOf([
    ...opening,
    ...child(2, '203.0.113.1', ['shop.test. 3600 NS ns1.shop.test.', 'shop.test. 3600 NS ns3.shop.test.']),
    ...child(3, '203.0.113.2', ['shop.test. 7200 NS ns1.shop.test.', 'shop.test. 7200 NS ns3.shop.test.']),
  ]);
  assert.deepEqual(
    rows.map(({ name: of, parent, child: own, mark }) => [of, parent, own, mark]),
    [
      [
        'ns1.shop.test',
        { ttls: [86_400], count: 2, of: 2, hops: [0, 1] },
        { ttls: [3600, 7200], count: 2, of: 2, hops: [2, 3] },
        'equal',
      ],
      ['ns2.shop.test', { ttls: [86_400], count: 1, of: 2, hops: [0] }, null, 'only-parent'],
      ['ns3.shop.test', null, { ttls: [3600, 7200], count: 2, of: 2, hops: [2, 3] }, 'only-child'],
    ],
  );
});

test('a name that only some servers of a side give differs', () => {
  const { rows } = tableOf([...opening, ...child(2, '203.0.113.1', [NS1, NS2])]);
  assert.deepEqual(
    rows.map(({ mark }) => mark),
    ['equal', 'differs'],
  );
});

test('glue is compared with the addresses of the zone that holds the name', () => {
  const { rows } = tableOf([
    ...opening,
    ...found(1, 'A', ['ns1.shop.test. 300 A 203.0.113.9']),
    ...found(2, 'AAAA', ['ns1.shop.test. 300 AAAA 2001:db8::1']),
  ]);
  const [first, second] = rows;
  assert.deepEqual(
    first!.addresses.map(({ address, mark }) => [address, mark]),
    [
      ['203.0.113.1', 'only-parent'],
      ['203.0.113.9', 'only-child'],
      ['2001:db8::1', 'only-child'],
    ],
  );
  assert.equal(first!.addressMark, 'differs');
  assert.deepEqual(first!.addresses[0]!.glue, { ttls: [86_400], count: 2, of: 2, hops: [0, 1] });
  assert.deepEqual(first!.addresses[1]!.authoritative, { ttls: [300], count: 1, of: 1, hops: [2] });
  assert.deepEqual([second!.addresses[0]!.mark, second!.addressMark], ['unknown', 'unknown']);
});
