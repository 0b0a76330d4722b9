// How many findings there are, for the bar above the picture. Apart from the list, which needs the whole catalogue.
import { suppressedBy } from '@delegraph/diagnosis';
import { type Finding, SEVERITIES, type Severity, type TraceState } from '@delegraph/model';

/** How many findings there are of each severity that occurs, the gravest first. */
export function severityCounts(state: TraceState): { severity: Severity; count: number }[] {
  return SEVERITIES.map((severity) => ({
    severity,
    count: state.findings.filter((finding) => finding.severity === severity && !isFolded(state, finding))
      .length,
  })).filter(({ count }) => count > 0);
}

/** Whether the finding only says again what a graver one says. */
export function isFolded(state: TraceState, finding: Finding): boolean {
  return suppressedBy(finding, state.findings) !== null;
}
