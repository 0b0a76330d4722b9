import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { TraceEvent } from '@delegraph/model';
import { createTraceStore } from './trace-store.ts';

/** Enough of a browser for the store: streams that the test speaks through, and frames that it draws. */
class FakeEventSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readyState = 1;
  readonly address: string;

  constructor(address: string) {
    super();
    this.address = address;
    FakeEventSource.opened.push(this);
  }
  say(event: TraceEvent) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }));
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
}

let frames: (() => void)[] = [];
let statusOfTrace = 200;
let bodyOfTrace = {};

function drawFrame() {
  const waiting = frames;
  frames = [];
  for (const frame of waiting) frame();
}

beforeEach(() => {
  FakeEventSource.opened = [];
  frames = [];
  Object.assign(globalThis, {
    EventSource: FakeEventSource,
    document: { hidden: false },
    requestAnimationFrame: (frame: () => void) => frames.push(frame),
    fetch: () => Promise.resolve(Response.json(bodyOfTrace, { status: statusOfTrace })),
  });
});

afterEach(() => {
  statusOfTrace = 200;
});

const limit = (seq: number): TraceEvent => ({
  type: 'limit-reached',
  limit: 'queries',
  allowed: 1,
  zone: null,
  seq,
  atMs: seq,
});
const ended = (seq: number): TraceEvent => ({
  type: 'trace-ended',
  status: 'done',
  reason: null,
  seq,
  atMs: seq,
});

function follow() {
  const store = createTraceStore('abc');
  let published = 0;
  const leave = store.subscribe(() => {
    published += 1;
  });
  const [stream] = FakeEventSource.opened;
  assert.ok(stream);
  return { store, leave, stream, publishedTimes: () => published };
}

test('many events in one frame are published once', () => {
  const { store, stream, publishedTimes } = follow();
  stream.say(limit(0));
  stream.say(limit(1));
  assert.equal(store.snapshot().state.seq, -1);
  drawFrame();
  assert.equal(publishedTimes(), 1);
  assert.equal(store.snapshot().state.seq, 1);
  assert.equal(store.snapshot().connection, 'live');
});

test('an event that comes twice counts once', () => {
  const { store, stream } = follow();
  stream.say(limit(0));
  stream.say(limit(0));
  drawFrame();
  assert.equal(store.snapshot().state.limitsReached.length, 1);
});

test('the stream is closed when the trace has ended', () => {
  const { store, stream } = follow();
  stream.say(ended(0));
  drawFrame();
  assert.equal(store.snapshot().connection, 'ended');
  assert.equal(stream.readyState, FakeEventSource.CLOSED);
});

test('the stream is closed when nobody looks, and not opened again for a trace that has ended', () => {
  const { store, stream, leave } = follow();
  stream.say(ended(0));
  leave();
  store.subscribe(() => {});
  assert.equal(FakeEventSource.opened.length, 1);
});

test('while the browser connects again, the store says so', () => {
  const { store, stream } = follow();
  stream.fail(FakeEventSource.CONNECTING);
  drawFrame();
  assert.equal(store.snapshot().connection, 'reconnecting');
});

for (const [status, connection] of [
  [404, 'missing'],
  [410, 'deleted'],
  [410, 'expired'],
] as const) {
  test(`a trace answered with ${status} is ${connection}`, async () => {
    statusOfTrace = status;
    bodyOfTrace = { code: `trace-${connection}`, detail: 'It went on 2026-11-22.' };
    const { store, stream } = follow();
    stream.fail(FakeEventSource.CLOSED);
    await new Promise((resolve) => setTimeout(resolve, 0));
    drawFrame();
    assert.equal(store.snapshot().connection, connection);
    assert.equal(store.snapshot().farewell, status === 410 ? 'It went on 2026-11-22.' : undefined);
  });
}

test('a stored trace is read in one piece, and nothing is listened to', async () => {
  const events = [limit(0), limit(1), ended(2)];
  const text = events.map((event) => JSON.stringify(event)).join('\n');
  const asked: string[] = [];
  globalThis.fetch = (address) => {
    asked.push(address instanceof Request ? address.url : address.toString());
    return Promise.resolve(new Response(text));
  };
  const store = createTraceStore('abc', 'log');
  store.subscribe(() => {});
  await new Promise(setImmediate);
  drawFrame();
  assert.deepEqual(asked, ['/api/traces/abc/log']);
  assert.equal(store.snapshot().connection, 'ended');
  assert.equal(store.snapshot().state.seq, 2);
  assert.deepEqual(FakeEventSource.opened, []);
});

test('a log that was asked for before the page had come is taken once, and only for its trace', async () => {
  const asked: string[] = [];
  globalThis.fetch = (address) => {
    asked.push(address instanceof Request ? address.url : address.toString());
    return Promise.resolve(new Response(''));
  };
  globalThis.earlyLog = {
    address: '/api/traces/abc/log',
    reply: Promise.resolve(new Response(`${JSON.stringify(limit(0))}\n`)),
  };
  assert.equal(await eventsRead('other'), 0);
  assert.equal(await eventsRead('abc'), 1);
  assert.equal(await eventsRead('abc'), 0);
  assert.deepEqual(asked, ['/api/traces/other/log', '/api/traces/abc/log']);
});

test('a trace that still runs is listened to from where its log ends', async () => {
  globalThis.fetch = () => Promise.resolve(new Response(`${JSON.stringify(limit(0))}\n`));
  const store = createTraceStore('abc', 'log');
  store.subscribe(() => {});
  await new Promise(setImmediate);
  assert.deepEqual(
    FakeEventSource.opened.map(({ address }) => address),
    ['/api/traces/abc/events?after=0'],
  );
  FakeEventSource.opened[0]!.say(limit(1));
  drawFrame();
  assert.equal(store.snapshot().state.seq, 1);
});

/** How many events a store has when it has read the log. */
async function eventsRead(id: string): Promise<number> {
  const store = createTraceStore(id, 'log');
  store.open();
  await new Promise(setImmediate);
  drawFrame();
  return store.snapshot().events.length;
}

test('a trace that waits has its place and what is known of it, until its first event', () => {
  const { store, stream } = follow();
  const question = { name: 'www.shop.test', type: 'MX' };
  for (const place of [3, 2]) {
    const data = JSON.stringify({ place, question, profile: 'lab', options: { breadth: 'path' } });
    stream.dispatchEvent(new MessageEvent('queued', { data }));
  }
  drawFrame();
  assert.partialDeepStrictEqual(store.snapshot(), {
    connection: 'live',
    placeInQueue: 2,
    state: { seq: -1, status: 'starting', question, profile: 'lab', options: { breadth: 'path' } },
  });
  stream.say(limit(0));
  drawFrame();
  assert.equal(store.snapshot().placeInQueue, null);
});

test('a trace that came to the server as a file is known by that at every moment', async () => {
  const uploadedAt = '2026-11-26T17:00:00.000Z';
  const { store, stream } = follow();
  stream.dispatchEvent(new MessageEvent('uploaded', { data: JSON.stringify({ uploadedAt }) }));
  stream.say(limit(0));
  stream.say(ended(1));
  drawFrame();
  assert.equal(store.snapshot().state.uploadedAt, uploadedAt);
  for (const count of [2, 1]) assert.equal(store.stateAfter(count).uploadedAt, uploadedAt);

  const text = `${JSON.stringify(limit(0))}\n${JSON.stringify(ended(1))}\n`;
  globalThis.fetch = () => Promise.resolve(new Response(text, { headers: { 'x-uploaded-at': uploadedAt } }));
  const read = createTraceStore('abc', 'log');
  read.subscribe(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  drawFrame();
  assert.partialDeepStrictEqual(read.snapshot(), { connection: 'ended', state: { seq: 1, uploadedAt } });
});
