// Sending one packet from the thread this is called in, and waiting for its reply there.
import type { CancelSignal, ExchangeOutcome, ExchangeRequest } from '@delegraph/model';
import type { LoopWatch } from './loop-watch.ts';
import { tcpExchange } from './tcp.ts';
import { udpExchange } from './udp.ts';

export interface SocketAddress {
  host: string;
  port: number;
}

/** Sends `request` to `endpoint`, whatever address it names, and waits for its end. Rejects only with the signal's reason. */
export type Send = (
  endpoint: SocketAddress,
  request: ExchangeRequest,
  signal: CancelSignal,
) => Promise<ExchangeOutcome>;

/** A `Send` whose times are as good as this thread's event loop is free; `watch` says of which ones it was not. */
export function sendFromHere(watch: LoopWatch): Send {
  return (endpoint, request, signal) => {
    const exchange = request.transport === 'udp' ? udpExchange : tcpExchange;
    return exchange(endpoint, request, signal, watch);
  };
}
