// The token that was returned when a trace was started: who has it decides how long the trace stays.
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem.ts';

/** The token of a request, from its Authorization header (RFC 6750) or else from its query; empty when there is none. */
export function deleteTokenOf({ headers }: FastifyRequest, query: string | undefined): string {
  return /^Bearer\s+(\S+)$/iu.exec(headers.authorization ?? '')?.[1] ?? query ?? '';
}

export function wrongToken(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'wrong-delete-token',
    title: 'Not yours to delete',
    detail: 'Only the delete token that was returned when the trace was started can delete or keep it.',
  });
}
