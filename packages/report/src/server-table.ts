// The name servers of a zone as three sides tell of them: the parent, the zone itself, and the glue.
import { type JudgedAddress, type JudgedServers, describeFinding, judgeServers } from '@delegraph/diagnosis';
import {
  type DomainName,
  type ResourceRecord,
  type TraceState,
  type ZoneState,
  addressesOfZone,
  hasEnded,
  hopsOfZone,
  isAddressRecord,
  targetOf,
} from '@delegraph/model';
import { compareText } from './trace-words.ts';

export interface TableServer {
  name: DomainName;
  /** Whether a referral, or for the root the hints, names it. */
  inParent: boolean;
  /** Whether the zone's own NS RRset names it; null when the zone was not heard. */
  inChild: boolean | null;
  /** IPv4 before IPv6. */
  addresses: TableAddress[];
}

export interface TableAddress {
  address: string;
  /** Whether it came with the referral or the hints; else it was asked for. */
  isGlue: boolean;
  /** `serves`, `lame: REFUSED`, `not asked`. */
  standing: string;
}

/** The union of both NS sets in the order of names, so that two traces can be compared line by line. */
export function serverTable(state: TraceState, zone: ZoneState, judged = judgeServers(state)): TableServer[] {
  const child = childNames(state, zone);
  const known = new Map(zone.nameServers.map(({ name, addresses }) => [name, addresses]));
  const names = [...new Set([...known.keys(), ...(child ?? [])])].toSorted(compareText);
  return names.map((name) => ({
    name,
    inParent: known.has(name),
    inChild: child && child.has(name),
    addresses: (known.get(name) ?? [])
      .map(({ address, source }) => ({
        address,
        isGlue: source !== 'lookup',
        standing: standingText(state, zone, address, judged),
      }))
      .toSorted((one, other) => compareText(addressKey(one.address), addressKey(other.address))),
  }));
}

/** The records the parent's referrals gave of a zone: its NS RRset and the glue. Empty for the root. */
export function referralRecords(state: TraceState, zone: ZoneState): ResourceRecord[] {
  if (zone.parent === null) return [];
  const records = new Map<string, ResourceRecord>();
  for (const { result } of hopsOfZone(state, zone.parent)) {
    if (result.status !== 'answered' || result.response.kind !== 'referral') continue;
    if (result.response.zone !== zone.name) continue;
    const { authority, additional } = result.message;
    const nameServers = authority.filter(({ type, name }) => type === 'NS' && name === zone.name);
    const targets = new Set(nameServers.map(targetOf));
    const glue = additional.filter((record) => isAddressRecord(record) && targets.has(record.name));
    for (const record of [...nameServers, ...glue]) keepLongest(records, record);
  }
  return [...records.values()].toSorted((one, other) => compareText(recordKey(one), recordKey(other)));
}

/** A sort key that puts IPv4 before IPv6. */
export function addressKey(address: string): string {
  return `${address.includes(':') ? 6 : 4} ${address}`;
}

/** Servers of one zone may disagree about a TTL; the longest is what a resolver may come to hold. */
function keepLongest(records: Map<string, ResourceRecord>, record: ResourceRecord): void {
  const key = recordKey(record);
  const known = records.get(key);
  if (!known || known.ttl < record.ttl) records.set(key, record);
}

function recordKey({ type, name, data }: ResourceRecord): string {
  return `${type === 'NS' ? 0 : 1} ${name} ${type} ${data.toLowerCase()}`;
}

/** The names in the NS RRset the zone's own servers give; null when none of them gave one. */
function childNames(state: TraceState, zone: ZoneState): Set<DomainName> | null {
  const names = hopsOfZone(state, zone.name).flatMap(({ result }) =>
    result.status === 'answered'
      ? result.message.answer
          .filter(({ type, name }) => type === 'NS' && name === zone.name)
          .flatMap((record) => targetOf(record) ?? [])
      : [],
  );
  return names.length === 0 ? null : new Set(names);
}

function standingText(state: TraceState, zone: ZoneState, address: string, judged: JudgedServers): string {
  const server: JudgedAddress | undefined = judged.get(zone.name)?.find((each) => each.address === address);
  const standing = server?.standing ?? { kind: 'untested' };
  switch (standing.kind) {
    case 'lame': {
      const finding = state.findings.find(
        (each) => each.code === standing.code && each.zone === zone.name && each.address === address,
      );
      return finding ? describeFinding(finding).title.toLowerCase() : standing.code.replaceAll('-', ' ');
    }
    case 'serves':
      return 'serves';
    case 'pending':
      return hasEnded(state) ? 'not judged' : 'not known yet';
    default:
      return addressesOfZone(state, zone).some(
        (each) => each.address === address && each.hops.some(({ result }) => result.status === 'failed'),
      )
        ? 'not heard'
        : 'not asked';
  }
}
