// What the walk knows of one zone while it runs: its servers, and who waits for more of them.
import { type AddressSource, type DomainName, type LimitName, labelsOf } from '@delegraph/model';
import type { Lookup } from './lookup.ts';

export class ServedZone {
  readonly name: DomainName;
  /** Null for the root. */
  readonly parent: ServedZone | null;
  readonly nameServers = new Set<DomainName>();
  /** Each distinct address once, with the first name server that has it. */
  readonly addresses = new Map<string, { nameServer: DomainName; source: AddressSource }>();
  /** Name servers that only the zone itself names, and what was found of them. */
  readonly ownNameServers = new Set<DomainName>();
  /** Those of them still to be looked up, how many are being, and how many had no address. */
  readonly ownToLookUp: DomainName[] = [];
  ownRunning = 0;
  ownFailed = 0;
  readonly ownAddresses = new Map<string, { nameServer: DomainName; source: AddressSource }>();
  /** The primary that its SOA record names; null before that was heard. */
  primary: DomainName | null = null;
  /** Where the primary is, if it is none of the zone's name servers. */
  readonly primaryAddresses = new Set<string>();
  /** Name servers whose address is being looked up, or was. */
  readonly lookedUp = new Set<DomainName>();
  /** Name servers the check tier could not afford to look up; the trace tier still may. */
  readonly unaffordable = new Set<DomainName>();
  /** Running lookups that may give one more address. */
  readonly awaited = new Set<Lookup>();
  /** Name servers without any address whose lookups run. */
  runningLookups = 0;
  /** Name servers whose lookups gave no address. */
  failedLookups = 0;
  /** Addresses whose replies brought a lookup further. */
  readonly helpful = new Set<string>();
  /** The limit that kept a name server of the zone from being found. */
  limit: LimitName | null = null;
  /** Whether its servers are those that whoever asked for the trace has named. */
  supplied = false;
  /** Whether a referral to it carried DS records. */
  signed = false;
  /** Whether each of its servers is also asked SOA and NS at the apex. */
  examined = false;
  /** Addresses that are being asked that, and may answer soon. */
  readonly expected = new Set<string>();
  /** Addresses that gave its SOA record with authority. */
  readonly serving = new Set<string>();
  /** Whether a server sent signatures with that. */
  signatures = false;
  /** Name servers inside it of which its own servers gave the addresses that the delegation has. */
  readonly confirmed = new Set<DomainName>();
  /** Those of which one of its own servers gave others. */
  readonly contradicted = new Set<DomainName>();
  readonly #addressesOf = new Map<DomainName, Set<string>>();
  readonly #watchers = new Set<() => void>();

  constructor(name: DomainName, parent: ServedZone | null) {
    this.name = name;
    this.parent = parent;
  }

  /** Whether the zone is below a TLD: those are examined, the root and the TLDs are not. */
  get isBelowTld(): boolean {
    return labelsOf(this.name).length >= 2;
  }

  /** Whether its servers are those of the root or of a TLD, which every trace asks. What a visitor names in their place, and
   *  what is found from there, may be anybody's. */
  get isTop(): boolean {
    return !this.isBelowTld && !this.supplied && (this.parent?.isTop ?? true);
  }

  /** Notes that `nameServer` has `address`. False when it was known to. */
  addAddress(nameServer: DomainName, address: string, source: AddressSource): boolean {
    const known = this.#addressesOf.get(nameServer) ?? new Set();
    if (known.has(address)) return false;
    this.#addressesOf.set(nameServer, known.add(address));
    if (!this.addresses.has(address)) this.addresses.set(address, { nameServer, source });
    return true;
  }

  /** Whom an address belongs to that this zone's servers, or its primary, are asked at. */
  serverAt(address: string): { nameServer: DomainName; source: AddressSource } {
    const server = this.addresses.get(address) ?? this.ownAddresses.get(address);
    return server ?? { nameServer: this.primary!, source: 'lookup' };
  }

  hasAddressOf(nameServer: DomainName): boolean {
    return this.#addressesOf.has(nameServer);
  }

  isAddressOf(nameServer: DomainName, address: string): boolean {
    return this.#addressesOf.get(nameServer)?.has(address) ?? false;
  }

  countAddressesOf(nameServer: DomainName): number {
    return this.#addressesOf.get(nameServer)?.size ?? 0;
  }

  /** Calls `watcher` whenever servers were added or became certain not to come. Returns how to stop it. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  changed(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
