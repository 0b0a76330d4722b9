// The pictures of a trace at its permalink: SVG, PNG and the card of a link. Others embed them, so old links never break.
import { CARD_PICTURE, type GraphScope, RENDERER_VERSION } from '@delegraph/diagram';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { flag } from '../query-flag.ts';
import { ProblemError } from '../problem.ts';
import { originOf } from '../public-address.ts';
import { sendOctets } from '../send-octets.ts';
import type { Services } from '../services.ts';
import type { StoredTrace, TraceStore } from '../store.ts';
import { existingTrace } from '../stored-trace.ts';
import type { PictureWish } from '../trace-pictures.ts';

const PictureParams = z.object({ id: z.string() });

const PictureQuery = z.object({
  theme: z.enum(['light', 'dark', 'auto']).default('light'),
  w: z.coerce.number().int().min(320).max(3200).default(1200),
  scale: z
    .enum(['1', '2'])
    .default('1')
    .transform((text) => (text === '2' ? 2 : 1)),
  scope: z
    .string()
    .regex(/^(?:all|problems|lookup:\d{1,6})$/u, 'must be all, problems or lookup:n')
    .default('all')
    .transform(scopeOf),
  findings: flag.default(true),
  addresses: flag.default(true),
  meta: flag.default(true),
  /** The renderer the link was made for: with it, and only then, a picture never changes. */
  v: z.coerce.number().int().min(1).optional(),
});

const CardQuery = z.object({
  w: z.coerce.number().int().min(320).max(CARD_PICTURE.width).default(CARD_PICTURE.width),
  addresses: flag.default(true),
  v: z.coerce.number().int().min(1).optional(),
});

/** A picture opened by itself runs nothing and loads nothing. */
export const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export const pictureRoutes: FastifyPluginAsyncZod<Services> = async (app, { store, pictures, publicUrl }) => {
  app.get(
    '/t/:id.svg',
    { schema: { params: PictureParams, querystring: PictureQuery } },
    async (request, reply) => {
      const trace = knownTrace(store, request.params.id);
      const address = `${originOf(request, publicUrl)}/t/${trace.id}`;
      const { octets, endedAt } = pictures.svg(trace, wishOf(request.query), address);
      setHeaders(reply, endedAt !== null, trace, request.query.v);
      reply.header('content-security-policy', PICTURE_POLICY).type('image/svg+xml; charset=utf-8');
      return sendOctets(request, reply, octets, endedAt);
    },
  );

  app.get(
    '/t/:id.png',
    { schema: { params: PictureParams, querystring: PictureQuery } },
    async (request, reply) => {
      if (request.query.theme === 'auto') throw noAutoTheme();
      const trace = knownTrace(store, request.params.id);
      const address = `${originOf(request, publicUrl)}/t/${trace.id}`;
      const { octets, endedAt } = await pictures.png(trace, wishOf(request.query), address);
      setHeaders(reply, endedAt !== null, trace, request.query.v);
      return sendOctets(request, reply.type('image/png'), octets, endedAt);
    },
  );

  app.get(
    '/t/:id/card.png',
    { schema: { params: PictureParams, querystring: CardQuery } },
    async (request, reply) => {
      const trace = knownTrace(store, request.params.id);
      const address = `${originOf(request, publicUrl)}/t/${trace.id}`;
      const { w: width, addresses, v } = request.query;
      const { octets, endedAt } = await pictures.card(trace, { width, addresses }, address);
      setHeaders(reply, endedAt !== null, trace, v);
      return sendOctets(request, reply.type('image/png'), octets, endedAt);
    },
  );
};

/** The trace, even if it is gone: image proxies show nothing but a 200. */
function knownTrace(store: TraceStore, id: string): StoredTrace {
  const trace = store.traceOf(id);
  return trace?.gone ? trace : existingTrace(store, id);
}

function wishOf(query: z.output<typeof PictureQuery>): PictureWish {
  const { theme, w: width, scale, scope, findings, addresses, meta: metadata } = query;
  return { theme, width, scale, scope, findings, addresses, metadata };
}

function scopeOf(text: string): GraphScope {
  return text === 'all' || text === 'problems' ? text : { lookupId: Number(text.slice('lookup:'.length)) };
}

/** `isFinal`: it shows the end of a trace. */
function setHeaders(reply: FastifyReply, isFinal: boolean, trace: StoredTrace, renderer: number | undefined) {
  reply.header('cache-control', cachingOf(isFinal, trace, renderer));
  reply.header('cross-origin-resource-policy', 'cross-origin');
  reply.header('access-control-allow-origin', '*');
}

function cachingOf(isFinal: boolean, { gone }: StoredTrace, renderer: number | undefined): string {
  if (!isFinal) return gone === null ? 'no-store' : 'public, max-age=300';
  if (renderer === RENDERER_VERSION) return 'public, max-age=31536000, immutable';
  return 'public, max-age=300, stale-while-revalidate=86400';
}

function noAutoTheme(): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'bad-request',
    title: 'Bad request',
    detail: 'theme: a PNG is light or dark; only an SVG can follow the system with “auto”.',
  });
}
