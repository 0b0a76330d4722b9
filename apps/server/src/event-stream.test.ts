import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import Fastify from 'fastify';
import { type StreamMessage, sendEventStream } from './event-stream.ts';
import { allMessages } from './testing/test-app.ts';

/** A server whose every answer is the stream of `source`. Returns its port. */
async function streamServer(
  context: TestContext,
  source: (signal: AbortSignal) => AsyncIterable<StreamMessage>,
): Promise<number> {
  const app = Fastify({ forceCloseConnections: true });
  app.get('/', (_request, reply) => sendEventStream(reply, source));
  await app.listen({ host: '127.0.0.1', port: 0 });
  context.after(() => app.close());
  return (app.server.address() as AddressInfo).port;
}

test('a value with line breaks stays one message', async (context) => {
  const text = 'one\ntwo\r\n\nevent: forged\ndata: x\u2028';
  const port = await streamServer(context, async function* () {
    yield { seq: 0, text };
  });
  const response = await fetch(`http://127.0.0.1:${port}/`);
  assert.deepEqual(await allMessages(response), [
    { id: '0', event: 'message', data: JSON.stringify({ seq: 0, text }) },
    { id: '', event: 'end', data: '{}' },
  ]);
});

test(
  'a reader that stalls holds the source back, and one that goes frees it',
  { timeout: 10_000 },
  async (context) => {
    const freed = Promise.withResolvers<void>();
    let taken = 0;
    const port = await streamServer(context, async function* () {
      try {
        for (; ; taken += 1) yield { seq: taken, text: 'x'.repeat(64 * 1024) };
      } finally {
        freed.resolve();
      }
    });
    const reader = connect(port, '127.0.0.1');
    reader.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await once(reader, 'readable');

    const taking = () => new Promise<number>((resolve) => setTimeout(() => resolve(taken), 50));
    let before = -1;
    while (before !== taken) before = await taking();
    assert.ok(taken < 1000, `${taken} messages of 64 KiB were taken for a reader that reads nothing`);

    reader.destroy();
    await freed.promise;
  },
);

test('a source that waits is freed when the reader goes', { timeout: 10_000 }, async (context) => {
  const freed = Promise.withResolvers<void>();
  const port = await streamServer(context, async function* (signal) {
    try {
      yield { seq: 0 };
      await once(signal, 'abort');
    } finally {
      freed.resolve();
    }
  });
  const gone = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/`, { signal: gone.signal });
  await response.body!.getReader().read();
  gone.abort();
  await freed.promise;
});

test('a source that fails cuts the stream off without an end', { timeout: 10_000 }, async (context) => {
  const port = await streamServer(context, async function* () {
    yield { seq: 0 };
    throw new Error('no more');
  });
  const response = await fetch(`http://127.0.0.1:${port}/`);
  await assert.rejects(allMessages(response));
});

test('a waiting stream says so every 15 seconds', { timeout: 10_000 }, async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const port = await streamServer(context, async function* (signal) {
    yield { seq: 0 };
    await once(signal, 'abort');
  });
  const reader = connect(port, '127.0.0.1');
  context.after(() => reader.destroy());
  reader.setEncoding('utf8').write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  let received = '';
  for await (const text of reader) {
    received += text;
    if (received.includes('id: 0') && !received.includes(': waiting')) context.mock.timers.tick(15_000);
    if (received.includes(': waiting')) break;
  }
  assert.match(received, /retry: 2000\r?\n/);
});
