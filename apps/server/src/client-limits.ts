// How many traces one client may start: a visitor's question makes us send packets to other people's servers.
import { ProblemError } from './problem.ts';

/** Traces of one client at a time. */
const MAX_RUNNING = 2;
/** Traces one client may start within a time. */
const WINDOWS = [
  { allowed: 10, lengthMs: 60_000, words: 'minute' },
  { allowed: 60, lengthMs: 3_600_000, words: 'hour' },
];
const LONGEST_MS = 3_600_000;

/** What is limited, in the words of the refusal. */
export interface LimitedAct {
  code: string;
  title: string;
  /** Follows a number: `traces of yours are running`. */
  running: string;
  /** Follows “You can”. */
  act: string;
  /** Follows a number. */
  counted: string;
}

const STARTING_TRACES: LimitedAct = {
  code: 'too-many-traces',
  title: 'Too many traces',
  running: 'traces of yours are running',
  act: 'start',
  counted: 'traces',
};

export interface ClientLimits {
  /** Counts a trace, or what else is limited, that is about to start. Throws `ProblemError` (429) when the client has had its share. */
  admit(address: string): void;
  /** It is over. */
  release(address: string): void;
}

/** Limits per client address, IPv4 by itself and IPv6 by its /64. A loopback client is the local user and has none;
 *  behind a reverse proxy on the same machine, which looks the same, the proxy has to limit. Counts this process only. */
export function createClientLimits(nowMs: () => number, limited: LimitedAct = STARTING_TRACES): ClientLimits {
  const clients = new Map<string, { running: number; startedAtMs: number[] }>();

  function forgetIdle(): void {
    for (const [key, { running, startedAtMs }] of clients) {
      if (running === 0 && (startedAtMs.at(-1) ?? 0) <= nowMs() - LONGEST_MS) clients.delete(key);
    }
  }

  return {
    admit(address) {
      const key = clientKey(address);
      if (key === 'loopback') return;
      forgetIdle();
      const client = clients.get(key) ?? { running: 0, startedAtMs: [] };
      if (client.running >= MAX_RUNNING)
        throw tooMany(limited, `${MAX_RUNNING} ${limited.running}; wait for one to end.`, 5);
      for (const { allowed, lengthMs, words } of WINDOWS) {
        // The start that has to leave the window before another fits in.
        const oldest = client.startedAtMs.at(-allowed);
        const waitMs = oldest === undefined ? 0 : oldest + lengthMs - nowMs();
        if (waitMs > 0)
          throw tooMany(
            limited,
            `You can ${limited.act} ${allowed} ${limited.counted} in one ${words}.`,
            Math.ceil(waitMs / 1000),
          );
      }
      client.running += 1;
      client.startedAtMs = [...client.startedAtMs, nowMs()].slice(-60);
      clients.set(key, client);
    },
    release(address) {
      const client = clients.get(clientKey(address));
      if (client) client.running -= 1;
    },
  };
}

/** What stands for one client: `loopback`, an IPv4 address, or the first four groups of an IPv6 address. */
export function clientKey(address: string): string {
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4.startsWith('127.') ? 'loopback' : ipv4;
  if (address === '::1') return 'loopback';
  const [head = [], tail = []] = address
    .replace(/%.*$/u, '')
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function tooMany({ code, title }: LimitedAct, detail: string, retryAfterSeconds: number): ProblemError {
  return new ProblemError({
    status: 429,
    code,
    title,
    detail,
    retryAfterSeconds,
  });
}
