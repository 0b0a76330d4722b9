import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNewer, mayBeUnderWay } from './serial.ts';

const DAY = 86_400;

test('serials wrap around', () => {
  assert.ok(isNewer(2, 1));
  assert.ok(!isNewer(1, 2));
  assert.ok(!isNewer(1, 1));
  assert.ok(isNewer(3, 2 ** 32 - 3));
  assert.ok(!isNewer(2 ** 32 - 3, 3));
});

/** The older serial, the newer one, and whether a transfer under way explains them. */
const PAIRS: readonly [situation: string, number, number, boolean][] = [
  ['counted, five versions', 100, 105, true],
  ['counted, six versions', 100, 106, false],
  ['counted across the wrap', 2 ** 32 - 2, 2, true],
  ['dates, five versions of one day', 2026112101, 2026112106, true],
  ['dates, a day', 2026112101, 2026112201, false],
  ['seconds, within the refresh time', 1_790_000_000, 1_790_000_000 + 7200, true],
  ['seconds, a day', 1_790_000_000, 1_790_000_000 + DAY, false],
];

for (const [situation, older, newer, expected] of PAIRS) {
  test(`${situation}: ${expected ? 'may be under way' : 'is behind'}`, () => {
    assert.equal(mayBeUnderWay(older, newer, 7200), expected);
  });
}
