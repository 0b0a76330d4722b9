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
  /** By zone and address: the zone its reply came from or referred to, on the way to the name asked for. */
  readonly #told = new Map<ServedZone, Map<string, Told>>();
  readonly #asked = new Map<DomainName, Set<string>>();

  constructor(setup: { hops: () => Hops; zones: Zones; journal: Journal }) {
    this.#setup = setup;
  }

  /** Notes what a server of `zone` said to a walking query. */
  note(zone: ServedZone, address: string, question: Question, message: Message): void {
    const said = zoneTold(message, zone.name, question);
    if (said === null) return;
    const told = this.#told.get(zone) ?? new Map<string, Told>();
    if (!told.has(address)) told.set(address, said);
    this.#told.set(zone, told);
  }

  /** Asks the servers of `zone` that spoke from below a cut about that cut. */
  askAbout(zone: ServedZone, lookup: Lookup): void {
    for (const [address, told] of this.#told.get(zone) ?? []) {
      for (const cut of this.#cutsHidden(zone, told)) {
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

  /** The cuts that a reply passes over: zones that another server referred to, and the zone that it came from itself. */
  #cutsHidden(zone: ServedZone, { name, isReferral }: Told): DomainName[] {
    const passed = this.#setup.zones
      .childrenOf(zone)
      .map((child) => child.name)
      .filter((child) => isBelow(name, child));
    return isReferral ? passed : [...passed, name];
  }
}

interface Told {
  name: DomainName;
  /** Whether the reply only referred to the zone, and did not come from it. */
  isReferral: boolean;
}

/** The zone below `zone` that a reply came from or refers to. Null where it came from `zone` itself, or does not say. */
function zoneTold(message: Message, zone: DomainName, question: Question): Told | null {
  const response = classifyResponse(message, zone, question);
  if (response.kind === 'referral') return { name: response.zone, isReferral: true };
  if (!message.flags.includes('aa')) return null;
  const owners = message.authority
    .filter(({ type, name }) => (type === 'SOA' || type === 'NS') && isBelow(name, zone))
    .map(({ name }) => name)
    .filter((name) => isWithin(question.name, name));
  const [name] = owners.toSorted((a, b) => labelsOf(b).length - labelsOf(a).length);
  return name === undefined ? null : { name, isReferral: false };
}
