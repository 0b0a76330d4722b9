import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTransferProofs } from '../transfer-proof.ts';
import { SHARING, testApp } from '../testing/test-app.ts';

test('the root profiles are told, and another one is refused by name', async (context) => {
  const { app, start } = await testApp(context);
  const { profiles } = (await app.inject('/api/profiles')).json<{ profiles: { name: string }[] }>();
  assert.deepEqual(
    profiles.map(({ name }) => name),
    ['internet', 'lab'],
  );
  const problem = await start('example.test', { profile: 'staging' });
  assert.partialDeepStrictEqual(problem, {
    status: 400,
    code: 'unknown-profile',
    detail: 'There is no root profile “staging” here; there are internet, lab.',
  });
});

test('what the operator allows is told', async (context) => {
  const told = async (sharing: Partial<typeof SHARING>) => {
    const { app } = await testApp(context, { sharing: { ...SHARING, ...sharing } });
    return (await app.inject('/api/sharing')).json();
  };
  const nothing = { listsNames: false, takesUploads: false, reportTo: null };
  assert.deepEqual(await told({}), nothing);
  assert.deepEqual(await told({ history: true }), { ...nothing, listsNames: true });
  assert.deepEqual(await told({ uploads: true }), { ...nothing, takesUploads: true });
  const reportTo = 'mailto:dns@example.test';
  assert.deepEqual(await told({ reportTo }), { ...nothing, reportTo });
});

test('who wants a zone transfer is told what the zone must hold, and it is passed on with the trace', async (context) => {
  const { app, start, engine } = await testApp(context);
  const { owner, text } = (await app.inject('/api/transfer-proof')).json<{ owner: string; text: string }>();
  assert.equal(owner, '_delegraph');
  await start('example.test', { options: { zoneTransfer: true, openRecursion: true } });
  assert.deepEqual(engine.traces[0]?.options, { openRecursion: true, zoneTransferProof: text });
});

test('a proof is of no use to another client, and the same for the network of one', () => {
  const proofOf = openTransferProofs(':memory:');
  assert.equal(proofOf('2001:db8::1'), proofOf('2001:db8::2'));
  assert.notEqual(proofOf('192.0.2.1'), proofOf('192.0.2.2'));
  assert.notEqual(openTransferProofs(':memory:')('192.0.2.1'), proofOf('192.0.2.1'));
});

test('servers to start from are taken as they are written', async (context) => {
  const { start, engine } = await testApp(context);
  const rootServers = [{ name: 'A.Root.Test.', addresses: ['2001:DB8:0::1', '192.0.2.1'] }];
  await start('example.test', { options: { rootServers } });
  assert.deepEqual(engine.traces[0]?.options, {
    rootServers: [{ name: 'a.root.test', addresses: ['2001:db8::1', '192.0.2.1'] }],
  });
});

test('a trace that is to be fresh says so to the engine', async (context) => {
  const { start, engine } = await testApp(context);
  await start('example.test', { options: { fresh: true } });
  assert.equal(engine.traces[0]?.fresh, true);
});
