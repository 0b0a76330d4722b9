// A request that is refused for a reason the client can act on. RFC 9457.
import type { ProblemCode } from './problem-book.ts';

export interface ProblemDetails {
  status: number;
  /** Stable, for programs: `trace-unknown`. */
  code: ProblemCode;
  /** A headline for people. */
  title: string;
  /** A sentence: what came, what was expected, what to do. */
  detail: string;
  /** Sent as Retry-After. */
  retryAfterSeconds?: number;
}

/** Becomes the answer, by plugins/problem.ts. */
export class ProblemError extends Error {
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}
