// Marks the addresses of name servers with the network they lie in, where the instance knows it. It is looked up when an address
// becomes known and stays in the trace, because maps change and a trace does not.
import type { NameServerAddresses, OriginAs, ServerAddress, TraceFact } from '@delegraph/model';

/** The autonomous system of an address; null for one that is not on the map. */
export type OriginMap = (address: string) => OriginAs | null;

/** The fact, with the origin of every address that it tells of and the map knows. */
export function withOrigins(fact: TraceFact, originOf: OriginMap): TraceFact {
  const marked = (addresses: readonly ServerAddress[]) =>
    addresses.map((one) => {
      const originAs = originOf(one.address);
      return originAs ? { ...one, originAs } : one;
    });
  const all = (servers: readonly NameServerAddresses[]) =>
    servers.map(({ name, addresses }) => ({ name, addresses: marked(addresses) }));
  switch (fact.type) {
    case 'trace-started':
      return { ...fact, roots: all(fact.roots) };
    case 'delegation-learned':
      return { ...fact, nameServers: all(fact.nameServers) };
    case 'addresses-learned':
      return { ...fact, addresses: marked(fact.addresses) };
    default:
      return fact;
  }
}
