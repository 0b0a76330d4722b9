// What a recursive resolver says to a question: asked beside a trace, never a part of one.
import type { FailureReason } from './events.ts';
import type { Message } from './message.ts';

/** A resolver as the operator configured it. */
export interface Resolver {
  /** What it is called: `Quad9`, `system`. */
  name: string;
  address: string;
  port: number;
}

/** What came of asking one resolver. */
export interface ResolverReply {
  resolver: Resolver;
  /** When the first packet left, ISO 8601, UTC. */
  askedAt: string;
  /** From the first packet to the reply, or to giving up. */
  elapsedMs: number;
  result: ResolverResult;
}

/** `not-asked`: this machine could not send, and nothing is known of the resolver; `detail` is the system's code. */
export type ResolverResult =
  | { kind: 'replied'; transport: 'udp' | 'tcp'; message: Message }
  | { kind: 'failed'; reason: FailureReason }
  | { kind: 'not-asked'; detail: string };
