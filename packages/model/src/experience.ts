// What resolvers experience of a name: the shape of it. The diagnosis package computes it from the evidence of a trace.
import type { DomainName } from './names.ts';

/** What a cold lookup can come to. `servfail`: no server helps. `unknown`: the trace did not ask who would have to say. */
export type ExperiencedKind = 'answer' | 'nodata' | 'nxdomain' | 'servfail' | 'loop' | 'unknown';

/** One way a lookup can end, and how likely it is. Probabilities are from 0 to 1. */
export interface ExperiencedOutcome {
  kind: ExperiencedKind;
  /** The data of the answer, sorted: each variant is an outcome of its own. Empty for everything else. */
  records: readonly string[];
  /** With one address picked at each zone cut, all alike, and no second try. */
  firstTry: number;
  /** With the next address tried after a time-out, an error or a lame reply, but not after a denial or an answer. */
  withRetry: number;
  /** With retry, and as unlucky as can be: 1 where some order of the servers leads here, else 0. */
  worstCase: 0 | 1;
}

/** A range of milliseconds: from what the quickest resolvers wait for a first try to what the slowest do. */
export interface WaitRange {
  fromMs: number;
  toMs: number;
}

/** Waiting for servers that do not answer, by a resolver that goes on to the next one. */
export interface ExperiencedWait {
  /** The share of cold lookups that wait at all. */
  share: number;
  expectedTimeouts: number;
  worstTimeouts: number;
  expected: WaitRange;
  worst: WaitRange;
}

/** What one style of resolver experiences. */
export interface StyleExperience {
  /** The likeliest first. */
  outcomes: readonly ExperiencedOutcome[];
  wait: ExperiencedWait;
  /** Queries of a cold lookup, on the average, those for addresses of name servers among them. */
  expectedQueries: number;
  /** Servers that might be picked and were not asked for this; they are left out of the odds. */
  notAsked: readonly string[];
}

/** How long something that was true when the trace ran can stay in a cache that was filled then. */
export interface CachedData {
  holds: 'name-servers' | 'addresses' | 'answer' | 'denial';
  /** The record that holds longest: `example.test NS ns1.example.test`. */
  record: string;
  /** Who gave it so: a zone's name. */
  saidBy: DomainName;
  ttlSeconds: number;
  /** ISO 8601, UTC. */
  until: string;
}

/** A limit of some resolver, and how near the name comes to it. */
export interface LimitUse {
  id: string;
  resolver: string;
  /** What is limited, in words. */
  what: string;
  allowed: number;
  used: number;
  isCrossed: boolean;
  /** When the figure was last checked, `2026-11`, and where it is from. */
  asOf: string;
  source: string;
}

export interface Experience {
  /** The one sentence worth saying; null where lookups just work. */
  headline: { code: string; sentence: string } | null;
  /** A resolver that goes by the parent's referral and its glue: all are, at first contact. */
  parentCentric: StyleExperience;
  /** One that goes by the zone's own NS records and addresses, as after first contact; null where no zone has told them. */
  childCentric: StyleExperience | null;
  /** What caches keep longest, by what it is, the longest first. */
  cached: readonly CachedData[];
  limits: readonly LimitUse[];
}
