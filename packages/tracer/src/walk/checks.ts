// What the trace tier asks about the servers on the way beside the question: whether they serve their zone, by whom the zone
// says it is served, whether their addresses are what the glue says, and whether the hosts that records name have addresses.
import {
  type DomainName,
  type Message,
  type Question,
  ROOT,
  type ResourceRecord,
  classifyResponse,
  isAddressRecord,
  isWithin,
  serviceHostOf,
  targetOf,
} from '@delegraph/model';
import type { Limits } from '../limits.ts';
import type { HiddenCuts } from './hidden-cuts.ts';
import type { HopPlan, Hops } from './hops.ts';
import type { Journal } from './journal.ts';
import type { Lookup } from './lookup.ts';
import type { NameServers } from './name-servers.ts';
import type { ServedZone } from './served-zone.ts';

export interface ChecksSetup {
  hops: Hops;
  nameServers: NameServers;
  hiddenCuts: HiddenCuts;
  journal: Journal;
  limits: Limits;
  /** Whether the servers will be examined when all this is done. */
  examines: boolean;
  /** The lookup of the question itself, to which all of this belongs. */
  question: () => Lookup;
}

/** Servers of one zone hold the same glue, and a TLD has many. */
const SERVERS_ASKED_FOR_GLUE = 3;
/** Of what a service is spread over. */
const MAX_HOSTS = 5;

export class Checks {
  readonly #setup: ChecksSetup;
  /** The servers of its parent, by the zone they left glue out for. */
  readonly #askedForGlue = new Map<DomainName, Set<string>>();

  constructor(setup: ChecksSetup) {
    this.#setup = setup;
  }

  /** Asks every root server for the root's name servers: whether the hints are what the root says. RFC 9609. */
  prime(root: ServedZone): void {
    const { hops, journal, question: lookup } = this.#setup;
    for (const address of root.addresses.keys()) {
      const question = { name: ROOT, type: 'NS' };
      journal.track(hops.ask({ zone: root, address, lookup: lookup(), question, probe: 'priming' }));
    }
  }

  /** Asks a few of the parent's servers again over TCP, when their referrals to `cut` came without glue. */
  completeGlue({ zone, address, question, lookup }: HopPlan, cut: DomainName): void {
    const asked = this.#askedForGlue.get(cut) ?? new Set<string>();
    if (asked.size >= SERVERS_ASKED_FOR_GLUE) return;
    this.#askedForGlue.set(cut, asked.add(address));
    const { hops, journal } = this.#setup;
    journal.track(hops.ask({ zone, address, lookup, question, probe: 'referral-tcp' }));
  }

  /** Looks up the hosts that an answer sends to for its service. */
  lookUpHosts(lookup: Lookup, answer: readonly ResourceRecord[]): void {
    const hosts = new Set(answer.map(serviceHostOf).filter((host) => host !== null));
    for (const host of [...hosts].slice(0, MAX_HOSTS))
      this.#setup.journal.track(this.#setup.nameServers.addressesOf(host, lookup));
  }

  /** Asks every server of a zone on the question's path whether it serves it. The root and the TLDs are not examined. */
  examine(zone: ServedZone): void {
    if (zone.examined || !zone.isBelowTld) return;
    zone.examined = true;
    const probed = new Set<string>();
    const probeNew = () => {
      for (const address of zone.addresses.keys()) {
        if (probed.has(address)) continue;
        probed.add(address);
        zone.expected.add(address);
        this.#setup.journal.track(this.#probeApex(zone, address));
      }
    };
    zone.watch(probeNew);
    probeNew();
    this.#checkGlue(zone, (name) => !isWithin(name, zone.name));
  }

  /** Looks after what had to wait for the replies of the zone's servers, whenever one of them has come. */
  hopEnded(zone: ServedZone): void {
    const { hops, hiddenCuts } = this.#setup;
    if (hops.isBusy(zone)) return;
    hiddenCuts.askAbout(zone, this.#setup.question());
    // Name servers inside the zone are looked up at those that helped: the others would be asked in vain, and that spends
    // the queries they are judged with.
    if (zone.examined && zone.helpful.size > 0 && zone.expected.size === 0)
      this.#checkGlue(zone, (name) => isWithin(name, zone.name));
  }

  /** Looks up the name servers whose address is known from the delegation alone. */
  #checkGlue(zone: ServedZone, isDue: (name: DomainName) => boolean): void {
    const { nameServers, question } = this.#setup;
    for (const name of zone.nameServers) {
      const isConfirmed = zone.confirmed.has(name) && !zone.contradicted.has(name);
      const isKnown = zone.lookedUp.has(name) || isConfirmed;
      if (zone.hasAddressOf(name) && !isKnown && isDue(name)) nameServers.verify(zone, name, question());
    }
  }

  async #probeApex(zone: ServedZone, address: string): Promise<void> {
    const { hops, question: lookup } = this.#setup;
    const probe = async (type: string, probe: 'apex-soa' | 'apex-ns') => {
      const question = { name: zone.name, type };
      const { outcome } = await hops.ask({ zone, address, lookup: lookup(), question, probe });
      if (outcome.kind !== 'answered') return null;
      const response = classifyResponse(outcome.message, zone.name, question);
      return response.kind === 'answer' ? { message: outcome.message, response } : null;
    };
    const soa = await probe('SOA', 'apex-soa');
    if (soa?.response.authoritative) {
      zone.serving.add(address);
      this.#findPrimary(zone, soa.message);
    }
    if (soa?.message.answer.some(({ type }) => type === 'RRSIG')) zone.signatures = true;
    const ns = soa && (await probe('NS', 'apex-ns'));
    zone.expected.delete(address);
    if (ns?.response.authoritative) {
      noteOwnAddresses(zone, ns.message);
      this.#followOwnNames(zone, ns.message);
    }
    this.hopEnded(zone);
  }

  /** Looks up the primary that the zone names, for it to be examined: as a name server of the zone it is examined anyway. */
  #findPrimary(zone: ServedZone, message: Message): void {
    const { examines, nameServers, journal, question } = this.#setup;
    const soa = message.answer.find(({ type, name }) => type === 'SOA' && name === zone.name);
    const name = soa ? targetOf(soa) : null;
    // A dot says that there is none.
    if (!examines || name === null || name === ROOT || zone.primary !== null) return;
    zone.primary = name;
    if (zone.nameServers.has(name)) return;
    const find = async () => {
      const found = await nameServers.addressesOf(name, question());
      for (const address of this.#fewOf(found, zone)) zone.primaryAddresses.add(address);
    };
    journal.track(find());
  }

  /** Takes up the name servers that the zone names and its parent does not. */
  #followOwnNames(zone: ServedZone, message: Message): void {
    const { journal, limits } = this.#setup;
    const { nameServersPerZone } = limits;
    for (const record of message.answer) {
      const name = record.type === 'NS' && record.name === zone.name ? targetOf(record) : null;
      if (name === null || zone.nameServers.has(name) || zone.ownNameServers.has(name)) continue;
      if (zone.ownNameServers.size >= nameServersPerZone) {
        journal.reached('name-servers-per-zone', nameServersPerZone, zone);
        break;
      }
      zone.ownNameServers.add(name);
      zone.ownToLookUp.push(name);
    }
    this.#lookUpOwn(zone);
  }

  /** Looks up those that are left, until too many have no address: their zone is not to suffer for what this one says of
   *  it. Those still running may fail too, and then the limit would have come too late. */
  #lookUpOwn(zone: ServedZone): void {
    const { journal, limits } = this.#setup;
    const { failingNameServersPerZone } = limits;
    while (zone.ownToLookUp.length > 0) {
      if (zone.ownFailed >= failingNameServersPerZone) {
        journal.reached('failing-name-servers', failingNameServersPerZone, zone);
        return;
      }
      if (zone.ownFailed + zone.ownRunning >= failingNameServersPerZone) return;
      zone.ownRunning += 1;
      journal.track(this.#askOwn(zone, zone.ownToLookUp.shift()!));
    }
  }

  /** Asks a name server that only the zone names what a resolver would ask it. */
  async #askOwn(zone: ServedZone, nameServer: DomainName): Promise<void> {
    const { hops, nameServers, journal, limits, question: lookup } = this.#setup;
    const { question } = lookup();
    const found = await nameServers.addressesOf(nameServer, lookup(), zone);
    zone.ownRunning -= 1;
    if (found.length === 0) zone.ownFailed += 1;
    this.#lookUpOwn(zone);
    for (const address of this.#fewOf(found, zone)) {
      // As a server of the delegation it is asked all this anyway.
      if (zone.addresses.has(address) || zone.ownAddresses.has(address)) continue;
      if (zone.ownAddresses.size >= limits.addressesPerZone) {
        journal.reached('addresses-per-zone', limits.addressesPerZone, zone);
        return;
      }
      zone.ownAddresses.set(address, { nameServer, source: 'lookup' });
      const ask = (asked: Question, probe: 'own-soa' | 'own-question') =>
        journal.track(hops.ask({ zone, address, lookup: lookup(), question: asked, probe }));
      ask({ name: zone.name, type: 'SOA' }, 'own-soa');
      if (isWithin(question.name, zone.name)) ask(question, 'own-question');
    }
  }

  /** As many addresses of one host as may be asked: a stranger's RRset may hold hundreds, of strangers. */
  #fewOf(addresses: readonly string[], zone: ServedZone): readonly string[] {
    const { addressesPerNameServer } = this.#setup.limits;
    if (addresses.length > addressesPerNameServer)
      this.#setup.journal.reached('addresses-per-name-server', addressesPerNameServer, zone);
    return addresses.slice(0, addressesPerNameServer);
  }
}

/** With its NS RRset a server may give the addresses of the name servers inside its zone. Where they are those of the
 *  delegation, of both families, nothing is left to look up; where anything differs or is missing, they are asked for. */
function noteOwnAddresses(zone: ServedZone, message: Message): void {
  const given = message.additional.filter(isAddressRecord);
  for (const name of zone.nameServers) {
    if (!isWithin(name, zone.name)) continue;
    const own = given.filter((record) => record.name === name);
    const hasBoth = ['A', 'AAAA'].every((type) => own.some((record) => record.type === type));
    const isEqual =
      own.every(({ data }) => zone.isAddressOf(name, data)) &&
      new Set(own.map(({ data }) => data)).size === zone.countAddressesOf(name);
    if (own.length > 0 && !isEqual) zone.contradicted.add(name);
    else if (hasBoth) zone.confirmed.add(name);
  }
}
