// Traces as resources: start, read, delete.
import { createHash } from 'node:crypto';
import { parseQuestion } from '@delegraph/tracer';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { ProblemError } from '../problem.ts';
import { originOf } from '../public-address.ts';
import { RequestedOptions, traceOptionsOf } from './trace-options.ts';
import { documentOf, existingTrace, stateOf } from '../stored-trace.ts';

const TraceStart = z.object({
  name: z.string(),
  type: z.string().optional(),
  profile: z.enum(['internet', 'lab']).default('internet'),
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
});

const TraceParams = z.object({ id: z.string() });

export const traceRoutes: FastifyPluginAsyncZod<Services> = async (
  app,
  { store, runner, words, publicUrl },
) => {
  app.post(
    '/api/traces',
    { schema: { body: TraceStart, response: { 201: StartedTrace } } },
    async (request, reply) => {
      const { name: text, type: wanted, profile, options } = request.body;
      const { question, notes } = parseQuestion(text, wanted);
      const { id, deleteToken } = runner.start({
        question,
        profile,
        client: request.ip,
        fresh: options.fresh ?? false,
        options: traceOptionsOf(options),
      });
      const url = `${originOf(request, publicUrl)}/t/${id}`;
      reply.code(201).header('location', `/api/traces/${id}`).header('cache-control', 'no-store');
      return { id, url, ...question, profile, notes, ...(deleteToken !== null && { deleteToken }) };
    },
  );

  app.get('/api/traces/:id', { schema: { params: TraceParams } }, async (request, reply) => {
    const trace = existingTrace(store, request.params.id);
    const body = JSON.stringify(documentOf(trace.id, stateOf(store, trace), words));
    reply.type('application/json');
    if (!trace.ended) return reply.header('cache-control', 'no-store').send(body);

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
      const bearer = /^Bearer\s+(\S+)$/iu.exec(request.headers.authorization ?? '')?.[1];
      if (store.deleteTrace(id, bearer ?? request.query.token ?? '') !== 'deleted') throw wrongToken();
      runner.forget(id);
      return reply.code(204).send();
    },
  );
};

function wrongToken(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'wrong-delete-token',
    title: 'Not yours to delete',
    detail: 'Only the delete token that was returned when the trace was started can delete it.',
  });
}
