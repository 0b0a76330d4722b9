import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textWidth } from './text-width.ts';
import { wrapText } from './wrap.ts';

const SENTENCE = 'Resolves to 192.0.2.80, with 1 lame server and missing glue';

test('a text that fits is one line', () => {
  assert.deepEqual(wrapText(SENTENCE, 'label', 1000, 2), [SENTENCE]);
  assert.deepEqual(wrapText(SENTENCE, 'label', 1000, 1), [SENTENCE]);
});

test('a longer one breaks between words, and keeps them all while there are lines for them', () => {
  const lines = wrapText(SENTENCE, 'label', 200, 4);
  assert.ok(lines.length > 1);
  assert.equal(lines.join(' '), SENTENCE);
  for (const line of lines) assert.ok(textWidth(line, 'label') <= 200, line);
});

test('the last line allowed is shortened in its middle, as is a word without end', () => {
  const [first = '', last = '', ...others] = wrapText(SENTENCE, 'label', 150, 2);
  assert.deepEqual(others, []);
  assert.ok(SENTENCE.startsWith(first));
  assert.match(last, /….*glue$/);
  const [word = ''] = wrapText('x'.repeat(400), 'label', 150, 2);
  assert.match(word, /^x+…x+$/);
  assert.ok(textWidth(word, 'label') <= 150);
});
