// The ways into zones: which of them one must have entered to find the name servers of another.
import { type DomainName, type TraceState, type ZoneState, ROOT, isWithin } from '@delegraph/model';
import { type ZoneEvidence, glueFor, holderOf } from './zone-evidence.ts';

/** A way into a zone: by a name server with glue, or through the zone that holds its name. */
export interface Way {
  to: DomainName;
  parent: DomainName | null;
  nameServer: DomainName;
  /** Null: its address is glue. */
  through: DomainName | null;
}

/** Every way into every zone that does not lead through the zone itself. */
export function waysOf(
  state: TraceState,
  zones: readonly ZoneEvidence[],
  counting: 'all glue' | 'in-domain glue',
): Way[] {
  return zones.flatMap((evidence) => {
    const { zone } = evidence;
    return zone.nameServers.flatMap(({ name }): Way[] => {
      const isGlued =
        zone.name === ROOT ||
        (glueFor(evidence, name).length > 0 && (counting === 'all glue' || isInDomain(zone, name)));
      const through = isGlued ? null : holderOf(state, name);
      if (through !== null && isWithin(through, zone.name)) return [];
      return [{ to: zone.name, parent: zone.parent, nameServer: name, through }];
    });
  });
}

/** A name the parent itself must give the address of: in the zone, or in no other zone below the parent. */
function isInDomain(zone: ZoneState, name: DomainName): boolean {
  return isWithin(name, zone.name);
}

/** The zones one can enter, from the root on. */
export function reachable(ways: readonly Way[]): ReadonlySet<DomainName> {
  const reached = new Set<DomainName>();
  for (;;) {
    const next = ways.find(
      ({ to, parent, through }) =>
        !reached.has(to) &&
        (parent === null || reached.has(parent)) &&
        (through === null || reached.has(through)),
    );
    if (!next) return reached;
    reached.add(next.to);
  }
}
