// How late this thread may be at reading what has arrived: a time is taken when a reply is read, and nobody says when it came.
import { performance } from 'node:perf_hooks';

/** Below this a time is not marked: what is left is noise of any network. */
const MARKED_ABOVE_MS = 5;

/** Watches the event loop of the thread it is made in. */
export class LoopWatch {
  readonly #waitedMs: () => number;
  /** How long the thread had been at work when the turn before the last noted one ended, and the last. */
  #beforeMs: number;
  #lastMs: number;
  #isNoted = false;

  /** `waitedMs`: how long the thread has been ready to run and did not. */
  constructor(waitedMs: () => number = () => 0) {
    this.#waitedMs = waitedMs;
    this.#beforeMs = this.#lastMs = this.#busyMs();
  }

  /** To be called whenever the thread sends or reads: notes the end of this turn of the loop. */
  note(): void {
    if (this.#isNoted) return;
    this.#isNoted = true;
    setImmediate(() => {
      this.#isNoted = false;
      this.#beforeMs = this.#lastMs;
      this.#lastMs = this.#busyMs();
    });
  }

  /** The most that what is read at this moment can have been waiting. It came after the loop last looked for arrivals. The
   *  last turn that was noted may have ended after that look, but the one before it had not; all work since then counts.
   *
   *      end of turn ── look ── work ── end of turn ── look ── work ── now
   *      └ from here               arrivals of this time are read now ┘      */
  lateByMs(): number {
    return this.#busyMs() - this.#beforeMs;
  }

  #busyMs(): number {
    return performance.eventLoopUtilization().active + this.#waitedMs();
  }
}

/** The mark of a time that may be so much too long: none when that is not worth a word. */
export function markOf(lateByMs: number): { lateByMs?: number } {
  return lateByMs > MARKED_ABOVE_MS ? { lateByMs: Math.ceil(lateByMs) } : {};
}
