export { catalogue, describeFinding, diagnose, faultPath } from './catalogue.ts';
export { type FaultText, type Role, type FaultTexts, ROLE_WORDS } from './faults/fault-text.ts';
export { faultFamilies, faultText } from './faults/fault-texts.ts';
export { PEERS, type Peer, counterpartsOf, means } from './counterparts/counterparts.ts';
export { suppressedBy } from './fold.ts';
export type { LookupEnd } from './resolver-answers/resolver-said.ts';
export type { AdvisedStep } from './resolver-answers/flush-advice.ts';
export type { ResolverJudgement } from './resolver-answers/judge-resolver.ts';
export { type ResolverVerdict, resolverVerdict } from './resolver-answers/judgement-text.ts';
export { extendedErrorText } from './resolver-answers/extended-errors.ts';
export { dependenciesOf, questionDependencies } from './dependencies.ts';
export { dependencyText } from './dependency-text.ts';
export { experienceOf } from './outcome-model.ts';
export { cachedText, limitText, outcomeText, waitText } from './outcome-text.ts';
export { type ResolverLimit, resolverLimits } from './resolver-limits.ts';
export { type Verdict, noRootAnswers, verdictOf } from './verdict.ts';
export {
  type JudgedAddress,
  type JudgedServers,
  type LameCode,
  type Standing,
  judgeServers,
} from './server-standing.ts';
export type { Contact, Rule, RuleText } from './rule.ts';
