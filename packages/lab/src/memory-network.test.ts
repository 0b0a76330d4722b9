import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeRequest } from '@delegraph/model';
import * as faults from './faults.ts';
import { memoryNetwork } from './memory-network.ts';
import { queryPacket, readReply } from './testing/ask.ts';
import { virtualClock } from './virtual-clock.ts';
import { zoneTree } from './zone-tree.ts';

const ADDRESS = '203.0.113.1';
const SERVER = 'ns.test.';
const never = new AbortController().signal;

/** A network with one server for `test.`, 10 ms away, and the outcome of asking it once. */
function networkWith(...list: faults.Fault[]) {
  const clock = virtualClock();
  const tree = zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { [SERVER]: ADDRESS }, records: ['www A 192.0.2.80'], faults: list },
  });
  const network = memoryNetwork(tree, { clock, latencyMs: () => 10, strict: true });
  const outcome = (request: Partial<ExchangeRequest> = {}, signal = never) =>
    clock.run(
      network.exchange(
        {
          address: ADDRESS,
          transport: 'udp',
          packet: queryPacket('www.test A'),
          timeoutMs: 1000,
          socket: 'connected',
          objection: () => null,
          ...request,
        },
        signal,
      ),
    );
  return { tree, clock, network, outcome };
}

test('a reply takes the way there and back, over TCP twice', async () => {
  const { outcome, network } = networkWith();
  const reply = await outcome();
  assert.ok(reply.kind === 'reply');
  assert.equal(reply.elapsedMs, 20);
  assert.deepEqual(readReply(reply.packet).answer, ['www.test A 192.0.2.80']);
  const overTcp = await outcome({ transport: 'tcp' });
  assert.ok(overTcp.kind === 'reply');
  assert.equal(overTcp.elapsedMs, 40);
  assert.deepEqual(
    network.sent.map(({ atMs, address, transport }) => [atMs, address, transport]),
    [
      [0, ADDRESS, 'udp'],
      [20, ADDRESS, 'tcp'],
    ],
  );
});

test('a silent server costs its timeout, and no real time', async () => {
  const { outcome, clock } = networkWith(faults.silent(SERVER));
  const startMs = performance.now();
  assert.deepEqual(await outcome({ timeoutMs: 600_000 }), {
    kind: 'timeout',
    elapsedMs: 600_000,
    ignored: [],
  });
  assert.equal(clock.nowMs(), 600_000);
  assert.ok(performance.now() - startMs < 5000);
});

test('a late reply is one only before the timeout', async () => {
  const { outcome } = networkWith(faults.answersLate(SERVER, 700));
  const inTime = await outcome();
  assert.deepEqual([inTime.kind, 'elapsedMs' in inTime && inTime.elapsedMs], ['reply', 720]);
  assert.deepEqual(await outcome({ timeoutMs: 720 }), { kind: 'timeout', elapsedMs: 720, ignored: [] });
});

test('only a connected socket hears that nothing listens', async () => {
  const { outcome } = networkWith(faults.unreachable(SERVER));
  const heard = { kind: 'unreachable', elapsedMs: 20, detail: 'ECONNREFUSED' };
  assert.deepEqual(await outcome(), heard);
  assert.deepEqual(await outcome({ transport: 'tcp', socket: 'open' }), heard);
  assert.deepEqual(await outcome({ socket: 'open' }), { kind: 'timeout', elapsedMs: 1000, ignored: [] });
});

test('a server without TCP refuses the connection only', async () => {
  const { outcome } = networkWith(faults.noTcp(SERVER));
  assert.equal((await outcome({ transport: 'tcp' })).kind, 'unreachable');
  assert.equal((await outcome()).kind, 'reply');
});

test('a reply from a wrong source is seen by an open socket, and accepted by none', async () => {
  const { outcome } = networkWith(faults.wrongSource(SERVER, '192.0.2.9'));
  const timeout = { kind: 'timeout', elapsedMs: 1000 };
  assert.deepEqual(await outcome(), { ...timeout, ignored: [] });
  assert.deepEqual(await outcome({ socket: 'open' }), {
    ...timeout,
    ignored: ['reply from 192.0.2.9 ignored'],
  });
});

test('what the asker objects to is listed, and the wait goes on', async () => {
  const { outcome } = networkWith(faults.wrongId(SERVER));
  const result = await outcome({ objection: (reply) => (reply[0] === 0x12 ? null : 'another id') });
  assert.deepEqual(result, { kind: 'timeout', elapsedMs: 1000, ignored: ['another id'] });
});

test('the first tries of each question are lost, in each network anew', async () => {
  const { outcome } = networkWith(faults.dropsTries(SERVER, 2));
  const kinds = [];
  for (let i = 0; i < 3; i += 1) kinds.push((await outcome()).kind);
  kinds.push((await outcome({ packet: queryPacket('www.test AAAA') })).kind);
  kinds.push((await outcome({ transport: 'tcp' })).kind);
  assert.deepEqual(kinds, ['timeout', 'timeout', 'reply', 'timeout', 'reply']);
});

test('a query nobody declared fails in a strict network and times out in another', async () => {
  const { outcome, tree } = networkWith();
  await assert.rejects(outcome({ address: '192.0.2.1' }), /A query nobody declared: 192\.0\.2\.1/);
  const clock = virtualClock();
  const { exchange } = memoryNetwork(tree, { clock });
  const request: ExchangeRequest = {
    address: '192.0.2.1',
    transport: 'udp',
    packet: queryPacket('www.test A'),
    timeoutMs: 800,
    socket: 'connected',
    objection: () => null,
  };
  assert.deepEqual(await clock.run(exchange(request, never)), {
    kind: 'timeout',
    elapsedMs: 800,
    ignored: [],
  });
});

test('an abort ends the wait with its reason', async () => {
  const { outcome } = networkWith(faults.silent(SERVER));
  const controller = new AbortController();
  const waiting = outcome({}, controller.signal);
  controller.abort(new Error('the visitor left'));
  await assert.rejects(waiting, /the visitor left/);
  await assert.rejects(outcome({}, controller.signal), /the visitor left/);
});

test('distances are the same every time and between 4 and 30 milliseconds', async () => {
  const { tree } = networkWith();
  const elapsed = await Promise.all(
    [1, 2].map(async () => {
      const clock = virtualClock();
      const { exchange } = memoryNetwork(tree, { clock });
      const packet = queryPacket('www.test A');
      const outcome = await clock.run(
        exchange(
          {
            address: ADDRESS,
            transport: 'udp',
            packet,
            timeoutMs: 1000,
            socket: 'open',
            objection: () => null,
          },
          never,
        ),
      );
      return outcome.kind === 'reply' ? outcome.elapsedMs : -1;
    }),
  );
  assert.equal(elapsed[0], elapsed[1]);
  assert.ok(elapsed[0]! >= 8 && elapsed[0]! <= 60);
});
