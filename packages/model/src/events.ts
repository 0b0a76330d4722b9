// The events of a trace: the only record of what happened. Everything else is derived from them.
import type { AliasLink } from './classify.ts';
import type { Finding } from './finding.ts';
import type { Message, Question, ResourceRecord } from './message.ts';
import type { DomainName } from './names.ts';
import type { Probe } from './probe.ts';
import type { TraceOptions } from './trace-options.ts';

/** Where the address of a name server was taken from; `supplied`: from whoever asked for the trace. */
export type AddressSource = 'hint' | 'glue' | 'lookup' | 'supplied';

export interface ServerAddress {
  /** RFC 5952 text. */
  address: string;
  source: AddressSource;
  /** Absent where the instance has no map of them, or the address is not on it. */
  originAs?: OriginAs;
}

/** The autonomous system that announces the route to an address. RFC 1930, RFC 4271. */
export interface OriginAs {
  number: number;
  /** Who runs it, as the map calls them. */
  holder: string | null;
}

export interface NameServerAddresses {
  name: DomainName;
  addresses: ServerAddress[];
}

/** Why a name or an address is looked up. `target`: for the address of a host that the answer or the zone's SOA record names,
 *  only to see whether it has one; nothing waits for it. */
export type LookupPurpose = 'question' | 'alias' | 'nameserver-address' | 'target';

/** Where a query goes and why. */
export interface QueryTarget {
  hopId: number;
  lookupId: number;
  /** The zone the server was asked as a server of. */
  zone: DomainName;
  nameServer: DomainName;
  address: string;
  addressSource: AddressSource;
  question: Question;
  probe: Probe;
}

/** One datagram or TCP exchange of a hop, and what came of it. */
export interface Try {
  transport: 'udp' | 'tcp';
  edns: boolean;
  /** Milliseconds since the trace started. */
  sentAtMs: number;
  elapsedMs: number;
  /** Up to so many of them may be our own: this machine was busy, and the reply may have waited to be read. Absent for times
   *  that can be trusted to within 5 ms. */
  lateByMs?: number;
  result: 'response' | FailureReason;
  /** Of a response, and of a malformed reply as far as its header goes. */
  rcode?: string;
  truncated?: boolean;
  /** A malformed reply as received, base64. */
  wire?: string;
  /** Of a failure: the system's code (`ECONNREFUSED`) or what was wrong with the reply. */
  detail?: string;
}

/** How a query failed: nothing came, the network refused, or what came was no reply to it. */
export type FailureReason = 'timeout' | 'unreachable' | 'malformed' | 'mismatched';

/** Why a query was not asked, or its end not waited for (`cut-off`: the trace ended first). Never the server's doing, and
 *  never called a timeout. `not-wanted`: an option of the trace leaves it out. `no-socket`: this machine could not send. */
export type SkipReason =
  | 'budget'
  | 'address-policy'
  | 'no-ipv6'
  | 'no-ipv4'
  | 'not-wanted'
  | 'no-socket'
  | 'cut-off';

/** The limits of a trace that can end it or cut a part of it off. `check-queries` cuts off what is asked about the servers
 *  on the way beside the question, `health-queries` the examination after it; `tries-per-question` is for the same question
 *  to the same address over the same transport. */
export type LimitName =
  | 'queries'
  | 'check-queries'
  | 'health-queries'
  | 'queries-per-address'
  | 'tries-per-question'
  | 'zone-cuts'
  | 'alias-links'
  | 'sub-traces'
  | 'sub-trace-depth'
  | 'name-servers-per-zone'
  | 'addresses-per-name-server'
  | 'addresses-per-zone'
  | 'failing-name-servers'
  | 'bytes'
  | 'wall-time';

/** How a lookup ended. `alias`: the lookup `next` goes on with the link's target, unless a loop, a limit or an option forbade
 *  it. `unresolvable` with `notAsked`: none of the zone's servers was asked, and the first of them for this reason. */
export type LookupOutcome =
  | { kind: 'answer'; records: ResourceRecord[]; hopId: number }
  | { kind: 'nodata' | 'nxdomain'; hopId: number }
  | { kind: 'alias'; link: AliasLink; hopId: number; next: number | null }
  | { kind: 'unresolvable'; zone: DomainName; notAsked?: SkipReason }
  | { kind: 'loop' }
  | { kind: 'budget'; limit: LimitName };

export type TraceEnd = 'done' | 'interrupted' | 'failed';

/** What the tracer reports. The grammar: `trace-started`, then anything, then exactly one `trace-ended`.
 *  A hop is `query-sent`, any number of `query-tried`, then one of `response-received` or `query-failed`; or it is one
 *  `query-remembered`, or one `query-skipped`, which also ends a hop whose first packet this machine then could not send
 *  (`no-socket`). Between the trace tier and the health tier stands at most one `examination-started`, with no lookup and no
 *  hop open; after it only hops of health probes follow.
 *  A lookup is `lookup-started`, at most one `alias-followed`, then `lookup-ended`. Hops and lookups
 *  interleave; `hopId` and `lookupId` count from 0 in the order of their first event and join what belongs together.
 *  A hop may outlive its lookup: the answer does not wait for the slowest server.
 *  What is open when a trace is interrupted or fails has no end of its own: `trace-ended` is the end of all of it. When a
 *  limit of time ended it (`done` with a reason), every lookup has ended, and hops may be open. */
export type TraceFact =
  | {
      type: 'trace-started';
      question: Question;
      profile: string;
      vantage: Vantage;
      /** Name and version of the program. */
      engine: string;
      /** ISO 8601, UTC. */
      startedAt: string;
      roots: NameServerAddresses[];
      /** Those that are not as usual; absent when all are. */
      options?: Partial<TraceOptions>;
    }
  | {
      type: 'lookup-started';
      lookupId: number;
      purpose: LookupPurpose;
      question: Question;
      /** The deepest zone known to enclose the name, where the lookup starts. */
      zone: DomainName;
      /** The lookup this one was started for; null for the question itself. */
      parentLookupId: number | null;
      /** For `nameserver-address`: the zone whose name server it is. */
      neededBy?: DomainName;
    }
  | ({ type: 'query-sent' } & QueryTarget)
  | { type: 'query-tried'; hopId: number; attempt: Try }
  | {
      type: 'response-received';
      hopId: number;
      /** From the first packet of the try that was answered to its answer. */
      elapsedMs: number;
      tries: Try[];
      message: Message;
      /** The reply as received, base64. */
      wire: string;
    }
  | { type: 'query-failed'; hopId: number; elapsedMs: number; tries: Try[]; reason: FailureReason }
  | ({ type: 'query-skipped'; reason: SkipReason } & QueryTarget)
  | ({
      /** Not asked, because an earlier trace of this process has heard it: a root server's referral to a TLD is the same for
       *  every name below. */
      type: 'query-remembered';
      /** How long ago it was heard. */
      ageMs: number;
      /** How long the server took then. */
      elapsedMs: number;
      message: Message;
      /** The reply as received then, base64. */
      wire: string;
    } & QueryTarget)
  | {
      /** A referral told of a zone, or of more of it than was known; or it was replaced by a supplied delegation. */
      type: 'delegation-learned';
      zone: DomainName;
      parent: DomainName;
      hopId: number;
      /** Name servers and glue that were not known before. Glue outside the parent zone is left out: nobody may trust it. */
      nameServers: NameServerAddresses[];
      /** Whether the referral carried DS records. A zone is signed when one of its referrals did. */
      signed: boolean;
    }
  | {
      /** A lookup of a name server's address ended well. */
      type: 'addresses-learned';
      zone: DomainName;
      nameServer: DomainName;
      addresses: ServerAddress[];
      lookupId: number;
    }
  | { type: 'alias-followed'; lookupId: number; link: AliasLink; next: number }
  | { type: 'lookup-ended'; lookupId: number; outcome: LookupOutcome }
  /** The trace tier is over: all that the picture is drawn from has been heard. What follows examines servers. */
  | { type: 'examination-started' }
  | { type: 'limit-reached'; limit: LimitName; allowed: number; zone: DomainName | null }
  | { type: 'trace-ended'; status: TraceEnd; reason: string | null };

/** Who asks: what the instance is called, and which address families it can send on. */
export interface Vantage {
  name: string;
  ipv4: boolean;
  ipv6: boolean;
}

/** An event as it is stored and sent: a fact or a finding, its number, and when it happened. */
export type TraceEvent = Numbered<TraceFact | { type: 'finding-raised'; finding: Finding }>;

type Numbered<Fact> = Fact & {
  /** 0, 1, 2 … without gaps; also the id of its server-sent event. */
  seq: number;
  /** Milliseconds since the trace started, on a monotonic clock. */
  atMs: number;
};
