import assert from 'node:assert/strict';
import { test } from 'node:test';
import ipaddr from 'ipaddr.js';
import { addressRule } from './address-rule.ts';

const may = addressRule();

/** The rows of the IANA registries that are not globally reachable, and multicast; with whether the addresses just
 *  before and after them may be asked. */
const closed: [cidr: string, before: boolean | null, after: boolean | null][] = [
  ['0.0.0.0/8', null, true],
  ['10.0.0.0/8', true, true],
  ['100.64.0.0/10', true, true],
  ['127.0.0.0/8', true, true],
  ['169.254.0.0/16', true, true],
  ['172.16.0.0/12', true, true],
  ['192.0.0.0/29', true, false],
  ['192.0.0.170/31', false, false],
  ['192.0.2.0/24', true, true],
  ['192.88.99.0/24', true, true],
  ['192.168.0.0/16', true, true],
  ['198.18.0.0/15', true, true],
  ['198.51.100.0/24', true, true],
  ['203.0.113.0/24', true, true],
  ['224.0.0.0/4', true, false],
  ['240.0.0.0/4', false, null],
  ['::/128', null, false],
  ['::1/128', false, false],
  ['::ffff:0:0/96', false, false],
  ['64:ff9b::/96', false, false],
  ['64:ff9b:1::/48', false, false],
  ['100::/64', false, false],
  ['100:0:0:1::/64', false, false],
  ['2001::/32', true, false],
  ['2001:2::/48', false, false],
  ['2001:10::/28', false, true],
  ['2001:db8::/32', true, true],
  ['2002::/16', true, true],
  ['3fff::/20', true, true],
  ['4000::/3', true, false],
  ['5f00::/16', false, false],
  ['fc00::/7', false, false],
  ['fe80::/10', false, false],
  ['ff00::/8', false, null],
];

for (const [cidr, before, after] of closed) {
  test(`${cidr} may not be asked`, () => {
    const [first, last] = edgesOf(cidr);
    assert.equal(may(textOf(first)), false, textOf(first));
    assert.equal(may(textOf(last)), false, textOf(last));
    assert.equal(may(textOf((first + last) / 2n)), false);
    if (before !== null) assert.equal(may(textOf(first - 1n)), before, textOf(first - 1n));
    if (after !== null) assert.equal(may(textOf(last + 1n)), after, textOf(last + 1n));

    function textOf(value: bigint): string {
      const octets = cidr.includes(':') ? 16 : 4;
      const bytes = Array.from({ length: octets }, (_, i) =>
        Number((value >> BigInt(8 * (octets - 1 - i))) & 0xffn),
      );
      return ipaddr.fromByteArray(bytes).toString();
    }
  });
}

function edgesOf(cidr: string): [bigint, bigint] {
  const [network, bits] = ipaddr.parseCIDR(cidr);
  const bytes = network.toByteArray();
  const first = bytes.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
  return [first, first + (1n << BigInt(8 * bytes.length - bits)) - 1n];
}

for (const address of [
  // AS112, which answers for 10.in-addr.arpa.
  '192.175.48.1',
  '192.175.48.42',
  '192.31.196.1',
  '2620:4f:8000::42',
  '2001:4:112::1',
  // Globally reachable rows inside ranges that are not.
  '192.0.0.9',
  '192.0.0.10',
  '2001:1::1',
  '2001:1::2',
  '2001:1::3',
  '2001:3::1',
  '2001:20::1',
  '2001:30::1',
  '192.52.193.1',
  '1.1.1.1',
  '198.41.0.4',
  '2001:503:ba3e::2:30',
  '2606:4700::1111',
]) {
  test(`${address} may be asked`, () => assert.equal(may(address), true));
}

for (const spelling of [
  '127.1',
  '2130706433',
  '0x7f.1',
  '0x7f000001',
  '017700000001',
  '127.0.0.01',
  '0127.0.0.1',
  '8.8.8.08',
  '8.8.8.8.',
  ' 8.8.8.8',
  '8.8.8',
  '134744072',
  '8.8.8.256',
  '::ffff:8.8.8.8',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::8.8.8.8',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2606:4700::1111%eth0',
  '[2606:4700::1111]',
  '2606:4700::1111/128',
  '2606:4700:::1111',
  'localhost',
  'ns1.example.test',
  '',
]) {
  test(`“${spelling}” may not be asked`, () => assert.equal(may(spelling), false));
}

test('an operator opens a network, and nothing else', () => {
  const rule = addressRule(['10.1.0.0/16', 'fd00:1::/32', '192.0.2.7/32']);
  assert.ok(['10.1.0.0', '10.1.255.255', 'fd00:1::1', '192.0.2.7', '8.8.8.8'].every(rule));
  assert.ok(
    !['10.2.0.0', '10.0.255.255', 'fd00:2::1', '192.0.2.8', '127.0.0.1', '::ffff:10.1.0.1'].some(rule),
  );
});

test('all of IPv4 opened does not open IPv6, nor addresses hidden in it', () => {
  const rule = addressRule(['0.0.0.0/0']);
  assert.ok(rule('127.0.0.1'));
  assert.ok(!['::1', '::ffff:127.0.0.1', 'fe80::1'].some(rule));
});

test('a text that is no CIDR is refused when the rule is made', () => {
  for (const text of ['10.0.0.0', 'lan', '10.0.0.0/33', ''])
    assert.throws(() => addressRule([text]), Error, text);
});
