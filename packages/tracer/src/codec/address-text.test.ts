import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { ipv4Text, ipv6Text } from './address-text.ts';

test('an IPv6 address reads as ipaddr.js writes it', () => {
  const group = fc.oneof(fc.constant(0), fc.nat(0xffff));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      // Above ::1:0:0:0 nothing is written as IPv4.
      const some = [groups[0]! | 1, ...groups.slice(1)];
      const octets = Uint8Array.from(some.flatMap((value) => [value >> 8, value & 0xff]));
      assert.equal(ipv6Text(octets), new ipaddr.IPv6(some).toRFC5952String());
    }),
    { numRuns: 500 },
  );
});

const texts = ['::', '::1', '::ff', '::ffff:0:c000:201', '1::', '2001:db8::1:0:0:1', '64:ff9b::c000:201'];
for (const text of texts) {
  test(`${text} reads as it is written`, () => {
    assert.equal(ipv6Text(Uint8Array.from(ipaddr.parse(text).toByteArray())), text);
  });
}

test('an IPv4 address inside an IPv6 address shows', () => {
  const last = [192, 0, 2, 1];
  assert.equal(ipv4Text(Uint8Array.from(last)), '192.0.2.1');
  assert.equal(ipv6Text(Uint8Array.from([...Array(12).fill(0), ...last])), '::192.0.2.1');
  assert.equal(ipv6Text(Uint8Array.from([...Array(10).fill(0), 255, 255, ...last])), '::ffff:192.0.2.1');
});
