// What all parts of a walk report to: the facts it tells, the limits it reached, and the work it still waits for.
import type { LimitName, TraceFact } from '@delegraph/model';
import type { ServedZone } from './served-zone.ts';

export class Journal {
  readonly emit: (fact: TraceFact) => void;
  readonly #limitsReached = new Set<string>();
  readonly #work = new Set<Promise<void>>();

  constructor(emit: (fact: TraceFact) => void) {
    this.emit = emit;
  }

  /** Says once that a limit was reached. Always false, for the callers that then do not do what it forbids. */
  reached(limit: LimitName, allowed: number, zone: ServedZone | null): false {
    const key = `${limit} ${zone?.name ?? ''}`;
    if (!this.#limitsReached.has(key)) {
      this.#limitsReached.add(key);
      this.emit({ type: 'limit-reached', limit, allowed, zone: zone?.name ?? null });
    }
    return false;
  }

  /** Keeps the trace open until `work` has ended. */
  track(work: Promise<unknown>): void {
    const tracked: Promise<void> = work.then(() => {
      this.#work.delete(tracked);
    });
    // What is still under way when the trace is cut off rejects with nobody waiting for it.
    tracked.catch(() => {});
    this.#work.add(tracked);
  }

  /** Resolves when nothing is left to do; rejects as soon as some work does. */
  async settled(): Promise<void> {
    // Work starts more work, so the set is looked at again until it is empty.
    while (this.#work.size > 0) await Promise.all(this.#work);
  }
}
