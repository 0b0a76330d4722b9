// Sends a page that is made anew with every version of the program.
import type { FastifyReply } from 'fastify';

/** Any status that was set stays. */
export function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
}
