// Which findings say again what a graver one says: kept in the document, folded in lists. findings.md 15.
import { type Finding, isWithin } from '@delegraph/model';

/** The code of the finding among `all` that makes `finding` redundant, or null. */
export function suppressedBy(finding: Finding, all: readonly Finding[]): string | null {
  const missing = all.find((other) => other.code === 'no-delegation-nxdomain');
  if (missing?.name && missing !== finding && isWithin(finding.zone, missing.name)) return missing.code;
  const has = (code: string) => all.some((other) => other.code === code && other.zone === finding.zone);
  if (finding.code.startsWith('lame-') && has('delegation-fully-lame')) return 'delegation-fully-lame';
  if (finding.code === 'glue-missing-in-domain' && has('glue-missing-all')) return 'glue-missing-all';
  return null;
}
