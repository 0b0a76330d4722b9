import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type TraceState,
  type ZoneState,
  initialTraceState,
  parseDomainName as name,
} from '@delegraph/model';
import { bailiwickOf } from './bailiwick.ts';
import { zoneSerials } from './zone-serials.ts';

const zone: ZoneState = {
  name: name('shop.test'),
  parent: name('test'),
  learnedAtMs: 0,
  learnedFrom: null,
  signed: false,
  nameServers: [],
};

/** Replies with an SOA record each, in the order they came. */
function heard(replies: readonly [address: string, serial: number, flags: string][]): TraceState {
  const hops = replies.map(([address, serial, flags], id) => ({
    id,
    zone: zone.name,
    address,
    nameServer: name('ns.shop.test'),
    result: {
      status: 'answered',
      message: {
        flags: flags.split(' '),
        answer: [{ name: zone.name, type: 'SOA', ttl: 60, data: `ns. host. ${serial} 1 1 1 1` }],
        authority: [],
      },
    },
  }));
  return { ...initialTraceState, hops: hops as unknown as TraceState['hops'] };
}

test('the version that fewer servers hold is the odd one, and what is said without authority counts for nothing', () => {
  const state = heard([
    ['192.0.2.1', 7, 'qr aa'],
    ['192.0.2.2', 8, 'qr aa'],
    ['192.0.2.3', 8, 'qr aa'],
    ['192.0.2.4', 9, 'qr'],
  ]);
  assert.deepEqual(
    zoneSerials(state, zone).map(({ serial, servers, isOdd }) => [serial, servers.length, isOdd]),
    [
      [8, 2, false],
      [7, 1, true],
    ],
  );
});

test('of a server that was asked again, the last version counts', () => {
  const state = heard([
    ['192.0.2.1', 7, 'qr aa'],
    ['192.0.2.1', 8, 'qr aa'],
  ]);
  assert.deepEqual(
    zoneSerials(state, zone).map(({ serial }) => serial),
    [8],
  );
});

test('a name server is in the zone, below the same parent, or neither', () => {
  assert.equal(bailiwickOf(name('ns1.shop.test'), zone), 'in-domain');
  assert.equal(bailiwickOf(name('shop.test'), zone), 'in-domain');
  assert.equal(bailiwickOf(name('ns.other.test'), zone), 'sibling-domain');
  assert.equal(bailiwickOf(name('ns.shop.example'), zone), 'unrelated');
  assert.equal(bailiwickOf(name('a.root.test'), { ...zone, parent: null }), null);
});
