// A trace in other formats, at its permalink with a suffix.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { readPageAssets } from '../page-assets.ts';
import { documentOf, existingTrace, stateOf } from '../stored-trace.ts';
import { type TraceForm, fileName, htmlFormWith, traceForms } from '../trace-forms.ts';
import { programVersion } from '../version.ts';
import { notBuilt } from './page.ts';

const ExportParams = z.object({ id: z.string() });
const SvgQuery = z.object({ theme: z.enum(['light', 'dark']).default('light') });

const { 'dns.json': dnsJson, ...oneDotForms } = traceForms;

/** A picture opened by itself runs nothing and loads nothing. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export const exportRoutes: FastifyPluginAsyncZod<Services> = async (
  app,
  { store, words, svg, pageDirectory, publicUrl },
) => {
  app.get('/t/:id.json', { schema: { params: ExportParams } }, async (request, reply) => {
    // The router gives this route what ends in `.dns.json`, too.
    const [, id] = /^(.*)\.dns$/su.exec(request.params.id) ?? [];
    if (id !== undefined) return sendForm(request, reply, { id, suffix: 'dns.json', form: dnsJson });
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

  for (const [suffix, form] of Object.entries(oneDotForms)) {
    app.get(`/t/:id.${suffix}`, { schema: { params: ExportParams } }, async (request, reply) =>
      sendForm(request, reply, { id: request.params.id, suffix, form }),
    );
  }

  app.get('/t/:id.html', { schema: { params: ExportParams } }, async (request, reply) => {
    const { id } = existingTrace(store, request.params.id);
    const assets = await readPageAssets(pageDirectory);
    if (!assets) throw notBuilt();
    const { policy, ...form } = htmlFormWith(assets);
    reply.header('content-security-policy', policy);
    return sendForm(request, reply, { id, suffix: 'html', form });
  });

  function sendForm(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: { id: string; suffix: string; form: TraceForm },
  ): FastifyReply {
    const trace = existingTrace(store, wanted.id);
    const { suffix, form } = wanted;
    const state = stateOf(store, trace);
    const written = form.write({
      state,
      events: store.eventsAfter(trace.id, -1),
      permalink: {
        origin: publicUrl ?? `${request.protocol}://${request.host}`,
        id: trace.id,
        pictureVersion: programVersion,
      },
    });
    return reply
      .header('cache-control', trace.ended ? 'no-cache' : 'no-store')
      .header('content-disposition', `${form.disposition}; filename="${fileName(state, suffix)}"`)
      .type(form.mediaType)
      .send(typeof written === 'string' ? written : Buffer.from(written));
  }
};
