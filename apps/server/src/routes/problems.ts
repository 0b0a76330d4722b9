// A page per problem: what the `type` in an answer of RFC 9457 leads to.
import type { FastifyPluginAsync } from 'fastify';
import { problemHtml, problemIndexHtml, unknownProblemHtml } from '../problem-page.ts';
import { sendHtml } from '../send-html.ts';
import { textPageCss } from '../text-page.ts';

export const problemRoutes: FastifyPluginAsync = async (app) => {
  app.get('/problems', async (_request, reply) => sendHtml(reply, problemIndexHtml()));
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const page = problemHtml(request.params.code);
    return page === null ? sendHtml(reply.code(404), unknownProblemHtml()) : sendHtml(reply, page);
  });
  app.get('/text-page.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(textPageCss),
  );
};
