import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeName, typeNumber } from './record-type.ts';

test('every type there is has one name, and is found by it in either case', () => {
  for (let number = 0; number <= 0xffff; number += 1) {
    assert.equal(typeNumber(typeName(number)), number);
    assert.equal(typeNumber(typeName(number).toLowerCase()), number);
  }
});

test('a number finds the type that has a mnemonic, and a word of no type finds none', () => {
  assert.equal(typeNumber('type28'), 28);
  assert.equal(typeName(28), 'AAAA');
  assert.equal(typeName(65_280), 'TYPE65280');
  for (const word of ['', 'AAAAA', 'TYPE65536', 'TYPE', 'constructor']) assert.equal(typeNumber(word), null);
});
