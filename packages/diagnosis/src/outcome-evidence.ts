// What the trace heard, as a resolver would meet it: which servers it can pick at a zone cut, and what each says.
import {
  type AliasLink,
  type DomainName,
  type HopState,
  type Message,
  type Question,
  type ResponseClass,
  type TraceState,
  ROOT,
  aliasChain,
  classifyResponse,
  isAddressRecord,
  isBelow,
  isWithin,
  labelsOf,
  targetOf,
} from '@delegraph/model';
import { distinct, setKey } from './zone-evidence.ts';

/** How a resolver chooses whom to ask: by the parent's referral, or by what the zone itself says once it is known. */
export type ResolverStyle = 'parent-centric' | 'child-centric';

/** One address that can be picked. */
export interface PickedServer {
  nameServer: DomainName;
  address: string;
  /** What has to be looked up first, because no glue came with the name. */
  lookup: Question | null;
}

/** A zone as a resolver has entered it. Entries of the same servers have the same key. */
export interface ZoneEntry {
  zone: DomainName;
  servers: readonly PickedServer[];
  /** Whether there may be more servers, whose addresses the trace did not find out. */
  mayHaveMore: boolean;
  key: string;
}

/** What one server says to one question. `doubtful`: it helps where no server says it with authority. */
export type ServerSays =
  | { kind: 'referral'; zone: DomainName; message: Message | null }
  | { kind: 'alias'; link: AliasLink; message: Message; doubtful: boolean }
  | { kind: 'answer'; records: readonly string[]; doubtful: boolean }
  | { kind: 'nodata' | 'nxdomain'; doubtful: boolean }
  | { kind: 'fails'; waits: boolean }
  | { kind: 'unknown' };

/** Reads a trace that has ended. Nothing in it changes. */
export class OutcomeEvidence {
  readonly #state: TraceState;
  readonly #heard: ReadonlyMap<string, readonly HopState[]>;

  constructor(state: TraceState) {
    this.#state = state;
    this.#heard = Map.groupBy(
      state.hops.filter(({ result }) => result.status === 'answered' || result.status === 'failed'),
      ({ zone, address }) => `${zone} ${address}`,
    );
  }

  /** Where every cold lookup begins. */
  get root(): ZoneEntry {
    const servers = this.#state.zones[0]?.nameServers ?? [];
    return entryOf(
      ROOT,
      servers.flatMap(({ name, addresses }) =>
        addresses.map(({ address }) => ({ nameServer: name, address, lookup: null })),
      ),
      false,
    );
  }

  /** Whether a server of the zone has told its NS records, so that the two styles can differ there. */
  hasOwnNames(zone: DomainName): boolean {
    return this.#childSayings(zone).length > 0;
  }

  /** The ways to enter the zone after a referral with this message, and how likely each is. Null: a supplied delegation. */
  entriesAfter(
    message: Message | null,
    { zone, parent, style }: { zone: DomainName; parent: DomainName; style: ResolverStyle },
  ): { share: number; entry: ZoneEntry }[] {
    const sayings = style === 'child-centric' ? this.#childSayings(zone) : [];
    if (sayings.length === 0) {
      const entry =
        message === null ? this.#suppliedEntry(zone) : this.#referralEntry(message, { zone, parent });
      return [{ share: 1, entry }];
    }
    const bySet = Map.groupBy(sayings, ({ names }) => setKey(names));
    return Array.from(bySet.values(), (same) => ({
      share: same.length / sayings.length,
      entry: entryOf(
        zone,
        same[0]!.names.flatMap((name) => this.#ownServers(zone, name)),
        same[0]!.names.some((name) => !this.#isSettled(zone, name)),
      ),
    }));
  }

  /** What the server at `address` of `zone` says to the question: heard, or told by what it said to the like of it. */
  says(zone: DomainName, address: string, question: Question): ServerSays {
    const heard = this.#heard.get(`${zone} ${address}`) ?? [];
    const exact = heard.filter(
      (hop) => hop.question.name === question.name && hop.question.type === question.type,
    );
    const walked = exact.find(({ probe }) => probe === 'walk') ?? exact[0];
    if (walked) return this.#read(walked, question);
    const towards = heard
      .map((hop) => this.#read(hop, question))
      .find((said) => said.kind === 'referral' && isWithin(question.name, said.zone));
    if (towards) return towards;
    // Who fails for one name of a zone fails for the others.
    const readings = heard.map((hop) => this.#read(hop, hop.question));
    const [failing] = readings;
    return failing && readings.every(({ kind }) => kind === 'fails') ? failing : { kind: 'unknown' };
  }

  /** What a reply with an alias says of its target, where it goes on to it: nobody asks again for what is there. */
  goesOn(message: Message, zone: DomainName, target: Question): ServerSays | null {
    if (!isWithin(target.name, zone) || !message.answer.some(({ name }) => name === target.name)) return null;
    return meaningOf(classifyResponse(message, zone, target), message);
  }

  #read(hop: HopState, question: Question): ServerSays {
    const { result, zone } = hop;
    if (result.status === 'failed')
      return { kind: 'fails', waits: result.reason === 'timeout' || result.reason === 'mismatched' };
    if (result.status !== 'answered') return { kind: 'unknown' };
    const { response, message } = result;
    // Truncated, and TCP did not give the rest.
    if (message.flags.includes('tc')) return { kind: 'fails', waits: false };
    const supplied = this.#suppliedBelow(zone, question);
    if (supplied !== null && isReplaced(response, supplied))
      return { kind: 'referral', zone: supplied, message: null };
    return meaningOf(response, message);
  }

  #referralEntry(message: Message, { zone, parent }: { zone: DomainName; parent: DomainName }): ZoneEntry {
    const names = message.authority.flatMap((record) =>
      record.type === 'NS' && record.name === zone ? (targetOf(record) ?? []) : [],
    );
    return entryOf(
      zone,
      distinct(names).flatMap((nameServer) => {
        const glue = isWithin(nameServer, parent) ? addressesIn(message, nameServer) : [];
        if (glue.length > 0) return glue.map((address) => ({ nameServer, address, lookup: null }));
        return this.#lookedUp(nameServer);
      }),
      names.some((name) => !this.#isSettled(zone, name)),
    );
  }

  #suppliedEntry(zone: DomainName): ZoneEntry {
    const supplied = this.#state.options.delegations?.find((delegation) => delegation.zone === zone);
    return entryOf(
      zone,
      (supplied?.nameServers ?? []).flatMap(({ name: nameServer, addresses }) =>
        addresses.length > 0
          ? addresses.map((address) => ({ nameServer, address, lookup: null }))
          : this.#lookedUp(nameServer),
      ),
      (supplied?.nameServers ?? []).some(({ name }) => !this.#isSettled(zone, name)),
    );
  }

  /** The addresses of a name server as the zone that holds its name gives them; its glue where nobody was heard. */
  #ownServers(zone: DomainName, nameServer: DomainName): PickedServer[] {
    const found = this.#lookedUp(nameServer);
    // A resolver that is inside the zone already has these from it.
    if (found.length > 0)
      return isWithin(nameServer, zone) ? found.map((server) => ({ ...server, lookup: null })) : found;
    if (this.#isDenied(nameServer)) return [];
    const beside = this.#childSayings(zone).flatMap(({ message }) => addressesIn(message, nameServer));
    const known = this.#state.zones
      .find(({ name }) => name === zone)
      ?.nameServers.find(({ name }) => name === nameServer)
      ?.addresses.map(({ address }) => address);
    const addresses = distinct(beside.length > 0 ? beside : (known ?? []));
    return addresses.map((address) => ({ nameServer, address, lookup: null }));
  }

  #lookedUp(nameServer: DomainName): PickedServer[] {
    return this.#addressLookups(nameServer).flatMap((lookup) => {
      const { outcome } = aliasChain(this.#state, lookup).at(-1)!;
      if (outcome?.kind !== 'answer') return [];
      return distinct(outcome.records.filter(isAddressRecord).map(({ data }) => data)).map((address) => ({
        nameServer,
        address,
        lookup: lookup.question,
      }));
    });
  }

  /** Whether all that was looked up of the name server was denied. */
  #isDenied(nameServer: DomainName): boolean {
    const lookups = this.#addressLookups(nameServer);
    return (
      lookups.length > 0 &&
      lookups.every(({ outcome }) => outcome?.kind === 'nxdomain' || outcome?.kind === 'nodata')
    );
  }

  /** Whether all was done to find the addresses of a name server. Inside its zone nobody can look them up from outside. */
  #isSettled(zone: DomainName, nameServer: DomainName): boolean {
    const lookups = this.#addressLookups(nameServer);
    if (lookups.length === 0) return isWithin(nameServer, zone);
    return lookups.every(({ outcome }) => {
      if (outcome === null || outcome.kind === 'budget') return false;
      return outcome.kind !== 'unresolvable' || outcome.notAsked === undefined;
    });
  }

  #addressLookups(nameServer: DomainName) {
    return this.#state.lookups.filter(
      ({ purpose, question }) => purpose === 'nameserver-address' && question.name === nameServer,
    );
  }

  /** The NS RRset of the zone from each of its servers that gave it with authority. */
  #childSayings(zone: DomainName): { names: DomainName[]; message: Message }[] {
    const heard = new Map<string, { names: DomainName[]; message: Message }>();
    for (const { zone: asked, address, question, result } of this.#state.hops) {
      if (asked !== zone || question.name !== zone || question.type !== 'NS' || heard.has(address)) continue;
      if (result.status !== 'answered' || result.response.kind !== 'answer') continue;
      if (!result.response.authoritative) continue;
      const names = distinct(result.response.records.flatMap((record) => targetOf(record) ?? []));
      heard.set(address, { names, message: result.message });
    }
    return [...heard.values()];
  }

  /** The first zone on the way from `zone` to the name whose delegation was supplied. */
  #suppliedBelow(zone: DomainName, { name }: Question): DomainName | null {
    const cuts = (this.#state.options.delegations ?? [])
      .map((delegation) => delegation.zone)
      .filter((cut) => isBelow(cut, zone) && isWithin(name, cut));
    return cuts.toSorted((a, b) => labelsOf(a).length - labelsOf(b).length)[0] ?? null;
  }
}

function meaningOf(response: ResponseClass, message: Message): ServerSays {
  switch (response.kind) {
    case 'referral':
      return { kind: 'referral', zone: response.zone, message };
    case 'answer': {
      const records = distinct(response.records.map(({ data }) => data)).toSorted();
      return { kind: 'answer', records, doubtful: !response.authoritative };
    }
    case 'alias':
      return { kind: 'alias', link: response.link, message, doubtful: !response.authoritative };
    case 'nodata':
    case 'nxdomain':
      return { kind: response.kind, doubtful: !response.authoritative };
    default:
      return { kind: 'fails', waits: false };
  }
}

function entryOf(zone: DomainName, servers: readonly PickedServer[], mayHaveMore: boolean): ZoneEntry {
  // An address is one server, whichever of its names it was found by; the name that needs no lookup is the way to it.
  const byAddress = new Map<string, PickedServer>();
  for (const server of servers) {
    const known = byAddress.get(server.address);
    if (!known || (known.lookup !== null && server.lookup === null)) byAddress.set(server.address, server);
  }
  const picked = [...byAddress.values()];
  const keys = picked.map(({ address, lookup }) => `${address}${lookup ? `?${lookup.name}` : ''}`);
  return { zone, servers: picked, mayHaveMore, key: `${zone}=${setKey(keys)}` };
}

function addressesIn(message: Message, nameServer: DomainName): string[] {
  return message.additional
    .filter((record) => isAddressRecord(record) && record.name === nameServer)
    .map(({ data }) => data);
}

/** A supplied delegation stands for all that a working parent may say, but for a referral to a zone above it. */
function isReplaced(response: { kind: string; zone?: DomainName }, supplied: DomainName): boolean {
  if (response.kind === 'referral') return !isBelow(supplied, response.zone!);
  return ['answer', 'alias', 'nodata', 'nxdomain'].includes(response.kind);
}
