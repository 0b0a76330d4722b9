// Faults as data: each bends the replies of one name server for the zone that lists it.
import { type DomainName, parseDomainName, withFinalDot } from '@delegraph/model';
import { readAddress } from './address.ts';
import { LabError } from './lab-error.ts';

/** Where a fault sits, and what it does. */
export type Fault = FaultPlace & FaultEffect;

export interface FaultPlace {
  nameServer: DomainName;
  /** RFC 5952 text. Absent: every address of the name server. */
  address?: string;
}

/** What a faulty server does, named as a fact about it. */
export type FaultEffect =
  | { kind: PlainFaultKind }
  | { kind: 'refers-sideways'; to: DomainName }
  | { kind: 'answers-late'; delayMs: number }
  | { kind: 'wrong-source'; from: string }
  | { kind: 'drops-tries'; count: number }
  | { kind: 'answers-everything'; with: string }
  | ({ kind: 'says' } & CannedReply);

/** What a server says to one question in place of what its zone holds. */
export interface CannedReply {
  /** `www A`; names without a final dot are relative to the zone that lists the fault. */
  question: string;
  rcode?: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
  authoritative?: boolean;
  /** Lines as in `ZoneSpec.records`. */
  answer?: readonly string[];
  authority?: readonly string[];
  additional?: readonly string[];
}

type PlainFaultKind =
  | 'refuses-zone'
  | 'fails-zone'
  | 'denies-authority'
  | 'not-implemented'
  | 'form-errors'
  | 'silent'
  | 'unreachable'
  | 'not-authoritative'
  | 'recurses-from-cache'
  | 'refers-upward'
  | 'refers-to-itself'
  | 'denies-apex'
  | 'has-no-apex'
  | 'answers-empty'
  | 'form-error-on-edns'
  | 'drops-edns'
  | 'truncates'
  | 'no-tcp'
  | 'wrong-id'
  | 'wrong-question'
  | 'malformed'
  | 'case-folds'
  | 'foreign-class'
  | 'omits-glue'
  | 'lacks-wildcards';

/** Makes a fault of the name server, or of only one of its addresses. */
export type FaultMaker = (nameServer: string, address?: string) => Fault;

/** Says REFUSED to every query about the zone. */
export const refusesZone: FaultMaker = plainFault('refuses-zone');

/** Says SERVFAIL, as a secondary does whose copy has expired. */
export const failsZone: FaultMaker = plainFault('fails-zone');

/** Says NOTAUTH. */
export const deniesAuthority: FaultMaker = plainFault('denies-authority');

/** Says NOTIMP. */
export const notImplemented: FaultMaker = plainFault('not-implemented');

/** Says FORMERR, with and without EDNS. */
export const formErrors: FaultMaker = plainFault('form-errors');

/** Takes queries over UDP and TCP, and never answers. */
export const silent: FaultMaker = plainFault('silent');

/** Nothing listens at its addresses: ECONNREFUSED. Holds for every zone served there. */
export const unreachable: FaultMaker = plainFault('unreachable');

/** Gives the right answers without the AA bit. */
export const notAuthoritative: FaultMaker = plainFault('not-authoritative');

/** Answers as a recursive resolver does from its cache: no AA, RA set, the TTL half gone. */
export const recursesFromCache: FaultMaker = plainFault('recurses-from-cache');

/** Refers to the root. */
export const refersUpward: FaultMaker = plainFault('refers-upward');

/** Refers to the zone itself. */
export const refersToItself: FaultMaker = plainFault('refers-to-itself');

/** Says that the zone does not exist (NXDOMAIN), with the SOA of the parent zone. */
export const deniesApex: FaultMaker = plainFault('denies-apex');

/** Says that there are no such records (NODATA), with the SOA of the parent zone. */
export const hasNoApex: FaultMaker = plainFault('has-no-apex');

/** Says NOERROR with nothing in any section. */
export const answersEmpty: FaultMaker = plainFault('answers-empty');

/** Says FORMERR to a query with EDNS, as servers older than RFC 6891 do. */
export const formErrorOnEdns: FaultMaker = plainFault('form-error-on-edns');

/** Never answers a query with EDNS. */
export const dropsEdns: FaultMaker = plainFault('drops-edns');

/** Truncates every reply over UDP; answers in full over TCP. */
export const truncates: FaultMaker = plainFault('truncates');

/** Refuses TCP connections. Holds for every zone served at its addresses. */
export const noTcp: FaultMaker = plainFault('no-tcp');

/** Replies with another message id. */
export const wrongId: FaultMaker = plainFault('wrong-id');

/** Replies to another question. */
export const wrongQuestion: FaultMaker = plainFault('wrong-question');

/** Replies with the right header and question, and after them bytes that are no record. */
export const malformed: FaultMaker = plainFault('malformed');

/** Echoes the question in lower case. */
export const caseFolds: FaultMaker = plainFault('case-folds');

/** Gives its answers in class CH. */
export const foreignClass: FaultMaker = plainFault('foreign-class');

/** Over UDP gives one address with a referral and leaves the others out, without saying so (no TC). Over TCP gives all. */
export const omitsGlue: FaultMaker = plainFault('omits-glue');

/** Does not know wildcards: what only they would answer does not exist. */
export const lacksWildcards: FaultMaker = plainFault('lacks-wildcards');

/** Refers to the zone `to`, which has nothing to do with the question. */
export function refersSideways(nameServer: string, to: string, address?: string): Fault {
  return { ...placeOf(nameServer, address), kind: 'refers-sideways', to: parseDomainName(to) };
}

/** Answers, but `delayMs` late. */
export function answersLate(nameServer: string, delayMs: number, address?: string): Fault {
  return { ...placeOf(nameServer, address), kind: 'answers-late', delayMs };
}

/** Over UDP, replies from the address `from`. */
export function wrongSource(nameServer: string, from: string, address?: string): Fault {
  return { ...placeOf(nameServer, address), kind: 'wrong-source', from: addressOf(from, nameServer) };
}

/** Over UDP, the first `count` packets of each question are lost. */
export function dropsTries(nameServer: string, count: number, address?: string): Fault {
  return { ...placeOf(nameServer, address), kind: 'drops-tries', count };
}

/** Also answers for names outside its zones, all of them, with the IPv4 address `data`: as parking servers do. */
export function answersEverything(nameServer: string, data: string, address?: string): Fault {
  return { ...placeOf(nameServer, address), kind: 'answers-everything', with: addressOf(data, nameServer) };
}

/** Says `reply` to its question: another version of the zone, a broken answer, another referral. */
export function says(nameServer: string, reply: CannedReply, address?: string): Fault {
  return { ...placeOf(nameServer, address), kind: 'says', ...reply };
}

function plainFault(kind: PlainFaultKind): FaultMaker {
  return (nameServer, address) => ({ ...placeOf(nameServer, address), kind });
}

function placeOf(nameServerText: string, addressText: string | undefined): FaultPlace {
  const nameServer = parseDomainName(nameServerText);
  if (addressText === undefined) return { nameServer };
  return { nameServer, address: addressOf(addressText, withFinalDot(nameServer)) };
}

function addressOf(text: string, nameServer: string): string {
  const address = readAddress(text);
  if (address === null) throw new LabError(`A fault of ${nameServer}: “${text}” is no IP address.`);
  return address;
}
