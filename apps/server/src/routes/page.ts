// The page: the built files of apps/web, and the addresses at which it starts.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { LOST_HEAD, comparisonHead, traceAddresses, traceHead, withHead } from '../page-head.ts';
import { ProblemError } from '../problem.ts';
import { originOf } from '../public-address.ts';
import { sendOctets } from '../send-octets.ts';
import type { Services } from '../services.ts';
import type { StoredTrace } from '../store.ts';
import { compareStored } from '../stored-comparison.ts';
import { stateOf } from '../stored-trace.ts';
import { acceptedSuffix } from '../trace-forms.ts';
import { summaryOf } from '../trace-summary.ts';

type TraceRequest = FastifyRequest<{ Params: { id: string } }>;
type ComparisonRequest = FastifyRequest<{ Params: { a: string; b: string } }>;

export const pageRoutes: FastifyPluginAsync<Services> = async (app, services) => {
  const { store, words, gallery, pageDirectory, publicUrl, sharing } = services;
  const indexFile = join(pageDirectory, 'index.html');
  const index = existsSync(indexFile) ? await readFile(indexFile, 'utf8') : null;
  if (index !== null) {
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

  app.get('/', async (_request, reply) => {
    if (index === null) throw notBuilt();
    return reply.sendFile('index.html');
  });

  app.get<{ Params: { id: string } }>('/gallery/:id', async (request, reply) => {
    if (index === null) throw notBuilt();
    const isKnown = gallery.some(({ id }) => id === request.params.id);
    return reply.code(isKnown ? 200 : 404).sendFile('index.html');
  });

  for (const path of ['/t/:id', '/t/:id/:name']) {
    app.get(path, async (request: TraceRequest, reply) => {
      const { id } = request.params;
      reply.header('vary', 'accept');
      const suffix = acceptedSuffix(request.headers.accept);
      if (suffix !== null) return reply.redirect(`/t/${encodeURIComponent(id)}.${suffix}`, 303);
      const trace = store.traceOf(id);
      if (trace && trace.gone === null) {
        const { oEmbed } = traceAddresses(originOf(request, publicUrl), trace.id, trace.ended);
        reply.header('link', `<${oEmbed}>; rel="alternate"; type="application/json+oembed"`);
      }
      return sendTracePage(request, reply, trace);
    });
  }

  app.get('/embed/:id', async (request: TraceRequest, reply) => {
    allowFraming(reply, sharing.embedAncestors);
    return sendTracePage(request, reply, store.traceOf(request.params.id));
  });

  app.get('/compare/:a/:b', async (request: ComparisonRequest, reply) => {
    if (index === null) throw notBuilt();
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    // Of what cannot be compared the page tells more than a status.
    const { head, status } = comparisonHeadOf(request);
    return reply.code(status).send(withHead(index, head));
  });

  function comparisonHeadOf(request: ComparisonRequest): { head: string; status: number } {
    try {
      const origin = originOf(request, publicUrl);
      // A file that was dropped is beside it in the browser alone.
      if (request.params.b === 'file') return { head: LOST_HEAD, status: 200 };
      return { head: comparisonHead(compareStored(store, request.params, origin)), status: 200 };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { status } = error.problem;
      return { head: LOST_HEAD, status: status === 404 || status === 410 ? status : 200 };
    }
  }

  function sendTracePage(
    request: FastifyRequest,
    reply: FastifyReply,
    trace: StoredTrace | null,
  ): FastifyReply {
    if (index === null) throw notBuilt();
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    if (!trace || trace.gone !== null) return reply.code(trace ? 410 : 404).send(withHead(index, LOST_HEAD));
    const page = Buffer.from(withHead(index, headOf(request, trace)));
    return sendOctets(request, reply, page, null);
  }

  function headOf(request: FastifyRequest, trace: StoredTrace): string {
    try {
      const addresses = traceAddresses(originOf(request, publicUrl), trace.id, trace.ended);
      return traceHead(summaryOf(stateOf(store, trace), words), addresses);
    } catch (error) {
      // The page itself asks for the trace, and says that it is damaged.
      if (error instanceof ProblemError) return LOST_HEAD;
      throw error;
    }
  }
};

/** Only here: everywhere else no other page may put ours in a frame. */
function allowFraming(reply: FastifyReply, ancestors: string): void {
  reply.header('cross-origin-resource-policy', 'cross-origin');
  if (ancestors === "'none'") return;
  const policy = String(reply.getHeader('content-security-policy'));
  reply.header(
    'content-security-policy',
    policy.replace("frame-ancestors 'none'", `frame-ancestors ${ancestors}`),
  );
  reply.removeHeader('x-frame-options');
}

/** Files below assets/ carry a hash of their content in their name. */
function cachingOf(path: string): string {
  return path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

export function notBuilt(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'page-not-built',
    title: 'The page is not built',
    detail: 'Run “npm run build” and start the server again; the API works without it.',
  });
}
