// The record sets that belong to what is selected: by whom they were said, or of what.
import {
  type DomainName,
  type TraceState,
  type ZoneState,
  hopsOfZone,
  isBelow,
  isWithin,
  referralsTo,
} from '@delegraph/model';
import { type RecordSet, type ZoneRecords, recordSets } from '../records/record-sets.ts';

/** What the servers of the zone said, and what those above it said of the zone and its name servers. */
export function recordsOfZone(state: TraceState, zone: ZoneState): ZoneRecords[] {
  const own = recordSets({ hops: hopsOfZone(state, zone.name) });
  const referrals = new Set(
    zone.parent === null ? [] : referralsTo(state, zone.parent, zone.name).map(({ id }) => id),
  );
  const above = recordSets({ hops: state.hops.filter((hop) => isBelow(zone.name, hop.zone)) });
  return [
    ...own,
    ...only(above, ({ name, hops }) => isWithin(name, zone.name) || hops.some(({ id }) => referrals.has(id))),
  ];
}

/** What anybody said of the name. */
export function recordsOfName(state: TraceState, name: DomainName): ZoneRecords[] {
  return only(recordSets(state), (set) => set.name === name);
}

/** In the order of a zone file: the names from the apex downwards, the zone's own types first. RFC 4034 6.1 has the order of
 *  names. */
export function inZoneOrder(sets: readonly RecordSet[]): RecordSet[] {
  return sets.toSorted((one, other) => compareNames(one.name, other.name) || rankOf(one) - rankOf(other));
}

const FIRST_TYPES = ['SOA', 'NS', 'DS', 'CNAME', 'DNAME', 'A', 'AAAA'];

function only(zones: readonly ZoneRecords[], wanted: (set: RecordSet) => boolean): ZoneRecords[] {
  return zones
    .map(({ zone, sets }) => ({ zone, sets: sets.filter(wanted) }))
    .filter(({ sets }) => sets.length > 0);
}

function rankOf({ type }: RecordSet): number {
  const rank = FIRST_TYPES.indexOf(type);
  return rank === -1 ? FIRST_TYPES.length : rank;
}

function compareNames(one: DomainName, other: DomainName): number {
  const [ones, others] = [one, other].map((name) => (name === '.' ? [] : name.split('.').toReversed()));
  const shared = Math.min(ones!.length, others!.length);
  for (let index = 0; index < shared; index += 1) {
    if (ones![index] !== others![index]) return ones![index]! < others![index]! ? -1 : 1;
  }
  return ones!.length - others!.length;
}
