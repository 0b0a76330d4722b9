// Two traces compared, for programs: as JSON, text, Markdown and picture. The page of it is in page.ts.
import { comparisonMarkdown, comparisonText, overlayOf } from '@delegraph/compare';
import { overlayPicture, pictureToSvg, plainPicture } from '@delegraph/diagram';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ProblemError } from '../problem.ts';
import { originOf } from '../public-address.ts';
import { sendOctets } from '../send-octets.ts';
import type { Services } from '../services.ts';
import { type StoredComparison, compareStored } from '../stored-comparison.ts';
import { summaryOf } from '../trace-summary.ts';
import { PICTURE_POLICY } from './pictures.ts';

const Params = z.object({ a: z.string(), b: z.string() });
const PictureQuery = z.object({ theme: z.enum(['light', 'dark', 'auto']).default('light') });

const TEXT_FORMS = {
  txt: { mediaType: 'text/plain; charset=utf-8', write: comparisonText },
  md: { mediaType: 'text/markdown; charset=utf-8', write: comparisonMarkdown },
} as const;

export const compareRoutes: FastifyPluginAsyncZod<Services> = async (app, { store, words, publicUrl }) => {
  const compared = (request: FastifyRequest, ids: z.infer<typeof Params>) =>
    compareStored(store, ids, originOf(request, publicUrl));

  app.get('/api/compare/:a/:b', { schema: { params: Params } }, async (request, reply) => {
    const { before, after, comparison, address } = compared(request, request.params);
    const [one, other] = [before, after].map(({ state, permalink }) => {
      const { question, verdict, startedAt, vantage, uploadedAt } = summaryOf(state, words);
      return {
        id: permalink.id,
        url: `${permalink.origin}/t/${permalink.id}`,
        question,
        profile: state.profile,
        vantage,
        startedAt,
        uploadedAt,
        status: state.status,
        verdict,
      };
    });
    reply.header('cache-control', 'no-cache');
    return { url: address, before: one, after: other, ...comparison };
  });

  for (const [suffix, { mediaType, write }] of Object.entries(TEXT_FORMS)) {
    app.get(`/compare/:a/:b.${suffix}`, { schema: { params: Params } }, async (request, reply) => {
      const { before, after, comparison } = compared(request, request.params);
      reply.header('cache-control', 'no-cache').type(mediaType);
      return sendOctets(request, reply, Buffer.from(write(before, after, comparison)), null);
    });
  }

  app.get(
    '/compare/:a/:b.svg',
    { schema: { params: Params, querystring: PictureQuery } },
    async (request, reply) => {
      reply
        .header('cache-control', 'no-cache')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('content-security-policy', PICTURE_POLICY)
        .type('image/svg+xml; charset=utf-8');
      const svg = pictureToSvg(pictureOf(request, reply), { theme: request.query.theme });
      return sendOctets(request, reply, Buffer.from(svg), null);
    },
  );

  /** Others embed it: where a trace is gone or still runs the picture says so. */
  function pictureOf(request: FastifyRequest<{ Params: z.infer<typeof Params> }>, reply: FastifyReply) {
    try {
      return comparisonPicture(compared(request, request.params));
    } catch (error) {
      if (!(error instanceof ProblemError) || ![409, 410].includes(error.problem.status)) throw error;
      if (error.problem.status === 409) reply.header('cache-control', 'no-store');
      return plainPicture('no comparison', error.problem.detail);
    }
  }
};

function comparisonPicture({ before, after, comparison, question, address }: StoredComparison) {
  return overlayPicture(overlayOf(before.state, after.state, comparison), {
    verdict: comparison.summary,
    tone: 'neutral',
    question,
    facts: [`before ${instantText(before.state.startedAt)}`, `after ${instantText(after.state.startedAt)}`],
    findings: [],
    address: address.replace(/^https?:\/\//u, ''),
  });
}

/** `2026-11-21 07:12Z`. */
function instantText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}Z`;
}
