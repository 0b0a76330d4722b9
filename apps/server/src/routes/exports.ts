// A trace in other formats, at its permalink with a suffix.
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RENDERER_VERSION } from '@delegraph/diagram';
import { fileName } from '@delegraph/report';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { readPageAssets } from '../page-assets.ts';
import { ProblemError } from '../problem.ts';
import { flag } from '../query-flag.ts';
import { originOf } from '../public-address.ts';
import { sendOctets } from '../send-octets.ts';
import { documentOf, existingTrace, markUploaded, readLog, stateAfter, stateOf } from '../stored-trace.ts';
import { type TraceForm, htmlFormWith, traceForms } from '../trace-forms.ts';
import { notBuilt } from './page.ts';

const EXPORT = {
  params: z.object({ id: z.string() }),
  querystring: z.object({ addresses: flag.default(true), ascii: flag.default(false) }),
};

const { 'dns.json': dnsJson, ...oneDotForms } = traceForms;

export const exportRoutes: FastifyPluginAsyncZod<Services> = async (
  app,
  { store, words, pageDirectory, publicUrl },
) => {
  app.get('/t/:id.json', { schema: EXPORT }, async (request, reply) => {
    if (!request.query.addresses) throw notDiscreet();
    // The router gives this route what ends in `.dns.json`, too.
    const [, id] = /^(.*)\.dns$/su.exec(request.params.id) ?? [];
    if (id !== undefined) return sendForm(request, reply, { id, suffix: 'dns.json', form: dnsJson });
    const trace = existingTrace(store, request.params.id);
    reply.header('cache-control', trace.ended ? 'no-cache' : 'no-store');
    return { ...documentOf(trace.id, stateOf(store, trace), words), logSha256: trace.logSha256 };
  });

  for (const [suffix, form] of Object.entries(oneDotForms)) {
    app.get(`/t/:id.${suffix}`, { schema: EXPORT }, async (request, reply) => {
      const { addresses, ascii: asciiOnly } = request.query;
      if (!addresses && !DISCREET_FORMS.has(suffix)) throw notDiscreet();
      return sendForm(request, reply, { id: request.params.id, suffix, form, addresses, asciiOnly });
    });
  }

  app.get('/t/:id.html', { schema: EXPORT }, async (request, reply) => {
    if (!request.query.addresses) throw notDiscreet();
    const { id } = existingTrace(store, request.params.id);
    const assets = await readPageAssets(join(pageDirectory, 'saved'));
    if (!assets) throw notBuilt();
    const { policy, ...form } = htmlFormWith(assets);
    reply.header('content-security-policy', policy);
    return sendForm(request, reply, { id, suffix: 'html', form });
  });

  function sendForm(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: { id: string; suffix: string; form: TraceForm; addresses?: boolean; asciiOnly?: boolean },
  ): FastifyReply {
    const trace = existingTrace(store, wanted.id);
    const { suffix, form, addresses = true, asciiOnly = false } = wanted;
    const log = readLog(store, trace.id);
    const state = stateAfter(trace, log);
    const written = form.write({
      state,
      events: log.events,
      addresses,
      asciiOnly,
      permalink: {
        origin: originOf(request, publicUrl),
        id: trace.id,
        pictureVersion: String(RENDERER_VERSION),
      },
    });
    markUploaded(reply, trace);
    reply
      .header('cache-control', trace.ended ? 'no-cache' : 'no-store')
      .header('content-disposition', `${form.disposition}; filename="${fileName(state, suffix)}"`)
      .type(form.mediaType);
    // No date: the trace stays as it is, but a newer program may write it in other words.
    return sendOctets(request, reply, Buffer.from(written), null);
  }
};

/** The forms for people, which can do without addresses; the others are the whole of what was heard. */
const DISCREET_FORMS: ReadonlySet<string> = new Set(['txt', 'md', 'mmd', 'dot']);

function notDiscreet(): ProblemError {
  return new ProblemError({
    status: 400,
    code: 'bad-request',
    title: 'Bad request',
    detail: `addresses: this form always has all of them; .txt, .md, .mmd, .dot and pictures can do without.`,
  });
}
