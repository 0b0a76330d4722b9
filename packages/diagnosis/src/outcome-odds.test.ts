import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ServerOdds, firstTryOdds, retryOdds } from './outcome-odds.ts';

const GOOD: ServerOdds = { helps: 1, helpsAtOnce: 1, failsAtOnce: 0 };
const REFUSES: ServerOdds = { helps: 0, helpsAtOnce: 0, failsAtOnce: 1 };
const SILENT: ServerOdds = { helps: 0, helpsAtOnce: 0, failsAtOnce: 0 };

test('the first of the servers that help is any of them alike', () => {
  near(
    retryOdds([GOOD, REFUSES, GOOD, SILENT]).map(({ chosen }) => chosen),
    [1 / 2, 0, 1 / 2, 0],
  );
});

test('one silent server of four is met first by one lookup in four', () => {
  const odds = retryOdds([GOOD, GOOD, GOOD, SILENT]);
  near([sum(odds.map(({ chosenAtOnce }) => chosenAtOnce)), odds[3]!.tried], [3 / 4, 1 / 4]);
});

test('a server that refuses costs no waiting', () => {
  near([sum(retryOdds([GOOD, REFUSES]).map(({ chosenAtOnce }) => chosenAtOnce))], [1]);
});

test('without a second try every server has its share', () => {
  near(
    firstTryOdds([GOOD, REFUSES, GOOD, SILENT]).map(({ chosen }) => chosen),
    [1 / 4, 0, 1 / 4, 0],
  );
});

test('the odds are those of counting every order', () => {
  const servers = [0.3, 0.9, 0, 0.5, 1].map((helps) => ({
    helps,
    helpsAtOnce: helps * 0.7,
    failsAtOnce: (1 - helps) * 0.4,
  }));
  const counted = servers.map(() => ({ chosen: 0, chosenAtOnce: 0, tried: 0 }));
  const orders = permutations(servers.map((_, index) => index));
  for (const order of orders) {
    let reached = 1;
    let atOnce = 1;
    for (const index of order) {
      const { helps, helpsAtOnce, failsAtOnce } = servers[index]!;
      counted[index]!.tried += reached / orders.length;
      counted[index]!.chosen += (reached * helps) / orders.length;
      counted[index]!.chosenAtOnce += (atOnce * helpsAtOnce) / orders.length;
      reached *= 1 - helps;
      atOnce *= failsAtOnce;
    }
  }
  const flat = (odds: typeof counted) =>
    odds.flatMap(({ chosen, chosenAtOnce, tried }) => [chosen, chosenAtOnce, tried]);
  near(flat(retryOdds(servers)), flat(counted));
});

test('a hundred servers lose no precision', () => {
  const odds = retryOdds([...Array.from({ length: 99 }, () => GOOD), SILENT]);
  near([sum(odds.map(({ chosen }) => chosen)), odds[99]!.tried], [1, 1 / 100]);
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function near(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, index) => {
    assert.ok(Math.abs(value - expected[index]!) < 1e-12, `${actual.join(' ')} is not ${expected.join(' ')}`);
  });
}
