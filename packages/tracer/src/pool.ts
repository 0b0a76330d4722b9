// Manners across all traces of a process: how many queries are out at once, and how often one address is asked.
import type { CancelSignal, Clock } from '@delegraph/model';
import pLimit, { type LimitFunction } from 'p-limit';
import { systemClock } from './clock.ts';

export interface PoolLimits {
  /** Queries out at once. */
  outstanding: number;
  outstandingPerAddress: number;
  /** Queries to one address. */
  perSecond: number;
  /** As `perSecond`, to a server asked as one of the root or of a TLD. */
  topPerSecond: number;
  /** How many may leave at once after a pause. */
  burst: number;
}

export const defaultPoolLimits: PoolLimits = {
  // The event loop is 11 ms late at 100 queries and 85 ms at 500: round-trip times must be the servers', not ours.
  outstanding: 256,
  outstandingPerAddress: 2,
  // Below the 20 a second at which response rate limiting is often set.
  perSecond: 10,
  // Every trace asks these.
  topPerSecond: 50,
  burst: 10,
};

/** Where a packet goes. */
export interface PoolTarget {
  address: string;
  /** Whether it is asked as a server of the root or of a TLD. */
  isTop: boolean;
  /** Whether it only examines the server, so that those who want an answer go first. */
  canWait: boolean;
}

interface Gate {
  turns: LimitFunction;
  /** Where those who can wait do: one of them at a time stands in the row with the others. */
  patient: LimitFunction;
  /** When the next query would leave if all before it had been evenly spread. */
  dueMs: number;
}

/** Gates kept before those nobody waits at are cleared away. */
const GATES_KEPT = 4096;

/** What all traces of a process share: hand the same one to each. */
export class TracePool {
  readonly #clock: Clock;
  readonly #limits: PoolLimits;
  readonly #outstanding: LimitFunction;
  readonly #gates = new Map<string, Gate>();

  constructor(clock: Clock = systemClock, limits: PoolLimits = defaultPoolLimits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#outstanding = pLimit(limits.outstanding);
  }

  /** Calls `send` when its turn has come, and holds the turn until what it returns has settled. Rejects with the signal's
   *  reason when that is sooner. */
  async send<T>(target: PoolTarget, send: () => Promise<T>, signal: CancelSignal): Promise<T> {
    const gate = this.#gateOf(target.address);
    return target.canWait
      ? gate.patient(() => this.#take(gate, target, { send, signal }))
      : this.#take(gate, target, { send, signal });
  }

  async #take<T>(
    gate: Gate,
    target: PoolTarget,
    { send, signal }: { send: () => Promise<T>; signal: CancelSignal },
  ): Promise<T> {
    return gate.turns(async () => {
      throwIfAborted(signal);
      const waitMs = this.#reserve(gate, target);
      if (waitMs > 0) await this.#clock.sleep(waitMs, signal);
      return this.#outstanding(() => {
        throwIfAborted(signal);
        return send();
      });
    });
  }

  /** How many addresses it remembers. */
  get addresses(): number {
    return this.#gates.size;
  }

  /** Takes the next place in the row of an address; returns how long it is until then. The generic cell rate algorithm. */
  #reserve(gate: Gate, { isTop, canWait }: PoolTarget): number {
    const now = this.#clock.nowMs();
    const { perSecond, topPerSecond, burst } = this.#limits;
    const intervalMs = 1000 / (isTop ? topPerSecond : perSecond);
    const dueMs = Math.max(gate.dueMs, now);
    gate.dueMs = dueMs + intervalMs;
    // Who can wait leaves half of what may go at once to those who cannot.
    const atOnce = canWait ? Math.ceil(burst / 2) : burst;
    return Math.max(0, dueMs - (atOnce - 1) * intervalMs - now);
  }

  #gateOf(address: string): Gate {
    const known = this.#gates.get(address);
    if (known) return known;
    if (this.#gates.size >= GATES_KEPT) this.#clearIdle();
    const gate = {
      turns: pLimit(this.#limits.outstandingPerAddress),
      patient: pLimit(1),
      dueMs: 0,
    };
    this.#gates.set(address, gate);
    return gate;
  }

  #clearIdle(): void {
    const now = this.#clock.nowMs();
    for (const [address, { turns, patient, dueMs }] of this.#gates)
      if (waitingAt(turns) + waitingAt(patient) === 0 && dueMs <= now) this.#gates.delete(address);
  }
}

function waitingAt({ activeCount, pendingCount }: LimitFunction): number {
  return activeCount + pendingCount;
}

function throwIfAborted(signal: CancelSignal): void {
  if (signal.aborted) throw signal.reason;
}
