// One budget object per trace, passed by reference and never reset: no packet leaves without a token from it.
import type { LimitName } from '@delegraph/model';
import type { Limits } from './limits.ts';

/** What a packet is sent for: to find the answer, or to see how the servers are. Each tier has a budget of its own, so that
 *  the second never starves the first. */
export type Tier = 'trace' | 'health';

export interface PacketPlan {
  address: string;
  /** Name and type asked for. */
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
  readonly #spent: Record<Tier, Spent> = { trace: nothingSpent(), health: nothingSpent() };
  /** By server, question and transport, whichever tier asks: the server does not know of tiers. */
  readonly #tries = new Map<string, number>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Takes a token for one packet, or returns the limit that forbids it. */
  take({ address, question, transport, tier }: PacketPlan): LimitName | null {
    const { queries, healthQueries, receivedBytes, queriesPerAddress, triesPerTransport } = this.#limits;
    const spent = this.#spent[tier];
    const tryKey = `${address} ${question} ${transport}`;
    const toAddress = spent.toAddress.get(address) ?? 0;
    const tries = this.#tries.get(tryKey) ?? 0;
    if (tier === 'trace' && spent.queries >= queries) return 'queries';
    if (tier === 'health' && spent.queries >= healthQueries) return 'health-queries';
    if (spent.octets >= receivedBytes) return 'bytes';
    if (toAddress >= queriesPerAddress) return 'queries-per-address';
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

  /** How much the limit that refused a token allows. */
  allowed(limit: LimitName): number {
    const { queries, healthQueries, receivedBytes, queriesPerAddress, triesPerTransport } = this.#limits;
    switch (limit) {
      case 'queries':
        return queries;
      case 'health-queries':
        return healthQueries;
      case 'bytes':
        return receivedBytes;
      case 'tries-per-question':
        return triesPerTransport;
      default:
        return queriesPerAddress;
    }
  }
}

function nothingSpent(): Spent {
  return { queries: 0, octets: 0, toAddress: new Map() };
}
