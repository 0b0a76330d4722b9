// The catalogue: every code there is, and from a state to the findings in it.
import { type Finding, type FindingText, type TraceState, hasEnded, asOfTraceTier } from '@delegraph/model';
import type { Rule } from './rule.ts';
import { aliasNotChased, aliasWithOtherData, brokenReverseAlias } from './rules/alias-answers.ts';
import { aliasAtApex, aliasInconsistent, aliasMultiple } from './rules/alias-records.ts';
import { answerPrivate, targetNodata, targetPrivate, targetUnresolvable } from './rules/alias-targets.ts';
import { aliasLoop, danglingAlias, longChain } from './rules/alias.ts';
import {
  answerInconsistent,
  answerTtlInconsistent,
  negativeMissingSoa,
  rcodeInconsistent,
  ttlMixed,
} from './rules/answers.ts';
import { cyclicDependency, cyclicDependencyGlued, cyclicDependencyPartial } from './rules/cycles.ts';
import {
  delegationTooDeep,
  gluelessDepth,
  referralLoop,
  tooManyNameServers,
} from './rules/delegation-shape.ts';
import { fullyLame, noDelegation, partiallyLame } from './rules/delegation.ts';
import {
  dnameLoop,
  dnameNoCname,
  dnameTargetMismatch,
  dnameTooLong,
  dnameTtlMismatch,
  dnameWithDataBelow,
} from './rules/dname.ts';
import { dualStackDivergence } from './rules/dual-stack.ts';
import { emptyNameDenied } from './rules/empty-names.ts';
import { budgetExhausted, noIpv6, notExplored } from './rules/engine.ts';
import {
  ipv4AllLame,
  ipv6AllLame,
  ipv6LameSome,
  nameServerBogon,
  nameServerPrivate,
  noIpv4Server,
  noIpv6Server,
} from './rules/families.ts';
import { foreignAnswer, foreignClass, negativeWrongOwner, strayRecords } from './rules/foreign-data.ts';
import {
  glueExtra,
  glueInconsistent,
  glueMismatch,
  glueMissingIpv4,
  glueMissingIpv6,
  glueMissingSibling,
  glueNoAuthoritative,
  glueStale,
  glueUnneeded,
  glueWrongButWorks,
} from './rules/glue-addresses.ts';
import { answersForEverything } from './rules/foreign-names.ts';
import { glueTruncated } from './rules/glue-datagrams.ts';
import { gluePrivate, glueV4Mapped } from './rules/glue-private.ts';
import { foreignGlueMismatch, glueTtlDiffers, glueUnreachable } from './rules/glue-reach.ts';
import { glueMissing, glueMissingAll } from './rules/glue.ts';
import { lameRules } from './rules/lame.ts';
import { failsForName, lameForType, nxdomainForType } from './rules/name-failures.ts';
import { nameServerIsAlias, nameServerUnderDname } from './rules/name-servers.ts';
import {
  nameServerInvalid,
  nameServerIsAddress,
  nameServerNoAddress,
  nameServerNxdomain,
  nameServerUnresolvable,
} from './rules/ns-names.ts';
import { childInconsistent, onlyAtChild, onlyAtParent, setsDisjoint } from './rules/ns-sets.ts';
import {
  chainAcrossZones,
  severalProviders,
  transitiveLarge,
  transitiveSinglePoint,
} from './rules/operators.ts';
import { childBroken } from './rules/own-servers.ts';
import { dsWithoutDelegation } from './rules/parent-ds.ts';
import {
  aliasAtCut,
  delegationInProgress,
  dnameAtCut,
  nsTtlsDiffer,
  referralWithAuthority,
} from './rules/parent-records.ts';
import {
  noCutBelowSuffix,
  noDelegationNodata,
  parentInconsistent,
  parentLame,
  parentNsDiffers,
  referralTooLarge,
  zoneCutHidden,
} from './rules/parent.ts';
import { delegatedToParking, nameServerParked } from './rules/parking.ts';
import { primaryUnreachable } from './rules/primary-reach.ts';
import { primingFailed, rootHintStale } from './rules/priming.ts';
import { aliasModeBroken, mailHostIsAlias, serviceHostIsAlias } from './rules/record-targets.ts';
import { sameAddress, sameAs, samePrefix, sameSecondLevel, singleNameServer } from './rules/redundancy.ts';
import {
  glueOrphan,
  nameServerUnregistered,
  sacrificialNameServer,
  targetUnregistered,
} from './rules/registration.ts';
import { changeVisibleAfter, minimisationBreaks, negativeCacheWindow } from './rules/resolvers.ts';
import { malformedResponse, serverFlaky, wrongSource } from './rules/servers.ts';
import { primaryNotListed, serialRegressing, soaMultiple } from './rules/soa-primary.ts';
import {
  fieldsDiffer,
  minimumHigh,
  minimumLow,
  rnameInvalid,
  serialMismatch,
  timersOdd,
} from './rules/soa.ts';
import { addressTtlShorter, ttlHighBit } from './rules/ttl-records.ts';
import { nsTtlLong, nsTtlShort, ttlZero } from './rules/ttl.ts';
import { dsWithoutKeys } from './rules/unsigned-keys.ts';
import { vantageDegraded, vantageIntercepted } from './rules/vantage.ts';
import {
  registryWildcard,
  wildcardAnswer,
  wildcardBlocked,
  wildcardInconsistent,
} from './rules/wildcards.ts';
import { judgeServers } from './server-standing.ts';
import { tempered } from './tempered.ts';
import { zoneEvidence } from './zone-evidence.ts';

/** Every rule, roll-ups before what they roll up: the order findings are shown in. */
export const catalogue: readonly Rule[] = [
  vantageIntercepted,
  noDelegation,
  noDelegationNodata,
  cyclicDependency,
  delegationTooDeep,
  referralLoop,
  parentInconsistent,
  setsDisjoint,
  childInconsistent,
  fullyLame,
  partiallyLame,
  dsWithoutKeys,
  ipv4AllLame,
  ipv6AllLame,
  ipv6LameSome,
  ...lameRules,
  lameForType,
  failsForName,
  nxdomainForType,
  malformedResponse,
  wrongSource,
  foreignClass,
  serverFlaky,
  answersForEverything,
  parentLame,
  parentNsDiffers,
  aliasAtCut,
  dnameAtCut,
  dsWithoutDelegation,
  referralTooLarge,
  nameServerUnregistered,
  sacrificialNameServer,
  delegatedToParking,
  nameServerParked,
  glueMissingAll,
  glueMissing,
  gluePrivate,
  glueUnreachable,
  glueStale,
  glueWrongButWorks,
  glueMismatch,
  glueExtra,
  glueNoAuthoritative,
  glueInconsistent,
  glueV4Mapped,
  glueTruncated,
  nameServerIsAddress,
  nameServerIsAlias,
  nameServerUnderDname,
  nameServerNxdomain,
  nameServerNoAddress,
  nameServerUnresolvable,
  nameServerInvalid,
  cyclicDependencyGlued,
  cyclicDependencyPartial,
  gluelessDepth,
  childBroken,
  onlyAtParent,
  onlyAtChild,
  singleNameServer,
  sameAddress,
  tooManyNameServers,
  transitiveSinglePoint,
  samePrefix,
  sameAs,
  transitiveLarge,
  sameSecondLevel,
  severalProviders,
  nameServerPrivate,
  nameServerBogon,
  noIpv4Server,
  noIpv6Server,
  dualStackDivergence,
  glueMissingIpv6,
  glueMissingIpv4,
  foreignGlueMismatch,
  glueOrphan,
  glueMissingSibling,
  glueUnneeded,
  glueTtlDiffers,
  emptyNameDenied,
  rcodeInconsistent,
  answerInconsistent,
  wildcardInconsistent,
  negativeMissingSoa,
  negativeWrongOwner,
  soaMultiple,
  serialRegressing,
  serialMismatch,
  fieldsDiffer,
  minimumHigh,
  ttlMixed,
  ttlHighBit,
  answerTtlInconsistent,
  minimumLow,
  timersOdd,
  rnameInvalid,
  strayRecords,
  primaryNotListed,
  primaryUnreachable,
  ttlZero,
  nsTtlShort,
  nsTtlLong,
  nsTtlsDiffer,
  addressTtlShorter,
  referralWithAuthority,
  zoneCutHidden,
  noCutBelowSuffix,
  delegationInProgress,
  minimisationBreaks,
  mailHostIsAlias,
  serviceHostIsAlias,
  aliasModeBroken,
  dnameLoop,
  aliasLoop,
  targetUnregistered,
  danglingAlias,
  brokenReverseAlias,
  targetUnresolvable,
  targetNodata,
  aliasAtApex,
  aliasWithOtherData,
  aliasMultiple,
  aliasInconsistent,
  dnameTooLong,
  dnameNoCname,
  dnameTargetMismatch,
  dnameWithDataBelow,
  dnameTtlMismatch,
  longChain,
  targetPrivate,
  foreignAnswer,
  chainAcrossZones,
  aliasNotChased,
  answerPrivate,
  wildcardAnswer,
  wildcardBlocked,
  registryWildcard,
  negativeCacheWindow,
  changeVisibleAfter,
  budgetExhausted,
  notExplored,
  vantageDegraded,
  noIpv6,
  primingFailed,
  rootHintStale,
];

const rules: ReadonlyMap<string, Rule> = new Map(catalogue.map((rule) => [rule.code, rule]));

/** Rules about the trace as a whole, the examination of servers included: they see all of it. */
const wholeRules: ReadonlySet<Rule> = new Set([
  budgetExhausted,
  notExplored,
  serverFlaky,
  dsWithoutKeys,
  answersForEverything,
  emptyNameDenied,
  wildcardAnswer,
  wildcardInconsistent,
  wildcardBlocked,
  registryWildcard,
  primaryUnreachable,
]);

/** Every finding that is certain in `state`, in the order of the catalogue; or only those that what came after the trace
 *  tier can have added. */
export function diagnose(state: TraceState, part: 'all' | 'examination' = 'all'): Finding[] {
  const seen = asOfTraceTier(state);
  const isNews = part === 'all' || hasEnded(state);
  const servers = isNews ? judgeServers(seen) : new Map();
  const zones = isNews ? zoneEvidence(seen, servers) : [];
  return tempered(
    catalogue.flatMap((rule) => {
      if (wholeRules.has(rule)) return rule.find(state, servers, zones);
      return part === 'all' ? rule.find(seen, servers, zones) : [];
    }),
  );
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
