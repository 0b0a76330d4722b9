import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  DomainNameError,
  ROOT,
  isBelow,
  isWithin,
  labelOctets,
  labelsOf,
  lastLabels,
  nameOfLabels,
  nameText,
  parentName,
  parseDomainName as name,
  replaceSuffix,
  withFinalDot,
} from './names.ts';

const label = fc.uint8Array({ minLength: 1, maxLength: 12 });
/** Octets that are special in presentation format, more often than chance has them. */
const oddLabel = fc
  .array(fc.constantFrom(0x2e, 0x5c, 0x30, 0x61, 0x41, 0x20, 0x40), { minLength: 1, maxLength: 6 })
  .map((octets) => Uint8Array.from(octets));
const labels = fc.array(fc.oneof(label, oddLabel), { maxLength: 6 });

function lowered(octets: Uint8Array): number[] {
  return Array.from(octets, (octet) => (octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet));
}

function refusal(text: string): string | undefined {
  try {
    name(text);
  } catch (error) {
    return error instanceof DomainNameError ? error.code : String(error);
  }
}

test('labels of any octets survive being printed and read, but for the case of letters', () => {
  fc.assert(
    fc.property(labels, (octets) => {
      const read = name(nameText(octets));
      assert.deepEqual(labelOctets(read).map(lowered), octets.map(lowered));
      assert.equal(read, nameOfLabels(octets));
      assert.equal(name(read), read);
      assert.equal(name(withFinalDot(read)), read);
    }),
  );
});

test('a name is within exactly the names its labels end with', () => {
  fc.assert(
    fc.property(labels, labels, (front, back) => {
      const whole = nameOfLabels([...front, ...back]);
      const ancestor = nameOfLabels(back);
      assert.equal(isWithin(whole, ancestor), true);
      assert.equal(isBelow(whole, ancestor), front.length > 0);
      assert.equal(lastLabels(whole, back.length), ancestor);
    }),
  );
  fc.assert(
    fc.property(labels, labels, (one, other) => {
      const [a, b] = [one, other].map((octets) => octets.map((part) => lowered(part).join()));
      const expected = b!.length === 0 || a!.slice(-b!.length).join('.') === b!.join('.');
      assert.equal(isWithin(nameOfLabels(one), nameOfLabels(other)), expected && a!.length >= b!.length);
    }),
  );
});

test('a name is read without regard to case and final dot', () => {
  assert.equal(name('WWW.Example.TEST.'), 'www.example.test');
  assert.equal(name('www.example.test'), name('www.EXAMPLE.test.'));
  assert.equal(name('.'), ROOT);
  assert.equal(withFinalDot(ROOT), '.');
  assert.equal(name('bücher.test'), String.raw`b\195\188cher.test`);
});

test('escapes are read, and written only where they are needed', () => {
  assert.equal(name(String.raw`\097b\.c.\052.test`), String.raw`ab\.c.4.test`);
  assert.equal(name(String.raw`\065.test`), 'a.test');
  assert.deepEqual(labelsOf(name(String.raw`a\.b.c\\.test`)), [String.raw`a\.b`, String.raw`c\\`, 'test']);
});

test('a dot in a label separates nothing', () => {
  assert.equal(isWithin(name(String.raw`a\.example.test`), name('example.test')), false);
  assert.equal(isWithin(name(String.raw`a\\.example.test`), name('example.test')), true);
  assert.equal(isWithin(name(String.raw`a\\\.example.test`), name('example.test')), false);
  assert.equal(isWithin(name('notexample.test'), name('example.test')), false);
  assert.equal(parentName(name(String.raw`a\.b.test`)), 'test');
});

test('the root is above all names and its own parent', () => {
  assert.equal(isWithin(name('test'), ROOT), true);
  assert.equal(isWithin(ROOT, name('test')), false);
  assert.equal(isBelow(ROOT, ROOT), false);
  assert.equal(parentName(ROOT), ROOT);
  assert.deepEqual(labelsOf(ROOT), []);
});

test('what is no name says why', () => {
  assert.equal(refusal(''), 'name-empty');
  assert.equal(refusal('a..test'), 'label-empty');
  assert.equal(refusal('.test'), 'label-empty');
  assert.equal(refusal('..'), 'label-empty');
  assert.equal(refusal(String.raw`\256.test`), 'bad-escape');
  assert.equal(refusal(String.raw`\25.test`), 'bad-escape');
  assert.equal(refusal('test\\'), 'bad-escape');
});

test('a label has 63 octets at most and a name 255', () => {
  const label63 = 'a'.repeat(63);
  assert.equal(name(`${label63}.test`).length, 68);
  assert.equal(refusal(`${label63}a.test`), 'label-too-long');
  const name255 = [label63, label63, label63, 'a'.repeat(61)].join('.');
  assert.equal(name(name255), name255);
  assert.equal(refusal(`${name255}a`), 'name-too-long');
});

test('a suffix is replaced, unless the result is too long', () => {
  assert.equal(replaceSuffix(name('a.b.old.test'), name('old.test'), name('new.example')), 'a.b.new.example');
  assert.equal(replaceSuffix(name('a.old.test'), name('old.test'), ROOT), 'a');
  const long = name(Array.from({ length: 4 }, () => 'a'.repeat(60)).join('.'));
  assert.throws(
    () => replaceSuffix(name('twelve-octets.old.test'), name('old.test'), long),
    (error) => error instanceof DomainNameError && error.code === 'name-too-long',
  );
});
