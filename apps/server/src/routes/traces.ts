// Traces as resources: start, read, delete.
import { createHash } from 'node:crypto';
import { parseQuestion } from '@delegraph/tracer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ProblemError } from '../problem.ts';
import type { Services } from '../services.ts';
import { deleteTokenOf, wrongToken } from '../delete-token.ts';
import { expiryOf } from '../retention.ts';
import { originOf } from '../public-address.ts';
import { RequestedOptions, traceOptionsOf } from './trace-options.ts';
import { documentOf, existingTrace, stateOf } from '../stored-trace.ts';
import { MAX_LOG_OCTETS } from '../uploads/log-limits.ts';
import { uploadsOff } from '../uploads/uploads.ts';

const TraceStart = z.object({
  name: z.string(),
  type: z.string().optional(),
  profile: z.string().default('internet'),
  options: RequestedOptions.default({}),
});

/** The media type of an event log, which is taken in place of a question. */
const LOG_TYPE = 'application/x-ndjson';

const StartBody = {
  content: { 'application/json': { schema: TraceStart }, [LOG_TYPE]: { schema: z.string() } },
};

const StartedTrace = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  type: z.string(),
  profile: z.string(),
  /** What was understood differently from how it was typed. */
  notes: z.array(z.string()),
  /** Only for who started the trace, not for who joined it. */
  deleteToken: z.string().optional(),
  /** When the trace goes, as ISO 8601; null for never. */
  expiresAt: z.string().nullable(),
});

const TraceParams = z.object({ id: z.string() });

export const traceRoutes: FastifyPluginAsyncZod<Services> = async (
  app,
  { store, runner, words, publicUrl, profiles, transferProofOf, sharing, uploads, startLimits },
) => {
  app.addContentTypeParser(
    LOG_TYPE,
    { parseAs: 'string', bodyLimit: MAX_LOG_OCTETS },
    (_request, body, done) => done(null, body),
  );

  app.post(
    '/api/traces',
    {
      schema: { body: StartBody, response: { 200: StartedTrace, 201: StartedTrace } },
      onRequest: checkType,
    },
    async (request, reply) => {
      if (mediaTypeOf(request) === LOG_TYPE) return answerUpload(request, reply, request.body as string);
      const { name: text, type: wanted, profile, options } = request.body as z.output<typeof TraceStart>;
      if (!profiles.includes(profile)) throw unknownProfile(profile, profiles);
      const { question, notes } = parseQuestion(text, wanted);
      const { id, deleteToken } = runner.start({
        question,
        profile,
        client: request.ip,
        fresh: options.fresh ?? false,
        options: traceOptionsOf(options, transferProofOf(request.ip)),
      });
      const url = `${originOf(request, publicUrl)}/t/${id}`;
      reply.code(201).header('location', `/api/traces/${id}`).header('cache-control', 'no-store');
      const expiresAt = expiryOf(existingTrace(store, id), sharing.retentionDays);
      return {
        id,
        url,
        ...question,
        profile,
        notes,
        ...(deleteToken !== null && { deleteToken }),
        expiresAt,
      };
    },
  );

  /** Before any of its octets are read. */
  async function checkType(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const type = mediaTypeOf(request);
    // Of any other type, no schema would look at the body.
    if (!(type in StartBody.content)) throw unknownType();
    if (type !== LOG_TYPE) return;
    if (!sharing.uploads) throw uploadsOff();
    startLimits.admit(request.ip);
    reply.raw.once('close', () => startLimits.release(request.ip));
  }

  async function answerUpload(request: FastifyRequest, reply: FastifyReply, log: string) {
    const { id, question, profile, deleteToken, notes } = await uploads.take(log);
    // Nothing is made where it was here already.
    reply
      .code(deleteToken === null ? 200 : 201)
      .header('location', `/api/traces/${id}`)
      .header('cache-control', 'no-store');
    return {
      id,
      url: `${originOf(request, publicUrl)}/t/${id}`,
      ...question,
      profile,
      notes,
      ...(deleteToken !== null && { deleteToken }),
      expiresAt: expiryOf(existingTrace(store, id), sharing.retentionDays),
    };
  }

  app.get('/api/traces/:id', { schema: { params: TraceParams } }, async (request, reply) => {
    const trace = existingTrace(store, request.params.id);
    const document = documentOf(trace.id, stateOf(store, trace), words);
    const placeInQueue = runner.placeOf(trace.id);
    const body = JSON.stringify({
      ...document,
      logSha256: trace.logSha256,
      // Of the server, not of the trace: only while it waits for its turn.
      ...(placeInQueue !== null && { placeInQueue }),
    });
    reply.type('application/json');
    if (!trace.ended) return reply.header('cache-control', 'no-store').send(body);

    if (trace.logSha256 !== null) reply.header('x-log-sha256', trace.logSha256);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    reply.header('cache-control', 'public, max-age=31536000, immutable').header('etag', etag);
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(body);
  });

  const DeleteQuery = z.object({ token: z.string().optional() });
  app.delete(
    '/api/traces/:id',
    { schema: { params: TraceParams, querystring: DeleteQuery } },
    async (request, reply) => {
      const { id } = existingTrace(store, request.params.id);
      const token = deleteTokenOf(request, request.query.token);
      if (store.deleteTrace(id, token) !== 'deleted') throw wrongToken();
      runner.forget(id);
      return reply.code(204).send();
    },
  );
};

function mediaTypeOf({ headers }: FastifyRequest): string {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
}

function unknownType(): ProblemError {
  return new ProblemError({
    status: 415,
    code: 'unknown-media-type',
    title: 'Unsupported Media Type',
    detail: `A question comes as application/json, and the event log of a trace as ${LOG_TYPE}.`,
  });
}

function unknownProfile(profile: string, known: readonly string[]): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'unknown-profile',
    title: 'Unknown root profile',
    detail: `There is no root profile “${profile}” here; there are ${known.join(', ')}.`,
  });
}
