import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeName, typeNumber } from './record-type.ts';

test('a type is known by its mnemonic in any case, and by its number', () => {
  assert.equal(typeNumber('aaaa'), 28);
  assert.equal(typeNumber('NSAP-PTR'), 23);
  assert.equal(typeNumber('type65'), 65);
  assert.equal(typeName(65), 'HTTPS');
});

test('a type without a mnemonic is written by its number, and what is none is not guessed', () => {
  assert.equal(typeName(65_280), 'TYPE65280');
  assert.equal(typeNumber('TYPE65280'), 65_280);
  for (const none of ['TYPE65536', 'TYPE', 'A-RECORD', 'UNKNOWN_65', 'toString', ''])
    assert.equal(typeNumber(none), null, none);
});

test('every number of a mnemonic leads back to it', () => {
  for (let number = 0; number <= 0xffff; number += 1) assert.equal(typeNumber(typeName(number)), number);
});
