// What is known of a trace after its first n events. Plain JSON, built only by reduceTrace.
import type { ResponseClass } from './classify.ts';
import type {
  AddressSource,
  FailureReason,
  LimitName,
  LookupOutcome,
  LookupPurpose,
  QueryTarget,
  ServerAddress,
  SkipReason,
  TraceEnd,
  Try,
  Vantage,
} from './events.ts';
import type { Finding } from './finding.ts';
import type { Message, Question } from './message.ts';
import type { DomainName } from './names.ts';
import type { TraceOptions } from './trace-options.ts';

export interface TraceState {
  /** The last event applied; -1 before the first. */
  seq: number;
  /** Its time. */
  atMs: number;
  status: 'starting' | 'running' | TraceEnd;
  question: Question | null;
  profile: string;
  vantage: Vantage;
  engine: string;
  startedAt: string;
  /** Those that are not as usual. */
  options: Partial<TraceOptions>;
  /** In the order they were learned; the root first. */
  zones: readonly ZoneState[];
  /** Indexed by lookup id. */
  lookups: readonly LookupState[];
  /** Indexed by hop id. */
  hops: readonly HopState[];
  /** Where the trace tier ended and the examination of servers began; null before, and where there is none. */
  examination: { startedAtMs: number; firstHopId: number } | null;
  findings: readonly Finding[];
  limitsReached: readonly { limit: LimitName; allowed: number; zone: DomainName | null }[];
  /** Why the trace ended before its work was done; null when it was not cut short. */
  endReason: string | null;
  /** When the log came as a file to the server that shows it, ISO 8601; null where that server asked itself. The one thing here
   *  that is not of the log: whoever makes the first state says it, and no event changes it. */
  uploadedAt: string | null;
}

export interface ZoneState {
  name: DomainName;
  /** The zone that delegates it; null for the root. */
  parent: DomainName | null;
  learnedAtMs: number;
  /** The hop whose referral told of it; null for the root. */
  learnedFrom: number | null;
  /** Whether a referral to it carried DS records. */
  signed: boolean;
  /** As the parent's referrals (or the root hints) gave them, merged, in the order received. */
  nameServers: readonly NameServerState[];
}

export interface NameServerState {
  name: DomainName;
  addresses: readonly ServerAddress[];
}

export interface LookupState {
  id: number;
  purpose: LookupPurpose;
  question: Question;
  /** The zone it started in. */
  startZone: DomainName;
  parentLookupId: number | null;
  neededBy: DomainName | null;
  startedAtMs: number;
  endedAtMs: number | null;
  outcome: LookupOutcome | null;
}

export interface HopState {
  id: number;
  lookupId: number;
  zone: DomainName;
  nameServer: DomainName;
  address: string;
  addressSource: AddressSource;
  question: Question;
  probe: QueryTarget['probe'];
  sentAtMs: number;
  endedAtMs: number | null;
  tries: readonly Try[];
  result: HopResult;
}

/** `asking` while a try is out. `skipped` is a decision of ours, never the server's silence. */
export type HopResult =
  | { status: 'asking' }
  | {
      status: 'answered';
      elapsedMs: number;
      message: Message;
      wire: string;
      response: ResponseClass;
      /** Of a reply that an earlier trace had heard: how long before. */
      rememberedAgeMs?: number;
    }
  | { status: 'failed'; elapsedMs: number; reason: FailureReason }
  | { status: 'skipped'; reason: SkipReason };

export const initialTraceState: TraceState = {
  seq: -1,
  atMs: 0,
  status: 'starting',
  question: null,
  profile: '',
  vantage: { name: '', ipv4: true, ipv6: true },
  engine: '',
  startedAt: '',
  options: {},
  zones: [],
  lookups: [],
  hops: [],
  examination: null,
  findings: [],
  limitsReached: [],
  endReason: null,
  uploadedAt: null,
};
