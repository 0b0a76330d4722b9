// How much one client may ask of us: traces, which make us send packets to other people's servers, and what costs us to give.
import type { ProblemCode } from './problem-book.ts';
import { ProblemError } from './problem.ts';

/** What is limited, and its words for the refusal. */
export interface LimitedAct {
  code: ProblemCode;
  title: string;
  /** Of those that last: how many at a time, and what follows that number: `traces of yours are running`, or `of your network`. */
  atATime?: { most: number; words: (whose: string) => string };
  /** How many within a time. */
  windows: readonly { allowed: number; lengthMs: number; words: string }[];
  /** Follows “You can” and “Your network can”. */
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
  atATime: { most: 2, words: (whose) => `traces of ${whose} are running` },
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

/** Limits per client address, IPv4 by itself and IPv6 by its /64, and wider ones for all clients of one network, IPv4 /24 and
 *  IPv6 /48: whoever has one address there often has many. A loopback client is the local user and has none;
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

  function check({ key, times, whose, who }: Share): void {
    const { running = 0, startedAtMs = [] } = clients.get(key) ?? {};
    if (atATime && running >= atATime.most * times)
      throw tooMany(limited, `${atATime.most * times} ${atATime.words(whose)}; wait for one to end.`, 5);
    for (const { allowed, lengthMs, words } of windows) {
      // The start that has to leave the window before another fits in.
      const oldest = startedAtMs.at(-allowed * times);
      const waitMs = oldest === undefined ? 0 : oldest + lengthMs - nowMs();
      if (waitMs > 0)
        throw tooMany(
          limited,
          `${who} can ${limited.act} ${allowed * times} ${limited.counted} in one ${words}.`,
          Math.ceil(waitMs / 1000),
        );
    }
  }

  function count({ key, times }: Share): void {
    const client = clients.get(key) ?? { running: 0, startedAtMs: [] };
    if (atATime) client.running += 1;
    if (remembered > 0) client.startedAtMs.push(nowMs());
    if (client.startedAtMs.length > remembered * times) client.startedAtMs.shift();
    clients.set(key, client);
  }

  return {
    admit(address) {
      const shares = sharesOf(address);
      forgetIdle();
      shares.forEach(check);
      shares.forEach(count);
    },
    release(address) {
      for (const { key } of sharesOf(address)) {
        const client = clients.get(key);
        if (client && client.running > 0) client.running -= 1;
      }
    },
  };
}

/** What is counted together, and how many times the limits of one client it may have. */
interface Share {
  key: string;
  times: number;
  /** As the refusal calls it. */
  who: string;
  whose: string;
}

/** For an office, and too few for who owns a network. */
const CLIENTS_OF_A_NETWORK = 8;

function sharesOf(address: string): Share[] {
  const key = clientKey(address);
  if (key === 'loopback') return [];
  return [
    { key, times: 1, who: 'You', whose: 'yours' },
    {
      key: `network ${networkKey(address)}`,
      times: CLIENTS_OF_A_NETWORK,
      who: 'Your network',
      whose: 'your network',
    },
  ];
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

/** What stands for the network of a client: `loopback`, the first three octets of an IPv4 address, or the first three groups
 *  of an IPv6 address. */
export function networkKey(address: string): string {
  const key = clientKey(address);
  return key === 'loopback'
    ? key
    : key
        .split(/[.:]/u)
        .slice(0, 3)
        .join(key.includes('.') ? '.' : ':');
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
