import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../catalogue.ts';
import { PEER_MESSAGES, counterpartsOf, means } from './counterparts.ts';

test('messages of peers mean codes that there are', () => {
  const codes = new Set(catalogue.map(({ code }) => code));
  const unknown = Object.values(PEER_MESSAGES).flatMap((messages) =>
    Object.entries(messages).flatMap(([tag, { is = [], tells = [] }]) =>
      [...is, ...tells].filter((code) => !codes.has(code)).map((code) => `${tag} ${code}`),
    ),
  );
  assert.deepEqual(unknown, []);
});

test('a fault has the names by which each peer calls it, and no others', () => {
  assert.deepEqual(counterpartsOf('ns-only-at-parent'), [
    { name: 'DNSViz', tags: ['NS_NAME_NOT_IN_CHILD'] },
    { name: 'Zonemaster', tags: ['EXTRA_NAME_PARENT'] },
  ]);
  assert.deepEqual(counterpartsOf('single-ns'), [
    { name: 'Zonemaster', tags: ['NOT_ENOUGH_NS_DEL', 'NOT_ENOUGH_NS_CHILD'] },
  ]);
  // DNSViz fails at it, and has no name for it.
  assert.deepEqual(counterpartsOf('ns-cyclic-dependency'), []);
});

test('a message that only tells of a fault means it, and does not name it', () => {
  assert.ok(means('zonemaster', 'NS_FAILED', ['ns-cyclic-dependency']));
  assert.ok(means('dnsviz', 'UPWARD_REFERRAL', ['single-ns', 'lame-upward-referral']));
  assert.equal(means('dnsviz', 'UPWARD_REFERRAL', ['lame-refused']), false);
  assert.equal(means('zonemaster', 'NEVER_HEARD_OF', ['lame-refused']), false);
});
