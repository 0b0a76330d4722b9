import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitingSentence } from './queue-place.ts';

test('a place in line is said as people say it', () => {
  const said = [1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 103, 111, 112, 200].map((place) =>
    waitingSentence(place).replace(/^Waiting for its turn: (.*) in line$/, '$1'),
  );
  assert.deepEqual(said.join(' '), '1st 2nd 3rd 4th 10th 11th 12th 13th 21st 22nd 103rd 111th 112th 200th');
});
