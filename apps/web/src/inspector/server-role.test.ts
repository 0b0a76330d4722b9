import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { hopsOfZone, parseDomainName as name } from '@delegraph/model';
import { serverRole } from './server-role.ts';

async function rolesIn(domain: string): Promise<Record<string, string>> {
  const { state } = await traceIn(labTree, `www.${domain}. A`);
  const zone = name(domain);
  const addresses = new Set(hopsOfZone(state, zone).map(({ address }) => address));
  return Object.fromEntries(
    [...addresses].map((address) => [address, serverRole(state, zone, address).verdict]),
  );
}

test('a server that speaks for the zone, and one that refuses to', async () => {
  const roles = await rolesIn('lame-refused.test');
  assert.equal(roles['203.0.113.11'], 'yes');
  assert.equal(roles['203.0.113.13'], 'no, REFUSED');
});

test('silence and a referral upwards are no, too', async () => {
  assert.ok(Object.values(await rolesIn('lame-timeout.test')).includes('no, no answer'));
  assert.ok(
    Object.values(await rolesIn('lame-upward-referral.test')).includes('no, refers upwards, to the root'),
  );
});

test('the proof is the reply that the judgement is made from', async () => {
  const { state } = await traceIn(labTree, 'www.lame-refused.test. A');
  const zone = name('lame-refused.test');
  const { proof, mark } = serverRole(state, zone, '203.0.113.13');
  assert.equal(mark, 'error');
  assert.deepEqual([proof?.address, proof?.probe], ['203.0.113.13', 'apex-soa']);
});

test('who was never asked is not judged, and before the end nobody is for good', async () => {
  const { state } = await traceIn(labTree, 'www.healthy.test. A');
  const zone = name('healthy.test');
  assert.equal(serverRole(state, zone, '192.0.2.250').mark, 'untested');
  const begun = { ...state, status: 'running' as const, hops: [] };
  const [first] = state.zones.find((each) => each.name === zone)!.nameServers[0]!.addresses;
  assert.deepEqual(serverRole(begun, zone, first!.address), {
    mark: 'pending',
    verdict: 'not known yet',
    proof: null,
  });
});
