import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import { decodeMessage, encodeQuery } from '@delegraph/tracer';
import { holdIn, withHold } from './hold.ts';
import { NEAR, addressesOf, benchNetwork } from './network.ts';
import { replayedReplies } from './replay.ts';

const { tree } = benchNetwork();
const [server] = addressesOf(tree, NEAR);
const question = { name: parseDomainName(`www.${NEAR}`), type: 'A' };
const hold = { heldMs: 25.125, lateByMs: 0.5 };

test('a reply says how long it was held, and is the same otherwise', () => {
  const query = encodeQuery(7, question, { edns: true, flipCase: () => false });
  const reply = replayedReplies(tree)(server!, 'udp', query)!;
  const told = decodeMessage(withHold(reply, { hasEdns: true }, hold));
  assert.deepEqual(holdIn(told.edns?.nsid), hold);
  assert.deepEqual(told.answer, decodeMessage(reply).answer);
  assert.deepEqual(told.problems, []);
});

test('a reply without EDNS stays as it is, and says nothing of that', () => {
  const query = encodeQuery(7, question, { edns: false, flipCase: () => false });
  const reply = replayedReplies(tree)(server!, 'udp', query)!;
  assert.equal(withHold(reply, { hasEdns: false }, hold), reply);
  assert.equal(holdIn(decodeMessage(reply).edns?.nsid), null);
});
