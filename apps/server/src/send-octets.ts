// Octets with a validator, as HTTP wants them sent: conditional requests and ranges. RFC 9110 sections 13 and 14.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers with `octets`, or 304, 206 or 416. The caller sets the type and what caches may do. */
export function sendOctets(
  request: FastifyRequest,
  reply: FastifyReply,
  octets: Buffer,
  modifiedAt: Date | null,
): FastifyReply {
  const etag = `"${createHash('sha256').update(octets).digest('base64url').slice(0, 22)}"`;
  reply.header('etag', etag).header('accept-ranges', 'bytes');
  if (modifiedAt) reply.header('last-modified', modifiedAt.toUTCString());
  if (isUnchanged(request, etag, modifiedAt)) return reply.code(304).send();

  const range = request.method === 'GET' ? rangeOf(request, octets.length, etag, modifiedAt) : null;
  if (range === null) return reply.send(octets);
  if (range === 'unsatisfiable')
    return reply.code(416).header('content-range', `bytes */${octets.length}`).send();
  const { first, last } = range;
  reply.code(206).header('content-range', `bytes ${first}-${last}/${octets.length}`);
  return reply.send(octets.subarray(first, last + 1));
}

function isUnchanged({ headers }: FastifyRequest, etag: string, modifiedAt: Date | null): boolean {
  const known = headers['if-none-match'];
  if (known !== undefined)
    return known === '*' || known.split(',').some((each) => each.trim().replace(/^W\//u, '') === etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  // HTTP dates have no milliseconds.
  return modifiedAt !== null && Math.floor(modifiedAt.getTime() / 1000) * 1000 <= since;
}

/** The one range that is asked for; null for the whole, which several ranges and malformed ones get too. */
function rangeOf({ headers }: FastifyRequest, length: number, etag: string, modifiedAt: Date | null) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/u.exec(headers.range ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag && condition !== modifiedAt?.toUTCString()) return null;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (first >= length || (from === '' && Number(to) === 0)) return 'unsatisfiable';
  return first > last ? null : { first, last };
}
