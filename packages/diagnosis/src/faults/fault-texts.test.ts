import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../catalogue.ts';
import { faultFamilies, faultText } from './fault-texts.ts';

const codes = faultFamilies.flatMap(({ texts }) => Object.keys(texts));

test('every code of the catalogue has its text in one family', () => {
  const missing = catalogue.map(({ code }) => code).filter((code) => !codes.includes(code));
  assert.deepEqual(missing, [], `write a text in src/faults for: ${missing.join(', ')}`);
});

test('every text is of a code of the catalogue, and of one family', () => {
  const known = new Set(catalogue.map(({ code }) => code));
  assert.deepEqual(
    codes.filter((code) => !known.has(code)),
    [],
  );
  assert.equal(new Set(codes).size, codes.length);
});

test('texts are whole sentences, and somebody can do something', () => {
  for (const code of codes) {
    const { meaning, test: exactly, todo } = faultText(code)!;
    for (const text of [meaning, exactly, ...Object.values(todo)]) {
      assert.match(text, /^\p{Lu}.*\.$/u, `${code}: ${text}`);
      assert.doesNotMatch(text, /!|  |undefined/, `${code}: ${text}`);
    }
    assert.ok(Object.keys(todo).length > 0, code);
  }
});
