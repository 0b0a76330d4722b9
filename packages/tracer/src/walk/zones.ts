// The zones a walk knows and the servers of each: from the root hints, referrals, supplied delegations and lookups.
import {
  type AddressSource,
  type DomainName,
  type LookupOutcome,
  type Message,
  type NameServerAddresses,
  type Question,
  ROOT,
  type SuppliedDelegation,
  isAddressRecord,
  isBelow,
  isWithin,
  labelsOf,
  targetOf,
} from '@delegraph/model';
import type { Limits } from '../limits.ts';
import type { Journal } from './journal.ts';
import type { Lookup } from './lookup.ts';
import { ServedZone } from './served-zone.ts';

/** A reply that tells of a zone below the one whose server gave it. */
interface Referral {
  parent: ServedZone;
  name: DomainName;
  message: Message;
  hopId: number;
}

export class Zones {
  readonly #zones = new Map<DomainName, ServedZone>();
  readonly #supplied: readonly SuppliedDelegation[];
  readonly #limits: Limits;
  readonly #journal: Journal;

  constructor(
    roots: readonly NameServerAddresses[],
    {
      limits,
      supplied,
      journal,
    }: { limits: Limits; supplied: readonly SuppliedDelegation[]; journal: Journal },
  ) {
    this.#limits = limits;
    this.#supplied = supplied;
    this.#journal = journal;
    const root = new ServedZone(ROOT, null);
    for (const { name, addresses } of roots) {
      for (const { address, source } of addresses) {
        if (this.#addAddress(root, name, address, source)) root.nameServers.add(name);
        if (source === 'supplied') root.supplied = true;
      }
    }
    this.#zones.set(ROOT, root);
  }

  /** A zone that was learned of before. */
  known(name: DomainName): ServedZone {
    return this.#zones.get(name)!;
  }

  all(): ServedZone[] {
    return [...this.#zones.values()];
  }

  childrenOf(parent: ServedZone): ServedZone[] {
    return [...this.#zones.values()].filter((zone) => zone.parent === parent);
  }

  /** The deepest zone known that encloses the name. DS belongs to the parent's side of a cut (RFC 4035 3.1.4.1). */
  deepestFor({ name, type }: Question): ServedZone {
    const enclosing = [...this.#zones.values()].filter(
      (zone) => isWithin(name, zone.name) && !(type === 'DS' && zone.name === name && name !== ROOT),
    );
    return enclosing.reduce((best, zone) =>
      labelsOf(zone.name).length > labelsOf(best.name).length ? zone : best,
    );
  }

  /** The first zone on the way from `zone` to the name asked for whose delegation was supplied. */
  suppliedBetween(zone: DomainName, { name, type }: Question): DomainName | null {
    const onTheWay = this.#supplied
      .map((delegation) => delegation.zone)
      .filter((cut) => isBelow(cut, zone) && isWithin(name, cut) && !(type === 'DS' && cut === name));
    return onTheWay.toSorted((a, b) => labelsOf(a).length - labelsOf(b).length)[0] ?? null;
  }

  /** Takes up what a referral adds to what is known of the zone it points to. */
  learn({ parent, name, message, hopId }: Referral): void {
    const named = message.authority.flatMap((record) => {
      const target = record.type === 'NS' && record.name === name ? targetOf(record) : null;
      return target ? [target] : [];
    });
    const servers = named.map((server) => {
      const glue = message.additional.filter(
        (record) => isAddressRecord(record) && record.name === server && isWithin(server, parent.name),
      );
      return { name: server, addresses: glue.map(({ data }) => data) };
    });
    const signed = message.authority.some((record) => record.type === 'DS' && record.name === name);
    this.#take({ parent, name, hopId, servers, signed, source: 'glue' });
  }

  /** Takes up the delegation that was supplied for the zone, in place of the reply it stands for. */
  learnSupplied({ parent, name, hopId }: Omit<Referral, 'message'>): void {
    const delegation = this.#supplied.find(({ zone }) => zone === name)!;
    const { nameServers: servers, ds } = delegation;
    this.#take({ parent, name, hopId, servers, signed: ds.length > 0, source: 'supplied' });
  }

  /** Adds what the lookup of a name server's address found. */
  addLookedUp(zone: ServedZone, nameServer: DomainName, lookup: Lookup, outcome: LookupOutcome): void {
    if (outcome.kind !== 'answer') return;
    const found = outcome.records.filter(isAddressRecord).map(({ data }) => data);
    const addresses = this.#addAddresses(zone, nameServer, found, 'lookup');
    if (addresses.length === 0) return;
    const lookupId = lookup.id;
    this.#journal.emit({ type: 'addresses-learned', zone: zone.name, nameServer, addresses, lookupId });
  }

  #take(delegation: {
    parent: ServedZone;
    name: DomainName;
    hopId: number;
    servers: readonly { name: DomainName; addresses: readonly string[] }[];
    signed: boolean;
    source: AddressSource;
  }): void {
    const { parent, name, hopId, servers, signed, source } = delegation;
    const known = this.#zones.get(name);
    const zone = known ?? new ServedZone(name, parent);
    const nameServers = servers.flatMap((server): NameServerAddresses[] => {
      const isNew = !zone.nameServers.has(server.name);
      if (isNew && !this.#addNameServer(zone, server.name)) return [];
      const addresses = this.#addAddresses(zone, server.name, server.addresses, source);
      return isNew || addresses.length > 0 ? [{ name: server.name, addresses }] : [];
    });
    const isNews = !known || nameServers.length > 0 || (signed && !known.signed);
    if (!isNews) return;
    zone.signed ||= signed;
    if (source === 'supplied') zone.supplied = true;
    this.#zones.set(name, zone);
    const parentName = parent.name;
    this.#journal.emit({
      type: 'delegation-learned',
      zone: name,
      parent: parentName,
      hopId,
      nameServers,
      signed,
    });
    if (known) zone.changed();
  }

  #addNameServer(zone: ServedZone, name: DomainName): boolean {
    const { nameServersPerZone } = this.#limits;
    if (zone.nameServers.size >= nameServersPerZone)
      return this.#journal.reached('name-servers-per-zone', nameServersPerZone, zone);
    zone.nameServers.add(name);
    return true;
  }

  /** Those that were not known and are within the limits. */
  #addAddresses(
    zone: ServedZone,
    nameServer: DomainName,
    addresses: readonly string[],
    source: AddressSource,
  ) {
    return addresses
      .filter((address) => this.#addAddress(zone, nameServer, address, source))
      .map((address) => ({ address, source }));
  }

  #addAddress(zone: ServedZone, nameServer: DomainName, address: string, source: AddressSource): boolean {
    const { addressesPerZone, addressesPerNameServer } = this.#limits;
    if (zone.isAddressOf(nameServer, address)) return false;
    if (zone.countAddressesOf(nameServer) >= addressesPerNameServer)
      return this.#journal.reached('addresses-per-name-server', addressesPerNameServer, zone);
    if (!zone.addresses.has(address) && zone.addresses.size >= addressesPerZone)
      return this.#journal.reached('addresses-per-zone', addressesPerZone, zone);
    return zone.addAddress(nameServer, address, source);
  }
}
