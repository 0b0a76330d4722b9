// How a rule makes its findings: what is the same in all of them.
import type { DomainName, Finding, HopState } from '@delegraph/model';
import type { Rule } from './rule.ts';

/** Hops kept as evidence of one finding. */
const MAX_EVIDENCE = 50;

/** A finding of `rule` about `zone`, proved by `hops`; `more` says what else it is about. */
export function found(
  { code, severity }: Pick<Rule, 'code' | 'severity'>,
  zone: DomainName,
  hops: Iterable<HopState>,
  more: Partial<Finding> = {},
): Finding {
  return {
    code,
    severity,
    confidence: 'high',
    scope: more.address ? 'address' : more.nameServer ? 'name-server' : more.name ? 'name' : 'zone',
    zone,
    evidence: [...new Set(Array.from(hops, ({ id }) => id))].slice(0, MAX_EVIDENCE),
    params: {},
    ...more,
  };
}
