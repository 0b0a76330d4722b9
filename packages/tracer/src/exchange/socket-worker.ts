// The thread of `socket-thread.ts`: sends what it is told to, judges and times the replies, and does nothing else.
import { parentPort } from 'node:worker_threads';
import type { ExchangeOutcome, ExchangeRequest } from '@delegraph/model';
import { objectionTo } from '../codec/message.ts';
import { LoopWatch } from './loop-watch.ts';
import { type SocketAddress, sendFromHere } from './send.ts';
import { goFirst, schedulerWait } from './thread-schedule.ts';

/** What the thread is told: to send a packet, or to give up on one. */
export type Order =
  | ({ kind: 'send'; id: number; endpoint: SocketAddress } & Omit<ExchangeRequest, 'objection'>)
  | { kind: 'cancel'; id: number };

type SendOrder = Extract<Order, { kind: 'send' }>;

/** What it reports: how the order with this number ended, or the fault of ours that ended it. One that was cancelled is not
 *  reported. */
export type Report = { id: number; outcome: ExchangeOutcome } | { id: number; fault: unknown };

/** Packets sent in one turn of the event loop, a tenth of a millisecond each: replies are read in between. */
const SENT_PER_TURN = 4;

goFirst();
const port = parentPort!;
const watch = new LoopWatch(schedulerWait());
const send = sendFromHere(watch);
const running = new Map<number, AbortController>();
/** Packets still to be sent: reading is timed, and sending is not. */
const unsent: SendOrder[] = [];
/** Reports of this turn of the event loop: one message carries them all. */
let reports: Report[] = [];

port.on('message', (orders: readonly Order[]) => {
  watch.note();
  for (const order of orders) {
    if (order.kind === 'cancel') {
      running.get(order.id)?.abort();
      continue;
    }
    running.set(order.id, new AbortController());
    if (unsent.push(order) === 1) setImmediate(sendSome);
  }
});
port.postMessage('ready');

function sendSome(): void {
  for (const order of unsent.splice(0, SENT_PER_TURN)) void carryOut(order);
  if (unsent.length > 0) setImmediate(sendSome);
}

async function carryOut({ id, endpoint, ...request }: SendOrder): Promise<void> {
  const cancel = running.get(id)!;
  const objection = (reply: Uint8Array) => objectionTo(request.packet, reply);
  try {
    report({ id, outcome: withOwnOctets(await send(endpoint, { ...request, objection }, cancel.signal)) });
  } catch (error) {
    // It is a fault of this one order: those of other traces go on.
    if (!cancel.signal.aborted) report({ id, fault: error });
  } finally {
    running.delete(id);
  }
}

function report(entry: Report): void {
  if (reports.length === 0) {
    setImmediate(() => {
      port.postMessage(reports);
      reports = [];
    });
  }
  reports.push(entry);
}

/** What is sent to another thread takes the whole buffer along that it is a part of. */
function withOwnOctets(outcome: ExchangeOutcome): ExchangeOutcome {
  return outcome.kind === 'reply' ? { ...outcome, packet: new Uint8Array(outcome.packet) } : outcome;
}
