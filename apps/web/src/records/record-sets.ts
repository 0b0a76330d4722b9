// Every RRset the servers sent, by the zone whose servers they are: what was said, and which of them said so.
import {
  type DomainName,
  type HopState,
  type ResourceRecord,
  type TraceState,
  formOf,
} from '@delegraph/model';

export interface ZoneRecords {
  zone: DomainName;
  sets: RecordSet[];
}

/** An RRset as some servers of a zone said it. Another saying of the same RRset is a set of its own. */
export interface RecordSet {
  /** Unique among the sets of its zone, stable while the trace grows. */
  key: string;
  name: DomainName;
  type: string;
  /** RDATA, sorted. */
  data: readonly string[];
  /** Seconds. They differ where a server counts them down. */
  ttl: { least: number; most: number };
  /** In which parts of replies it stood. */
  parts: readonly RecordPart[];
  /** One query for every address that said so, in the order sent. */
  hops: readonly HopState[];
  /** In how many ways the servers of the zone say this RRset. */
  ways: number;
}

/** `referral`: name servers and DS of a delegation. `glue`: their addresses in the same reply. */
export type RecordPart =
  | 'answer'
  | 'answer, not authoritative'
  | 'referral'
  | 'glue'
  | 'authority'
  | 'additional';

/** The sets of each zone, both in the order first heard. A part of the hops gives what was said in those. */
export function recordSets({ hops }: Pick<TraceState, 'hops'>): ZoneRecords[] {
  const zones = new Map<DomainName, Map<string, Saying>>();
  for (const hop of hops) {
    const sayings = zones.get(hop.zone) ?? new Map<string, Saying>();
    for (const [part, records] of partsOf(hop)) {
      for (const rrset of rrsetsOf(records)) note(sayings, hop, part, rrset);
    }
    if (sayings.size > 0) zones.set(hop.zone, sayings);
  }
  return [...zones].map(([zone, sayings]) => ({ zone, sets: setsOf([...sayings.values()]) }));
}

/** The zones with the sets that hold all the words, in any order and either case; those left empty are left out.
 *  `onlyDiffering`: only RRsets which the servers do not all say the same. */
export function filteredRecords(
  zones: readonly ZoneRecords[],
  { words, onlyDiffering }: { words: string; onlyDiffering: boolean },
): ZoneRecords[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return zones
    .map(({ zone, sets }) => ({
      zone,
      sets: sets.filter((set) => {
        if (onlyDiffering && set.ways === 1) return false;
        if (wanted.length === 0) return true;
        const text = textOf(zone, set);
        return wanted.every((word) => text.includes(word));
      }),
    }))
    .filter(({ sets }) => sets.length > 0);
}

interface Saying {
  name: DomainName;
  type: string;
  data: readonly string[];
  ttls: Set<number>;
  parts: Set<RecordPart>;
  hops: Map<string, HopState>;
}

function partsOf({ probe, result }: HopState): [RecordPart, readonly ResourceRecord[]][] {
  // What a server says of itself in class CH belongs to no zone; of a truncated reply, RRsets may be cut in two.
  if (result.status !== 'answered' || formOf(probe).class === 'CH') return [];
  const { message, response } = result;
  if (message.flags.includes('tc')) return [];
  const isReferral = response.kind.startsWith('referral');
  return [
    [message.flags.includes('aa') ? 'answer' : 'answer, not authoritative', message.answer],
    [isReferral ? 'referral' : 'authority', message.authority],
    [isReferral ? 'glue' : 'additional', message.additional],
  ];
}

/** The records of one RRset together. */
function rrsetsOf(records: readonly ResourceRecord[]): ResourceRecord[][] {
  return [...Map.groupBy(records, rrsetOf).values()];
}

/** Signatures go with the RRset they sign (RFC 4035 2.2). */
function rrsetOf({ name, type, data }: { name: DomainName; type: string; data: string }): string {
  return type === 'RRSIG' ? `${name} ${type} ${data.split(' ')[0]}` : `${name} ${type}`;
}

function note(
  sayings: Map<string, Saying>,
  hop: HopState,
  part: RecordPart,
  rrset: readonly ResourceRecord[],
): void {
  const { name, type } = rrset[0]!;
  const data = [...new Set(rrset.map((record) => record.data))].toSorted();
  // The case of letters in RDATA says nothing.
  const key = `${name} ${type} ${data.join('\n').toLowerCase()}`;
  const saying = sayings.get(key) ?? {
    name,
    type,
    data,
    ttls: new Set(),
    parts: new Set(),
    hops: new Map<string, HopState>(),
  };
  for (const { ttl } of rrset) saying.ttls.add(ttl);
  saying.parts.add(part);
  if (!saying.hops.has(hop.address)) saying.hops.set(hop.address, hop);
  sayings.set(key, saying);
}

function setsOf(sayings: readonly Saying[]): RecordSet[] {
  const wayOf = ({ data, ...saying }: Saying) => rrsetOf({ ...saying, data: data[0]! });
  const ways = Map.groupBy(sayings, wayOf);
  return sayings.map((saying) => {
    const { name, type, data, ttls, parts, hops } = saying;
    return {
      key: `${name} ${type} ${data.join(' ')}`,
      name,
      type,
      data,
      ttl: { least: Math.min(...ttls), most: Math.max(...ttls) },
      parts: [...parts],
      hops: [...hops.values()],
      ways: ways.get(wayOf(saying))!.length,
    };
  });
}

function textOf(zone: DomainName, { name, type, data, parts, hops }: RecordSet): string {
  const servers = hops.flatMap(({ nameServer, address }) => [nameServer, address]);
  return [zone, name, type, ...data, ...parts, ...servers].join(' ').toLowerCase();
}
