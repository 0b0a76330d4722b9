// Zones whose name servers lie in each other: to enter the one, one must have entered the other. RFC 9471 2.3.
//
//     a.test --ns.b.test--> b.test --ns.a.test--> a.test      without glue, no way in
import { type DomainName, type TraceState, type ZoneState, ROOT, isWithin } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, glueFor, holderOf, hopsOf } from '../zone-evidence.ts';

export const cyclicDependency: Rule = {
  code: 'ns-cyclic-dependency',
  severity: 'error',
  title: 'Name servers in a circle',
  sentence: (finding) =>
    `The name servers of ${finding.zone} can only be found through ${listed(listParam(finding, 'through'))}, which can only be found through ${finding.zone}: nobody can enter.`,
  fix: ({ zone }) =>
    `Give ${zone} a name server outside the circle, or have the registrar add glue for one that is in it.`,
  contact: 'registrar',
  reference: ['RFC 9471 section 2.3'],
  find: (state, _, zones) => {
    const ways = waysOf(state, zones, 'all glue');
    const reached = reachable(ways);
    return zones.flatMap(({ zone, referrals }) => {
      const through = circleOf(ways, zone.name);
      if (reached.has(zone.name) || through.length === 0) return [];
      return [found(cyclicDependency, zone.name, hopsOf(referrals), { params: { through } })];
    });
  },
};

export const cyclicDependencyGlued: Rule = {
  code: 'ns-cyclic-dependency-glued',
  severity: 'warning',
  title: 'A circle held open by glue',
  sentence: (finding) =>
    `The name servers of ${finding.zone} lie in ${listed(listParam(finding, 'through'))} and theirs in ${finding.zone}; only glue that the parent need not give lets anybody in.`,
  fix: ({ zone }) => `Give ${zone} a name server of its own name, or one outside the circle.`,
  contact: 'zone-operator',
  reference: ['RFC 9471 section 2.3'],
  find: (state, _, zones) => {
    const reached = reachable(waysOf(state, zones, 'all glue'));
    const bare = waysOf(state, zones, 'in-domain glue');
    const reachedBare = reachable(bare);
    return zones.flatMap(({ zone, referrals }) => {
      const through = circleOf(bare, zone.name);
      if (!reached.has(zone.name) || reachedBare.has(zone.name) || through.length === 0) return [];
      return [found(cyclicDependencyGlued, zone.name, hopsOf(referrals), { params: { through } })];
    });
  },
};

export const cyclicDependencyPartial: Rule = {
  code: 'ns-cyclic-dependency-partial',
  severity: 'warning',
  title: 'Some name servers in a circle',
  sentence: (finding) =>
    `${finding.nameServer}, a name server of ${finding.zone}, lies in ${textParam(finding, 'through')}, which can only be found through ${finding.zone}: it helps nobody who has not got in already.`,
  fix: ({ nameServer }) => `Move ${nameServer} out of the circle, or have the registrar add glue for it.`,
  contact: 'zone-operator',
  reference: ['RFC 9471 section 2.3'],
  find: (state, _, zones) => {
    const ways = waysOf(state, zones, 'all glue');
    const reached = reachable(ways);
    return zones.flatMap(({ zone, referrals }) => {
      if (!reached.has(zone.name)) return [];
      const withoutIt = reachable(ways.filter(({ to }) => to !== zone.name));
      return ways
        .filter(({ to, through }) => to === zone.name && through !== null && !withoutIt.has(through))
        .map(({ nameServer, through }) =>
          found(cyclicDependencyPartial, zone.name, hopsOf(referrals), {
            nameServer,
            params: { through: through! },
          }),
        );
    });
  },
};

/** A way into a zone: by a name server with glue, or through the zone that holds its name. */
interface Way {
  to: DomainName;
  parent: DomainName | null;
  nameServer: DomainName;
  /** Null: its address is glue. */
  through: DomainName | null;
}

/** Every way into every zone that does not lead through the zone itself. */
function waysOf(
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
function reachable(ways: readonly Way[]): ReadonlySet<DomainName> {
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

/** The other zones of a circle that leads back to `zone`; none where there is no circle. */
function circleOf(ways: readonly Way[], zone: DomainName): DomainName[] {
  const from = (start: DomainName) => {
    const seen = new Set<DomainName>();
    const open = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const { to, through } of ways) {
        if (to !== next || through === null || seen.has(through)) continue;
        seen.add(through);
        open.push(through);
      }
    }
    return seen;
  };
  return [...from(zone)].filter((other) => other !== zone && from(other).has(zone));
}
