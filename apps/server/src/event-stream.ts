// Server-sent events over one reply. Holds back while the client does not read, and ends when it has gone.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** One message, which becomes one line of JSON, and its `seq` the id. What belongs to no log has a name in place of an id:
 *  nobody resumes from there, and clients that do not know the name pass it over. */
export type StreamMessage = { seq: number } | { name: 'queued' | 'uploaded'; data: object };

/** How long the browser waits before it connects again. */
const RETRY_MS = 2_000;
/** Proxies cut a silent connection; nginx does after 60 s. */
const HEARTBEAT_MS = 15_000;
/** A client that has not read for this long is disconnected; it can go on from its last id. */
const STALLED_MS = 30_000;

/** Sends the messages of `source`, then an event called `end`. The signal ends the source when the client goes. */
export async function sendEventStream(
  reply: FastifyReply,
  source: (signal: AbortSignal) => AsyncIterable<StreamMessage>,
): Promise<void> {
  const { raw } = reply;
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  reply.hijack();
  raw.write(`retry: ${RETRY_MS}\n\n`);
  const heartbeat = setInterval(() => raw.writableNeedDrain || raw.write(': waiting\n\n'), HEARTBEAT_MS);
  try {
    for await (const message of source(gone.signal)) {
      const [field, data] =
        'seq' in message ? [`id: ${message.seq}`, message] : [`event: ${message.name}`, message.data];
      await write(raw, `${field}\ndata: ${JSON.stringify(data)}\n\n`, gone.signal);
    }
    raw.end('event: end\ndata: {}\n\n');
  } catch (error) {
    if (!gone.signal.aborted) reply.log.warn({ err: error }, 'an event stream was cut off');
    raw.destroy();
  } finally {
    clearInterval(heartbeat);
  }
}

async function write(raw: ServerResponse, text: string, gone: AbortSignal): Promise<void> {
  gone.throwIfAborted();
  if (raw.write(text)) return;
  await once(raw, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(STALLED_MS)]) });
}
