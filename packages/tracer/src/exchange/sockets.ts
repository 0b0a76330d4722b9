// An exchange over real UDP and TCP sockets: the Internet's, or the lab's on loopback.
import type { CancelSignal, Exchange, ExchangeOutcome } from '@delegraph/model';
import { LoopWatch } from './loop-watch.ts';
import { type Send, type SocketAddress, sendFromHere } from './send.ts';

/** Where packets for a declared address really go, and which declared addresses may be asked. */
export interface AddressMap {
  endpointOf: (address: string) => SocketAddress;
  /** Judged on the declared address, before it is mapped, and nowhere else. */
  allowTarget: (address: string) => boolean;
}

/** An exchange that sends each packet to its mapped address, from a fresh socket. `send` is that of a `SocketThread` where
 *  other work must not make replies look late; absent, the packets are sent from this thread. */
export function socketExchange(
  { endpointOf, allowTarget }: AddressMap,
  send: Send = sendFromHere(new LoopWatch()),
): Exchange {
  return async (request, signal: CancelSignal): Promise<ExchangeOutcome> => {
    if (!allowTarget(request.address)) return { kind: 'forbidden' };
    return send(endpointOf(request.address), request, signal);
  };
}
