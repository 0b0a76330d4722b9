// The one door between the tracer and a network: the Internet, the lab's sockets, or the lab in memory.

/** One try: a packet to one address, and what may pass as its reply. */
export interface ExchangeRequest {
  /** RFC 5952 text, as the delegation declares it. */
  address: string;
  transport: 'udp' | 'tcp';
  packet: Uint8Array;
  /** From sending to giving up. Over TCP this includes connecting. */
  timeoutMs: number;
  /** UDP only. A connected socket hears of ICMP errors but never of a reply from a wrong source; an open one the reverse. */
  socket: 'connected' | 'open';
  /** Null when `reply` answers `packet` (same id, question, QR set), else why it does not. */
  objection: (reply: Uint8Array) => string | null;
}

/** What came of a try. Never an exception: what the network does is data. */
export type ExchangeOutcome =
  | {
      kind: 'reply';
      packet: Uint8Array;
      elapsedMs: number;
      /** As of a `Try`. */
      lateByMs?: number;
      ignored: readonly string[];
    }
  /** Nothing acceptable came in time. `ignored` says what else came, one sentence each. */
  | { kind: 'timeout'; elapsedMs: number; ignored: readonly string[] }
  /** The system's error code: `ECONNREFUSED`, `ENETUNREACH`, `ECONNRESET`. */
  | { kind: 'unreachable'; elapsedMs: number; lateByMs?: number; detail: string }
  /** This machine could not send: the system's error code (`EMFILE`, `EADDRINUSE`). Nothing is known of the server. */
  | { kind: 'no-socket'; detail: string }
  /** The address rule forbids asking this address; nothing was sent. */
  | { kind: 'forbidden' };

/** Sends one try and waits for its end. Rejects only with the signal's reason. */
export type Exchange = (request: ExchangeRequest, signal: CancelSignal) => Promise<ExchangeOutcome>;

/** Time as the tracer sees it; the tests hand in one that does not wait. */
export interface Clock {
  /** Monotonic milliseconds from an arbitrary start. */
  nowMs(): number;
  /** Resolves after `ms`; rejects with the signal's reason. */
  sleep(ms: number, signal: CancelSignal): Promise<void>;
}

/** What an AbortSignal is to this package, which knows neither DOM nor Node: theirs can be passed for it. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
