// A page per fault: what the code means, when it is reported, and what to do. Links in incident reports lead here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { type FaultPicture, faultHtml, faultIndexHtml, unknownFaultHtml } from '../fault-page.ts';
import { sendHtml } from '../send-html.ts';
import type { Services } from '../services.ts';

export const faultRoutes: FastifyPluginAsync<Services> = async (app, { faults, pageDirectory }) => {
  const pictures = picturesIn(join(pageDirectory, 'faults'));
  // They change with the program only.
  const index = faultIndexHtml(faults);
  const pages = new Map(
    faults.flatMap((family) =>
      family.faults.map((fault) => [fault.code, faultHtml(fault, family, pictures[fault.code] ?? null)]),
    ),
  );

  app.get('/faults', async (_request, reply) => sendHtml(reply, index));
  app.get('/faults/', async (_request, reply) => reply.redirect('/faults'));
  app.get<{ Params: { code: string } }>('/faults/:code', async (request, reply) => {
    const page = pages.get(request.params.code);
    return page === undefined ? sendHtml(reply.code(404), unknownFaultHtml()) : sendHtml(reply, page);
  });
};

/** What the build drew. Without a build the pages have no pictures. */
function picturesIn(directory: string): Readonly<Record<string, FaultPicture>> {
  const file = join(directory, 'pictures.json');
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, FaultPicture>;
}
