// What an error of a socket says: that the network refuses, or that this machine could not send.
import type { ExchangeOutcome } from '@delegraph/model';

/** Files, ports, buffers or memory have run out: nothing is known of the server. */
const OUR_OWN = new Set(['EMFILE', 'ENFILE', 'EADDRINUSE', 'ENOBUFS', 'ENOMEM']);

export function outcomeOfError(error: NodeJS.ErrnoException, elapsedMs: number): ExchangeOutcome {
  const detail = error.code ?? error.message;
  return OUR_OWN.has(detail) ? { kind: 'no-socket', detail } : { kind: 'unreachable', elapsedMs, detail };
}
