// A lab as an `Exchange` without sockets: the same replies, in the time of whatever clock it is given.
import type { CancelSignal, Clock, Exchange, ExchangeOutcome, ExchangeRequest } from '@delegraph/model';
import { distanceMs } from './distance.ts';
import { type Loss, lossCounter, lossyLine } from './loss.ts';
import { type LabReply, type Reaction, respond } from './respond.ts';
import type { ZoneTree } from './zone-tree.ts';

export interface MemoryNetworkSetup {
  clock: Clock;
  /** One way to an address, in milliseconds. Absent: between 4 and 30, always the same for the same address. */
  latencyMs?: (address: string) => number;
  /** Throw when an address is asked at which the tree has no server. Absent: such an address is silent. */
  strict?: boolean;
  /** How the line to all servers loses datagrams. TCP sends again what is lost. Absent: it loses none. */
  loss?: Loss;
}

export interface MemoryNetwork {
  exchange: Exchange;
  /** Every packet that was sent, in order. Grows with the exchanges. */
  sent: readonly SentPacket[];
}

export interface SentPacket {
  atMs: number;
  address: string;
  transport: 'udp' | 'tcp';
  packet: Uint8Array;
}

/** A network in which only the servers of the tree live. */
export function memoryNetwork(tree: ZoneTree, setup: MemoryNetworkSetup): MemoryNetwork {
  const { clock, latencyMs = distanceMs, strict = false } = setup;
  const sent: SentPacket[] = [];
  const loses = lossCounter();
  const isLostOnLine = setup.loss ? lossyLine(setup.loss) : () => false;

  async function exchange(request: ExchangeRequest, signal: CancelSignal): Promise<ExchangeOutcome> {
    if (signal.aborted) throw signal.reason;
    const { address, transport, packet } = request;
    sent.push({ atMs: clock.nowMs(), address, transport, packet });
    const reaction = respond(tree, address, transport, packet);
    if (!reaction && strict)
      throw new Error(`A query nobody declared: ${address} is in no zone of the tree.`);
    const isLost =
      (transport === 'udp' && isLostOnLine()) ||
      (reaction?.kind === 'replies' && loses(address, packet, reaction.losesFirst));
    return receive(request, isLost ? null : reaction, { clock, roundTripMs: 2 * latencyMs(address), signal });
  }
  return { exchange, sent };
}

interface Wait {
  clock: Clock;
  roundTripMs: number;
  signal: CancelSignal;
}

async function receive(
  request: ExchangeRequest,
  reaction: Reaction | null,
  wait: Wait,
): Promise<ExchangeOutcome> {
  const { clock, signal, roundTripMs } = wait;
  const startMs = clock.nowMs();
  const elapsed = () => clock.nowMs() - startMs;
  const waitUntil = (atMs: number) =>
    clock.sleep(Math.max(0, Math.min(atMs, request.timeoutMs) - elapsed()), signal);
  const ignored: string[] = [];

  if (reaction && reaction.kind !== 'replies') {
    // Only a connected socket hears that nothing listens there.
    const isHeard =
      (request.transport === 'tcp' || request.socket === 'connected') && roundTripMs < request.timeoutMs;
    await waitUntil(isHeard ? roundTripMs : request.timeoutMs);
    if (isHeard) return { kind: 'unreachable', elapsedMs: elapsed(), detail: 'ECONNREFUSED' };
    return { kind: 'timeout', elapsedMs: elapsed(), ignored };
  }

  // TCP spends its first round trip on connecting.
  const travelMs = request.transport === 'tcp' ? 2 * roundTripMs : roundTripMs;
  const replies = (reaction?.replies ?? []).toSorted((a, b) => a.delayMs - b.delayMs);
  for (const reply of replies) {
    if (travelMs + reply.delayMs >= request.timeoutMs) break;
    await waitUntil(travelMs + reply.delayMs);
    const objection = objectionTo(reply, request);
    if (objection === null) return { kind: 'reply', packet: reply.packet, elapsedMs: elapsed(), ignored };
    if (objection !== UNSEEN) ignored.push(objection);
  }
  await waitUntil(request.timeoutMs);
  return { kind: 'timeout', elapsedMs: elapsed(), ignored };
}

const UNSEEN = '';

function objectionTo(reply: LabReply, request: ExchangeRequest): string | null {
  if (reply.fromAddress !== undefined) {
    return request.socket === 'connected' ? UNSEEN : `reply from ${reply.fromAddress} ignored`;
  }
  return request.objection(reply.packet);
}
