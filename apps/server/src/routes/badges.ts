// Badges: how the last stored trace of a name came out, in a word. Asking for one never starts a trace.
import { lightTheme } from '@delegraph/diagram';
import { makeBadge } from 'badge-maker';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { type FoundTrace, createTraceLookup } from '../trace-lookup.ts';
import { sendOctets } from '../send-octets.ts';
import { counted } from '../trace-summary.ts';

const LABEL = 'delegation';
const CACHE_SECONDS = 300;

const BadgeParams = z.object({ name: z.string() });
const BadgeQuery = z.object({
  type: z
    .string()
    .max(20)
    .transform((text) => text.toUpperCase())
    .optional(),
  profile: z.enum(['internet', 'lab']).default('internet'),
});

/** Of the endpoint schema of shields.io. */
interface Badge {
  message: string;
  /** Hexadecimal, without a number sign. */
  color: string;
  isError: boolean;
}

export const badgeRoutes: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const lookup = createTraceLookup(services);
  const schema = { params: BadgeParams, querystring: BadgeQuery };

  app.get('/badge/:name.svg', { schema }, async (request, reply) => {
    const { type, profile } = request.query;
    const badge = badgeOf(lookup.newestOf(lookup.nameOf(request.params.name), profile, type));
    setHeaders(reply).type('image/svg+xml; charset=utf-8');
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    const svg = makeBadge({ label: LABEL, message: badge.message, color: badge.color });
    return sendOctets(request, reply, Buffer.from(svg), null);
  });

  app.get('/badge/:name.json', { schema }, async (request, reply) => {
    const { type, profile } = request.query;
    const { message, color, isError } = badgeOf(
      lookup.newestOf(lookup.nameOf(request.params.name), profile, type),
    );
    setHeaders(reply);
    return { schemaVersion: 1, label: LABEL, message, color, isError, cacheSeconds: CACHE_SECONDS };
  });
};

function setHeaders(reply: FastifyReply): FastifyReply {
  return reply
    .header('cache-control', `public, max-age=${CACHE_SECONDS}`)
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*');
}

/** The word says what the colour says. */
function badgeOf(found: FoundTrace | null): Badge {
  if (!found) return { message: 'not traced', color: hex('skipped'), isError: false };
  const { summary } = found;
  if (!summary) return { message: 'unknown', color: hex('skipped'), isError: true };
  const { tone, outcome, errors, warnings } = summary;
  if (tone === 'error')
    return { message: counted(errors, 'error') || 'does not resolve', color: hex('error'), isError: true };
  if (errors > 0) return { message: counted(errors, 'error'), color: hex('error'), isError: false };
  if (warnings > 0) return { message: counted(warnings, 'warning'), color: hex('warning'), isError: false };
  // That there is no such record is no fault of the delegation.
  return tone === 'ok' || outcome === 'nodata'
    ? { message: 'OK', color: hex('ok'), isError: false }
    : { message: 'not finished', color: hex('skipped'), isError: false };
}

function hex(token: 'ok' | 'warning' | 'error' | 'skipped'): string {
  return lightTheme[token].slice(1);
}
