// A clock that does not wait: when nobody can do anything but sleep, it jumps to where the first sleeper wakes.
import { setImmediate as turn } from 'node:timers/promises';
import type { CancelSignal, Clock } from '@delegraph/model';

export interface VirtualClock extends Clock {
  /** Runs time until the work is done, and gives what it gives. Throws when the work waits for something else than
   *  this clock. */
  run<T>(work: Promise<T>): Promise<T>;
}

/** How many turns of the event loop may pass without a sleeper before the work counts as stuck. */
const MAX_IDLE_TURNS = 10_000;

/** A clock at 0 ms. Time passes only inside `run`. */
export function virtualClock(): VirtualClock {
  let now = 0;
  const sleepers = new Set<{ wakesAtMs: number; wake: () => void }>();

  function sleep(ms: number, signal: CancelSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const abort = () => {
        sleepers.delete(sleeper);
        reject(signal.reason);
      };
      const wake = () => {
        sleepers.delete(sleeper);
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper = { wakesAtMs: now + Math.max(0, ms), wake };
      sleepers.add(sleeper);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  async function run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const finish = () => {
      isDone = true;
    };
    work.then(finish, finish);
    for (let idleTurns = 0; ; idleTurns += 1) {
      // Two turns: one for what is ready now, one for what that makes ready.
      await turn();
      await turn();
      if (isDone) return work;
      const next = [...sleepers].toSorted((a, b) => a.wakesAtMs - b.wakesAtMs)[0];
      if (next) {
        idleTurns = 0;
        now = Math.max(now, next.wakesAtMs);
        next.wake();
      } else if (idleTurns > MAX_IDLE_TURNS) {
        throw new Error(
          'The work waits for something that is not this clock: nobody sleeps, and nothing goes on.',
        );
      }
    }
  }
  return { nowMs: () => now, sleep, run };
}
