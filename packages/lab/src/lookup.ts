// What a zone says to a question: the algorithm of RFC 1034 4.3.2, with wildcards (RFC 4592) and DNAME (RFC 6672).
import {
  type DomainName,
  isBelow,
  labelsOf,
  lastLabels,
  parentName,
  parseDomainName,
  replaceSuffix,
} from '@delegraph/model';
import { type LabRecord, TYPE_NUMBERS, targetName } from './lab-record.ts';
import type { ReplyContent } from './reply-packet.ts';
import type { Delegation, Zone } from './zone-tree.ts';

export interface ZoneQuestion {
  name: DomainName;
  /** The number of the type asked for; 255 asks for all. */
  type: number;
  /** Whether the DS records of a delegation are wanted. RFC 4035 3.1.4. */
  dnssecOk: boolean;
  /** Whether `*` stands for the names that are not there. */
  wildcards: boolean;
}

const TYPE_ANY = 255;

/** The zone's reply. Follows aliases as long as they stay in the zone and above its cuts. `name` must lie in the zone. */
export function lookUp(zone: Zone, question: ZoneQuestion): ReplyContent {
  const answer: LabRecord[] = [];
  const visited = new Set<DomainName>();
  let name = question.name;
  for (;;) {
    visited.add(name);
    const step = stepIn(zone, name, question);
    switch (step.kind) {
      case 'delegation':
        if (answer.length > 0) return reply({ answer });
        return referral(step.delegation, question.dnssecOk);
      case 'records': {
        const asksForApexNs = name === zone.name && question.type === TYPE_NUMBERS.NS;
        return reply({
          answer: [...answer, ...step.records],
          additional: asksForApexNs ? zone.apexAddresses : [],
        });
      }
      case 'alias':
        answer.push(...step.records);
        if (step.target === null) return reply({ answer, rcode: 'YXDOMAIN' });
        if (visited.has(step.target) || !contains(zone, step.target)) return reply({ answer });
        name = step.target;
        break;
      case 'nodata':
        return reply({ answer, authority: [negativeSoa(zone)] });
      case 'nxdomain':
        return reply({ answer, authority: [negativeSoa(zone)], rcode: 'NXDOMAIN' });
    }
  }
}

/** The SOA record as a negative answer carries it. RFC 2308 3. */
export function negativeSoa(zone: Zone): LabRecord {
  const soa = zone.records.get(zone.name)!.find((record) => record.type === 'SOA')!;
  const octets = soa.rdata.filter((part) => typeof part !== 'string');
  const minimum = Buffer.from(octets.at(-1)!).readUInt32BE(0);
  return { ...soa, ttl: Math.min(soa.ttl, minimum) };
}

/** A reply of NOERROR with AA, but for what is given. */
export function reply(content: Partial<ReplyContent>): ReplyContent {
  return { rcode: 'NOERROR', authoritative: true, answer: [], authority: [], additional: [], ...content };
}

type Step =
  | { kind: 'delegation'; delegation: Delegation }
  | { kind: 'records'; records: readonly LabRecord[] }
  /** No target: the name a DNAME makes is too long. */
  | { kind: 'alias'; records: readonly LabRecord[]; target: DomainName | null }
  | { kind: 'nodata' }
  | { kind: 'nxdomain' };

function stepIn(zone: Zone, name: DomainName, { type, wildcards }: ZoneQuestion): Step {
  const depth = labelsOf(zone.name).length;
  for (let count = depth; count <= labelsOf(name).length; count += 1) {
    const ancestor = lastLabels(name, count);
    const delegation = zone.delegations.get(ancestor);
    if (delegation) {
      // DS is the parent's record, the only one it answers for at a cut. RFC 4035 3.1.4.1.
      if (type !== TYPE_NUMBERS.DS || ancestor !== name) return { kind: 'delegation', delegation };
      return delegation.ds.length > 0 ? { kind: 'records', records: delegation.ds } : { kind: 'nodata' };
    }
    const dname = zone.records.get(ancestor)?.find((record) => record.type === 'DNAME');
    if (dname && ancestor !== name) return redirection(dname, name);
  }
  if (zone.names.has(name)) return stepAt(zone.records.get(name) ?? [], type);
  if (!wildcards) return { kind: 'nxdomain' };

  let encloser = parentName(name);
  while (!zone.names.has(encloser)) encloser = parentName(encloser);
  const wildcard = zone.records.get(parseDomainName(encloser === '.' ? '*' : `*.${encloser}`));
  if (!wildcard) return { kind: 'nxdomain' };
  return stepAt(
    wildcard.map((record) => ({ ...record, name })),
    type,
  );
}

function stepAt(owned: readonly LabRecord[], type: number): Step {
  const records = owned.filter((record) => type === TYPE_ANY || TYPE_NUMBERS[record.type] === type);
  if (records.length > 0) return { kind: 'records', records };
  const cname = owned.find((record) => record.type === 'CNAME');
  if (cname) return { kind: 'alias', records: [cname], target: targetName(cname) };
  return { kind: 'nodata' };
}

/** The DNAME and the CNAME made from it, with the same TTL. RFC 6672 3.1. */
function redirection(dname: LabRecord, name: DomainName): Step {
  try {
    const target = replaceSuffix(name, dname.name, targetName(dname));
    return {
      kind: 'alias',
      records: [dname, { name, type: 'CNAME', ttl: dname.ttl, rdata: [target] }],
      target,
    };
  } catch {
    return { kind: 'alias', records: [dname], target: null };
  }
}

function referral(delegation: Delegation, dnssecOk: boolean): ReplyContent {
  return reply({
    authoritative: false,
    authority: [...delegation.ns, ...(dnssecOk ? delegation.ds : [])],
    additional: delegation.glue,
  });
}

function contains(zone: Zone, name: DomainName): boolean {
  return name === zone.name || isBelow(name, zone.name);
}
