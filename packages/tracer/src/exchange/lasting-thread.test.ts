import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { type ExchangeRequest, parseDomainName } from '@delegraph/model';
import { encodeQuery, objectionTo } from '../codec/message.ts';
import { openLastingThread } from './lasting-thread.ts';
import { openSocketThread } from './socket-thread.ts';

const HOST = '127.0.0.1';
const never = new AbortController().signal;
/** A thread that fails at its first order. */
const FAILING = new URL(
  `data:text/javascript,
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', () => { throw new Error('out of luck'); });
  parentPort.postMessage('ready');`,
);

function request(): ExchangeRequest {
  const question = { name: parseDomainName('www.example.test'), type: 'A' };
  const packet = encodeQuery(7, question, { edns: true, flipCase: () => false });
  const objection = (reply: Uint8Array) => objectionTo(packet, reply);
  return { address: HOST, transport: 'udp', packet, timeoutMs: 5000, socket: 'connected', objection };
}

test('a thread that failed is followed by another, also when that does not start at once', async (t) => {
  const server = createSocket('udp4');
  t.after(() => server.close());
  server.on('message', (packet, { port, address }) => {
    packet[2]! |= 0x80;
    server.send(packet, port, address);
  });
  await once(server.bind(0, HOST), 'listening');
  const { port } = server.address();
  const starts: string[] = [];
  const begun = Promise.withResolvers<void>();
  const sockets = await openLastingThread(async () => {
    starts.push(['failing', 'not at all', 'sound'][starts.length]!);
    if (starts.at(-1) === 'not at all') throw new Error('no thread to be had');
    const thread = await openSocketThread(starts.at(-1) === 'failing' ? FAILING : undefined);
    if (starts.at(-1) === 'sound') begun.resolve();
    return thread;
  }, 5);
  t.after(() => sockets.close());
  const exchange = sockets.exchange({ endpointOf: () => ({ host: HOST, port }), allowTarget: () => true });
  await assert.rejects(exchange(request(), never), /the thread of the sockets has failed/);
  assert.equal(sockets.isUp(), false);
  await begun.promise;
  await new Promise(setImmediate);
  assert.equal(sockets.isUp(), true);
  assert.equal((await exchange(request(), never)).kind, 'reply');
  assert.deepEqual(starts, ['failing', 'not at all', 'sound']);
});

test('a thread that was closed is followed by none', async () => {
  let starts = 0;
  const sockets = await openLastingThread(() => {
    starts += 1;
    return openSocketThread();
  }, 5);
  await sockets.close();
  await sockets.ended;
  assert.equal(starts, 1);
  assert.equal(sockets.isUp(), false);
});
