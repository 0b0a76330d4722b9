// A lab on real sockets: each declared address is one port on loopback, or itself, for UDP and TCP alike.
import { type Socket as UdpSocket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Server, type Socket, createServer } from 'node:net';
import { type LossCounter, lossCounter } from './loss.ts';
import { type LabReply, closedAt, respond } from './respond.ts';
import type { ServedZone, ZoneTree } from './zone-tree.ts';

export interface LabServer {
  /** Where the server of a declared address listens. For an address that is closed: a port where nothing answers.
   *  Undefined for an address that is in no zone of the tree. */
  endpointOf(address: string): Endpoint | undefined;
  /** Closes every socket and forgets replies still to be sent. */
  close(): Promise<void>;
}

export interface Endpoint {
  host: string;
  port: number;
}

const HOST = '127.0.0.1';
const MAX_BIND_TRIES = 20;
const TCP_IDLE_MS = 10_000;
const MAX_TCP_CONNECTIONS_PER_ADDRESS = 128;
const LENGTH_OCTETS = 2;

/** Serves the tree until `close()`. Needs no privileges. `latencyMs`, one way to an address, gives loopback some distance;
 *  without it replies are sent at once but for declared delays. With `port`, each declared address is listened on itself,
 *  at that port: for a network of its own, in which this machine has those addresses. */
export async function serveLab(
  tree: ZoneTree,
  {
    latencyMs = () => 0,
    port = null,
  }: { latencyMs?: (address: string) => number; port?: number | null } = {},
): Promise<LabServer> {
  const run = new LabRun(tree, latencyMs, port);
  try {
    await run.open();
  } catch (error) {
    await run.close();
    throw error;
  }
  return run;
}

/** The open sockets of one lab and the replies waiting to be sent. */
class LabRun implements LabServer {
  #tree: ZoneTree;
  #latencyMs: (address: string) => number;
  /** Null: any port of loopback. */
  #port: number | null;
  #loses: LossCounter = lossCounter();
  #endpoints = new Map<string, Endpoint>();
  #datagramSockets = new Set<UdpSocket>();
  #listeners = new Set<Server>();
  #connections = new Set<Socket>();
  #timers = new Set<NodeJS.Timeout>();
  /** Sends the replies that come from a wrong source. */
  #strangerSocket: UdpSocket = createSocket('udp4');

  constructor(tree: ZoneTree, latencyMs: (address: string) => number, port: number | null) {
    this.#tree = tree;
    this.#latencyMs = latencyMs;
    this.#port = port;
  }

  endpointOf(address: string): Endpoint | undefined {
    return this.#endpoints.get(address);
  }

  async open(): Promise<void> {
    this.#datagramSockets.add(this.#strangerSocket);
    this.#strangerSocket.on('error', ignoreError);
    this.#strangerSocket.bind(0, HOST);
    await once(this.#strangerSocket, 'listening');
    for (const [address, served] of this.#tree.hosts) {
      const host = this.#port === null ? HOST : address;
      this.#endpoints.set(address, { host, port: await this.#openPair(address, host, served) });
    }
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    for (const connection of this.#connections) connection.destroy();
    const listeners = Array.from(this.#listeners, (listener) => closed(listener));
    const sockets = Array.from(this.#datagramSockets, (socket) => closed(socket));
    this.#listeners.clear();
    this.#datagramSockets.clear();
    await Promise.all([...listeners, ...sockets]);
  }

  /** TCP first, because its free ports are harder to come by; then UDP at the same number. */
  async #openPair(address: string, host: string, served: readonly ServedZone[]): Promise<number> {
    // Where nobody else takes ports, none needs to be held against them.
    if (this.#port !== null && closedAt(served) === 'all') return this.#port;
    for (let attempt = 1; ; attempt += 1) {
      const listener = await this.#listen(address, host);
      const port = portOf(listener);
      try {
        await this.#bind(address, { host, port }, closedAt(served) === 'all');
      } catch (error) {
        this.#listeners.delete(listener);
        await closed(listener);
        if (attempt === MAX_BIND_TRIES || !isAddressInUse(error)) throw error;
        continue;
      }
      if (closedAt(served) !== 'nothing') {
        this.#listeners.delete(listener);
        await closed(listener);
      }
      return port;
    }
  }

  async #listen(address: string, host: string): Promise<Server> {
    const listener = createServer((connection) => this.#accept(connection, address));
    listener.maxConnections = MAX_TCP_CONNECTIONS_PER_ADDRESS;
    listener.listen(this.#port ?? 0, host);
    await once(listener, 'listening');
    listener.on('error', ignoreError);
    this.#listeners.add(listener);
    return listener;
  }

  async #bind(address: string, { host, port }: Endpoint, isClosed: boolean): Promise<void> {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.bind(port, host);
    try {
      await once(socket, 'listening');
      if (isClosed) {
        // A socket that is its own peer: it keeps the number from others, and the system refuses whatever they send.
        socket.connect(port, host);
        await once(socket, 'connect');
      }
    } catch (error) {
      await closed(socket);
      throw error;
    }
    this.#datagramSockets.add(socket);
    socket.on('error', ignoreError);
    socket.on('message', (packet, peer) => {
      for (const reply of this.#repliesTo(address, 'udp', packet)) {
        const from = reply.fromAddress === undefined ? socket : this.#strangerSocket;
        // The asker may be gone: what becomes of a datagram is not our concern.
        this.#after(reply.delayMs, () => from.send(reply.packet, peer.port, peer.address, ignoreError));
      }
    });
  }

  #accept(connection: Socket, address: string): void {
    this.#connections.add(connection);
    connection.on('close', () => this.#connections.delete(connection));
    connection.on('error', ignoreError);
    connection.setTimeout(TCP_IDLE_MS, () => connection.destroy());
    let pending = Buffer.alloc(0);
    connection.on('data', (chunk: Buffer) => {
      const { messages, rest } = messagesIn(Buffer.concat([pending, chunk]));
      pending = rest;
      for (const message of messages) {
        for (const reply of this.#repliesTo(address, 'tcp', message)) {
          this.#after(reply.delayMs, () => {
            if (connection.writable) connection.write(framed(reply.packet));
          });
        }
      }
    });
  }

  #repliesTo(address: string, transport: 'udp' | 'tcp', packet: Uint8Array): readonly LabReply[] {
    const reaction = respond(this.#tree, address, transport, packet);
    if (reaction?.kind !== 'replies' || this.#loses(address, packet, reaction.losesFirst)) return [];
    const roundTripMs = 2 * this.#latencyMs(address);
    return reaction.replies.map((reply) => ({ ...reply, delayMs: reply.delayMs + roundTripMs }));
  }

  #after(delayMs: number, send: () => void): void {
    if (delayMs === 0) {
      send();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      send();
    }, delayMs);
    this.#timers.add(timer);
  }
}

/** Complete messages, each behind its length in two octets (RFC 1035 4.2.2), and what is left. */
function messagesIn(stream: Buffer<ArrayBuffer>): { messages: Uint8Array[]; rest: Buffer<ArrayBuffer> } {
  const messages: Uint8Array[] = [];
  let rest = stream;
  while (rest.length >= LENGTH_OCTETS) {
    const end = LENGTH_OCTETS + rest.readUInt16BE(0);
    if (rest.length < end) break;
    messages.push(rest.subarray(LENGTH_OCTETS, end));
    rest = rest.subarray(end);
  }
  return { messages, rest };
}

function framed(packet: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_OCTETS);
  length.writeUInt16BE(packet.length, 0);
  return Buffer.concat([length, packet]);
}

function portOf(listener: Server): number {
  const bound = listener.address();
  if (bound === null || typeof bound === 'string') throw new Error('The listener has no port.');
  return bound.port;
}

function closed(socket: { close(done: () => void): unknown }): Promise<void> {
  return new Promise((resolve) => {
    socket.close(() => resolve());
  });
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Errors of one socket, such as a peer that went away, end at that socket. */
function ignoreError(): void {}
