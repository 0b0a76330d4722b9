// Where a name server's own name stands to the zone it serves: who must give its address. RFC 9499 section 7.
import { type DomainName, type ZoneState, isWithin } from '@delegraph/model';

export type Bailiwick = 'in-domain' | 'sibling-domain' | 'unrelated';

export const BAILIWICK_WORDS: Readonly<Record<Bailiwick, string>> = {
  'in-domain': 'in-domain: its name is in the zone itself, so the parent must give its address',
  'sibling-domain': 'sibling-domain: its name is below the same parent, which may give its address',
  unrelated: 'unrelated: its name is found by another branch of the tree',
};

/** Null for the root, which nobody delegates. */
export function bailiwickOf(nameServer: DomainName, zone: ZoneState): Bailiwick | null {
  if (zone.parent === null) return null;
  if (isWithin(nameServer, zone.name)) return 'in-domain';
  return isWithin(nameServer, zone.parent) ? 'sibling-domain' : 'unrelated';
}
