// Which lookups are worth telling of. Every name server's addresses are looked up, mostly to hear again what glue said.
import type { LookupState, TraceState } from '@delegraph/model';

/** The question, its aliases, and the lookups of name servers whose addresses no glue gave. */
export function toldLookups(state: TraceState): LookupState[] {
  return state.lookups.filter((lookup) => {
    if (lookup.purpose === 'target') return false;
    if (lookup.purpose !== 'nameserver-address') return true;
    const zone = state.zones.find(({ name }) => name === lookup.neededBy);
    const server = zone?.nameServers.find(({ name }) => name === lookup.question.name);
    const hasGlue = server?.addresses.some(({ source }) => source !== 'lookup') ?? false;
    // That a name server has no IPv6 address is no news.
    return !hasGlue && lookup.outcome?.kind !== 'nodata';
  });
}
