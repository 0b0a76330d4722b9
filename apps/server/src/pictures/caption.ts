// The words of a picture: verdict and findings from the diagnosis, when and from where from the trace.
import { suppressedBy } from '@delegraph/diagnosis';
import type { Caption } from '@delegraph/diagram';
import { SEVERITIES, type TraceState, traceTotals } from '@delegraph/model';
import type { Words } from '../stored-trace.ts';

/** The caption of a trace. `address` is its permalink. Findings of severity `info`, and those that only say again what a
 *  graver one says, are left out. */
export function captionOf(state: TraceState, { verdict, tone, describe }: Words, address: string): Caption {
  const { question, startedAt, vantage, profile, uploadedAt } = state;
  const { queries, addresses } = traceTotals(state);
  const asked = `${counted(queries, 'query', 'queries')} to ${counted(addresses, 'address', 'addresses')}`;
  return {
    verdict: verdict(state),
    tone: tone(state),
    question: question ? `${question.name} ${question.type}` : '',
    ...(uploadedAt !== null && { reservation: 'Uploaded, not asked by this server' }),
    facts: [
      instantText(startedAt),
      `asked from ${vantage.name}${profile === 'lab' ? ' (lab)' : ''}`,
      asked,
      ...(vantage.ipv6 ? [] : ['no IPv6 from there']),
    ],
    findings: state.findings
      .filter((finding) => finding.severity !== 'info' && suppressedBy(finding, state.findings) === null)
      .toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity))
      .map((finding) => {
        const { title, sentence } = describe(finding);
        return { severity: finding.severity, title, sentence };
      }),
    address: address.replace(/^https?:\/\//u, ''),
  };
}

/** `2026-11-21 07:12 UTC`. */
export function instantText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
