// What an error of a socket says: that the network refuses, or that this machine could not send.
import type { ExchangeOutcome } from '@delegraph/model';
import { markOf } from './loop-watch.ts';

/** Files, ports, buffers or memory have run out: nothing is known of the server. */
const OUR_OWN = new Set(['EMFILE', 'ENFILE', 'EADDRINUSE', 'ENOBUFS', 'ENOMEM']);

/** `lateByMs` of the time may be our own. */
export function outcomeOfError(
  error: NodeJS.ErrnoException,
  elapsedMs: number,
  lateByMs: number,
): ExchangeOutcome {
  const detail = error.code ?? error.message;
  if (OUR_OWN.has(detail)) return { kind: 'no-socket', detail };
  return { kind: 'unreachable', elapsedMs, ...markOf(lateByMs), detail };
}
