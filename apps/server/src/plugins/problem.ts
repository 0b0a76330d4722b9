// Every error as RFC 9457 problem details: what the client can mend with its reason, our own faults without details.
import { STATUS_CODES } from 'node:http';
import { TraceInputError } from '@delegraph/tracer';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { problemPath } from '../problem-book.ts';
import { type ProblemDetails, ProblemError } from '../problem.ts';

/** Problem details plus members of its own: RFC 9457 3.2. */
type Problem = ProblemDetails & Record<string, unknown>;

export const problems = fastifyPlugin(async (app) => {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => sendProblem(notFound(request), request, reply));
});

/** The answer to an error; also for those that Fastify finds before any route. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(problemOf(error, request), request, reply);
}

/** Answers with problem details. */
function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, title, detail, retryAfterSeconds, ...others } = problem;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: problemPath(code),
        title,
        status,
        detail,
        instance: request.url.replace(/\?.*$/su, ''),
        code,
        ...others,
      }),
    );
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof ProblemError) return { ...error.problem };
  if (error instanceof TraceInputError) {
    const { code, message: detail, suggestion } = error;
    return { status: 400, code, title: 'This cannot be asked', detail, ...(suggestion && { suggestion }) };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message = '' }) => ({
      pointer: instancePath,
      detail: message,
    }));
    const detail = errors.map(
      ({ pointer, detail }) => `${pointer.slice(1).replaceAll('/', '.') || 'The request'}: ${detail}`,
    );
    return {
      status: 400,
      code: 'bad-request',
      title: 'Bad request',
      detail: `${detail.join('. ')}.`,
      errors,
    };
  }
  // Fastify's own refusals: no JSON, too long a body, an unknown media type.
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return {
      status,
      code: 'bad-request',
      title: STATUS_CODES[status] ?? 'Bad request',
      detail: error.message,
    };
  }
  request.log.error({ err: error }, 'a request failed');
  return {
    status: 500,
    code: 'internal-error',
    title: 'Something broke on the server',
    detail: `The log of the server has the details under request ${request.id}.`,
    requestId: request.id,
  };
}

function notFound({ method, url }: FastifyRequest): Problem {
  const detail = `There is nothing at ${method} ${url.replace(/\?.*$/su, '')}.`;
  return { status: 404, code: 'not-found', title: 'Not found', detail };
}
