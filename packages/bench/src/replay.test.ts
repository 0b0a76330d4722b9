import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeQuery, objectionTo, parseQuestion } from '@delegraph/tracer';
import { NEAR, addressesOf, benchNetwork } from './network.ts';
import { endOfQuestion, replayExchange } from './replay.ts';

const { tree } = benchNetwork();
const [address] = addressesOf(tree, NEAR) as [string];
const { question } = parseQuestion(`www.${NEAR}`, 'A');

test('a replayed reply is one to the packet sent, whatever its id and the case of its letters', async () => {
  const exchange = replayExchange(tree, () => 0);
  for (const id of [1, 2]) {
    const packet = encodeQuery(id, question, { edns: true, flipCase: () => id === 2 });
    const outcome = await exchange(
      {
        address,
        packet,
        transport: 'udp',
        socket: 'connected',
        timeoutMs: 100,
        objection: (reply) => objectionTo(packet, reply),
      },
      new AbortController().signal,
    );
    assert.equal(outcome.kind, 'reply');
  }
});

test('the question of a query ends before its OPT record', () => {
  const bare = encodeQuery(1, question, { edns: false, flipCase: () => false });
  const extended = encodeQuery(1, question, { edns: true, flipCase: () => false });
  assert.equal(endOfQuestion(bare), bare.length);
  assert.equal(endOfQuestion(extended), bare.length);
});
