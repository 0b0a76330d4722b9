// How a trace is kept: where, for how long, whether it can be found; and keeping it for longer.
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deleteTokenOf, wrongToken } from '../delete-token.ts';
import { expiryOf } from '../retention.ts';
import type { Services } from '../services.ts';
import { originOf } from '../public-address.ts';
import { existingTrace } from '../stored-trace.ts';

const TraceParams = z.object({ id: z.string() });
const TokenQuery = z.object({ token: z.string().optional() });
const Retention = z.object({
  /** Whether it stays when its time is over. */
  keep: z.boolean(),
  /** When it goes; null for never. */
  expiresAt: z.string().nullable(),
  /** Whether it can be found by its name, and not only by its id. */
  listed: z.boolean(),
  /** Its permalink. */
  url: z.string(),
});

export const retentionRoutes: FastifyPluginAsyncZod<Services> = async (
  app,
  { store, sharing, publicUrl },
) => {
  const retentionOf = (request: FastifyRequest, id: string) => {
    const trace = existingTrace(store, id);
    return {
      keep: trace.kept,
      expiresAt: expiryOf(trace, sharing.retentionDays),
      listed: sharing.history,
      url: `${originOf(request, publicUrl)}/t/${trace.id}`,
    };
  };

  app.get(
    '/api/traces/:id/retention',
    { schema: { params: TraceParams, response: { 200: Retention } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-cache');
      return retentionOf(request, request.params.id);
    },
  );

  app.put(
    '/api/traces/:id/retention',
    {
      schema: {
        params: TraceParams,
        querystring: TokenQuery,
        body: Retention.pick({ keep: true }),
        response: { 200: Retention },
      },
    },
    async (request, reply) => {
      const { id } = existingTrace(store, request.params.id);
      const token = deleteTokenOf(request, request.query.token);
      if (store.keepTrace(id, token, request.body.keep) !== 'done') throw wrongToken();
      reply.header('cache-control', 'no-store');
      return retentionOf(request, id);
    },
  );
};
