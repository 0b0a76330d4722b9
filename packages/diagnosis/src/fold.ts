// Which findings say again what a graver one says: kept in the document, folded in lists. findings.md 15.
import { type Finding, isWithin } from '@delegraph/model';

interface Fold {
  inZone?: readonly string[];
  atServer?: readonly string[];
  atName?: readonly string[];
  /** Anywhere in the trace. */
  inTrace?: readonly string[];
}

/** Code by code what makes it redundant: of the same zone, of the same name server of it, or of the same name. */
const FOLDS: Readonly<Record<string, Fold>> = {
  'delegation-fully-lame': { inZone: ['referral-loop'] },
  'server-flaky': { inTrace: ['vantage-degraded'] },
  'delegation-parent-inconsistent': { inZone: ['parent-cname-at-cut', 'dname-at-cut'] },
  'glue-missing-in-domain': { inZone: ['glue-missing-all'], atServer: ['ns-nxdomain', 'ns-no-address'] },
  'glue-missing-sibling': {
    inZone: ['ns-cyclic-dependency'],
    atServer: ['ns-cyclic-dependency-partial', 'ns-unresolvable', 'ns-domain-unregistered'],
  },
  'glue-mismatch': {
    atServer: ['glue-stale', 'glue-unreachable', 'glue-wrong-but-works', 'glue-inconsistent-parents'],
  },
  'glue-extra': { atServer: ['glue-inconsistent-parents'] },
  'glue-no-authoritative': {
    atServer: ['ns-is-cname', 'ns-under-dname', 'ns-nxdomain', 'ns-no-address', 'ns-domain-unregistered'],
  },
  'glue-orphan': { atServer: ['ns-domain-unregistered'] },
  'glue-unneeded': { atServer: ['glue-out-of-bailiwick-mismatch'] },
  'ns-transitive-large': { inZone: ['glueless-depth-high', 'delegation-too-deep'] },
  'glueless-depth-high': { inZone: ['delegation-too-deep'] },
  'budget-exhausted': { inTrace: ['delegation-too-deep'] },
  'ns-nxdomain': { atServer: ['ns-ip-literal', 'ns-domain-unregistered', 'sacrificial-ns'] },
  'ns-domain-unregistered': { atServer: ['sacrificial-ns'] },
  'ns-no-address': { atServer: ['ns-ip-literal', 'ns-is-cname', 'ns-under-dname', 'ns-nxdomain'] },
  'ns-unresolvable': { atServer: ['ns-ip-literal', 'ns-nxdomain'] },
  'ns-only-at-child': { inZone: ['ns-child-inconsistent'], atServer: ['ns-child-broken'] },
  'soa-serial-mismatch': { inZone: ['address-dual-stack-divergence', 'soa-serial-regressing'] },
  'answer-inconsistent': { inZone: ['address-dual-stack-divergence'] },
  'server-answers-everything': { inTrace: ['vantage-intercepted'] },
  'ent-nxdomain': { atName: ['nxdomain-for-type'] },
  'qname-minimisation-breaks': { atName: ['ent-nxdomain'] },
  'answer-rcode-inconsistent': { atName: ['nxdomain-for-type'] },
  'parent-ns-ttl-differs': { inZone: ['ttl-zero', 'ns-ttl-short', 'ns-ttl-long'] },
  'ns-address-ttl-shorter-than-ns': { inZone: ['ns-ttl-long'] },
  'ns-same-asn': { inZone: ['ns-same-prefix', 'ns-same-address', 'single-ns'] },
  'ns-same-second-level': { inZone: ['delegation-to-parking'] },
  'wildcard-answer': { inZone: ['delegation-only-violation'] },
  'no-cut-below-public-suffix': { inZone: ['delegation-only-violation'] },
  'cname-loop': { atName: ['dname-loop', 'ptr-to-cname-loop'] },
  'dname-yxdomain': { atName: ['dname-loop'] },
  'cname-chain-long': { atName: ['dname-loop'] },
  'cname-dangling-nxdomain': { atName: ['cname-target-unregistered', 'ptr-to-cname-loop'] },
  'cname-target-nodata': { atName: ['ptr-to-cname-loop'] },
  'cname-target-unresolvable': { atName: ['ptr-to-cname-loop'] },
  'cname-inconsistent': { atName: ['dname-with-data-below', 'cname-with-other-data'] },
  'cname-at-apex': { atName: ['parent-cname-at-cut'] },
};

/** The code of the finding among `all` that makes `finding` redundant, or null. */
export function suppressedBy(finding: Finding, all: readonly Finding[]): string | null {
  const missing = all.find(({ code }) => code.startsWith('no-delegation-'));
  if (missing?.name && missing !== finding && isWithin(finding.zone, missing.name)) return missing.code;
  const { inZone = [], atServer = [], atName = [], inTrace = [] } = foldOf(finding.code);
  const graver = all.find(
    ({ code, zone, nameServer, name }) =>
      inTrace.includes(code) ||
      (atName.includes(code) && name === finding.name) ||
      (zone === finding.zone &&
        (inZone.includes(code) || (atServer.includes(code) && nameServer === finding.nameServer))),
  );
  return graver?.code ?? null;
}

function foldOf(code: string): Fold {
  if (!SERVER_FAULT.test(code)) return FOLDS[code] ?? {};
  return {
    inZone: ['delegation-fully-lame', 'referral-loop', 'vantage-intercepted'],
    // Records of another class are left out of what the answer is judged by.
    atServer: code === 'lame-empty-response' ? ['foreign-class-data'] : [],
    // That nobody answers proves nothing where nobody is heard.
    inTrace: code === 'lame-timeout' ? ['vantage-degraded'] : [],
  };
}

const SERVER_FAULT = /^lame-(?!type-specific)/;
