// Zone trees as data: what the zones of a lab hold and which addresses serve them. RFC 1034 4.2.
import {
  type DomainName,
  ROOT,
  isBelow,
  isWithin,
  labelsOf,
  parentName,
  parseDomainName,
  withFinalDot,
} from '@delegraph/model';
import { readAddress } from './address.ts';
import type { Fault } from './faults.ts';
import { LabError, readingAt } from './lab-error.ts';
import { type LabRecord, addressRecord, nsRecord, readRecord } from './lab-record.ts';

/** The zones of a tree by their names. The root must be among them. */
export type ZoneTreeSpec = Readonly<Record<string, ZoneSpec>>;

export interface ZoneSpec {
  /** The NS RRset, and where each name server lives. No address: the tree has no server of that name. */
  servers: ServerSpec;
  /** The NS RRset at the apex, where it differs from the one the parent gives. */
  childServers?: ServerSpec;
  /** Lines `owner [ttl] type data`; `@` is the zone itself, names without a final dot are relative to it.
   *  NS records below the apex are delegations to servers outside the tree. */
  records?: readonly string[];
  /** Addresses the parent gives for a name server, in place of those where it lives. */
  glue?: Readonly<Record<string, readonly string[]>>;
  /** RDATA of DS records the parent holds: `12345 13 2 49FD46E6…`. The zone then has a key, whatever the DS records say. */
  ds?: readonly string[];
  faults?: readonly Fault[];
}

export type ServerSpec = Readonly<Record<string, string | readonly string[] | null>>;

/** A tree with everything derived: apex records, delegations, glue. Nothing in it changes. */
export interface ZoneTree {
  readonly zones: ReadonlyMap<DomainName, Zone>;
  /** What each declared address serves, by RFC 5952 text. */
  readonly hosts: ReadonlyMap<string, readonly ServedZone[]>;
}

export interface Zone {
  readonly name: DomainName;
  /** Null for the root. */
  readonly parent: DomainName | null;
  /** The NS names the parent gives, and where those name servers live. */
  readonly servers: ReadonlyMap<DomainName, readonly string[]>;
  /** Authoritative data by owner name, without what lies at or below a zone cut. */
  readonly records: ReadonlyMap<DomainName, readonly LabRecord[]>;
  /** Every name that exists in the zone: owners, cuts, and the empty non-terminals above them. RFC 4592 2.2. */
  readonly names: ReadonlySet<DomainName>;
  readonly delegations: ReadonlyMap<DomainName, Delegation>;
  /** Addresses of the apex name servers at or below the zone, for the additional section. */
  readonly apexAddresses: readonly LabRecord[];
}

/** What a zone knows of a child zone. */
export interface Delegation {
  readonly ns: readonly LabRecord[];
  readonly ds: readonly LabRecord[];
  readonly glue: readonly LabRecord[];
}

/** A zone at one address, and how the server there bends its replies. */
export interface ServedZone {
  readonly zone: Zone;
  readonly faults: readonly Fault[];
}

const DELEGATION_TTL_SECONDS = 86_400;
/** Of no use but to be there. */
const KEY = '257 3 13 49FD46E6C4B45C55D4AC';
const SOA_TIMES = '2026112101 7200 3600 1209600 300';

/** Builds the tree. Address records of name servers go into the zone that holds their names, unless its records own
 *  that name already; the parent gives glue for name servers at or below itself, in-domain and sibling (RFC 9471).
 *  Throws `LabError` on what cannot be meant. */
export function zoneTree(spec: ZoneTreeSpec): ZoneTree {
  const declared = new Map(
    Object.entries(spec).map(([name, zone]) => [zoneName(name), readZone(name, zone)]),
  );
  if (!declared.has(ROOT)) throw new LabError('The tree has no root: declare the zone “.”.');
  const addresses = addressTable([...declared.values()]);

  const zones = new Map<DomainName, Zone>();
  for (const zone of declared.values()) {
    zones.set(zone.name, deriveZone(zone, declared, addresses));
  }
  return { zones, hosts: hostsOf([...declared.values()], zones) };
}

/** The root servers as a resolver's hints: names in the order declared, each with its addresses. */
export function rootHintsOf(tree: ZoneTree): { name: DomainName; addresses: string[] }[] {
  return Array.from(tree.zones.get(ROOT)!.servers, ([name, addresses]) => ({
    name,
    addresses: [...addresses],
  }));
}

type Servers = ReadonlyMap<DomainName, readonly string[]>;

/** A zone as it was written, its names and addresses read. */
interface DeclaredZone {
  name: DomainName;
  servers: Servers;
  childServers: Servers;
  records: readonly LabRecord[];
  glue: Servers;
  ds: readonly LabRecord[];
  faults: readonly Fault[];
}

function readZone(nameText: string, spec: ZoneSpec): DeclaredZone {
  const name = zoneName(nameText);
  const servers = readServers(spec.servers, name);
  if (servers.size === 0) throw new LabError(`Zone ${withFinalDot(name)} has no name servers.`);
  return {
    name,
    servers,
    childServers: spec.childServers ? readServers(spec.childServers, name) : servers,
    records: (spec.records ?? []).map((line) => readRecord(line, name)),
    glue: readServers(spec.glue ?? {}, name),
    ds: (spec.ds ?? []).map((data) => readRecord(`@ ${DELEGATION_TTL_SECONDS} DS ${data}`, name)),
    faults: spec.faults ?? [],
  };
}

function zoneName(text: string): DomainName {
  if (!text.endsWith('.')) throw new LabError(`Zone “${text}”: write it with its final dot.`);
  return nameIn(text, `zone “${text}”`);
}

function nameIn(text: string, where: string): DomainName {
  return readingAt(`“${text}” in ${where}`, () => parseDomainName(text));
}

function readServers(spec: ServerSpec, zone: DomainName): Servers {
  return new Map(
    Object.entries(spec).map(([name, value]) => {
      const texts = value === null ? [] : [value].flat();
      const addresses = texts.map((text) => {
        const address = readAddress(text);
        if (address === null)
          throw new LabError(`“${text}” of ${name} in zone ${withFinalDot(zone)} is no IP address.`);
        return address;
      });
      return [nameIn(name, `zone ${withFinalDot(zone)}`), addresses];
    }),
  );
}

/** Where each name server lives. A name with two different sets of addresses is a slip of the pen. */
function addressTable(zones: readonly DeclaredZone[]): Servers {
  const table = new Map<DomainName, readonly string[]>();
  for (const zone of zones) {
    for (const [name, addresses] of [...zone.servers, ...zone.childServers]) {
      if (addresses.length === 0) continue;
      const known = table.get(name) ?? addresses;
      if (known.join() !== addresses.join()) {
        throw new LabError(
          `${withFinalDot(name)} lives at ${addresses.join(', ')} in zone ${withFinalDot(zone.name)}, elsewhere at ${known.join(', ')}.`,
        );
      }
      table.set(name, addresses);
    }
  }
  return table;
}

function deriveZone(
  zone: DeclaredZone,
  declared: ReadonlyMap<DomainName, DeclaredZone>,
  addresses: Servers,
): Zone {
  const children = [...declared.values()].filter((other) => parentOf(other.name, declared) === zone.name);
  const delegations = new Map(
    children.map((child) => [child.name, delegationOf(child, zone.name, addresses)]),
  );
  for (const [name, delegation] of strayDelegations(zone, delegations)) delegations.set(name, delegation);

  const records = new Map<DomainName, LabRecord[]>();
  const add = (record: LabRecord) => records.set(record.name, [...(records.get(record.name) ?? []), record]);
  const cutAbove = (name: DomainName) => [...delegations.keys()].find((cut) => isWithin(name, cut));

  if (!zone.records.some((record) => record.type === 'SOA')) add(defaultSoa(zone));
  const isKeyless = zone.ds.length > 0 && !zone.records.some((record) => record.type === 'DNSKEY');
  if (isKeyless) add(readRecord(`@ 3600 DNSKEY ${KEY}`, zone.name));
  for (const name of zone.childServers.keys()) add(nsRecord(zone.name, name, DELEGATION_TTL_SECONDS));
  for (const record of zone.records) if (!cutAbove(record.name)) add(record);
  for (const [name, hostAddresses] of addresses) {
    const ownsName = zone.records.some((record) => record.name === name);
    if (!isWithin(name, zone.name) || cutAbove(name) || ownsName) continue;
    for (const address of hostAddresses) add(addressRecord(name, address, DELEGATION_TTL_SECONDS));
  }

  return {
    name: zone.name,
    parent: zone.name === ROOT ? null : parentOf(zone.name, declared),
    servers: zone.servers,
    records,
    names: existingNames([...records.keys(), ...delegations.keys()], zone.name),
    delegations,
    apexAddresses: [...zone.childServers]
      .filter(([name]) => isWithin(name, zone.name))
      .flatMap(([name, list]) => list.map((address) => addressRecord(name, address, DELEGATION_TTL_SECONDS))),
  };
}

/** The zone that delegates `name`. Null for the root. */
function parentOf(name: DomainName, declared: ReadonlyMap<DomainName, DeclaredZone>): DomainName | null {
  if (name === ROOT) return null;
  let parent = parentName(name);
  while (!declared.has(parent)) parent = parentName(parent);
  // The root delegates single labels only, so that a misspelt parent does not pass for a child of the root.
  if (parent === ROOT && labelsOf(name).length > 1) {
    throw new LabError(
      `Zone ${withFinalDot(name)} has no parent: declare ${withFinalDot(parentName(name))} too.`,
    );
  }
  return parent;
}

function delegationOf(child: DeclaredZone, parent: DomainName, addresses: Servers): Delegation {
  const glueOf = (name: DomainName) =>
    child.glue.get(name) ?? (isWithin(name, parent) ? (addresses.get(name) ?? []) : []);
  const names = [...child.servers.keys()];
  const unknown = [...child.glue.keys()].find((name) => !child.servers.has(name));
  if (unknown !== undefined) {
    throw new LabError(
      `Glue for ${withFinalDot(unknown)}, which is no name server of ${withFinalDot(child.name)}.`,
    );
  }
  return {
    ns: names.map((name) => nsRecord(child.name, name, DELEGATION_TTL_SECONDS)),
    ds: child.ds,
    glue: names.flatMap((name) =>
      glueOf(name).map((address) => addressRecord(name, address, DELEGATION_TTL_SECONDS)),
    ),
  };
}

/** Delegations written as NS records, to zones that are not in the tree. Address records below them are glue. */
function strayDelegations(
  zone: DeclaredZone,
  known: ReadonlyMap<DomainName, Delegation>,
): Map<DomainName, Delegation> {
  const cuts = new Map<DomainName, Delegation>();
  for (const record of zone.records) {
    if (record.type !== 'NS') continue;
    if (record.name === zone.name || known.has(record.name)) {
      throw new LabError(
        `NS records of ${withFinalDot(record.name)}: declare them as \`servers\` or \`childServers\`.`,
      );
    }
    const below = zone.records.filter((other) => isWithin(other.name, record.name));
    cuts.set(record.name, {
      ns: below.filter((other) => other.type === 'NS' && other.name === record.name),
      ds: below.filter((other) => other.type === 'DS' && other.name === record.name),
      glue: below.filter((other) => other.type === 'A' || other.type === 'AAAA'),
    });
  }
  for (const record of zone.records) {
    const child = [...known.keys()].find((cut) => isWithin(record.name, cut));
    if (child === undefined) continue;
    throw new LabError(
      `A ${record.type} record of ${withFinalDot(record.name)} stands in zone ${withFinalDot(zone.name)}, but the name lies in zone ${withFinalDot(child)}.`,
    );
  }
  return cuts;
}

function defaultSoa(zone: DeclaredZone): LabRecord {
  const [primary = zone.name] = zone.childServers.keys();
  return readRecord(`@ 3600 SOA ${withFinalDot(primary)} hostmaster ${SOA_TIMES}`, zone.name);
}

function existingNames(owners: readonly DomainName[], apex: DomainName): Set<DomainName> {
  const names = new Set([apex]);
  for (const owner of owners) {
    for (let name = owner; isBelow(name, apex); name = parentName(name)) names.add(name);
  }
  return names;
}

function hostsOf(
  declared: readonly DeclaredZone[],
  zones: ReadonlyMap<DomainName, Zone>,
): Map<string, ServedZone[]> {
  const hosts = new Map<string, ServedZone[]>();
  for (const zone of declared) {
    const servers = new Map([...zone.servers, ...zone.childServers]);
    for (const fault of zone.faults) checkPlace(fault, servers, zone.name);
    for (const address of new Set([...servers.values()].flat())) {
      const faults = zone.faults.filter(
        (fault) => servers.get(fault.nameServer)?.includes(address) && (fault.address ?? address) === address,
      );
      hosts.set(address, [...(hosts.get(address) ?? []), { zone: zones.get(zone.name)!, faults }]);
    }
  }
  return hosts;
}

function checkPlace(fault: Fault, servers: Servers, zone: DomainName): void {
  const addresses = servers.get(fault.nameServer) ?? [];
  if (addresses.length > 0 && addresses.includes(fault.address ?? addresses[0]!)) return;
  throw new LabError(
    `The fault “${fault.kind}” of zone ${withFinalDot(zone)} sits at ${withFinalDot(fault.nameServer)} ${fault.address ?? ''}, where no server of the zone lives.`,
  );
}
