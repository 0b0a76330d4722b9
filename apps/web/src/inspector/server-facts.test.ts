import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { type HopState, type Message, hopsOfZone, parseDomainName as name } from '@delegraph/model';
import { serverFacts } from './server-facts.ts';

function heard(probe: HopState['probe'], edns: Partial<Message['edns']> | null, asked = true): HopState {
  const message = { edns: edns && { udpSize: 1232, extendedErrors: [], ...edns }, answer: [] };
  return {
    probe,
    tries: [{ edns: asked }],
    result: { status: 'answered', elapsedMs: 9, message },
  } as unknown as HopState;
}

test('what a server tells of itself is put together from all its replies', () => {
  const error = { code: 22, text: 'at example' };
  const facts = serverFacts([
    heard('walk', { nsid: 'ams1', extendedErrors: [error] }),
    heard('identity', { nsid: 'fra2', cookie: 'ab', extendedErrors: [error] }),
    heard('soa-without-edns', null),
  ]);
  assert.deepEqual(facts, {
    elapsedMs: 9,
    nsids: ['ams1', 'fra2'],
    hostName: null,
    payloadOctets: [1232],
    lacksEdns: false,
    givesCookie: true,
    errors: [error],
  });
});

test('EDNS is missed where it was asked for, and a cookie only where one was sent', () => {
  assert.equal(serverFacts([heard('walk', null)]).lacksEdns, true);
  assert.equal(serverFacts([heard('walk', null, false)]).lacksEdns, false);
  assert.equal(serverFacts([heard('walk', {})]).givesCookie, null);
  assert.equal(serverFacts([heard('identity', {})]).givesCookie, false);
});

test('a server of the lab receives 1232 octets, as it says', async () => {
  const { state } = await traceIn(labTree, 'www.healthy.test. A');
  const facts = serverFacts(hopsOfZone(state, name('healthy.test')));
  assert.deepEqual(facts.payloadOctets, [1232]);
  assert.ok(facts.elapsedMs !== null && facts.elapsedMs > 0);
});
