// Parent says, child says, glue says: who names which servers of a zone, at which addresses, side by side.
import { type ResourceRecord, isAddressRecord, targetOf } from './message.ts';
import { type DomainName, ROOT, isWithin } from './names.ts';
import { aliasChain, hopsOfZone } from './select.ts';
import type { HopState, LookupState, TraceState, ZoneState } from './state.ts';

/** A record as one side gives it. */
export interface Saying {
  /** Seconds; more than one where the servers of the side do not agree. */
  ttls: readonly number[];
  /** How many addresses of the side gave it, of how many that were heard. */
  count: number;
  of: number;
  /** Who said it: one hop for each address. */
  hops: readonly number[];
}

/** `differs`: both sides have it, but on one of them not all servers say so. `unknown`: the child side was not heard. */
export type SideMark = 'equal' | 'only-parent' | 'only-child' | 'differs' | 'unknown';

export interface NameServerRow {
  name: DomainName;
  /** In the parent's referrals. */
  parent: Saying | null;
  /** In the NS RRset at the zone's apex. */
  child: Saying | null;
  mark: SideMark;
  addresses: readonly AddressRow[];
  /** Of its addresses together; null where neither side gave one that the other could be compared with. */
  addressMark: SideMark | null;
}

export interface AddressRow {
  address: string;
  /** In the parent's referrals, as far as the parent may speak of the name. */
  glue: Saying | null;
  /** From the zone that holds the name. */
  authoritative: Saying | null;
  mark: SideMark;
}

export interface NameServerTable {
  zone: DomainName;
  parent: DomainName;
  /** Whether the zone itself has said anything about its name servers. */
  childSpoke: boolean;
  rows: readonly NameServerRow[];
}

/** The table of a zone, in the order of the referrals; null for the root, which nobody delegates. */
export function nameServerTable(state: TraceState, zone: ZoneState): NameServerTable | null {
  const { parent } = zone;
  if (parent === null) return null;
  const referrals = firstOfEach(referralsTo(state, parent, zone.name));
  const children = firstOfEach(hopsOfZone(state, zone.name).filter((hop) => givesNs(hop, zone.name)));
  const parentNames = sayings(referrals, (hop) => nsIn(hop, zone.name, 'authority'));
  const childNames = sayings(children, (hop) => nsIn(hop, zone.name, 'answer'));
  const childSpoke = children.length > 0;
  const names = new Set([
    ...(parentNames.keys() as Iterable<DomainName>),
    ...zone.nameServers.map(({ name }) => name),
    ...(childNames.keys() as Iterable<DomainName>),
  ]);
  const rows = [...names].map((name): NameServerRow => {
    const said = { parent: parentNames.get(name) ?? null, child: childNames.get(name) ?? null };
    const addresses = addressRows(state, { name, parent, referrals, children });
    return {
      name,
      ...said,
      mark: markOf(said.parent, said.child, childSpoke),
      addresses,
      addressMark: addressMarkOf(addresses),
    };
  });
  return { zone: zone.name, parent, childSpoke, rows };
}

/** The hops to servers of `parent` that were referred to `zone`. */
export function referralsTo(state: TraceState, parent: DomainName, zone: DomainName): HopState[] {
  return hopsOfZone(state, parent).filter(
    ({ result }) =>
      result.status === 'answered' && result.response.kind === 'referral' && result.response.zone === zone,
  );
}

function givesNs({ question, result }: HopState, zone: DomainName): boolean {
  return (
    question.name === zone &&
    question.type === 'NS' &&
    result.status === 'answered' &&
    result.response.kind === 'answer' &&
    result.response.authoritative
  );
}

function firstOfEach(hops: readonly HopState[]): HopState[] {
  return [...Map.groupBy(hops, ({ address }) => address).values()].map(([first]) => first!);
}

/** What the hops say, by its text: which of them, and with which TTLs. */
function sayings(
  hops: readonly HopState[],
  read: (hop: HopState) => readonly { text: string; ttl: number }[],
): Map<string, Saying> {
  const said = hops.flatMap((hop) => read(hop).map(({ text, ttl }) => ({ text, ttl, hop: hop.id })));
  return new Map(
    Array.from(
      Map.groupBy(said, ({ text }) => text),
      ([text, same]) => {
        const ids = [...new Set(same.map(({ hop }) => hop))];
        const ttls = [...new Set(same.map(({ ttl }) => ttl))].toSorted((a, b) => a - b);
        return [text, { ttls, count: ids.length, of: hops.length, hops: ids }];
      },
    ),
  );
}

function nsIn({ result }: HopState, zone: DomainName, section: 'answer' | 'authority') {
  if (result.status !== 'answered') return [];
  return result.message[section].flatMap((record) => {
    const target = record.type === 'NS' && record.name === zone ? targetOf(record) : null;
    return target ? [{ text: target, ttl: record.ttl }] : [];
  });
}

function addressRows(
  state: TraceState,
  asked: {
    name: DomainName;
    parent: DomainName;
    referrals: readonly HopState[];
    children: readonly HopState[];
  },
): AddressRow[] {
  const { name, parent, referrals, children } = asked;
  const named = referrals.filter(
    ({ result }) =>
      result.status === 'answered' && result.message.authority.some((record) => targetOf(record) === name),
  );
  const glue: Map<string, Saying> = isWithin(name, parent ?? ROOT)
    ? sayings(named, (hop) => addressesIn(hop, name))
    : new Map();
  const { own, heard } = authoritativeAddresses(state, name, children);
  return [...new Set([...glue.keys(), ...own.keys()])].map((address) => {
    const said = { glue: glue.get(address) ?? null, authoritative: own.get(address) ?? null };
    const isHeard = heard.has(address.includes(':') ? 'AAAA' : 'A');
    return { address, ...said, mark: markOf(said.glue, said.authoritative, isHeard) };
  });
}

/** What the zone that holds the name says, and of which families it spoke: a family nobody asked for proves nothing about
 *  glue of that family. Where the addresses came with the NS RRset of the zone itself, they were not looked up. */
function authoritativeAddresses(
  state: TraceState,
  name: DomainName,
  children: readonly HopState[],
): { own: Map<string, Saying>; heard: Set<string> } {
  const lookups = addressLookups(state, name);
  if (lookups.length > 0) {
    const own = new Map(lookups.flatMap((lookup) => foundBy(state, lookup)));
    return { own, heard: new Set(lookups.filter(wasHeard).map(({ question }) => question.type)) };
  }
  const speaking = children.filter((hop) => addressesIn(hop, name).length > 0);
  const own = sayings(speaking, (hop) => addressesIn(hop, name));
  return { own, heard: new Set([...own.keys()].map((address) => (address.includes(':') ? 'AAAA' : 'A'))) };
}

function addressesIn({ result }: HopState, name: DomainName) {
  if (result.status !== 'answered') return [];
  return result.message.additional
    .filter((record) => isAddressRecord(record) && record.name === name)
    .map(textOf);
}

function addressLookups(state: TraceState, name: DomainName): LookupState[] {
  return state.lookups.filter(
    ({ purpose, question }) => purpose === 'nameserver-address' && question.name === name,
  );
}

function wasHeard({ outcome }: LookupState): boolean {
  return outcome !== null && ['answer', 'nodata', 'nxdomain', 'alias'].includes(outcome.kind);
}

/** The addresses a lookup found, by the hop that ended it. */
function foundBy(state: TraceState, lookup: LookupState): [string, Saying][] {
  const { outcome } = aliasChain(state, lookup).at(-1)!;
  if (outcome?.kind !== 'answer') return [];
  return [
    ...sayings([state.hops[outcome.hopId]!], () => outcome.records.filter(isAddressRecord).map(textOf)),
  ];
}

function textOf({ data, ttl }: ResourceRecord): { text: string; ttl: number } {
  return { text: data, ttl };
}

function markOf(parent: Saying | null, child: Saying | null, childSpoke: boolean): SideMark {
  if (!childSpoke) return 'unknown';
  if (parent === null) return 'only-child';
  if (child === null) return 'only-parent';
  return parent.count === parent.of && child.count === child.of ? 'equal' : 'differs';
}

function addressMarkOf(addresses: readonly AddressRow[]): SideMark | null {
  const hasGlue = addresses.some(({ glue }) => glue !== null);
  const known = addresses.filter(({ mark }) => mark !== 'unknown');
  // Where the parent gives none there is nothing to compare: it need not, outside the zone.
  if (!hasGlue) return null;
  if (known.length === 0) return 'unknown';
  if (known.every(({ mark }) => mark === known[0]!.mark)) return known[0]!.mark;
  return 'differs';
}
