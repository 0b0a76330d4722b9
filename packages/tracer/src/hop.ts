// One hop: one question to one address, with all its tries, until it is answered or certainly not.
import type {
  CancelSignal,
  Clock,
  Exchange,
  FailureReason,
  LimitName,
  Message,
  QueryForm,
  Question,
  Try,
} from '@delegraph/model';
import type { Budget, Tier } from './budget.ts';
import { encodeQuery, objectionTo, salvageMessage } from './codec/message.ts';
import type { Limits } from './limits.ts';
import type { TracePool } from './pool.ts';
import type { Random } from './random.ts';

export interface HopSetup {
  exchange: Exchange;
  clock: Clock;
  budget: Budget;
  limits: Limits;
  signal: CancelSignal;
  /** The clock's reading when the trace started. */
  startMs: number;
  random: Random;
  /** The size of reply offered over UDP, in octets. */
  udpPayloadOctets: number;
  /** Whether the records of DNSSEC are asked for. */
  dnssecOk: boolean;
  /** Whether TCP follows where UDP did not do. */
  tcpRetry: boolean;
  /** Addresses found in this trace to answer only queries without EDNS; a hop adds to it. */
  withoutEdns: Set<string>;
  /** Where a packet waits for its turn among those of all traces; null: it does not wait. */
  pool: TracePool | null;
}

export interface HopRequest {
  address: string;
  question: Question;
  form: QueryForm;
  tier: Tier;
  /** Whether the server is asked as one of the root or of a TLD. */
  isTop: boolean;
  /** Whether an error RCODE is asked again, over TCP and without EDNS, before it is believed: a server is not called
   *  lame because of one packet. */
  confirmErrors: boolean;
  /** Told once, when the budget allows the hop, its turn has come, and before anything is sent. */
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
  /** This machine could not send the first packet. */
  | { kind: 'no-socket' }
  | { kind: 'over-budget'; limit: LimitName };

interface Answer {
  message: Message;
  packet: Uint8Array;
  elapsedMs: number;
}

interface Step {
  transport: 'udp' | 'tcp';
  edns: boolean;
  socket: 'connected' | 'open';
}

/** The plan of a hop. What a reply says may shorten it; nothing makes it longer but one TCP try after truncation. */
const PLAN: readonly Step[] = [
  { transport: 'udp', edns: true, socket: 'connected' },
  { transport: 'udp', edns: false, socket: 'connected' },
  // Unconnected, so that a reply from another address of the server is seen and can be named.
  { transport: 'udp', edns: true, socket: 'open' },
  { transport: 'tcp', edns: true, socket: 'connected' },
];

const TRANSIENT_RCODES = new Set(['SERVFAIL', 'REFUSED', 'NOTAUTH', 'NOTIMP', 'FORMERR']);
/** What servers without EDNS say to it. RFC 6891 7. */
const EDNS_COMPLAINTS = new Set(['FORMERR', 'NOTIMP', 'BADVERS']);
/** No route from here: asking again changes nothing, and the server is not to blame. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPERM', 'EACCES']);

/** Asks until there is an answer, or four tries over more than two seconds (UDP, UDP without EDNS, UDP from an open socket,
 *  TCP) agree that there is none. A query in a form of its own is sent three times as it is, and whatever comes back is the
 *  answer. Rejects only with the signal's reason. */
export async function askHop(request: HopRequest, setup: HopSetup): Promise<HopOutcome> {
  const { clock, limits, withoutEdns } = setup;
  const { form } = request;
  const hasOwnForm = Object.keys(form).length > 0;
  const plan = hasOwnForm
    ? planOf(form, withoutEdns.has(request.address))
    : PLAN.filter(({ transport }) => setup.tcpRetry || transport === 'udp');
  const tries: Try[] = [];
  let firstSentMs = clock.nowMs();
  let nextAfterMs = 0;
  let best: Answer | null = null;
  const started = () => {
    firstSentMs = clock.nowMs();
    request.onStart();
  };
  const ednsFails = !hasOwnForm && withoutEdns.has(request.address);

  for (const [index, planned] of plan.entries()) {
    // Who has answered over UDP is not asked so a third time.
    if (best && planned.socket === 'open') continue;
    const [last] = tries.slice(-1);
    if (last) request.onTry(last);
    // Every try keeps its time, however soon the one before it ended: two seconds must pass before anybody is called lame.
    // But the plain query tells at once whether EDNS was the trouble.
    const complained: boolean = best !== null && EDNS_COMPLAINTS.has(best.message.rcode);
    const waitMs = firstSentMs + nextAfterMs - clock.nowMs();
    if (tries.length > 0 && waitMs > 0 && !(index === 1 && complained && tries[0]!.edns))
      await clock.sleep(waitMs, setup.signal);
    // Only a connected socket hears of a port that is closed: what was refused once is asked the same way again.
    const refused = tries.at(-1)?.result === 'unreachable';
    const step: Step = {
      transport: planned.transport,
      socket: refused ? 'connected' : planned.socket,
      edns: planned.edns && !complained && !ednsFails,
    };
    const limit = takeToken(request, step, setup);
    if (limit) {
      if (tries.length === 0) return { kind: 'over-budget', limit };
      break;
    }
    const timeoutMs = limits.tryTimeoutsMs[index]!;
    nextAfterMs += timeoutMs;
    const onSend = tries.length === 0 ? started : () => {};
    const tried = await tryOnce(request, { ...step, timeoutMs }, setup, onSend);
    if (tried.kind === 'forbidden') return tried;
    if (tried.kind === 'no-socket') {
      if (tries.length === 0) return tried;
      break;
    }
    const { attempt, answer } = tried;
    tries.push(attempt);
    if (answer) {
      if (hasOwnForm) return answered(answer, tries);
      if (complained && !step.edns && !EDNS_COMPLAINTS.has(answer.message.rcode))
        withoutEdns.add(request.address);
      if (!isTransient(answer.message)) {
        const isTruncated = answer.message.flags.includes('tc') && step.transport === 'udp';
        if (!isTruncated || !setup.tcpRetry) return answered(answer, tries);
        request.onTry(attempt);
        return await answerOverTcp(answer, { ...PLAN.at(-1)!, edns: step.edns }, request, setup, tries);
      }
      best = answer;
      const asksPlain = index === 0 && step.edns && EDNS_COMPLAINTS.has(answer.message.rcode);
      if (!request.confirmErrors && !asksPlain) return answered(answer, tries);
    }
    if (attempt.detail && NO_ROUTE.has(attempt.detail)) break;
  }
  if (best) return answered(best, tries);
  return { kind: 'failed', reason: failureOf(tries), elapsedMs: clock.nowMs() - firstSentMs, tries };
}

/** A query in a form of its own, as often as any other over UDP. Where the form says nothing of EDNS, a server that knows
 *  none is not asked with it: all that would come back is that complaint. */
function planOf(form: QueryForm, knowsNoEdns: boolean): readonly Step[] {
  const step: Step = {
    transport: form.tcp ? 'tcp' : 'udp',
    edns: form.edns === undefined ? !knowsNoEdns : form.edns !== false,
    socket: 'connected',
  };
  return [step, step, step];
}

function takeToken({ address, question, form, tier, onLimit }: HopRequest, step: Step, { budget }: HopSetup) {
  const { transport } = step;
  // Another form is another question: the server's reply to one says nothing of the other.
  const key = `${question.name} ${question.type} ${JSON.stringify(form)}`;
  const limit = budget.take({ address, question: key, transport, tier });
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
  const timeoutMs = setup.limits.tryTimeoutsMs[3];
  const tried = await tryOnce(request, { ...step, timeoutMs }, setup, () => {});
  if (tried.kind !== 'tried') return answered(truncated, tries);
  tries.push(tried.attempt);
  return answered(tried.answer ?? truncated, tries);
}

type Tried =
  | { kind: 'tried'; attempt: Try; answer: Answer | null }
  | { kind: 'forbidden' }
  | { kind: 'no-socket' };

/** How a try ended, but for what every try says. */
type TryEnd = Pick<Try, 'elapsedMs' | 'result'> & Partial<Try>;

/** Sends one packet when its turn has come. The wait for that is nobody's time: the exchange measures from sending. */
async function tryOnce(
  request: HopRequest,
  { transport, edns, socket, timeoutMs }: Step & { timeoutMs: number },
  setup: HopSetup,
  onSend: () => void,
): Promise<Tried> {
  const { address, isTop, tier } = request;
  const { exchange, clock, pool, budget, signal, startMs } = setup;
  const packet = queryPacket(request, edns, setup);
  const objection = (reply: Uint8Array) => objectionTo(packet, reply);
  let sentAtMs = 0;
  const send = () => {
    sentAtMs = clock.nowMs() - startMs;
    onSend();
    return exchange({ address, transport, packet, timeoutMs, socket, objection }, signal);
  };
  const outcome = await (pool
    ? pool.send({ address, isTop, canWait: tier === 'health' }, send, signal)
    : send());
  const tried = (end: TryEnd, answer: Answer | null = null): Tried => ({
    kind: 'tried',
    attempt: { transport, edns, sentAtMs, ...end },
    answer,
  });
  switch (outcome.kind) {
    case 'forbidden':
    case 'no-socket':
      return { kind: outcome.kind };
    case 'unreachable':
      return tried({ ...timeOf(outcome), result: 'unreachable', detail: outcome.detail });
    case 'timeout': {
      const { elapsedMs, ignored } = outcome;
      if (ignored.length === 0) return tried({ elapsedMs, result: 'timeout' });
      return tried({ elapsedMs, result: 'mismatched', detail: ignored.join('; ') });
    }
    case 'reply': {
      const { elapsedMs, packet: reply, ignored } = outcome;
      budget.received(reply.length, tier);
      const message = salvageMessage(reply);
      const truncated = message.flags.includes('tc');
      // A reply cut off in the middle of a record is broken, unless it says itself that it is cut off.
      if (message.malformedAt !== undefined && !truncated) {
        const [detail] = message.problems.slice(-1);
        return tried({
          ...timeOf(outcome),
          result: 'malformed',
          rcode: message.rcode,
          detail: detail!,
          wire: base64(reply),
        });
      }
      const end: TryEnd = { ...timeOf(outcome), result: 'response', rcode: message.rcode };
      if (truncated) end.truncated = true;
      if (ignored.length > 0) end.detail = ignored.join('; ');
      return tried(end, { message, packet: reply, elapsedMs });
    }
  }
}

function timeOf({ elapsedMs, lateByMs }: { elapsedMs: number; lateByMs?: number }) {
  return lateByMs === undefined ? { elapsedMs } : { elapsedMs, lateByMs };
}

function queryPacket(
  { question, form }: HopRequest,
  edns: boolean,
  { random, udpPayloadOctets, dnssecOk }: HopSetup,
): Uint8Array {
  return encodeQuery(random(0x10000), question, {
    edns,
    form,
    udpPayloadOctets,
    dnssecOk,
    flipCase: () => random(2) === 1,
    random,
  });
}

function isTransient(message: Message): boolean {
  return TRANSIENT_RCODES.has(message.rcode) || message.rcode === 'BADVERS';
}

function answered({ message, packet, elapsedMs }: Answer, tries: Try[]): HopOutcome {
  return { kind: 'answered', message, wire: base64(packet), elapsedMs, tries };
}

/** What to call a hop none of whose tries was answered: something wrong that came says more than nothing that came. */
function failureOf(tries: readonly Try[]): FailureReason {
  const results = tries.map(({ result }) => result);
  if (results.includes('malformed')) return 'malformed';
  if (results.includes('mismatched')) return 'mismatched';
  return results.every((result) => result === 'unreachable') ? 'unreachable' : 'timeout';
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64');
}
