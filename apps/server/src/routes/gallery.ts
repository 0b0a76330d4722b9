// The scenarios of the lab that the empty page offers.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Services } from '../services.ts';

const Gallery = z.object({
  scenarios: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      title: z.string(),
      sentence: z.string(),
      kind: z.string(),
    }),
  ),
});

export const galleryRoutes: FastifyPluginAsyncZod<Services> = async (app, { gallery }) => {
  app.get('/api/gallery', { schema: { response: { 200: Gallery } } }, async () => ({
    scenarios: [...gallery],
  }));
};
