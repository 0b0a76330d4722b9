import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepOctets } from './keep-octets.ts';

test('what was asked for longest ago goes when the rest grows too heavy', () => {
  const kept = keepOctets<string>(100);
  for (const key of ['a', 'b', 'c']) {
    kept.add(key, key.toUpperCase());
    kept.weigh(key, 40);
    kept.get('a');
  }
  assert.deepEqual(
    ['a', 'b', 'c'].map((key) => kept.get(key)),
    ['A', undefined, 'C'],
  );
});

test('what is heavier than all that may be kept is kept alone until the next', () => {
  const kept = keepOctets<string>(100);
  kept.add('heavy', 'H');
  kept.weigh('heavy', 500);
  assert.equal(kept.get('heavy'), 'H');
  kept.add('light', 'L');
  kept.weigh('light', 1);
  assert.equal(kept.get('heavy'), undefined);
  assert.equal(kept.get('light'), 'L');
});

test('what is dropped weighs nothing any more', () => {
  const kept = keepOctets<string>(100);
  kept.add('a', 'A');
  kept.weigh('a', 90);
  kept.drop('a');
  kept.weigh('a', 90);
  kept.add('b', 'B');
  kept.weigh('b', 90);
  assert.equal(kept.get('b'), 'B');
});
