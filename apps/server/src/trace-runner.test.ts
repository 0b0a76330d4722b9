import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Question, TraceEvent } from '@delegraph/model';
import { ProblemError } from './problem.ts';
import { type TraceStore, openStore } from './store.ts';
import { type ScriptedEngine, eventLog, questionFor, scriptedEngine } from './testing/scripted-engine.ts';
import { type TraceRunner, createTraceRunner, type TraceRequest } from './trace-runner.ts';

const STOPPED = 'The server stopped before the trace was finished.';
const question = questionFor('www.example.test');

interface Bench {
  store: TraceStore;
  engine: ScriptedEngine;
  runner: TraceRunner;
  errors: string[];
  start: (more?: Partial<TraceRequest>) => {
    id: string;
    deleteToken: string | null;
  };
  /** Every event of the trace, once it has ended. */
  whole: (id: string) => Promise<TraceEvent[]>;
}

function bench(context: TestContext, engine = scriptedEngine({ pace: 'released' }), nowMs = () => 0): Bench {
  const store = openStore(':memory:');
  const errors: string[] = [];
  const logError = (_error: unknown, message: string) => void errors.push(message);
  const runner = createTraceRunner({ store, startTrace: engine.startTrace, logError, nowMs });
  context.after(async () => {
    await runner.close();
    store.close();
  });
  return {
    store,
    engine,
    runner,
    errors,
    start: (more = {}) =>
      runner.start({ question, profile: 'lab', options: {}, client: '127.0.0.1', fresh: false, ...more }),
    whole: (id) => Array.fromAsync(runner.follow(id, -1, new AbortController().signal)),
  };
}

async function* deafTrace(asked: Question): AsyncGenerator<TraceEvent, void, void> {
  yield eventLog(asked)[0]!;
  await new Promise(() => {});
}

function isRefusal(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 503;
}

/** Lets everything run that waits for no timer and no socket. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('every event is stored before anybody hears of it', async (context) => {
  const { start, runner, store, engine } = bench(context);
  const { id } = start();
  await settle();
  engine.traces[0]!.release(100);
  const heard: TraceEvent[] = [];
  for await (const event of runner.follow(id, -1, new AbortController().signal)) {
    assert.deepEqual(store.eventsAfter(id, event.seq - 1, 1), [event]);
    heard.push(event);
  }
  assert.deepEqual(heard, eventLog(question));
});

test('two who follow, one of them late, each hear every event once and in order', async (context) => {
  const { start, whole, engine } = bench(context);
  const { id } = start();
  await settle();
  const early = whole(id);
  engine.traces[0]!.release(4);
  await settle();
  const late = whole(id);
  engine.traces[0]!.release(100);
  assert.deepEqual(await early, eventLog(question));
  assert.deepEqual(await late, eventLog(question));
});

test('the first event and the last are stored at once, those between share a transaction', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { start, store, engine } = bench(context);
  const append = context.mock.method(store, 'append');
  const { id } = start();
  await settle();
  engine.traces[0]!.release(1);
  await settle();
  assert.equal(store.eventsAfter(id, -1).length, 1);
  engine.traces[0]!.release(5);
  await settle();
  assert.equal(store.eventsAfter(id, -1).length, 1);
  context.mock.timers.tick(15);
  assert.equal(store.eventsAfter(id, -1).length, 6);
  engine.traces[0]!.release(4);
  await settle();
  assert.equal(store.eventsAfter(id, -1).length, 10);
  assert.equal(append.mock.callCount(), 3);
});

test('an equal question within a minute joins, and gets no delete token', async (context) => {
  let nowMs = 0;
  const { start, engine, whole } = bench(context, scriptedEngine({ pace: 'released' }), () => nowMs);
  const first = start();
  assert.notEqual(first.deleteToken, null);
  assert.deepEqual(start(), { id: first.id, deleteToken: null });
  await settle();
  engine.traces[0]!.release(100);
  await whole(first.id);
  nowMs = 59_999;
  assert.deepEqual(start(), { id: first.id, deleteToken: null });
  assert.notEqual(start({ question: questionFor('www.example.test', 'AAAA') }).id, first.id);
  nowMs = 60_000;
  assert.notEqual(start().id, first.id);
});

test('who wants it fresh gets a trace of their own, which the next one joins', (context) => {
  const { start } = bench(context);
  const first = start();
  const second = start({ fresh: true });
  assert.notEqual(second.id, first.id);
  assert.equal(start().id, second.id);
});

test('nobody joins a deleted trace, and its events go nowhere', async (context) => {
  const { start, store, runner, engine, whole, errors } = bench(context);
  const { id, deleteToken } = start();
  await settle();
  engine.traces[0]!.release(3);
  await settle();
  const followed = whole(id);
  store.deleteTrace(id, deleteToken!);
  runner.forget(id);
  await followed;
  engine.traces[0]!.release(100);
  await settle();
  assert.equal(engine.traces[0]!.isOver(), true);
  assert.deepEqual(store.eventsAfter(id, -1), []);
  assert.notEqual(start().id, id);
  assert.deepEqual(errors, []);
});

test('thirty-two traces run, two hundred wait, and the next is told to come back', async (context) => {
  const { start, engine, whole } = bench(context);
  const ids = Array.from(
    { length: 232 },
    (_, i) => start({ question: questionFor(`n${i}.example.test`) }).id,
  );
  assert.throws(
    () => start({ question: questionFor('one-more.example.test') }),
    (error) =>
      error instanceof ProblemError && error.problem.status === 503 && error.problem.retryAfterSeconds === 30,
  );
  await settle();
  assert.equal(engine.traces.length, 32);
  engine.traces[0]!.release(100);
  await whole(ids[0]!);
  await settle();
  assert.equal(engine.traces.length, 33);
  assert.equal(engine.traces[32]!.question.name, 'n32.example.test');
});

test('a trace that waits is told its place, and again when it moves', async (context) => {
  const { start, engine, runner, store, whole } = bench(context);
  const names = Array.from({ length: 35 }, (_, i) => `n${i}.example.test`);
  const all = names.map((name) => start({ question: questionFor(name) }));
  const ids = all.map(({ id }) => id);
  await settle();
  assert.deepEqual(
    [0, 31, 32, 33, 34].map((i) => runner.placeOf(ids[i]!)),
    [null, null, 1, 2, 3],
  );
  const places: number[] = [];
  const told = (async () => {
    for await (const place of runner.waiting(ids[34]!, new AbortController().signal)) places.push(place);
  })();
  await settle();
  store.deleteTrace(ids[32]!, all[32]!.deleteToken!);
  runner.forget(ids[32]!);
  await settle();
  assert.deepEqual(places, [3, 2]);
  for (const i of [0, 1]) {
    engine.traces[i]!.release(100);
    await whole(ids[i]!);
    await settle();
  }
  await told;
  assert.deepEqual(places, [3, 2, 1]);
  assert.equal(engine.traces.at(-1)!.question.name, 'n34.example.test');
  assert.equal(store.lastEventOf(ids[34]!), null);
});

test('a thousand clients who ask twenty times each do not keep one who asks once from starting in 5 s', async (context) => {
  let nowMs = 0;
  const tookMs = 2_000;
  const { start, engine } = bench(context, scriptedEngine({ pace: 'released' }), () => nowMs);
  let asked = 0;
  const ask = (client: string) => {
    asked += 1;
    try {
      return start({ client, question: questionFor(`n${asked}.example.test`) });
    } catch (error) {
      assert.ok(error instanceof ProblemError);
      return error.problem.status;
    }
  };
  // Sixteen networks, in three times of eight.
  const clients = Array.from({ length: 1000 }, (_, i) =>
    i % 16 < 8 ? `198.18.${i % 16}.${Math.floor(i / 16)}` : `2001:db8:${i % 16}:${i}::1`,
  );
  const began = new Map<string, number>();
  const secondOver = async () => {
    nowMs += 1_000;
    for (const trace of engine.traces) {
      if (nowMs - began.get(trace.question.name)! >= tookMs) trace.release(100);
    }
    for (let i = 0; i < 5; i += 1) await settle();
    for (const {
      question: { name },
    } of engine.traces)
      if (!began.has(name)) began.set(name, nowMs);
  };
  const answers = new Map<string | number, number>();
  for (let round = 0; round < 20; round += 1) {
    for (const client of clients) {
      const answer = ask(client);
      const kind = typeof answer === 'number' ? answer : 'started';
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
    }
    if (round === 3) start({ client: '203.0.113.7', question: questionFor('honest.example.test') });
    await secondOver();
  }
  const waitedMs = began.get('honest.example.test')! - 3_000;
  assert.ok(waitedMs <= 5_000, `it waited ${waitedMs} ms`);
  assert.ok(answers.get('started')! < 1_000, `${answers.get('started')} of 20,000 were taken`);
});

test('the last places of the queue go to networks that have none waiting', (context) => {
  const { start } = bench(context);
  let asked = 0;
  const ask = (client: string) => {
    asked += 1;
    start({ client, question: questionFor(`n${asked}.example.test`) });
  };
  // Thirty-two run and a hundred and fifty wait.
  for (let i = 0; i < 182; i += 1) ask(`10.0.${i % 14}.${i}`);
  assert.throws(() => ask('10.0.0.250'), isRefusal);
  for (let i = 0; i < 50; i += 1) ask(`10.1.${i}.1`);
  assert.throws(() => ask('10.2.0.1'), isRefusal);
});

test('a client gets its place back when its trace ends', async (context) => {
  const { start, engine, whole } = bench(context);
  const startAs = (name: string) => start({ question: questionFor(name), client: '192.0.2.1' }).id;
  const id = startAs('one.test');
  startAs('two.test');
  assert.throws(() => startAs('three.test'), ProblemError);
  await settle();
  engine.traces[0]!.release(100);
  await whole(id);
  await settle();
  startAs('three.test');
});

test('joining costs a client nothing', (context) => {
  const { start } = bench(context);
  start();
  for (let i = 0; i < 20; i += 1) start({ client: '192.0.2.1' });
});

test('an exception of the tracer ends the trace as failed', async (context) => {
  const engine = scriptedEngine({
    *play(question) {
      yield* eventLog(question).slice(0, 2);
      throw new TypeError('a bug');
    },
  });
  const { start, whole, errors } = bench(context, engine);
  const events = await whole(start().id);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['trace-started', 'lookup-started', 'trace-ended'],
  );
  assert.deepEqual(events[2], {
    type: 'trace-ended',
    status: 'failed',
    reason: 'A fault in this program ended the trace; its log has the details.',
    seq: 2,
    atMs: 1,
  });
  assert.deepEqual(errors, ['a trace failed']);
});

test('a log without an end gets one', async (context) => {
  const engine = scriptedEngine({ play: (asked) => eventLog(asked).slice(0, 2) });
  const { start, whole, errors } = bench(context, engine);
  const last = (await whole(start().id)).at(-1)!;
  assert.equal(last.type === 'trace-ended' && last.status, 'failed');
  assert.deepEqual(errors, ['a trace failed']);
});

test('closing interrupts what runs and what waits, and stores it', async (context) => {
  const { start, runner, store, engine, errors } = bench(context);
  const ids = Array.from({ length: 33 }, (_, i) => start({ question: questionFor(`n${i}.example.test`) }).id);
  await settle();
  engine.traces[0]!.release(3);
  await settle();
  await runner.close();
  for (const [i, id] of ids.entries()) {
    const seq = i === 0 ? 3 : 0;
    const end = {
      type: 'trace-ended',
      status: 'interrupted',
      reason: STOPPED,
      seq,
      atMs: Math.max(0, seq - 1),
    };
    assert.deepEqual(store.eventsAfter(id, -1).at(-1), end);
  }
  assert.deepEqual(store.unfinished(), []);
  assert.deepEqual(errors, []);
  assert.throws(() => start({ fresh: true }), ProblemError);
});

test('closing does not wait for an engine that does not hear the signal', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const engine = scriptedEngine();
  engine.startTrace = ({ question: asked }) => deafTrace(asked);
  const { start, runner, store } = bench(context, engine);
  const { id } = start();
  await settle();
  const closed = runner.close();
  context.mock.timers.tick(2_000);
  await closed;
  const last = store.lastEventOf(id)!;
  assert.equal(last.type === 'trace-ended' && last.status, 'interrupted');
});

test('a store that takes no more events ends the trace for those who follow it', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { start, whole, store, engine, errors } = bench(context);
  const { id } = start();
  await settle();
  engine.traces[0]!.release(1);
  await settle();
  context.mock.method(store, 'append', () => {
    throw new Error('database or disk is full');
  });
  const followed = whole(id);
  engine.traces[0]!.release(1);
  await settle();
  context.mock.timers.tick(15);
  assert.deepEqual(await followed, eventLog(question).slice(0, 1));
  assert.deepEqual(errors, [
    'events of a trace could not be stored',
    'the end of a trace could not be stored',
  ]);
  assert.equal(store.unfinished().length, 1);
});

test('what an earlier process left gets its end', (context) => {
  const { runner, store } = bench(context);
  const begun = store.createTrace(question, 'lab').id;
  store.append(begun, eventLog(question).slice(0, 4));
  const waiting = store.createTrace(question, 'lab').id;
  runner.recover();
  const end = { type: 'trace-ended', status: 'interrupted', reason: STOPPED };
  assert.deepEqual(store.lastEventOf(begun), { ...end, seq: 4, atMs: 3 });
  assert.deepEqual(store.lastEventOf(waiting), { ...end, seq: 0, atMs: 0 });
  assert.deepEqual(store.unfinished(), []);
});
