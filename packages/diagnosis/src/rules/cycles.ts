// Zones whose name servers lie in each other: to enter the one, one must have entered the other. RFC 9471 2.3.
//
//     a.test --ns.b.test--> b.test --ns.a.test--> a.test      without glue, no way in
import type { DomainName } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type Way, reachable, waysOf } from '../ways-in.ts';
import { hopsOf } from '../zone-evidence.ts';

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
