// What hangs on the address of one name server, and on the zone that holds its name.
import {
  type DomainName,
  type LookupState,
  type TraceState,
  ROOT,
  isWithin,
  zoneNamed,
} from '@delegraph/model';

/** Sentences; none for a lookup that no zone needs. */
export function dependenceSentences(state: TraceState, lookup: LookupState): string[] {
  const { neededBy, purpose, question } = lookup;
  const zone = neededBy === null ? undefined : zoneNamed(state, neededBy);
  if (!zone || purpose !== 'nameserver-address') return [];
  const { name, nameServers } = zone;
  if (!nameServers.some((server) => server.name === question.name)) return [];
  if (nameServers.length === 1)
    return [`It is the only name server of ${name}: without its address the zone cannot be asked.`];
  const first = `Without its address, 1 of the ${nameServers.length} name servers of ${name} cannot be asked.`;
  const holder = zoneHolding(state, question.name);
  if (holder === null || isWithin(holder, name)) return [first];
  const within = nameServers.filter((server) => zoneHolding(state, server.name) === holder).length;
  if (within < 2) return [first];
  const share = shareText(within, nameServers.length);
  return [first, `${holder} holds the names of ${share}: without that zone they cannot be found.`];
}

/** The deepest zone of the trace that the name is in; null where only the root is known. */
function zoneHolding({ zones }: TraceState, name: DomainName): DomainName | null {
  const holding = zones.filter((zone) => zone.name !== ROOT && isWithin(name, zone.name));
  return holding.toSorted((one, other) => other.name.length - one.name.length)[0]?.name ?? null;
}

function shareText(count: number, of: number): string {
  if (count === of) return of === 2 ? 'both of them' : `all ${of} of them`;
  return count * 2 === of ? `half of them (${count} of ${of})` : `${count} of the ${of}`;
}
