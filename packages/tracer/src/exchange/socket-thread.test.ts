import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { type ExchangeRequest, parseDomainName } from '@delegraph/model';
import { encodeQuery, objectionTo } from '../codec/message.ts';
import { type SocketThread, openSocketThread } from './socket-thread.ts';
import { socketExchange } from './sockets.ts';

const HOST = '127.0.0.1';
const DISTANCE_MS = 30;
const BLOCK_MS = 300;
const never = new AbortController().signal;
const question = { name: parseDomainName('www.example.test'), type: 'A' };

/** A query, and the rule for its reply. */
function request(id: number, more: Partial<ExchangeRequest> = {}): ExchangeRequest {
  const packet = encodeQuery(id, question, { edns: true, flipCase: () => false });
  const objection = (reply: Uint8Array) => objectionTo(packet, reply);
  return {
    address: HOST,
    transport: 'udp',
    packet,
    timeoutMs: 5000,
    socket: 'connected',
    objection,
    ...more,
  };
}

/** A UDP server that nothing in this thread can hold up: it repeats each query as its reply after `DISTANCE_MS`. */
async function distantServer(t: TestContext): Promise<number> {
  const server = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const socket = require('node:dgram').createSocket('udp4');
     socket.on('message', (packet, { port, address }) => {
       const reply = Buffer.from(packet);
       reply[2] |= 0x80;
       setTimeout(() => socket.send(reply, port, address), ${DISTANCE_MS});
     });
     socket.bind(0, '${HOST}', () => parentPort.postMessage(socket.address().port));`,
    { eval: true },
  );
  t.after(() => server.terminate());
  const [port] = (await once(server, 'message')) as [number];
  return port;
}

/** A UDP server that takes what comes and says nothing. */
async function silentServer(t: TestContext): Promise<number> {
  const server = createSocket('udp4');
  t.after(() => server.close());
  await once(server.bind(0, HOST), 'listening');
  return server.address().port;
}

/** A thread of sockets that lives as long as the test. */
async function thread(t: TestContext): Promise<SocketThread> {
  const opened = await openSocketThread();
  t.after(() => opened.close());
  return opened;
}

function mapTo(port: number) {
  return { endpointOf: () => ({ host: HOST, port }), allowTarget: () => true };
}

function block(): void {
  const untilMs = performance.now() + BLOCK_MS;
  while (performance.now() < untilMs);
}

for (const socket of ['connected', 'open'] as const) {
  test(`a thread that is held up marks every time it took then, ${socket} socket`, async (t) => {
    const exchange = socketExchange(mapTo(await distantServer(t)));
    // What is first is slow to load.
    await exchange(request(0, { socket }), never);
    const outcomes = Array.from({ length: 20 }, (_, id) => exchange(request(id, { socket }), never));
    setTimeout(block, DISTANCE_MS / 2);
    for (const outcome of await Promise.all(outcomes)) {
      assert.ok(outcome.kind === 'reply');
      assert.ok(outcome.elapsedMs > BLOCK_MS - DISTANCE_MS, `${outcome.elapsedMs} ms`);
      const { lateByMs = 0, elapsedMs } = outcome;
      assert.ok(elapsedMs - lateByMs <= DISTANCE_MS + 5, `${elapsedMs} ms, ${lateByMs} ms of it ours`);
    }
  });
}

test('a reply that waited while the time ran out is read, not called late', async (t) => {
  const exchange = socketExchange(mapTo(await distantServer(t)));
  await exchange(request(0), never);
  const outcome = exchange(request(1, { timeoutMs: BLOCK_MS / 2 }), never);
  setTimeout(block, DISTANCE_MS / 2);
  assert.equal((await outcome).kind, 'reply');
});

test('what holds up the caller does not lengthen the times of the thread of sockets', async (t) => {
  const exchange = (await thread(t)).exchange(mapTo(await distantServer(t)));
  await exchange(request(0), never);
  const outcomes = Array.from({ length: 20 }, (_, id) => exchange(request(id), never));
  setTimeout(block, DISTANCE_MS / 2);
  for (const outcome of await Promise.all(outcomes)) {
    assert.ok(outcome.kind === 'reply');
    assert.ok(outcome.elapsedMs < DISTANCE_MS + BLOCK_MS / 2, `${outcome.elapsedMs} ms`);
  }
});

test('a reply is judged where it arrives: what answers another query is passed over', async (t) => {
  const server = createSocket('udp4');
  t.after(() => server.close());
  server.on('message', (packet, { port, address }) => {
    const reply = Buffer.from(packet);
    reply[2]! |= 0x80;
    const forged = Buffer.from(reply);
    forged.writeUInt16BE(7);
    server.send(forged, port, address);
    server.send(reply, port, address);
  });
  await once(server.bind(0, HOST), 'listening');
  const exchange = (await thread(t)).exchange(mapTo(server.address().port));
  const outcome = await exchange(request(1), never);
  assert.ok(outcome.kind === 'reply');
  assert.deepEqual(outcome.ignored, ['a reply with id 7 instead of 1']);
});

for (const when of ['before', 'at once', 'later'] as const) {
  test(`aborting ${when} ends the wait with the signal's reason`, async (t) => {
    const sockets = await thread(t);
    const reason = new Error('enough');
    const controller = new AbortController();
    if (when === 'before') controller.abort(reason);
    const outcome = sockets.exchange(mapTo(await silentServer(t)))(request(1), controller.signal);
    if (when === 'at once') controller.abort(reason);
    if (when === 'later') setTimeout(() => controller.abort(reason), DISTANCE_MS / 2);
    await assert.rejects(outcome, reason);
    const answered = await sockets.exchange(mapTo(await distantServer(t)))(request(2), never);
    assert.equal(answered.kind, 'reply');
  });
}

test('a forbidden address is judged before the thread hears of it', async (t) => {
  const endpointOf = t.mock.fn(() => ({ host: HOST, port: 53 }));
  const exchange = (await thread(t)).exchange({ endpointOf, allowTarget: () => false });
  assert.deepEqual(await exchange(request(1), never), { kind: 'forbidden' });
  assert.equal(endpointOf.mock.callCount(), 0);
});

test('closing ends what is under way, and leaves nothing open', async (t) => {
  const port = await distantServer(t);
  const before = process.getActiveResourcesInfo().toSorted();
  const opened = await openSocketThread();
  const exchange = opened.exchange(mapTo(port));
  const outcome = assert.rejects(exchange(request(1), never), /the thread of the sockets is closed/);
  await opened.close();
  await outcome;
  await assert.rejects(exchange(request(2), never), /the thread of the sockets is closed/);
  assert.deepEqual(process.getActiveResourcesInfo().toSorted(), before);
});

test('a fault of ours in one exchange ends that one, and no other', async (t) => {
  const exchange = (await thread(t)).exchange({
    allowTarget: () => true,
    endpointOf: (address) => ({ host: HOST, port: address === HOST ? port : -1 }),
  });
  const port = await distantServer(t);
  const other = exchange(request(1), never);
  await assert.rejects(exchange(request(2, { address: '127.0.0.2', transport: 'tcp' }), never), RangeError);
  assert.equal((await other).kind, 'reply');
});

test('when the thread dies, what is under way and what comes later fails at once', async () => {
  const opened = await openSocketThread(
    new URL(
      `data:text/javascript,
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => { throw new Error('out of luck'); });
      parentPort.postMessage('ready');`,
    ),
  );
  const exchange = opened.exchange(mapTo(53));
  assert.equal(opened.isUp(), true);
  await assert.rejects(exchange(request(1), never), /the thread of the sockets has failed/);
  assert.equal(opened.isUp(), false);
  await assert.rejects(exchange(request(2), never), /the thread of the sockets has failed/);
  await opened.close();
});
