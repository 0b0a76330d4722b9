// A thread of sockets that another one follows when it fails: the traces that were under way are lost, and the next are not.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '@delegraph/model';
import { type SocketThread, openSocketThread } from './socket-thread.ts';
import type { AddressMap } from './sockets.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Starts a thread, and a new one some time after it has failed: the more often in a row a start fails, the later. Rejects when
 *  the first start fails. */
export async function openLastingThread(
  open: () => Promise<SocketThread> = openSocketThread,
  pauseMs = FIRST_PAUSE_MS,
): Promise<SocketThread> {
  return new LastingThread(await open(), open, pauseMs);
}

class LastingThread implements SocketThread {
  readonly ended: Promise<void>;
  readonly #open: () => Promise<SocketThread>;
  readonly #pauseMs: number;
  readonly #closing = new AbortController();
  #thread: SocketThread;

  constructor(first: SocketThread, open: () => Promise<SocketThread>, pauseMs: number) {
    this.#thread = first;
    this.#open = open;
    this.#pauseMs = pauseMs;
    this.ended = this.#keep();
  }

  isUp(): boolean {
    return this.#thread.isUp();
  }

  exchange(map: AddressMap): Exchange {
    let from = this.#thread;
    let exchange = from.exchange(map);
    return (request, signal) => {
      if (from !== this.#thread) {
        from = this.#thread;
        exchange = from.exchange(map);
      }
      return exchange(request, signal);
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#thread.close();
    await this.ended;
  }

  async #keep(): Promise<void> {
    let pauseMs = this.#pauseMs;
    for (;;) {
      await this.#thread.ended;
      const isOver = await sleep(pauseMs, false, { signal: this.#closing.signal }).catch(() => true);
      if (isOver) return;
      try {
        this.#thread = await this.#open();
        pauseMs = this.#pauseMs;
      } catch {
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
        continue;
      }
      // It was closed while the new one started.
      if (this.#closing.signal.aborted) await this.#thread.close();
    }
  }
}
