import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as assertProperty, property, uint8Array } from 'fast-check';
import { hexText, octetsOf } from './octets.ts';

test('base64 and base16 are those of everybody else', () => {
  assertProperty(
    property(uint8Array({ maxLength: 64 }), (octets) => {
      const buffer = Buffer.from(octets);
      assert.deepEqual(octetsOf(buffer.toString('base64')), octets);
      assert.equal(hexText(octets), buffer.toString('hex').toUpperCase());
    }),
  );
  assert.deepEqual(octetsOf('no base64'), Uint8Array.from(Buffer.from('no', 'base64')));
});
