// The network without sockets and without the servers' work: each reply is made once and then replayed, after the same delay.
// What is left to measure is the tracer.
import { type ZoneTree, respond } from '@delegraph/lab';
import type { Exchange } from '@delegraph/model';
import { systemClock } from '@delegraph/tracer';

const HEADER_OCTETS = 12;
const TYPE_AND_CLASS_OCTETS = 4;
const ID_OCTETS = 2;

/** What the server of an address replies to a query; null when it is silent. */
export type Replies = (address: string, transport: 'udp' | 'tcp', query: Uint8Array) => Uint8Array | null;

/** The replies of the servers of `tree`, each made for whoever first sends its question. */
export function replayedReplies(tree: ZoneTree): Replies {
  const replies = new Map<string, Uint8Array | null>();
  return (address: string, transport: 'udp' | 'tcp', packet: Uint8Array): Uint8Array | null => {
    const end = endOfQuestion(packet);
    const question = Buffer.from(packet.buffer, packet.byteOffset + HEADER_OCTETS, end - HEADER_OCTETS);
    const hasEdns = packet.length > end;
    const key = `${address} ${transport} ${hasEdns} ${question.toString('latin1').toLowerCase()}`;
    let model = replies.get(key);
    if (model === undefined) {
      const reaction = respond(tree, address, transport, packet);
      model = (reaction?.kind === 'replies' ? reaction.replies[0]?.packet : null) ?? null;
      replies.set(key, model);
    }
    if (model === null) return null;
    const reply = Buffer.from(model);
    reply.set(packet.subarray(0, ID_OCTETS));
    reply.set(question, HEADER_OCTETS);
    return reply;
  };
}

/** An exchange with the servers of `tree`. A server that is silent lets each try time out. */
export function replayExchange(tree: ZoneTree, roundTripMs: (address: string) => number): Exchange {
  const replyTo = replayedReplies(tree);
  return async ({ address, transport, packet, timeoutMs, objection }, signal) => {
    const startMs = performance.now();
    const elapsed = () => performance.now() - startMs;
    const reply = replyTo(address, transport, packet);
    if (reply) {
      await systemClock.sleep(roundTripMs(address), signal);
      const found = objection(reply);
      if (found === null) return { kind: 'reply', packet: reply, elapsedMs: elapsed(), ignored: [] };
      throw new Error(`A replayed reply of ${address} is none to the question: ${found}.`);
    }
    await systemClock.sleep(timeoutMs, signal);
    return { kind: 'timeout', elapsedMs: elapsed(), ignored: [] };
  };
}

/** Where the question of a query ends. RFC 1035 4.1.2: the names in queries are not compressed. */
export function endOfQuestion(packet: Uint8Array): number {
  let offset = HEADER_OCTETS;
  while (packet[offset]! > 0) offset += 1 + packet[offset]!;
  return offset + 1 + TYPE_AND_CLASS_OCTETS;
}
