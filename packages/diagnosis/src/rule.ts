// What a rule is. A new one is a small file in rules/ and a line in catalogue.ts.
import type { Finding, Severity, TraceState } from '@delegraph/model';
import type { JudgedServers } from './server-standing.ts';
import type { ZoneEvidence } from './zone-evidence.ts';

/** Who can put it right. */
export type Contact =
  | 'registry'
  | 'registrar'
  | 'parent-operator'
  | 'zone-operator'
  | 'server-operator'
  | 'resolver-operator'
  | 'us';

/** What people are told about a code. */
export interface RuleText {
  /** A few words, for the head of the finding. */
  title: string;
  /** What was seen, in one sentence. */
  sentence: (finding: Finding) => string;
  /** What to do about it, in the imperative. */
  fix: (finding: Finding) => string;
  contact: Contact;
  /** RFC sections and papers. `own rule` where no standard forbids it. */
  reference: readonly string[];
}

/** One code of the catalogue: how it is seen, and how it is said. */
export interface Rule extends RuleText {
  code: string;
  /** The usual severity; a finding may carry another one. */
  severity: Severity;
  /** The findings of this code that are certain in `state`. What it returned once it must return for every later state of
   *  the same trace: findings are never taken back. `zones` is empty until the trace has ended, so that a rule which only
   *  compares what the servers of `zones` said need not wait by itself. */
  find: (state: TraceState, servers: JudgedServers, zones: readonly ZoneEvidence[]) => Finding[];
}
