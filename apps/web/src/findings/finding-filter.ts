// Which findings of the list are shown: by how grave they are, and by the words somebody looks for.
import { describeFinding } from '@delegraph/diagnosis';
import type { Severity } from '@delegraph/model';
import type { FindingGroup, ListedFinding } from './finding-groups.ts';

export interface FindingFilter {
  /** The severities to show; none means all. */
  severities: ReadonlySet<Severity>;
  /** Words that must all occur, in any order and either case. */
  words: string;
}

export const NO_FILTER: FindingFilter = { severities: new Set(), words: '' };

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

function passesFilter({ finding }: ListedFinding, { severities, words }: FindingFilter): boolean {
  if (severities.size > 0 && !severities.has(finding.severity)) return false;
  if (words.trim() === '') return true;
  const { title, sentence } = describeFinding(finding);
  const { code, zone, nameServer = '', address = '' } = finding;
  const text = [code, title, sentence, zone, nameServer, address].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
