// The catalogue: every code there is, and from a state to the findings in it.
import { type Finding, type FindingText, type TraceState, hasEnded, asOfTraceTier } from '@delegraph/model';
import type { Rule } from './rule.ts';
import {
  aliasAtApex,
  aliasInconsistent,
  aliasMultiple,
  dnameNoCname,
  dnameTargetMismatch,
} from './rules/alias-records.ts';
import { answerPrivate, targetNodata, targetPrivate, targetUnresolvable } from './rules/alias-targets.ts';
import { aliasLoop, danglingAlias, longChain } from './rules/alias.ts';
import { fullyLame, noDelegation, partiallyLame } from './rules/delegation.ts';
import { budgetExhausted, noIpv6 } from './rules/engine.ts';
import {
  ipv4AllLame,
  ipv6AllLame,
  ipv6LameSome,
  nameServerPrivate,
  noIpv4Server,
  noIpv6Server,
} from './rules/families.ts';
import {
  glueExtra,
  glueInconsistent,
  glueMismatch,
  glueMissingIpv4,
  glueMissingIpv6,
  glueMissingSibling,
  glueNoAuthoritative,
  gluePrivate,
  glueStale,
  glueUnneeded,
  glueV4Mapped,
  glueWrongButWorks,
} from './rules/glue-addresses.ts';
import { glueMissing, glueMissingAll } from './rules/glue.ts';
import { lameRules } from './rules/lame.ts';
import {
  answerInconsistent,
  answerTtlInconsistent,
  negativeMissingSoa,
  rcodeInconsistent,
  ttlMixed,
} from './rules/answers.ts';
import { cyclicDependency, cyclicDependencyGlued, cyclicDependencyPartial } from './rules/cycles.ts';
import { nameServerIsAlias } from './rules/name-servers.ts';
import {
  nameServerInvalid,
  nameServerIsAddress,
  nameServerNoAddress,
  nameServerNxdomain,
  nameServerUnresolvable,
} from './rules/ns-names.ts';
import { childInconsistent, onlyAtChild, onlyAtParent, setsDisjoint } from './rules/ns-sets.ts';
import {
  noDelegationNodata,
  parentInconsistent,
  parentLame,
  parentNsDiffers,
  referralTooLarge,
  zoneCutHidden,
} from './rules/parent.ts';
import { sameAddress, samePrefix, sameSecondLevel, singleNameServer } from './rules/redundancy.ts';
import { malformedResponse, serverFlaky, wrongSource } from './rules/servers.ts';
import {
  fieldsDiffer,
  minimumHigh,
  minimumLow,
  rnameInvalid,
  serialMismatch,
  timersOdd,
} from './rules/soa.ts';
import { nsTtlLong, nsTtlShort, ttlZero } from './rules/ttl.ts';
import { judgeServers } from './server-standing.ts';
import { zoneEvidence } from './zone-evidence.ts';

/** Every rule, roll-ups before what they roll up: the order findings are shown in. */
export const catalogue: readonly Rule[] = [
  noDelegation,
  noDelegationNodata,
  cyclicDependency,
  parentInconsistent,
  setsDisjoint,
  childInconsistent,
  fullyLame,
  partiallyLame,
  ipv4AllLame,
  ipv6AllLame,
  ipv6LameSome,
  ...lameRules,
  malformedResponse,
  wrongSource,
  serverFlaky,
  parentLame,
  parentNsDiffers,
  referralTooLarge,
  glueMissingAll,
  glueMissing,
  gluePrivate,
  glueStale,
  glueWrongButWorks,
  glueMismatch,
  glueExtra,
  glueNoAuthoritative,
  glueInconsistent,
  glueV4Mapped,
  nameServerIsAddress,
  nameServerIsAlias,
  nameServerNxdomain,
  nameServerNoAddress,
  nameServerUnresolvable,
  nameServerInvalid,
  cyclicDependencyGlued,
  cyclicDependencyPartial,
  onlyAtParent,
  onlyAtChild,
  singleNameServer,
  sameAddress,
  samePrefix,
  sameSecondLevel,
  nameServerPrivate,
  noIpv4Server,
  noIpv6Server,
  glueMissingIpv6,
  glueMissingIpv4,
  glueMissingSibling,
  glueUnneeded,
  rcodeInconsistent,
  answerInconsistent,
  negativeMissingSoa,
  serialMismatch,
  fieldsDiffer,
  minimumHigh,
  ttlMixed,
  answerTtlInconsistent,
  minimumLow,
  timersOdd,
  rnameInvalid,
  ttlZero,
  nsTtlShort,
  nsTtlLong,
  zoneCutHidden,
  aliasLoop,
  danglingAlias,
  targetUnresolvable,
  targetNodata,
  aliasAtApex,
  aliasMultiple,
  aliasInconsistent,
  dnameNoCname,
  dnameTargetMismatch,
  longChain,
  targetPrivate,
  answerPrivate,
  budgetExhausted,
  noIpv6,
];

const rules: ReadonlyMap<string, Rule> = new Map(catalogue.map((rule) => [rule.code, rule]));

/** Rules about the trace as a whole, the examination of servers included: they see all of it. */
const wholeRules: ReadonlySet<Rule> = new Set([budgetExhausted, serverFlaky]);

/** Every finding that is certain in `state`, in the order of the catalogue; or only those that what came after the trace
 *  tier can have added. */
export function diagnose(state: TraceState, part: 'all' | 'examination' = 'all'): Finding[] {
  const seen = asOfTraceTier(state);
  const isNews = part === 'all' || hasEnded(state);
  const servers = isNews ? judgeServers(seen) : new Map();
  const zones = isNews ? zoneEvidence(seen, servers) : [];
  return catalogue.flatMap((rule) => {
    if (wholeRules.has(rule)) return rule.find(state, servers, zones);
    return part === 'all' ? rule.find(seen, servers, zones) : [];
  });
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
      page: '/faults',
    };
  return {
    title: rule.title,
    sentence: rule.sentence(finding),
    fix: rule.fix(finding),
    contact: rule.contact,
    reference: [...rule.reference],
    page: faultPath(rule.code),
  };
}

/** Where the server explains a code. */
export function faultPath(code: string): string {
  return `/faults/${code}`;
}
