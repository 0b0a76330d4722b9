// Traces as resources: start, read, delete.
import { createHash } from 'node:crypto';
import { parseQuestion } from '@delegraph/tracer';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ProblemError } from '../problem.ts';
import type { Services } from '../services.ts';
import { deleteTokenOf, wrongToken } from '../delete-token.ts';
import { expiryOf } from '../retention.ts';
import { originOf } from '../public-address.ts';
import { RequestedOptions, traceOptionsOf } from './trace-options.ts';
import { documentOf, existingTrace, stateOf } from '../stored-trace.ts';

const TraceStart = z.object({
  name: z.string(),
  type: z.string().optional(),
  profile: z.string().default('internet'),
  options: RequestedOptions.default({}),
});

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
  { store, runner, words, publicUrl, profiles, transferProofOf, sharing },
) => {
  app.post(
    '/api/traces',
    { schema: { body: TraceStart, response: { 201: StartedTrace } } },
    async (request, reply) => {
      const { name: text, type: wanted, profile, options } = request.body;
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

function unknownProfile(profile: string, known: readonly string[]): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'unknown-profile',
    title: 'Unknown root profile',
    detail: `There is no root profile “${profile}” here; there are ${known.join(', ')}.`,
  });
}
