// Which findings of the list are shown: by how grave they are, and by the words somebody looks for.
import { describeFinding } from '@delegraph/diagnosis';
import type { DomainName, Severity } from '@delegraph/model';
import type { FindingGroup, ListedFinding } from './finding-groups.ts';

export interface FindingFilter {
  /** The severities to show; none means all. */
  severities: ReadonlySet<Severity>;
  /** Words that must all occur, in any order and either case. */
  words: string;
  /** Of that zone alone; null for all. */
  zone: DomainName | null;
  /** About addresses of that family alone; null for all, those about no address among them. */
  family: AddressFamily | null;
}

export type AddressFamily = 'IPv4' | 'IPv6';

export const NO_FILTER: FindingFilter = { severities: new Set(), words: '', zone: null, family: null };

/** How many findings of the groups are about addresses of each family; none of a family that has none. */
export function familyCounts(groups: readonly FindingGroup[]): { family: AddressFamily; count: number }[] {
  const families = groups.flatMap(({ findings }) => findings.map(({ finding }) => familyOf(finding.address)));
  return (['IPv4', 'IPv6'] as const)
    .map((family) => ({ family, count: families.filter((each) => each === family).length }))
    .filter(({ count }) => count > 0);
}

/** The groups with only what passes the filter; those left empty are left out. */
export function filteredGroups(groups: readonly FindingGroup[], filter: FindingFilter): FindingGroup[] {
  const passes = (listed: ListedFinding) => passesFilter(listed, filter);
  return groups
    .map((group) => ({
      ...group,
      findings: group.findings.filter(passes),
      folded: group.folded.filter(passes),
    }))
    .filter(({ findings, folded }) => findings.length + folded.length > 0);
}

/** The filter with the severity shown if it was not, and not if it was. */
export function toggled(filter: FindingFilter, severity: Severity): FindingFilter {
  const severities = new Set(filter.severities);
  if (!severities.delete(severity)) severities.add(severity);
  return { ...filter, severities };
}

function familyOf(address: string | undefined): AddressFamily | null {
  if (address === undefined) return null;
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

function passesFilter({ finding }: ListedFinding, filter: FindingFilter): boolean {
  const { severities, words } = filter;
  if (severities.size > 0 && !severities.has(finding.severity)) return false;
  if (filter.zone !== null && finding.zone !== filter.zone) return false;
  if (filter.family !== null && familyOf(finding.address) !== filter.family) return false;
  if (words.trim() === '') return true;
  const { title, sentence } = describeFinding(finding);
  const { code, zone, nameServer = '', address = '' } = finding;
  const text = [code, title, sentence, zone, nameServer, address].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
