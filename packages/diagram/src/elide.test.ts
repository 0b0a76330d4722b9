import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import * as fc from 'fast-check';
import { elideName, elideText } from './elide.ts';
import { textWidth } from './text-width.ts';

test('a name that fits is whole', () => {
  assert.equal(elideName(parseDomainName('ns1.shop.test'), 'server', 200), 'ns1.shop.test');
});

test('a long name keeps its first and last labels', () => {
  const name = parseDomainName('ns1.a-provider-of-many-name-servers.dns.example');
  assert.equal(elideName(name, 'server', 150), 'ns1.a-pr…dns.example');
  assert.equal(elideName(name, 'server', 100), 'ns1.….example');
});

test('a name of two long labels is shortened in its middle', () => {
  assert.match(elideName(parseDomainName(`${'a'.repeat(60)}.test`), 'title', 120), /^a+…a*\.test$|^a+…/);
});

test('whatever the text, it gets the room it was given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 300 }), (text, room) => {
      assert.ok(textWidth(elideText(text, 'label', room), 'label') <= room);
    }),
  );
});
