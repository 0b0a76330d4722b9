// Which findings say again what a graver one says: kept in the document, folded in lists. findings.md 15.
import { type Finding, isWithin } from '@delegraph/model';

/** Code by code what makes it redundant: of the same zone, or of the same name server of it. */
const FOLDS: Readonly<Record<string, { inZone?: readonly string[]; atServer?: readonly string[] }>> = {
  'glue-missing-in-domain': { inZone: ['glue-missing-all'], atServer: ['ns-nxdomain', 'ns-no-address'] },
  'glue-missing-sibling': {
    inZone: ['ns-cyclic-dependency'],
    atServer: ['ns-cyclic-dependency-partial', 'ns-unresolvable'],
  },
  'glue-mismatch': { atServer: ['glue-stale', 'glue-wrong-but-works', 'glue-inconsistent-parents'] },
  'glue-extra': { atServer: ['glue-inconsistent-parents'] },
  'glue-no-authoritative': { atServer: ['ns-is-cname', 'ns-nxdomain', 'ns-no-address'] },
  'ns-nxdomain': { atServer: ['ns-ip-literal'] },
  'ns-no-address': { atServer: ['ns-ip-literal', 'ns-is-cname', 'ns-nxdomain'] },
  'ns-unresolvable': { atServer: ['ns-ip-literal', 'ns-nxdomain'] },
  'ns-only-at-child': { inZone: ['ns-child-inconsistent'] },
};

/** The code of the finding among `all` that makes `finding` redundant, or null. */
export function suppressedBy(finding: Finding, all: readonly Finding[]): string | null {
  const missing = all.find(({ code }) => code.startsWith('no-delegation-'));
  if (missing?.name && missing !== finding && isWithin(finding.zone, missing.name)) return missing.code;
  const { inZone = [], atServer = [] } = FOLDS[finding.code] ?? {};
  const inSameZone = finding.code.startsWith('lame-') ? ['delegation-fully-lame'] : inZone;
  const graver = all.find(
    ({ code, zone, nameServer }) =>
      zone === finding.zone &&
      (inSameZone.includes(code) || (atServer.includes(code) && nameServer === finding.nameServer)),
  );
  return graver?.code ?? null;
}
