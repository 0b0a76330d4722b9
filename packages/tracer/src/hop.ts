// One hop: one question to one address, with all its tries, until it is answered or certainly not.
import { randomInt } from 'node:crypto';
import type {
  CancelSignal,
  Clock,
  Exchange,
  ExchangeOutcome,
  FailureReason,
  LimitName,
  Message,
  Question,
  Try,
} from '@delegraph/model';
import type { Budget } from './budget.ts';
import { decodeMessage, encodeQuery, objectionTo } from './codec/message.ts';
import { WireError } from './codec/wire.ts';
import type { Limits } from './limits.ts';

export interface HopSetup {
  exchange: Exchange;
  clock: Clock;
  budget: Budget;
  limits: Limits;
  signal: CancelSignal;
  /** The clock's reading when the trace started. */
  startMs: number;
}

export interface HopRequest {
  address: string;
  question: Question;
  /** Whether an error RCODE is asked again, over TCP and without EDNS, before it is believed: a server is not called
   *  lame because of one packet. */
  confirmErrors: boolean;
  /** Told once, when the budget allows the hop and before anything is sent. */
  onStart: () => void;
  /** Told of every try but the last. */
  onTry: (attempt: Try) => void;
  /** Told of the limit that forbids the hop, or what is left of it. */
  onLimit: (limit: LimitName) => void;
}

export type HopOutcome =
  | { kind: 'answered'; message: Message; wire: string; elapsedMs: number; tries: Try[] }
  | { kind: 'failed'; reason: FailureReason; elapsedMs: number; tries: Try[] }
  | { kind: 'forbidden' }
  | { kind: 'over-budget'; limit: LimitName };

interface Answer {
  message: Message;
  packet: Uint8Array;
  elapsedMs: number;
}

/** The plan of a hop. What a reply says may shorten it; nothing makes it longer but one TCP try after truncation. */
const PLAN = [
  { transport: 'udp', edns: true, socket: 'connected' },
  // Unconnected, so that a reply from another address of the server is seen and can be named.
  { transport: 'udp', edns: false, socket: 'open' },
  { transport: 'tcp', edns: true, socket: 'connected' },
] as const;

interface Step {
  transport: 'udp' | 'tcp';
  edns: boolean;
  socket: 'connected' | 'open';
}

const TRANSIENT_RCODES = new Set(['SERVFAIL', 'REFUSED', 'NOTAUTH', 'NOTIMP', 'FORMERR']);
/** What servers without EDNS say to it. RFC 6891 7. */
const EDNS_COMPLAINTS = new Set(['FORMERR', 'NOTIMP', 'BADVERS']);
/** No route from here: asking again changes nothing, and the server is not to blame. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPERM', 'EACCES']);

/** Asks until there is an answer, or three tries over more than two seconds (UDP, UDP without EDNS, TCP) agree that
 *  there is none. Rejects only with the signal's reason. */
export async function askHop(request: HopRequest, setup: HopSetup): Promise<HopOutcome> {
  const { clock, limits } = setup;
  const firstSentMs = clock.nowMs();
  const tries: Try[] = [];
  let best: Answer | null = null;

  for (const [index, step] of PLAN.entries()) {
    const limit = takeToken(request, step, setup);
    if (limit) {
      if (tries.length === 0) return { kind: 'over-budget', limit };
      break;
    }
    if (tries.length === 0) request.onStart();
    // Only a connected socket hears of a port that is closed: what was refused once is asked the same way again.
    const refused = tries.at(-1)?.result === 'unreachable';
    const socket = refused ? 'connected' : step.socket;
    const complained: boolean = best !== null && EDNS_COMPLAINTS.has(best.message.rcode);
    const { attempt, answer, outcome } = await tryOnce(
      request,
      { ...step, socket, edns: step.edns && !complained },
      limits.tryTimeoutsMs[index]!,
      setup,
    );
    if (outcome.kind === 'forbidden') return { kind: 'forbidden' };
    tries.push(attempt);
    if (answer) {
      if (!isTransient(answer.message)) {
        if (!answer.message.flags.includes('tc') || step.transport === 'tcp') return answered(answer, tries);
        request.onTry(attempt);
        return await answerOverTcp(answer, { ...PLAN[2], edns: step.edns }, request, setup, tries);
      }
      best = answer;
      // The plain query tells at once whether EDNS was the trouble.
      if (index === 0 && EDNS_COMPLAINTS.has(answer.message.rcode)) {
        request.onTry(attempt);
        continue;
      }
      if (!request.confirmErrors) return answered(answer, tries);
    }
    if (attempt.detail && NO_ROUTE.has(attempt.detail)) break;
    if (index === PLAN.length - 1) break;
    request.onTry(attempt);
    // Every try keeps its time, however soon the one before it ended: two seconds must pass before anybody is called lame.
    const nextAtMs = firstSentMs + limits.tryTimeoutsMs.slice(0, index + 1).reduce((sum, ms) => sum + ms, 0);
    if (nextAtMs > clock.nowMs()) await clock.sleep(nextAtMs - clock.nowMs(), setup.signal);
  }
  if (best) return answered(best, tries);
  return { kind: 'failed', reason: failureOf(tries), elapsedMs: clock.nowMs() - firstSentMs, tries };
}

function takeToken({ address, question, onLimit }: HopRequest, step: Step, { budget }: HopSetup) {
  const limit = budget.take(address, `${question.name} ${question.type}`, step.transport);
  if (limit) onLimit(limit);
  return limit;
}

/** A truncated reply is repeated over TCP at once (RFC 7766 5); when that fails, the truncated one is what there is. */
async function answerOverTcp(
  truncated: Answer,
  step: Step,
  request: HopRequest,
  setup: HopSetup,
  tries: Try[],
): Promise<HopOutcome> {
  if (takeToken(request, step, setup)) return answered(truncated, tries);
  const { attempt, answer } = await tryOnce(request, step, setup.limits.tryTimeoutsMs[2], setup);
  tries.push(attempt);
  return answered(answer ?? truncated, tries);
}

async function tryOnce(
  { address, question }: HopRequest,
  { transport, edns, socket }: Step,
  timeoutMs: number,
  { exchange, clock, budget, signal, startMs }: HopSetup,
): Promise<{ attempt: Try; answer: Answer | null; outcome: ExchangeOutcome }> {
  const packet = encodeQuery(randomInt(0x10000), question, { edns, flipCase: () => randomInt(2) === 1 });
  const sentAtMs = clock.nowMs() - startMs;
  const outcome = await exchange(
    { address, transport, packet, timeoutMs, socket, objection: (reply) => objectionTo(packet, reply) },
    signal,
  );
  const base = { transport, edns, sentAtMs };
  switch (outcome.kind) {
    case 'forbidden':
      return { attempt: { ...base, elapsedMs: 0, result: 'unreachable' }, answer: null, outcome };
    case 'unreachable':
      return {
        attempt: { ...base, elapsedMs: outcome.elapsedMs, result: 'unreachable', detail: outcome.detail },
        answer: null,
        outcome,
      };
    case 'timeout': {
      const { elapsedMs, ignored } = outcome;
      const attempt: Try =
        ignored.length === 0
          ? { ...base, elapsedMs, result: 'timeout' }
          : { ...base, elapsedMs, result: 'mismatched', detail: ignored.join('; ') };
      return { attempt, answer: null, outcome };
    }
    case 'reply': {
      const { elapsedMs, packet: reply } = outcome;
      budget.received(reply.length);
      try {
        const message = decodeMessage(reply);
        const attempt: Try = { ...base, elapsedMs, result: 'response', rcode: message.rcode };
        if (message.flags.includes('tc')) attempt.truncated = true;
        if (outcome.ignored.length > 0) attempt.detail = outcome.ignored.join('; ');
        return { attempt, answer: { message, packet: reply, elapsedMs }, outcome };
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        return {
          attempt: { ...base, elapsedMs, result: 'malformed', detail: error.message },
          answer: null,
          outcome,
        };
      }
    }
  }
}

function isTransient(message: Message): boolean {
  return TRANSIENT_RCODES.has(message.rcode) || message.rcode === 'BADVERS';
}

function answered({ message, packet, elapsedMs }: Answer, tries: Try[]): HopOutcome {
  return { kind: 'answered', message, wire: Buffer.from(packet).toString('base64'), elapsedMs, tries };
}

/** What to call a hop none of whose tries was answered: something wrong that came says more than nothing that came. */
function failureOf(tries: readonly Try[]): FailureReason {
  const results = tries.map(({ result }) => result);
  if (results.includes('malformed')) return 'malformed';
  if (results.includes('mismatched')) return 'mismatched';
  return results.every((result) => result === 'unreachable') ? 'unreachable' : 'timeout';
}
