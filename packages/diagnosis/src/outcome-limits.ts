// How near a lookup comes to what resolvers allow.
import {
  type DomainName,
  type LimitUse,
  type LookupState,
  type TraceState,
  isWithin,
  questionChain,
} from '@delegraph/model';
import { type LimitedThing, resolverLimits } from './resolver-limits.ts';

const WORDS: Readonly<Record<LimitedThing, string>> = {
  'alias-links': 'aliases followed for one name',
  'name-servers': 'name servers of one delegation',
  'nested-lookups': 'names of servers without glue within each other',
  queries: 'queries for one cold lookup, on the average',
};

/** Every known limit with what the question of the trace takes of it. */
export function limitUses(state: TraceState, expectedQueries: number): LimitUse[] {
  const used: Readonly<Record<LimitedThing, number>> = {
    'alias-links': questionChain(state).filter(({ outcome }) => outcome?.kind === 'alias').length,
    'name-servers': mostNameServers(state),
    'nested-lookups': nestedLookups(state),
    queries: Math.round(expectedQueries),
  };
  return resolverLimits.map(({ id, resolver, thing, allowed, asOf, source }) => ({
    id,
    resolver,
    what: WORDS[thing],
    allowed,
    used: used[thing],
    isCrossed: used[thing] > allowed,
    asOf,
    source,
  }));
}

function mostNameServers(state: TraceState): number {
  const names = questionChain(state).map(({ question }) => question.name);
  const counts = state.zones
    .filter((zone) => zone.parent !== null && names.some((name) => isWithin(name, zone.name)))
    .map((zone) => zone.nameServers.length);
  return Math.max(0, ...counts);
}

/** How many lookups of name servers are under way within each other at the deepest, where there was no other way in. */
function nestedLookups(state: TraceState): number {
  return Math.max(0, ...state.lookups.map((lookup) => levelsOf(state, lookup)));
}

function levelsOf(state: TraceState, lookup: LookupState): number {
  const above = lookup.parentLookupId === null ? undefined : state.lookups[lookup.parentLookupId];
  const isNeeded =
    lookup.purpose === 'nameserver-address' && lookup.neededBy !== null && !hasGlue(state, lookup.neededBy);
  return (isNeeded ? 1 : 0) + (above ? levelsOf(state, above) : 0);
}

function hasGlue(state: TraceState, zone: DomainName): boolean {
  const servers = state.zones.find(({ name }) => name === zone)?.nameServers ?? [];
  return servers.some(({ addresses }) => addresses.some(({ source }) => source !== 'lookup'));
}
