import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFairQueue } from './fair-queue.ts';

/** Fills a queue with `items`, each named after its group and a number, and takes them all out. */
function served(items: readonly string[]): string[] {
  const queue = createFairQueue<string>();
  for (const item of items) queue.push(item, item[0]!);
  return Array.from({ length: items.length }, () => queue.shift()!);
}

test('of one group the first comes first', () => {
  assert.deepEqual(served(['a1', 'a2', 'a3']), ['a1', 'a2', 'a3']);
});

test('groups take turns, however many one of them brings', () => {
  assert.deepEqual(served(['a1', 'a2', 'a3', 'b1', 'c1', 'b2']), ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('who comes new waits for one of each other group, and not for their earlier rounds', () => {
  const queue = createFairQueue<string>();
  for (let i = 1; i <= 50; i += 1) for (const group of ['a', 'b']) queue.push(`${group}${i}`, group);
  for (let i = 0; i < 41; i += 1) queue.shift();
  queue.push('new', 'c');
  assert.equal(queue.placeOf('new'), 2);
  assert.deepEqual([queue.shift(), queue.shift(), queue.shift()], ['b21', 'new', 'a22']);
});

test('a group that was quiet for long has saved up nothing, and owes nothing', () => {
  const queue = createFairQueue<string>();
  for (let i = 1; i <= 5; i += 1) queue.push(`a${i}`, 'a');
  for (let i = 0; i < 5; i += 1) queue.shift();
  queue.push('b1', 'b');
  queue.push('b2', 'b');
  queue.push('a6', 'a');
  assert.deepEqual([queue.shift(), queue.shift(), queue.shift()], ['b1', 'b2', 'a6']);
});

test('what is taken out leaves its place to those behind it', () => {
  const queue = createFairQueue<string>();
  for (const item of ['a1', 'b1', 'a2']) queue.push(item, item[0]!);
  assert.deepEqual([queue.size, queue.waitingOf('a'), queue.placeOf('a2')], [3, 2, 3]);
  queue.remove('b1');
  queue.remove('not there');
  assert.deepEqual([queue.size, queue.placeOf('a2'), queue.placeOf('b1')], [2, 2, null]);
});
