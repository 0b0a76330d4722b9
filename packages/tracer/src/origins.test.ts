import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './testing/small-world.ts';

test('every address of a name server bears the network that the map knows for it, however it became known', async () => {
  const { state } = await run(
    {
      'example.test.': { servers: { 'ns1.example.test.': '203.0.113.1', 'ns.host.example.': '203.0.113.2' } },
      'host.example.': { servers: { 'ns.host.example.': '203.0.113.2' } },
    },
    'example.test. SOA',
    { originAs: { '198.51.100.1': 64_500, '203.0.113.1': 64_501, '203.0.113.2': 64_502 } },
  );
  const known = state.zones.flatMap(({ name, nameServers }) =>
    nameServers.flatMap(({ addresses }) =>
      addresses.map(({ address, originAs }) => `${name} ${address} ${originAs?.number ?? 'unknown'}`),
    ),
  );
  assert.deepEqual(known.toSorted(), [
    '. 198.51.100.1 64500',
    'example 198.51.100.3 unknown',
    'example.test 203.0.113.1 64501',
    'example.test 203.0.113.2 64502',
    'host.example 203.0.113.2 64502',
    'test 198.51.100.2 unknown',
  ]);
});

test('without a map nothing is said of networks', async () => {
  const { events } = await run({}, 'test. SOA');
  assert.ok(!JSON.stringify(events).includes('originAs'));
});
