// oEmbed 1.0: what another site needs to show a trace in its own page, from the address of the trace.
import { CARD_PICTURE } from '@delegraph/diagram';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { escapeHtml } from '../html.ts';
import { traceAddresses } from '../page-head.ts';
import { ProblemError } from '../problem.ts';
import { originOf } from '../public-address.ts';
import type { Services } from '../services.ts';
import { stateOf } from '../stored-trace.ts';
import { summaryOf, titleOf } from '../trace-summary.ts';

const OEmbedQuery = z.object({
  url: z.string().max(4_000),
  format: z.string().default('json'),
  maxwidth: z.coerce.number().int().min(1).max(100_000).optional(),
  maxheight: z.coerce.number().int().min(1).max(100_000).optional(),
});

const SIZE = { width: 900, height: 560 } as const;
/** Below this a card cannot be read. */
const LEAST_THUMBNAIL_WIDTH = 320;

const CACHE_SECONDS = { ended: 86_400, running: 60 } as const;

export const oEmbedRoutes: FastifyPluginAsyncZod<Services> = async (app, { store, words, publicUrl }) => {
  app.get('/oembed', { schema: { querystring: OEmbedQuery } }, async (request, reply) => {
    const { url, format, maxwidth = Infinity, maxheight = Infinity } = request.query;
    if (format !== 'json') throw onlyJson(format);
    const origin = originOf(request, publicUrl);
    const trace = store.traceOf(traceIdOf(url, origin));
    if (!trace || trace.gone !== null) throw notOurs();

    const title = titleOf(summaryOf(stateOf(store, trace), words));
    const width = Math.min(SIZE.width, maxwidth);
    const height = Math.min(SIZE.height, maxheight);
    const { card } = traceAddresses(origin, trace.id, trace.ended);
    reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=60');
    return {
      version: '1.0',
      type: 'rich',
      html: iframe({ address: `${origin}/embed/${trace.id}?v=1`, width, height, title }),
      width,
      height,
      title,
      provider_name: 'delegraph',
      provider_url: origin,
      ...thumbnail(card, maxwidth, maxheight),
      cache_age: trace.ended ? CACHE_SECONDS.ended : CACHE_SECONDS.running,
    };
  });
};

/** The id in an address of a trace on this server: its page or its embedded form. Throws 404 for any other address. */
function traceIdOf(text: string, origin: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const id =
    url?.origin === new URL(origin).origin && /^\/(?:t|embed)\/([a-z2-7]+)(?:\/|$)/u.exec(url.pathname)?.[1];
  if (!id) throw notOurs();
  return id;
}

function iframe(of: { address: string; width: number; height: number; title: string }): string {
  const { address, width, height, title } = of;
  return `<iframe src="${escapeHtml(address)}" width="${width}" height="${height}" title="${escapeHtml(title)}" sandbox="allow-scripts allow-same-origin allow-popups" loading="lazy" style="border:0"></iframe>`;
}

/** The card, no larger than what may be shown; nothing when that is too small for one. */
function thumbnail(card: string, maxWidth: number, maxHeight: number) {
  const width = Math.floor(
    Math.min(CARD_PICTURE.width, maxWidth, (maxHeight * CARD_PICTURE.width) / CARD_PICTURE.height),
  );
  if (width < LEAST_THUMBNAIL_WIDTH) return {};
  const address = new URL(card);
  if (width < CARD_PICTURE.width) address.searchParams.set('w', String(width));
  return {
    thumbnail_url: address.href,
    thumbnail_width: width,
    thumbnail_height: Math.floor((width * CARD_PICTURE.height) / CARD_PICTURE.width),
  };
}

function onlyJson(format: string): ProblemError {
  return new ProblemError({
    status: 501,
    code: 'format-not-implemented',
    title: 'Only JSON',
    detail: `format is “${format.slice(0, 20)}”, but this server has only “json”.`,
  });
}

function notOurs(): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'nothing-to-embed',
    title: 'Nothing to embed',
    detail: 'The url names no trace of this server.',
  });
}
