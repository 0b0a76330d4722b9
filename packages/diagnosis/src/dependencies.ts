// Which zones a zone depends on, and theirs: by parents and by the names of name servers, as far as the trace saw cuts.
import {
  type Circle,
  type Dependencies,
  type DomainName,
  type Need,
  type NeededZone,
  type OpenDomain,
  type TraceState,
  asOfTraceTier,
  ROOT,
  isWithin,
  labelsOf,
  lastLabels,
  questionChain,
  zoneNamed,
} from '@delegraph/model';
import { judgeServers } from './server-standing.ts';
import { distinct, glueFor, holderOf, setKey, zoneEvidence } from './zone-evidence.ts';
import { type Way, circleOf, reachable, waysOf } from './zone-ways.ts';

/** What the question and its aliases depend on; null for a trace that has not ended well. */
export function questionDependencies(state: TraceState): Dependencies | null {
  const zones = questionChain(state).flatMap(({ question, outcome }) => {
    if (outcome?.kind === 'unresolvable') return [outcome.zone];
    const hop = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
    return [hop?.zone ?? holderOf(state, question.name)];
  });
  return dependenciesOf(state, distinct(zones));
}

/** What `of` depend on; null for a trace that has not ended well, in which something may be missing. */
export function dependenciesOf(wholeState: TraceState, of: readonly DomainName[]): Dependencies | null {
  const state = asOfTraceTier(wholeState);
  const evidence = zoneEvidence(state, judgeServers(state));
  if (evidence.length === 0 || of.length === 0) return null;
  const bare = waysOf(state, evidence, 'in-domain glue');
  const needs = (zone: DomainName) => needsOf(state, zone, (name) => isGluedFor(name));

  /** Whether the parent gives glue for this name server of this zone. */
  function isGluedFor({ zone, nameServer }: { zone: DomainName; nameServer: DomainName }): boolean {
    const known = evidence.find((one) => one.zone.name === zone);
    return known !== undefined && glueFor(known, nameServer).length > 0;
  }

  const found = zonesNeeded(of, needs);
  const zones = found.map(({ zone, layer, needs: why }): NeededZone => {
    const isForeign = of.every((target) => !isWithin(target, zone) && !isWithin(zone, target));
    // Everybody depends on TLDs.
    const isTld = zoneNamed(state, zone)?.parent === ROOT;
    const isSinglePoint = isForeign && !isTld && isCutOff(of, zone, bare);
    return { zone, layer, needs: why, isForeign, isSinglePoint };
  });
  const names = zones.map(({ zone }) => zone);
  return {
    of,
    zones,
    operators: operatorsOf(state, names),
    circles: circlesOf(names, waysOf(state, evidence, 'all glue'), bare),
    openDomains: openDomains(state, names),
  };
}

type FoundZone = Pick<NeededZone, 'zone' | 'layer' | 'needs'>;

/** Every zone once, in the layer it is met in first, with all that need it. */
function zonesNeeded(
  of: readonly DomainName[],
  needsOfZone: (zone: DomainName) => readonly { zone: DomainName; need: Need }[],
): FoundZone[] {
  const found = new Map<DomainName, { zone: DomainName; layer: number; needs: Need[] }>(
    of.map((zone) => [zone, { zone, layer: 0, needs: [] }]),
  );
  // A map goes on to what is added while it is read: by layers, since what is added is one further away.
  for (const { zone: by, layer } of found.values()) {
    for (const { zone, need } of needsOfZone(by)) {
      const known = found.get(zone);
      if (!known) found.set(zone, { zone, layer: layer + 1, needs: [need] });
      else if (known.layer > 0) known.needs.push(need);
    }
  }
  return [...found.values()];
}

/** The zones that `by` needs at once. */
function needsOf(
  state: TraceState,
  by: DomainName,
  isGlued: (server: { zone: DomainName; nameServer: DomainName }) => boolean,
): { zone: DomainName; need: Need }[] {
  const zone = zoneNamed(state, by);
  if (!zone || zone.parent === null) return [];
  const parent: Need = { by, how: 'parent', nameServers: [], isGlued: false };
  const above = [{ zone: zone.parent, need: parent }];
  if (zone.parent === ROOT) return above;
  const outside = zone.nameServers.map(({ name }) => name).filter((name) => !isWithin(name, by));
  const byHolder = Map.groupBy(outside, (name) => holderOf(state, name));
  const holders = Array.from(byHolder, ([holder, nameServers]) => ({
    zone: holder,
    need: {
      by,
      how: 'name-servers' as const,
      nameServers,
      isGlued: nameServers.every((nameServer) => isGlued({ zone: by, nameServer })),
    },
  }));
  // A name whose own zone nobody met says nothing about the root.
  return [...above, ...holders.filter((holder) => holder.zone !== ROOT && holder.zone !== zone.parent)];
}

/** Whether one of the zones can be entered with this one and not without it. */
function isCutOff(of: readonly DomainName[], zone: DomainName, ways: readonly Way[]): boolean {
  const reached = reachable(ways);
  const without = reachable(ways.filter(({ to }) => to !== zone));
  return of.some((target) => reached.has(target) && !without.has(target));
}

function operatorsOf(state: TraceState, zones: readonly DomainName[]): Dependencies['operators'] {
  const names = zones
    .filter((zone) => zone !== ROOT && zoneNamed(state, zone)?.parent !== ROOT)
    .flatMap((zone) => zoneNamed(state, zone)?.nameServers.map(({ name }) => name) ?? []);
  const byHolder = Map.groupBy(distinct(names), (name) => holderOf(state, name));
  return Array.from(byHolder, ([zone, held]) => ({ zone, nameServers: held.length })).toSorted(
    (a, b) => b.nameServers - a.nameServers,
  );
}

function circlesOf(zones: readonly DomainName[], all: readonly Way[], bare: readonly Way[]): Circle[] {
  const reached = reachable(all);
  const reachedBare = reachable(bare);
  const circles = new Map<string, Circle>();
  for (const zone of zones) {
    if (reachedBare.has(zone)) continue;
    const kind = reached.has(zone) ? 'glued' : 'full';
    const others = circleOf(kind === 'full' ? all : bare, zone);
    if (others.length === 0) continue;
    const members = [zone, ...others].toSorted();
    circles.set(setKey(members), { kind, zones: members });
  }
  return [...circles.values()];
}

/** The domains of name servers that a TLD denies. What lies deeper than below a TLD may not be for sale. */
function openDomains(state: TraceState, zones: readonly DomainName[]): OpenDomain[] {
  const open = new Map<DomainName, { nameServers: Set<DomainName>; zones: Set<DomainName> }>();
  for (const { purpose, question, neededBy, outcome } of state.lookups) {
    if (purpose !== 'nameserver-address' || neededBy === null || !zones.includes(neededBy)) continue;
    if (outcome?.kind !== 'nxdomain') continue;
    const denier = state.hops[outcome.hopId]!;
    if (labelsOf(denier.zone).length !== 1 || labelsOf(question.name).length < 2) continue;
    const domain = lastLabels(question.name, 2);
    const known = open.get(domain) ?? { nameServers: new Set(), zones: new Set() };
    open.set(domain, known);
    known.nameServers.add(question.name);
    known.zones.add(neededBy);
  }
  return Array.from(open, ([domain, { nameServers, zones: naming }]) => ({
    domain,
    nameServers: [...nameServers],
    zones: [...naming],
  }));
}
