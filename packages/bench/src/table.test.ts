import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMost, reported, within } from './figures.ts';
import { median, quantile } from './quantiles.ts';
import { tableText } from './table.ts';

test('figures stand right, marks at the end, and a section has one line of its own', () => {
  const text = tableText([
    {
      title: 'Time',
      rows: [
        within('answer known', { value: 80, bound: 67, factor: 1.1, extraMs: 10 }),
        within('every server', { value: 187, bound: 87, factor: 1.15 }),
        reported('packets', '84'),
      ],
    },
    { title: 'Cost', rows: [atMost('questions', 4, 3)] },
  ]);
  assert.equal(
    text,
    [
      '                measured  bound  ratio',
      '',
      'Time',
      '--------------------------------------------',
      '  answer known     80 ms  67 ms   1.19  pass',
      '  every server    187 ms  87 ms   2.15  FAIL',
      '  packets             84',
      '',
      'Cost',
      '--------------------------------------------',
      '  questions          4.0    3.0   1.33  FAIL',
    ].join('\n'),
  );
});

test('a quantile is one of the values', () => {
  assert.equal(median([5, 1, 9]), 5);
  assert.equal(median([4, 1]), 1);
  assert.equal(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.99), 10);
  assert.equal(quantile([7], 0.01), 7);
});
