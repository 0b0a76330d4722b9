// The health tier: whether the servers of a zone serve it, and whether their addresses are what the glue says.
import { type DomainName, classifyResponse, isWithin } from '@delegraph/model';
import type { Hops } from './hops.ts';
import type { Journal } from './journal.ts';
import type { Lookup } from './lookup.ts';
import type { NameServers } from './name-servers.ts';
import type { ServedZone } from './served-zone.ts';

export interface HealthSetup {
  hops: Hops;
  nameServers: NameServers;
  journal: Journal;
  /** The lookup of the question itself, to which all of this belongs. */
  question: () => Lookup;
}

export class Health {
  readonly #setup: HealthSetup;

  constructor(setup: HealthSetup) {
    this.#setup = setup;
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
        this.#setup.journal.track(this.#probeApex(zone, address));
      }
    };
    zone.watch(probeNew);
    probeNew();
    this.#checkGlue(zone, (name) => !isWithin(name, zone.name));
  }

  /** Checks the name servers inside the zone when its servers have had their say, at those that helped: the others would be
   *  asked in vain, and that spends the queries they are judged with. */
  checkGlueInside(zone: ServedZone): void {
    if (zone.examined && zone.helpful.size > 0 && !this.#setup.hops.isBusy(zone))
      this.#checkGlue(zone, (name) => isWithin(name, zone.name));
  }

  /** Looks up the name servers whose address is known from the delegation alone. */
  #checkGlue(zone: ServedZone, isDue: (name: DomainName) => boolean): void {
    const { nameServers, question } = this.#setup;
    for (const name of zone.nameServers) {
      if (zone.hasAddressOf(name) && !zone.lookedUp.has(name) && isDue(name))
        nameServers.verify(zone, name, question());
    }
  }

  async #probeApex(zone: ServedZone, address: string): Promise<void> {
    const { hops, question: lookup } = this.#setup;
    const probe = (type: string, probe: 'apex-soa' | 'apex-ns') =>
      hops.ask({ zone, address, lookup: lookup(), question: { name: zone.name, type }, probe });
    const { outcome } = await probe('SOA', 'apex-soa');
    if (outcome.kind !== 'answered') return;
    const response = classifyResponse(outcome.message, zone.name, { name: zone.name, type: 'SOA' });
    if (response.kind === 'answer') await probe('NS', 'apex-ns');
  }
}
