// An exchange over real UDP and TCP sockets: the Internet's, or the lab's on loopback.
import type { CancelSignal, Exchange, ExchangeOutcome } from '@delegraph/model';
import { tcpExchange } from './tcp.ts';
import { udpExchange } from './udp.ts';

export interface SocketAddress {
  host: string;
  port: number;
}

/** Where packets for a declared address really go, and which declared addresses may be asked. */
export interface AddressMap {
  endpointOf: (address: string) => SocketAddress;
  /** Judged on the declared address, before it is mapped, and nowhere else. */
  allowTarget: (address: string) => boolean;
}

/** An exchange that sends each packet to its mapped address, from a fresh socket. */
export function socketExchange({ endpointOf, allowTarget }: AddressMap): Exchange {
  return async (request, signal: CancelSignal): Promise<ExchangeOutcome> => {
    if (!allowTarget(request.address)) return { kind: 'forbidden' };
    const endpoint = endpointOf(request.address);
    return request.transport === 'udp'
      ? udpExchange(endpoint, request, signal)
      : tcpExchange(endpoint, request, signal);
  };
}
