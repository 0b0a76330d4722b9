// Findings that another one makes less grave: a change that is still spreading explains what differs. findings.md 15.
import type { Finding } from '@delegraph/model';

const DIFFERENCES: ReadonlySet<string> = new Set([
  'delegation-parent-inconsistent',
  'parent-ns-set-differs',
  'glue-inconsistent-parents',
]);

/** The findings, with what a change under way explains made `info`. Only what is found at the end of a trace is changed, so
 *  that nothing is raised in one way and held in another. */
export function tempered(findings: readonly Finding[]): Finding[] {
  const changes = findings.filter(({ code }) => code === 'delegation-in-progress');
  if (changes.length === 0) return [...findings];
  return findings.map((finding) => {
    const isExplained = changes.some(({ zone, params }) =>
      DIFFERENCES.has(finding.code)
        ? finding.zone === zone
        : finding.code === 'soa-serial-mismatch' && finding.zone === params['parent'],
    );
    return isExplained ? { ...finding, severity: 'info' } : finding;
  });
}
