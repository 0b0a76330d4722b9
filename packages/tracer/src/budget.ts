// One budget object per trace, passed by reference and never reset: no packet leaves without a token from it.
import type { LimitName } from '@delegraph/model';
import type { Limits } from './limits.ts';

/** What a packet is sent for: to find the answer, to learn what the servers on the way say of their zones, or to examine how
 *  they are. Each tier has a budget of its own, so that none starves the one before it. The first two are the trace tier of
 *  the probe plan. */
export type Tier = 'trace' | 'check' | 'health';

export interface PacketPlan {
  address: string;
  /** Name and type asked for, and the form of the query where it is not the usual one. */
  question: string;
  transport: 'udp' | 'tcp';
  tier: Tier;
}

interface Spent {
  queries: number;
  octets: number;
  toAddress: Map<string, number>;
}

export class Budget {
  readonly #limits: Limits;
  readonly #spent: Record<Tier, Spent> = {
    trace: nothingSpent(),
    check: nothingSpent(),
    health: nothingSpent(),
  };
  /** By server, question and transport, whichever tier asks: the server does not know of tiers. */
  readonly #tries = new Map<string, number>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Takes a token for one packet, or returns the limit that forbids it. */
  take({ address, question, transport, tier }: PacketPlan): LimitName | null {
    const { receivedBytes, triesPerTransport } = this.#limits;
    const allowed = this.#allowedTo(tier);
    const spent = this.#spent[tier];
    const tryKey = `${address} ${question} ${transport}`;
    const toAddress = spent.toAddress.get(address) ?? 0;
    const tries = this.#tries.get(tryKey) ?? 0;
    if (spent.queries >= allowed.queries) return QUERIES_LIMIT[tier];
    if (spent.octets >= receivedBytes) return 'bytes';
    if (toAddress >= allowed.perAddress) return 'queries-per-address';
    if (tries >= triesPerTransport) return 'tries-per-question';
    spent.queries += 1;
    spent.toAddress.set(address, toAddress + 1);
    this.#tries.set(tryKey, tries + 1);
    return null;
  }

  /** Counts the octets of a reply. */
  received(octets: number, tier: Tier): void {
    this.#spent[tier].octets += octets;
  }

  /** How much the limit that refused a token to a tier allows. */
  allowed(limit: LimitName, tier: Tier): number {
    const { receivedBytes, triesPerTransport } = this.#limits;
    if (limit === 'bytes') return receivedBytes;
    if (limit === 'tries-per-question') return triesPerTransport;
    const { queries, perAddress } = this.#allowedTo(tier);
    return limit === 'queries-per-address' ? perAddress : queries;
  }

  #allowedTo(tier: Tier): { queries: number; perAddress: number } {
    const { queries, checkQueries, healthQueries, queriesPerAddress, healthQueriesPerAddress } = this.#limits;
    if (tier === 'health') return { queries: healthQueries, perAddress: healthQueriesPerAddress };
    return { queries: tier === 'trace' ? queries : checkQueries, perAddress: queriesPerAddress };
  }
}

const QUERIES_LIMIT = {
  trace: 'queries',
  check: 'check-queries',
  health: 'health-queries',
} as const satisfies Record<Tier, LimitName>;

function nothingSpent(): Spent {
  return { queries: 0, octets: 0, toAddress: new Map() };
}
