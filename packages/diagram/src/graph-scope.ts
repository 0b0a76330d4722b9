// What part of a trace a picture is about: everything worth drawing, one lookup, or only what is wrong.
import {
  type DomainName,
  type Finding,
  type LookupState,
  type TraceState,
  type ZoneState,
  questionChain,
} from '@delegraph/model';
import { drawnLookups, drawnZones } from './drawn.ts';

export type GraphScope = 'all' | 'problems' | { lookupId: number };

/** The lookups and zones of `state` within `scope`. A zone comes with those above it, so that every delegation has both
 *  its ends; of what is wrong, the question and its aliases stay, so that the picture says what was asked. */
export function withinScope(
  state: TraceState,
  scope: GraphScope,
): { lookups: LookupState[]; zones: ZoneState[] } {
  if (scope === 'all') {
    const lookups = drawnLookups(state);
    return { lookups, zones: drawnZones(state, lookups) };
  }
  if (scope === 'problems') {
    const faults = state.findings.filter(isFault);
    const servers = new Set(faults.map(({ nameServer }) => nameServer));
    const lookups = drawnLookups(state).filter(({ question }) => servers.has(question.name));
    const chain = questionChain(state).filter((lookup) => !lookups.includes(lookup));
    const zones = faults.filter(({ scope }) => scope !== 'trace').map(({ zone }) => zone);
    return { lookups: [...chain, ...lookups], zones: withThoseAbove(state, zones) };
  }
  const { lookupId } = scope;
  // Checks of a server's manners hang on the first lookup, whoever's server it is.
  const zones = state.hops
    .filter((hop) => hop.lookupId === lookupId && hop.probe === 'walk')
    .map(({ zone }) => zone);
  return {
    lookups: state.lookups.filter(({ id }) => id === lookupId),
    zones: withThoseAbove(state, zones),
  };
}

function withThoseAbove(state: TraceState, wanted: readonly DomainName[]): ZoneState[] {
  const kept = new Set<DomainName>([...wanted, ...state.zones.slice(0, 1).map(({ name }) => name)]);
  // Parents stand before their children in the state.
  for (const { name, parent } of state.zones.toReversed()) if (kept.has(name) && parent) kept.add(parent);
  return state.zones.filter(({ name }) => kept.has(name));
}

function isFault({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}
