// Where this server is for others: in permalinks, cards and snippets.
import type { FastifyRequest } from 'fastify';

/** The origin, without a final slash: PUBLIC_URL, or what the request was sent to. */
export function originOf(request: FastifyRequest, publicUrl: string | null): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}
