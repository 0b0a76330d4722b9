import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsOf, parseDomainName } from '@delegraph/model';
import { minimisedName } from './minimise.ts';

/** How many labels are told with each question about a name of `total` labels, when no zone cut is found. */
function told(total: number): number[] {
  const name = parseDomainName(Array(total).fill('a').join('.'));
  const lengths: number[] = [];
  let labels = 0;
  while (labels < total) {
    labels = labelsOf(minimisedName(name, labels, lengths.length)).length;
    lengths.push(labels);
  }
  return lengths;
}

test('a short name is told one label at a time', () => {
  assert.deepEqual(told(3), [1, 2, 3]);
});

test('a name of many labels is told in ten questions', () => {
  assert.deepEqual(told(34), [1, 2, 3, 4, 9, 14, 19, 24, 29, 34]);
  assert.ok(told(127).length <= 10);
});

test('after ten questions about other zones the whole name is told', () => {
  const name = parseDomainName('a.b.c.test');
  assert.equal(minimisedName(name, 1, 10), name);
});
