// The event log of a trace: as server-sent events, for which live, replay and resume are one thing, reading the store
// onwards; and in one piece, which a browser takes in many times faster than a stream of thousands of messages.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type LimitedAct, createClientLimits } from '../client-limits.ts';
import type { Services } from '../services.ts';
import { type StreamMessage, sendEventStream } from '../event-stream.ts';
import type { StoredTrace } from '../store.ts';
import { existingTrace, markUploaded, readLog, uploadedAtOf } from '../stored-trace.ts';

const EventsRequest = {
  params: z.object({ id: z.string() }),
  querystring: z.object({ after: z.coerce.number().int().min(-1).default(-1) }),
};

const FOLLOWING: LimitedAct = {
  code: 'too-many-streams',
  title: 'Too many live streams',
  atATime: { most: 8, words: (whose) => `live streams of ${whose} are open` },
  windows: [],
  act: 'follow',
  counted: 'traces',
};

export const traceEventRoutes: FastifyPluginAsyncZod<Services> = async (app, { store, runner, nowMs }) => {
  const limits = createClientLimits(nowMs, FOLLOWING);

  // Without a HEAD route, which would wait for the end of the trace.
  app.get(
    '/api/traces/:id/events',
    { schema: EventsRequest, exposeHeadRoute: false },
    async (request, reply) => {
      const trace = existingTrace(store, request.params.id);
      const { id, ended } = trace;
      // What is damaged is not replayed as if it were right.
      if (ended) readLog(store, id);
      const after = lastEventId(request.headers['last-event-id']) ?? request.query.after;
      // No content is what stops an EventSource from connecting again.
      if (ended && after >= (store.lastEventOf(id)?.seq ?? -1)) return reply.code(204).send();
      limits.admit(request.ip);
      // Sent or cut off, its connection ends.
      reply.raw.once('close', () => limits.release(request.ip));
      return sendEventStream(reply, (signal) => told(trace, after, signal));
    },
  );

  /** That it was uploaded, or its place in the queue while it waits, with what no event has told yet; then its events. */
  async function* told(
    trace: StoredTrace,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<StreamMessage, void, void> {
    const { id, question, profile, options } = trace;
    const uploadedAt = uploadedAtOf(trace);
    if (uploadedAt !== null) yield { name: 'uploaded', data: { uploadedAt } };
    for await (const place of runner.waiting(id, signal))
      yield { name: 'queued', data: { place, question, profile, options } };
    yield* runner.follow(id, after, signal);
  }

  app.get('/api/traces/:id/log', { schema: { params: EventsRequest.params } }, async (request, reply) => {
    const trace = existingTrace(store, request.params.id);
    const { id, ended } = trace;
    markUploaded(reply, trace);
    reply
      .type('application/x-ndjson; charset=utf-8')
      // Never without asking: a trace that was deleted is gone for who has seen it, too.
      .header('cache-control', ended ? 'private, no-cache' : 'no-store');
    return store
      .eventsAfter(id, -1)
      .map((event) => `${JSON.stringify(event)}\n`)
      .join('');
  });
};

/** Null for an id that is none of ours: the browser cannot mend it, and a replay does no harm. */
function lastEventId(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,9}$/u.test(header) ? Number(header) : null;
}
