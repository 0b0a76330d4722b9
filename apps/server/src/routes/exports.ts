// A trace in other formats, at its permalink with a suffix.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { documentOf, existingTrace, stateOf } from '../stored-trace.ts';

const ExportParams = z.object({ id: z.string() });

export const exportRoutes: FastifyPluginAsyncZod<Services> = async (app, { store, words }) => {
  app.get('/t/:id.json', { schema: { params: ExportParams } }, async (request, reply) => {
    const trace = existingTrace(store, request.params.id);
    reply.header('cache-control', trace.ended ? 'no-cache' : 'no-store');
    return documentOf(trace.id, stateOf(store, trace), words);
  });
};
