// A question to a recursive resolver: a separate act on somebody's request, never a part of a trace, which asks none.
import type {
  CancelSignal,
  Clock,
  Exchange,
  ExchangeOutcome,
  FailureReason,
  Question,
  Resolver,
  ResolverReply,
  ResolverResult,
} from '@delegraph/model';
import { encodeQuery, objectionTo, salvageMessage } from './codec/message.ts';
import { type Random, unforeseeable } from './random.ts';

export interface ResolverSetup {
  exchange: Exchange;
  clock: Clock;
  /** The wall clock: milliseconds since 1970. */
  wallMs?: () => number;
  random?: Random;
  signal: CancelSignal;
}

/** A resolver that has nothing in its cache may have to ask several servers that do not answer. */
const TRY_TIMEOUTS_MS = [3000, 5000] as const;
const TCP_TIMEOUT_MS = 5000;
/** What those without EDNS say to it. RFC 6891 7. */
const EDNS_COMPLAINTS = new Set(['FORMERR', 'NOTIMP', 'BADVERS']);

type Step = { transport: 'udp' | 'tcp'; edns: boolean; timeoutMs: number };

/** Asks with RD and DO set, over UDP, once more when nothing came or EDNS was not understood, and over TCP after truncation
 *  (RFC 7766 5). An error RCODE is an answer: it is what whoever uses the resolver gets. Rejects only with the signal's
 *  reason. */
export async function askResolver(
  resolver: Resolver,
  question: Question,
  { exchange, clock, wallMs = Date.now, random = unforeseeable, signal }: ResolverSetup,
): Promise<ResolverReply> {
  const askedAt = new Date(wallMs()).toISOString();
  const startMs = clock.nowMs();
  const ask = (step: Step) => askOnce(resolver, question, step, { exchange, random, signal });
  let edns = true;
  let result: ResolverResult = { kind: 'failed', reason: 'timeout' };
  for (const timeoutMs of TRY_TIMEOUTS_MS) {
    result = await ask({ transport: 'udp', edns, timeoutMs });
    if (result.kind === 'not-asked') break;
    if (result.kind === 'failed') continue;
    if (edns && EDNS_COMPLAINTS.has(result.message.rcode)) {
      edns = false;
      continue;
    }
    if (result.message.flags.includes('tc')) {
      const whole = await ask({ transport: 'tcp', edns, timeoutMs: TCP_TIMEOUT_MS });
      // What was cut off is still more than nothing.
      if (whole.kind === 'replied') result = whole;
    }
    break;
  }
  return { resolver, askedAt, elapsedMs: clock.nowMs() - startMs, result };
}

async function askOnce(
  { address }: Resolver,
  question: Question,
  { transport, edns, timeoutMs }: Step,
  { exchange, random, signal }: { exchange: Exchange; random: Random; signal: CancelSignal },
): Promise<ResolverResult> {
  const packet = encodeQuery(random(0x10000), question, {
    edns,
    form: { recursionDesired: true },
    flipCase: () => random(2) === 1,
    random,
  });
  const objection = (reply: Uint8Array) => objectionTo(packet, reply);
  const outcome = await exchange(
    { address, transport, packet, timeoutMs, socket: 'connected', objection },
    signal,
  );
  if (outcome.kind === 'forbidden') return { kind: 'not-asked', detail: 'address not allowed' };
  if (outcome.kind === 'no-socket') return { kind: 'not-asked', detail: outcome.detail };
  if (outcome.kind !== 'reply') return { kind: 'failed', reason: reasonOf(outcome) };
  const message = salvageMessage(outcome.packet);
  const isBroken = message.malformedAt !== undefined && !message.flags.includes('tc');
  return isBroken ? { kind: 'failed', reason: 'malformed' } : { kind: 'replied', transport, message };
}

function reasonOf(outcome: Extract<ExchangeOutcome, { kind: 'timeout' | 'unreachable' }>): FailureReason {
  if (outcome.kind === 'unreachable') return 'unreachable';
  return outcome.ignored.length > 0 ? 'mismatched' : 'timeout';
}
