// The findings of a state in the order they are listed: by zone, the gravest first.
import { catalogue } from '@delegraph/diagnosis';
import { type DomainName, type Finding, SEVERITIES, type TraceState } from '@delegraph/model';
import { isFolded } from './finding-counts.ts';

export interface ListedFinding {
  finding: Finding;
  /** Its place in the state, which is also its name in the address of the page. */
  index: number;
}

export interface FindingGroup {
  zone: DomainName;
  findings: ListedFinding[];
  /** What only says again what a graver finding says. */
  folded: ListedFinding[];
}

/** What asks for attention, grouped by zone. Facts of severity `info` are in `factsOf`. */
export function findingGroups(state: TraceState): FindingGroup[] {
  const groups = new Map<DomainName, FindingGroup>();
  for (const [index, finding] of state.findings.entries()) {
    if (finding.severity === 'info') continue;
    const group = groups.get(finding.zone) ?? { zone: finding.zone, findings: [], folded: [] };
    (isFolded(state, finding) ? group.folded : group.findings).push({ finding, index });
    groups.set(finding.zone, group);
  }
  return [...groups.values()]
    .map(({ findings, ...group }) => ({ ...group, findings: findings.toSorted(bySeverity) }))
    .toSorted((one, other) => gravityOf(one) - gravityOf(other));
}

/** What explains the picture and asks for nothing. */
export function factsOf(state: TraceState): ListedFinding[] {
  return state.findings
    .map((finding, index) => ({ finding, index }))
    .filter(({ finding }) => finding.severity === 'info');
}

/** The index of the first finding of that severity in the list; null if there is none. */
export function firstFinding(state: TraceState, severity: Finding['severity']): number | null {
  const listed = [...findingGroups(state).flatMap(({ findings }) => findings), ...factsOf(state)];
  return listed.find(({ finding }) => finding.severity === severity)?.index ?? null;
}

/** The index of the finding `step` places on in the list from the one at `current`, round the end, past those that are muted;
 *  null if there is none. */
export function neighbourFinding(
  state: TraceState,
  current: number | null,
  step: 1 | -1,
  isMuted: (finding: Finding) => boolean = () => false,
): number | null {
  const order = findingGroups(state).flatMap(({ findings }) =>
    findings.filter(({ finding }) => !isMuted(finding)).map(({ index }) => index),
  );
  if (order.length === 0) return null;
  const at = current === null ? -1 : order.indexOf(current);
  if (at === -1) return (step === 1 ? order[0] : order.at(-1)) ?? null;
  return order[(at + step + order.length) % order.length] ?? null;
}

function gravityOf({ findings }: FindingGroup): number {
  return findings[0] ? SEVERITIES.indexOf(findings[0].finding.severity) : SEVERITIES.length;
}

// The catalogue has what sums up before what it sums up.
const CODES = catalogue.map(({ code }) => code);

function bySeverity({ finding: one }: ListedFinding, { finding: other }: ListedFinding): number {
  return (
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    CODES.indexOf(one.code) - CODES.indexOf(other.code)
  );
}
