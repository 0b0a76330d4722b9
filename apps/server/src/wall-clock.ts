// What time it is, told so that a clock that jumps makes nothing go before its time. limits.md G8.

export interface WallClock {
  /** For when something began: never before the time that has really passed says, however far back the machine's clock was set. */
  began: () => Date;
  /** For what is over by now: never after that time, however far ahead the machine's clock was set. */
  elapsed: () => Date;
}

/** The machine's clock beside one that only goes on, which starts with it. `known`: times at which something is known to have
 *  begun; a clock that is behind all of them has lost its time, and the latest is nearer. A machine that slept lets things go
 *  late, not early. */
export function createWallClock({
  wallMs = Date.now,
  nowMs = () => performance.now(),
  known = null,
}: {
  wallMs?: () => number;
  nowMs?: () => number;
  known?: { oldest: Date; newest: Date } | null;
} = {}): WallClock {
  const hasLostTime = known !== null && wallMs() < known.oldest.getTime();
  const startedAtMs = (hasLostTime ? known.newest.getTime() : wallMs()) - nowMs();
  const steadyMs = () => startedAtMs + nowMs();
  return {
    began: () => new Date(Math.max(wallMs(), steadyMs())),
    elapsed: () => new Date(Math.min(wallMs(), steadyMs())),
  };
}
