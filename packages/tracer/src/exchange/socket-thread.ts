// Sockets in a thread of their own: what the rest of the process does makes no reply look late.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Exchange, ExchangeOutcome } from '@delegraph/model';
import type { Send } from './send.ts';
import type { Order, Report } from './socket-worker.ts';
import { type AddressMap, socketExchange } from './sockets.ts';

export interface SocketThread {
  /** A `socketExchange` whose packets leave from the thread; there may be any number. Whether an address may be asked is
   *  judged here, before the thread hears of it. In place of a request's own `objection` it uses the rule for real replies,
   *  `objectionTo`, because a function cannot be handed to a thread. */
  exchange(map: AddressMap): Exchange;
  /** Whether it runs. When it has failed, every exchange rejects at once. */
  isUp(): boolean;
  /** Resolves when it runs no more, because it has failed or was closed. */
  readonly ended: Promise<void>;
  /** Ends the thread, and with it all that is under way. Until then it keeps the process running. */
  close(): Promise<void>;
}

/** Starts the thread, on another module than its own only to see what becomes of one that fails. */
export async function openSocketThread(
  module = new URL('./socket-worker.ts', import.meta.url),
): Promise<SocketThread> {
  const worker = new Worker(module, { name: 'sockets' });
  await once(worker, 'message');
  return new RunningThread(worker);
}

interface Waiting {
  resolve: (outcome: ExchangeOutcome) => void;
  reject: (reason: unknown) => void;
}

class RunningThread implements SocketThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;
  /** Orders of this moment: one message carries them all. */
  #orders: Order[] = [];
  #closed: Error | null = null;
  readonly #over = Promise.withResolvers<void>();
  readonly ended = this.#over.promise;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reports: readonly Report[]) => {
      for (const entry of reports) {
        const waiting = this.#waiting.get(entry.id);
        if ('fault' in entry) waiting?.reject(entry.fault);
        else waiting?.resolve(entry.outcome);
      }
    });
    // Nobody must wait for what will never come, and the process goes on to end its traces.
    worker.on('error', (cause) => this.#end(new Error('the thread of the sockets has failed', { cause })));
    worker.on('exit', () => this.#end(new Error('the thread of the sockets has failed')));
  }

  isUp(): boolean {
    return this.#closed === null;
  }

  exchange(map: AddressMap): Exchange {
    return socketExchange(map, this.#send);
  }

  async close(): Promise<void> {
    this.#end(new Error('the thread of the sockets is closed'));
    await this.#worker.terminate();
  }

  #end(reason: Error): void {
    if (this.#closed) return;
    this.#closed = reason;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#over.resolve();
  }

  readonly #send: Send = async (endpoint, request, signal) => {
    const { address, transport, packet, timeoutMs, socket } = request;
    if (signal.aborted) throw signal.reason;
    if (this.#closed) throw this.#closed;
    const id = this.#count;
    this.#count += 1;
    const { promise, resolve, reject } = Promise.withResolvers<ExchangeOutcome>();
    const abort = () => {
      this.#order({ kind: 'cancel', id });
      reject(signal.reason);
    };
    this.#waiting.set(id, { resolve, reject });
    signal.addEventListener('abort', abort, { once: true });
    // Only the octets of the packet, not the buffer they are a part of.
    const octets = new Uint8Array(packet);
    this.#order({ kind: 'send', id, endpoint, address, transport, packet: octets, timeoutMs, socket });
    try {
      return await promise;
    } finally {
      this.#waiting.delete(id);
      signal.removeEventListener('abort', abort);
    }
  };

  #order(order: Order): void {
    if (this.#orders.length === 0) {
      queueMicrotask(() => {
        // Nothing is handed over for good: packets are small, and a copy of one is quicker.
        this.#worker.postMessage(this.#orders, []);
        this.#orders = [];
      });
    }
    this.#orders.push(order);
  }
}
