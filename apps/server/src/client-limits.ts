// How much one client may ask of us: traces, which make us send packets to other people's servers, and what costs us to give.
import { ProblemError } from './problem.ts';

/** What is limited, and its words for the refusal. */
export interface LimitedAct {
  code: string;
  title: string;
  /** Of those that last: how many at a time, and what follows that number: `traces of yours are running`. */
  atATime?: { most: number; words: string };
  /** How many within a time. */
  windows: readonly { allowed: number; lengthMs: number; words: string }[];
  /** Follows “You can”. */
  act: string;
  /** Follows a number. */
  counted: string;
}

/** Of what asks other people's servers. */
export const ASKING_WINDOWS: LimitedAct['windows'] = [
  { allowed: 10, lengthMs: 60_000, words: 'minute' },
  { allowed: 60, lengthMs: 3_600_000, words: 'hour' },
];

export const STARTING_TRACES: LimitedAct = {
  code: 'too-many-traces',
  title: 'Too many traces',
  atATime: { most: 2, words: 'traces of yours are running' },
  windows: ASKING_WINDOWS,
  act: 'start',
  counted: 'traces',
};

export interface ClientLimits {
  /** Counts what is about to start. Throws `ProblemError` (429) when the client has had its share. */
  admit(address: string): void;
  /** It is over; only for what is limited at a time. */
  release(address: string): void;
}

/** Limits per client address, IPv4 by itself and IPv6 by its /64. A loopback client is the local user and has none;
 *  a reverse proxy on the same machine looks the same unless it is one of the trusted proxies. Counts this process only. */
export function createClientLimits(nowMs: () => number, limited: LimitedAct): ClientLimits {
  const { atATime, windows } = limited;
  const longestMs = Math.max(0, ...windows.map(({ lengthMs }) => lengthMs));
  const remembered = Math.max(0, ...windows.map(({ allowed }) => allowed));
  const clients = new Map<string, { running: number; startedAtMs: number[] }>();
  let forgotAtMs = nowMs();

  /** Now and then: clients may be many. */
  function forgetIdle(): void {
    if (nowMs() - forgotAtMs < FORGET_EVERY_MS) return;
    forgotAtMs = nowMs();
    for (const [key, { running, startedAtMs }] of clients) {
      if (running === 0 && (startedAtMs.at(-1) ?? 0) <= nowMs() - longestMs) clients.delete(key);
    }
  }

  return {
    admit(address) {
      const key = clientKey(address);
      if (key === 'loopback') return;
      forgetIdle();
      const client = clients.get(key) ?? { running: 0, startedAtMs: [] };
      if (atATime && client.running >= atATime.most)
        throw tooMany(limited, `${atATime.most} ${atATime.words}; wait for one to end.`, 5);
      for (const { allowed, lengthMs, words } of windows) {
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
      if (atATime) client.running += 1;
      client.startedAtMs = remembered === 0 ? [] : [...client.startedAtMs, nowMs()].slice(-remembered);
      clients.set(key, client);
    },
    release(address) {
      const client = clients.get(clientKey(address));
      if (client && client.running > 0) client.running -= 1;
    },
  };
}

const FORGET_EVERY_MS = 10_000;

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
