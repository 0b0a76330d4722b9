// One budget object per trace, passed by reference and never reset: no packet leaves without a token from it.
import type { LimitName } from '@delegraph/model';
import type { Limits } from './limits.ts';

export class Budget {
  readonly #limits: Limits;
  readonly #perAddress = new Map<string, number>();
  readonly #perTry = new Map<string, number>();
  #queries = 0;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Takes a token for one packet, or returns the limit that forbids it. `key` names the question. */
  take(address: string, key: string, transport: 'udp' | 'tcp'): LimitName | null {
    const tryKey = `${address} ${key} ${transport}`;
    const toAddress = this.#perAddress.get(address) ?? 0;
    const tries = this.#perTry.get(tryKey) ?? 0;
    if (this.#queries >= this.#limits.queries) return 'queries';
    if (this.#bytes >= this.#limits.receivedBytes) return 'bytes';
    if (toAddress >= this.#limits.queriesPerAddress) return 'queries-per-address';
    if (tries >= this.#limits.triesPerTransport) return 'queries-per-address';
    this.#queries += 1;
    this.#perAddress.set(address, toAddress + 1);
    this.#perTry.set(tryKey, tries + 1);
    return null;
  }

  /** Counts the octets of a reply. */
  received(octets: number): void {
    this.#bytes += octets;
  }
}
