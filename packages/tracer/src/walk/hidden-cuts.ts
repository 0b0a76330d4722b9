// Zone cuts that a parent's replies hide, because its server has the child zone too: there the parent is asked for the
// child's DS and NS by name. RFC 1034 4.2.1, RFC 4035 3.1.4.1.
import {
  type DomainName,
  type Message,
  type Question,
  classifyResponse,
  isBelow,
  isWithin,
  labelsOf,
} from '@delegraph/model';
import type { Hops } from './hops.ts';
import type { Journal } from './journal.ts';
import type { Lookup } from './lookup.ts';
import type { ServedZone } from './served-zone.ts';
import type { Zones } from './zones.ts';

/** For how many zones one trace asks: a name has few of them that matter. */
const MAX_CUTS = 4;

export class HiddenCuts {
  readonly #setup: { hops: () => Hops; zones: Zones; journal: Journal };
  /** By zone and address: the deepest zone its reply came from or referred to, on the way to the name asked for. */
  readonly #told = new Map<ServedZone, Map<string, DomainName>>();
  readonly #asked = new Map<DomainName, Set<string>>();

  constructor(setup: { hops: () => Hops; zones: Zones; journal: Journal }) {
    this.#setup = setup;
  }

  /** Notes what a server of `zone` said to a walking query. */
  note(zone: ServedZone, address: string, question: Question, message: Message): void {
    const cut = deepestTold(message, zone.name, question);
    if (cut === null) return;
    const told = this.#told.get(zone) ?? new Map<string, DomainName>();
    if (!told.has(address)) told.set(address, cut);
    this.#told.set(zone, told);
  }

  /** Asks the servers of `zone` that spoke from below a cut about that cut. */
  askAbout(zone: ServedZone, lookup: Lookup): void {
    for (const [address, deepest] of this.#told.get(zone) ?? []) {
      for (const cut of this.#cutsBetween(zone, deepest)) {
        const asked = this.#asked.get(cut) ?? new Set<string>();
        if (asked.has(address) || (!this.#asked.has(cut) && this.#asked.size >= MAX_CUTS)) continue;
        this.#asked.set(cut, asked.add(address));
        for (const [type, probe] of [
          ['DS', 'parent-ds'],
          ['NS', 'parent-ns'],
        ] as const) {
          const question = { name: cut, type };
          const hops = this.#setup.hops();
          this.#setup.journal.track(hops.ask({ zone, address, lookup, question, probe }));
        }
      }
    }
  }

  /** The cuts that a reply from `deepest` passes over: zones another server referred to, and the zone that answered. */
  #cutsBetween(zone: ServedZone, deepest: DomainName): DomainName[] {
    const known = this.#setup.zones.childrenOf(zone).map(({ name }) => name);
    const passed = known.filter((name) => isBelow(deepest, name));
    return known.includes(deepest) ? passed : [...passed, deepest];
  }
}

/** The zone below `zone` that a reply came from. Null where it came from `zone` itself, or refers to the next zone down. */
function deepestTold(message: Message, zone: DomainName, question: Question): DomainName | null {
  const response = classifyResponse(message, zone, question);
  if (response.kind === 'referral') return response.zone;
  if (!message.flags.includes('aa')) return null;
  const owners = message.authority
    .filter(({ type, name }) => (type === 'SOA' || type === 'NS') && isBelow(name, zone))
    .map(({ name }) => name)
    .filter((name) => isWithin(question.name, name));
  return owners.toSorted((a, b) => labelsOf(b).length - labelsOf(a).length)[0] ?? null;
}
