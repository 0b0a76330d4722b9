import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as lab from '@delegraph/lab';
import { virtualClock } from '@delegraph/lab/testing';
import {
  type Exchange,
  type ExchangeOutcome,
  type ExchangeRequest,
  type Try,
  parseDomainName,
} from '@delegraph/model';
import { Budget } from './budget.ts';
import { type HopRequest, type HopSetup, askHop } from './hop.ts';
import { defaultLimits } from './limits.ts';
import { TracePool } from './pool.ts';
import { unforeseeable } from './random.ts';

const SERVER = 'ns.test.';
const ADDRESS = '203.0.113.1';
const question = { name: parseDomainName('www.test'), type: 'A' };
const never = new AbortController().signal;

interface Asking {
  faults?: lab.Fault[];
  /** In place of the lab's network. */
  network?: (request: ExchangeRequest) => ExchangeOutcome | null;
  confirmErrors?: boolean;
  limits?: Partial<typeof defaultLimits>;
  signal?: AbortSignal;
  request?: Partial<HopRequest>;
  setup?: Partial<HopSetup>;
  clock?: ReturnType<typeof virtualClock>;
}

/** A hop to a server 10 ms away, and everything it did. */
async function ask({
  faults = [],
  network,
  confirmErrors = false,
  limits = {},
  signal = never,
  clock = virtualClock(),
  request = {},
  setup = {},
}: Asking = {}) {
  const tree = lab.zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { [SERVER]: ADDRESS }, records: ['www A 192.0.2.80'], faults },
  });
  const memory = lab.memoryNetwork(tree, { clock, latencyMs: () => 10, strict: true });
  const sent: string[] = [];
  const exchange: Exchange = async (asked, signal) => {
    sent.push(`${clock.nowMs()} ${asked.transport} ${asked.socket}`);
    return network?.(asked) ?? memory.exchange(asked, signal);
  };
  const tried: Try[] = [];
  const reached: string[] = [];
  let starts = 0;
  const allLimits = { ...defaultLimits, ...limits };
  const outcome = await clock.run(
    askHop(
      {
        address: ADDRESS,
        question,
        form: {},
        tier: 'trace',
        isTop: false,
        confirmErrors,
        onStart: () => (starts += 1),
        onTry: (attempt) => tried.push(attempt),
        onLimit: (limit) => reached.push(limit),
        ...request,
      },
      {
        exchange,
        clock,
        budget: new Budget(allLimits),
        limits: allLimits,
        signal,
        startMs: 0,
        random: unforeseeable,
        udpPayloadOctets: 1232,
        dnssecOk: true,
        tcpRetry: true,
        withoutEdns: new Set(),
        pool: null,
        ...setup,
      },
    ),
  );
  const tries = 'tries' in outcome ? outcome.tries : [];
  return {
    outcome,
    sent,
    starts,
    tried,
    reached,
    tookMs: clock.nowMs(),
    tries: tries.map((one) => `${one.transport}${one.edns ? ' edns' : ''} ${one.rcode ?? one.result}`),
    details: tries.map(({ detail }) => detail),
  };
}

test('a good server is asked once', async () => {
  const hop = await ask({ confirmErrors: true });
  assert.ok(hop.outcome.kind === 'answered');
  assert.equal(hop.outcome.message.answer[0]?.data, '192.0.2.80');
  assert.equal(hop.outcome.elapsedMs, 20);
  assert.deepEqual(hop.tries, ['udp edns NOERROR']);
  assert.deepEqual(hop.sent, ['0 udp connected']);
  assert.deepEqual([hop.starts, hop.tried.length], [1, 0]);
});

test('silence is believed after three tries over UDP, one over TCP, and 5.5 seconds', async () => {
  const hop = await ask({ faults: [lab.silent(SERVER)] });
  assert.ok(hop.outcome.kind === 'failed');
  assert.equal(hop.outcome.reason, 'timeout');
  assert.equal(hop.outcome.elapsedMs, 5500);
  assert.deepEqual(hop.sent, ['0 udp connected', '800 udp connected', '2400 udp open', '3100 tcp connected']);
  assert.deepEqual(hop.tries, ['udp edns timeout', 'udp timeout', 'udp edns timeout', 'tcp edns timeout']);
  assert.equal(hop.tried.length, 3);
});

test('a closed port is asked four times over three seconds, always by a socket that hears of it', async () => {
  const hop = await ask({ faults: [lab.unreachable(SERVER)] });
  assert.ok(hop.outcome.kind === 'failed');
  assert.equal(hop.outcome.reason, 'unreachable');
  assert.deepEqual(hop.sent, [
    '0 udp connected',
    '800 udp connected',
    '2400 udp connected',
    '3100 tcp connected',
  ]);
  assert.deepEqual([...new Set(hop.details)], ['ECONNREFUSED']);
});

for (const [fault, rcode] of [
  [lab.refusesZone, 'REFUSED'],
  [lab.failsZone, 'SERVFAIL'],
  [lab.deniesAuthority, 'NOTAUTH'],
] as const) {
  test(`${rcode} is asked for again over two seconds when it is to be confirmed`, async () => {
    const hop = await ask({ faults: [fault(SERVER)], confirmErrors: true });
    assert.deepEqual(hop.tries, [`udp edns ${rcode}`, `udp ${rcode}`, `tcp edns ${rcode}`]);
    assert.deepEqual(hop.sent, ['0 udp connected', '800 udp connected', '2400 tcp connected']);
    assert.ok(hop.outcome.kind === 'answered');
  });

  test(`${rcode} is taken as it is when nobody is judged by it`, async () => {
    assert.deepEqual((await ask({ faults: [fault(SERVER)] })).tries, [`udp edns ${rcode}`]);
  });
}

test('an error that was an accident is forgotten', async () => {
  let count = 0;
  const flaky = lab.zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { [SERVER]: ADDRESS }, faults: [lab.failsZone(SERVER)] },
  });
  const network = (request: ExchangeRequest): ExchangeOutcome | null => {
    count += 1;
    const reaction = lab.respond(flaky, request.address, request.transport, request.packet);
    if (count > 1 || reaction?.kind !== 'replies') return null;
    return { kind: 'reply', packet: reaction.replies[0]!.packet, elapsedMs: 20, ignored: [] };
  };
  const hop = await ask({ network, confirmErrors: true });
  assert.deepEqual(hop.tries, ['udp edns SERVFAIL', 'udp NOERROR']);
});

for (const confirmErrors of [true, false]) {
  test(`FORMERR to EDNS is asked without it at once, errors ${confirmErrors ? '' : 'not '}confirmed`, async () => {
    const hop = await ask({ faults: [lab.formErrorOnEdns(SERVER)], confirmErrors });
    assert.deepEqual(hop.tries, ['udp edns FORMERR', 'udp NOERROR']);
    assert.equal(hop.tookMs, 40);
  });
}

test('FORMERR with and without EDNS is confirmed', async () => {
  const hop = await ask({ faults: [lab.formErrors(SERVER)], confirmErrors: true });
  assert.deepEqual(hop.tries, ['udp edns FORMERR', 'udp FORMERR', 'tcp FORMERR']);
  assert.ok(hop.tookMs >= 2400);
});

test('a server that was found to take no EDNS is asked without it from then on', async () => {
  const withoutEdns = new Set<string>();
  const faults = [lab.formErrorOnEdns(SERVER), lab.truncates(SERVER)];
  const first = await ask({ faults, setup: { withoutEdns } });
  assert.deepEqual(first.tries, ['udp edns FORMERR', 'udp NOERROR', 'tcp NOERROR']);
  assert.deepEqual([...withoutEdns], [ADDRESS]);
  const second = await ask({ faults, setup: { withoutEdns } });
  assert.deepEqual(second.tries, ['udp NOERROR', 'tcp NOERROR']);
});

test('a server that says FORMERR to everything is not remembered for it', async () => {
  const withoutEdns = new Set<string>();
  await ask({ faults: [lab.formErrors(SERVER)], setup: { withoutEdns } });
  assert.equal(withoutEdns.size, 0);
});

test('a server that drops EDNS answers the second try', async () => {
  const hop = await ask({ faults: [lab.dropsEdns(SERVER)] });
  assert.deepEqual(hop.tries, ['udp edns timeout', 'udp NOERROR']);
});

test('truncation is followed by TCP at once', async () => {
  const hop = await ask({ faults: [lab.truncates(SERVER)] });
  assert.ok(hop.outcome.kind === 'answered');
  assert.deepEqual(hop.outcome.message.flags.includes('tc'), false);
  assert.deepEqual(hop.sent, ['0 udp connected', '20 tcp connected']);
  assert.equal(hop.outcome.tries[0]?.truncated, true);
  assert.equal(hop.tried.length, 1);
});

test('truncation where TCP is refused leaves the truncated reply', async () => {
  const hop = await ask({ faults: [lab.truncates(SERVER), lab.noTcp(SERVER)] });
  assert.ok(hop.outcome.kind === 'answered');
  assert.ok(hop.outcome.message.flags.includes('tc'));
  assert.deepEqual(hop.tries, ['udp edns NOERROR', 'tcp edns unreachable']);
});

for (const [situation, fault, first] of [
  ['errs on', lab.formErrorOnEdns, 'udp edns FORMERR'],
  ['drops', lab.dropsEdns, 'udp edns timeout'],
] as const) {
  test(`a server that ${situation} EDNS and truncates is asked over TCP without EDNS`, async () => {
    const hop = await ask({ faults: [fault(SERVER), lab.truncates(SERVER)], confirmErrors: true });
    assert.deepEqual(hop.tries, [first, 'udp NOERROR', 'tcp NOERROR']);
    assert.ok(hop.outcome.kind === 'answered');
    assert.equal(hop.outcome.message.answer.length, 1);
  });
}

test('a plain reply that is lost does not make FORMERR to EDNS the last word', async () => {
  let count = 0;
  const network = (): ExchangeOutcome | null => {
    count += 1;
    return count === 2 ? { kind: 'timeout', elapsedMs: 1600, ignored: [] } : null;
  };
  const hop = await ask({ faults: [lab.formErrorOnEdns(SERVER)], network, confirmErrors: true });
  assert.deepEqual(hop.tries, ['udp edns FORMERR', 'udp timeout', 'tcp NOERROR']);
});

for (const [situation, fault, detail] of [
  ['another id', lab.wrongId(SERVER), /a reply with id \d+ instead of \d+/],
  ['another question', lab.wrongQuestion(SERVER), /a reply to another question/],
] as const) {
  test(`a reply with ${situation} is a mismatch, and says so`, async () => {
    const hop = await ask({ faults: [fault] });
    assert.ok(hop.outcome.kind === 'failed');
    assert.equal(hop.outcome.reason, 'mismatched');
    assert.match(hop.details[0] ?? '', detail);
  });
}

test('a reply from another source is seen by the third try, and TCP has the last word', async () => {
  const hop = await ask({ faults: [lab.wrongSource(SERVER, '203.0.113.9')] });
  assert.deepEqual(hop.tries, ['udp edns timeout', 'udp timeout', 'udp edns mismatched', 'tcp edns NOERROR']);
  assert.match(hop.details[2] ?? '', /203\.0\.113\.9/);
});

test('a reply from another source and no TCP is a mismatch', async () => {
  const hop = await ask({ faults: [lab.wrongSource(SERVER, '203.0.113.9'), lab.noTcp(SERVER)] });
  assert.ok(hop.outcome.kind === 'failed');
  assert.equal(hop.outcome.reason, 'mismatched');
});

test('a reply that cannot be read is malformed, and says why', async () => {
  const hop = await ask({ faults: [lab.malformed(SERVER)] });
  assert.ok(hop.outcome.kind === 'failed');
  assert.equal(hop.outcome.reason, 'malformed');
  assert.equal(hop.tries.length, 4);
  assert.match(hop.details[0] ?? '', /point backwards|past the end|middle of record/);
  assert.ok(
    hop.outcome.tries.every(({ wire }) => wire !== undefined && Buffer.from(wire, 'base64').length > 12),
    'the octets are kept',
  );
});

/** A reply to `query` that says it is cut off, and is, in the middle of its first record. */
function torn(query: Uint8Array): Uint8Array {
  const reply = Buffer.concat([query, Buffer.of(0xc0, 0x0c, 0, 1)]);
  reply.writeUInt16BE(0x8600, 2);
  reply.writeUInt16BE(2, 6);
  return reply;
}

test('a reply that says it is cut off may be cut in the middle of a record: TCP has the whole', async () => {
  const hop = await ask({
    network: ({ transport, packet }) =>
      transport === 'udp' ? { kind: 'reply', packet: torn(packet), elapsedMs: 1, ignored: [] } : null,
  });
  assert.ok(hop.outcome.kind === 'answered');
  assert.deepEqual(
    hop.outcome.tries.map(({ transport, result, truncated }) => [transport, result, truncated]),
    [
      ['udp', 'response', true],
      ['tcp', 'response', undefined],
    ],
  );
});

test('a name in lower case is an answer', async () => {
  assert.deepEqual((await ask({ faults: [lab.caseFolds(SERVER)] })).tries, ['udp edns NOERROR']);
});

test('where there is no route one try says all', async () => {
  const hop = await ask({ network: () => ({ kind: 'unreachable', elapsedMs: 0, detail: 'ENETUNREACH' }) });
  assert.ok(hop.outcome.kind === 'failed');
  assert.equal(hop.outcome.reason, 'unreachable');
  assert.deepEqual([hop.sent.length, hop.tookMs], [1, 0]);
});

const noSocket = { kind: 'no-socket', detail: 'EMFILE' } as const;

test('where this machine cannot send, nothing is said of the server', async () => {
  const hop = await ask({ network: () => noSocket });
  assert.deepEqual(hop.outcome, { kind: 'no-socket' });
  assert.equal(hop.sent.length, 1);
});

test('where this machine cannot send again, what was tried stands', async () => {
  let count = 0;
  const network = (): ExchangeOutcome => {
    count += 1;
    return count === 1 ? { kind: 'timeout', elapsedMs: 800, ignored: [] } : noSocket;
  };
  const hop = await ask({ network });
  assert.ok(hop.outcome.kind === 'failed');
  assert.deepEqual(hop.tries, ['udp edns timeout']);
});

test('truncation where this machine cannot send again leaves the truncated reply', async () => {
  const hop = await ask({
    faults: [lab.truncates(SERVER)],
    network: ({ transport }) => (transport === 'tcp' ? noSocket : null),
  });
  assert.ok(hop.outcome.kind === 'answered');
  assert.deepEqual(hop.tries, ['udp edns NOERROR']);
});

test('the wait for a turn is not the time of the server', async () => {
  const clock = virtualClock();
  const pool = new TracePool(clock);
  const target = { address: ADDRESS, isTop: false, canWait: false };
  const others = Array.from({ length: 11 }, () => pool.send(target, () => clock.sleep(40, never), never));
  const { outcome, sent } = await ask({ clock, faults: [lab.silent(SERVER)], setup: { pool } });
  await clock.run(Promise.all(others));
  assert.ok(outcome.kind === 'failed');
  assert.equal(outcome.elapsedMs, 5500);
  assert.ok(Number(sent[0]!.split(' ')[0]) >= 200);
  assert.ok(outcome.tries[0]!.sentAtMs >= 200);
});

test('an exhausted budget sends nothing and starts nothing', async () => {
  const hop = await ask({ limits: { queries: 0 } });
  assert.deepEqual(hop.outcome, { kind: 'over-budget', limit: 'queries' });
  assert.deepEqual([hop.sent.length, hop.starts, hop.reached], [0, 0, ['queries']]);
});

test('a budget that ends in the middle of a hop is said', async () => {
  const hop = await ask({ faults: [lab.silent(SERVER)], limits: { queriesPerAddress: 2 } });
  assert.ok(hop.outcome.kind === 'failed');
  assert.deepEqual([hop.tries.length, hop.reached], [2, ['queries-per-address']]);
});

test('a budget that ends before TCP leaves the truncated reply', async () => {
  const hop = await ask({ faults: [lab.truncates(SERVER)], limits: { queriesPerAddress: 1 } });
  assert.ok(hop.outcome.kind === 'answered');
  assert.ok(hop.outcome.message.flags.includes('tc'));
  assert.deepEqual(hop.reached, ['queries-per-address']);
});

for (const [situation, fault, abortIn] of [
  ['in the middle of a try', lab.silent(SERVER), 'exchange'],
  ['between two tries', lab.refusesZone(SERVER), 'pause'],
] as const) {
  test(`an abort ${situation} rejects with its reason and sends nothing more`, async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    let sent = 0;
    const hop = ask({
      faults: [fault],
      confirmErrors: true,
      signal: controller.signal,
      network: () => {
        sent += 1;
        if (abortIn === 'exchange') queueMicrotask(() => controller.abort(reason));
        return null;
      },
      request: { onTry: () => controller.abort(reason) },
    });
    await assert.rejects(hop, reason);
    assert.equal(sent, 1);
  });
}

test('a try says how much of its time may be our own', async () => {
  const { outcome } = await ask({
    network: () => ({ kind: 'unreachable', elapsedMs: 30, lateByMs: 12, detail: 'ECONNREFUSED' }),
  });
  assert.ok(outcome.kind === 'failed');
  assert.deepEqual(
    outcome.tries.map(({ elapsedMs, lateByMs }) => `${elapsedMs} ${lateByMs}`),
    Array.from({ length: 4 }, () => '30 12'),
  );
});

test('a server that knows no EDNS is asked in another form without it, unless EDNS is what the form is about', async () => {
  const setup = { withoutEdns: new Set([ADDRESS]) };
  const faults = [lab.formErrorOnEdns(SERVER)];
  const overTcp = await ask({ faults, setup, request: { form: { tcp: true } } });
  assert.deepEqual(overTcp.tries, ['tcp NOERROR']);
  const version = await ask({ faults, setup, request: { form: { edns: { version: 1 } } } });
  assert.deepEqual(version.tries, ['udp edns FORMERR']);
});
