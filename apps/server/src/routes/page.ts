// The page: the built files of apps/web, and the addresses at which it starts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { Services } from '../services.ts';
import { ProblemError } from '../problem.ts';

export const pageRoutes: FastifyPluginAsync<Services> = async (app, { store, gallery, pageDirectory }) => {
  const built = existsSync(join(pageDirectory, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: pageDirectory,
      preCompressed: true,
      index: false,
      // Only what is there when the server starts, so that every other path stays a 404 of ours.
      wildcard: false,
      globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
      cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
    });
  }

  function sendPage(reply: FastifyReply, status: number): FastifyReply {
    if (!built) throw notBuilt();
    return reply.code(status).sendFile('index.html');
  }

  app.get('/', async (_request, reply) => sendPage(reply, 200));

  app.get<{ Params: { id: string } }>('/gallery/:id', async (request, reply) =>
    sendPage(reply, gallery.some(({ id }) => id === request.params.id) ? 200 : 404),
  );

  for (const path of ['/t/:id', '/t/:id/:name']) {
    app.get<{ Params: { id: string } }>(path, async (request, reply) => {
      const trace = store.traceOf(request.params.id);
      return sendPage(reply, !trace ? 404 : trace.deletedAt === null ? 200 : 410);
    });
  }
};

/** Files below assets/ carry a hash of their content in their name. */
function cachingOf(path: string): string {
  return path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function notBuilt(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'page-not-built',
    title: 'The page is not built',
    detail: 'Run “npm run build” and start the server again; the API works without it.',
  });
}
