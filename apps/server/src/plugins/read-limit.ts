// How much one client may read of stored traces: each read takes a log apart, and some draw it.
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { type LimitedAct, createClientLimits } from '../client-limits.ts';

const READING: LimitedAct = {
  code: 'too-many-reads',
  title: 'Too many reads',
  windows: [{ allowed: 120, lengthMs: 60_000, words: 'minute' }],
  act: 'read',
  counted: 'traces, pictures or other forms of them',
};

// The page itself is not among them: it is what tells a person that something was refused. Nor are live streams, which have a
// limit of their own, and who is told how long a trace stays.
const READS: readonly RegExp[] = [
  /^\/t\/:id\.\w+$/u,
  /^\/t\/:id\/card\.png$/u,
  /^\/api\/traces\/:id(?:\/log)?$/u,
  /^\/(?:api\/)?compare\/:a\/:b(?:\.\w+)?$/u,
  /^\/api\/names\//u,
  /^\/(?:d|badge)\//u,
  /^\/oembed$/u,
];

/** Refuses reads of a client that has had its share, with 429 and Retry-After. */
export const readLimit = fastifyPlugin<{ nowMs: () => number }>(async (app, { nowMs }) => {
  const limits = createClientLimits(nowMs, READING);
  app.addHook('onRequest', async (request) => {
    if (isRead(request)) limits.admit(request.ip);
  });
});

function isRead({ method, routeOptions }: FastifyRequest): boolean {
  const { url = '' } = routeOptions;
  return (method === 'GET' || method === 'HEAD') && !PAGES.has(url) && READS.some((route) => route.test(url));
}

const PAGES: ReadonlySet<string> = new Set(['/compare/:a/:b', '/d/:name']);
