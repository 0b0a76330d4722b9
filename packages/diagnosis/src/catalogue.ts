// The catalogue: every code there is, and from a state to the findings in it.
import type { Finding, FindingText, TraceState } from '@delegraph/model';
import type { Rule } from './rule.ts';
import { aliasLoop, danglingAlias, longChain } from './rules/alias.ts';
import { fullyLame, noDelegation, partiallyLame } from './rules/delegation.ts';
import { budgetExhausted, noIpv6 } from './rules/engine.ts';
import { glueMissing, glueMissingAll } from './rules/glue.ts';
import { lameRules } from './rules/lame.ts';
import { nameServerIsAlias } from './rules/name-servers.ts';
import { judgeServers } from './server-standing.ts';

/** Every rule, roll-ups before what they roll up: the order findings are shown in. */
export const catalogue: readonly Rule[] = [
  noDelegation,
  fullyLame,
  partiallyLame,
  ...lameRules,
  glueMissingAll,
  glueMissing,
  nameServerIsAlias,
  aliasLoop,
  danglingAlias,
  longChain,
  budgetExhausted,
  noIpv6,
];

const rules: ReadonlyMap<string, Rule> = new Map(catalogue.map((rule) => [rule.code, rule]));

/** Every finding that is certain in `state`, in the order of the catalogue. */
export function diagnose(state: TraceState): Finding[] {
  const servers = judgeServers(state);
  return catalogue.flatMap((rule) => rule.find(state, servers));
}

/** What people are told about a finding. A code of a newer version is shown by its name. */
export function describeFinding(finding: Finding): FindingText {
  const rule = rules.get(finding.code);
  if (!rule)
    return {
      title: finding.code,
      sentence: `${finding.code} at ${finding.zone}.`,
      fix: '',
      contact: 'us',
      reference: [],
    };
  return {
    title: rule.title,
    sentence: rule.sentence(finding),
    fix: rule.fix(finding),
    contact: rule.contact,
    reference: [...rule.reference],
  };
}
