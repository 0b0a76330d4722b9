// What a client may want to know before it asks for a trace.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Services } from '../services.ts';

const Profiles = z.object({
  profiles: z.array(
    z.object({
      name: z.string(),
      /** The resolvers that its traces can be compared with, by name. */
      resolvers: z.array(z.string()),
    }),
  ),
});

const SharingHere = z.object({
  /** Whether `GET /api/names/{name}/traces` tells of the traces of a name. */
  listsNames: z.boolean(),
  /** Whether `POST /api/traces` takes event logs. */
  takesUploads: z.boolean(),
  /** Where to tell of what went wrong here: a `mailto:` or `https:` address; null where none is known. */
  reportTo: z.string().nullable(),
});

const TransferProof = z.object({
  /** The name of the TXT record, relative to the zone. */
  owner: z.string(),
  /** What it must hold. */
  text: z.string(),
});

export const askingRoutes: FastifyPluginAsyncZod<Services> = async (
  app,
  { profiles, resolvers, sharing, transferProofOf },
) => {
  app.get('/api/profiles', { schema: { response: { 200: Profiles } } }, async () => ({
    profiles: profiles.map((name) => ({ name, resolvers: resolvers.namesOf(name) })),
  }));

  app.get('/api/sharing', { schema: { response: { 200: SharingHere } } }, async () => ({
    listsNames: sharing.history,
    takesUploads: sharing.uploads,
    reportTo: sharing.reportTo,
  }));

  app.get('/api/transfer-proof', { schema: { response: { 200: TransferProof } } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return { owner: '_delegraph', text: transferProofOf(request.ip) };
  });
};
