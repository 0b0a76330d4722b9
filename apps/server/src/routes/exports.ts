// A trace in other formats, at its permalink with a suffix.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { documentOf, existingTrace, stateOf } from '../stored-trace.ts';

const ExportParams = z.object({ id: z.string() });
const SvgQuery = z.object({ theme: z.enum(['light', 'dark']).default('light') });

/** A picture opened by itself runs nothing and loads nothing. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export const exportRoutes: FastifyPluginAsyncZod<Services> = async (app, { store, words, svg }) => {
  app.get('/t/:id.json', { schema: { params: ExportParams } }, async (request, reply) => {
    const trace = existingTrace(store, request.params.id);
    reply.header('cache-control', trace.ended ? 'no-cache' : 'no-store');
    return documentOf(trace.id, stateOf(store, trace), words);
  });

  if (svg) {
    app.get(
      '/t/:id.svg',
      { schema: { params: ExportParams, querystring: SvgQuery } },
      async (request, reply) => {
        const trace = existingTrace(store, request.params.id);
        reply.header('cache-control', trace.ended ? 'no-cache' : 'no-store');
        reply.header('content-security-policy', PICTURE_POLICY).type('image/svg+xml; charset=utf-8');
        return svg(stateOf(store, trace), request.query.theme);
      },
    );
  }
};
