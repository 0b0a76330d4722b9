// One trace as the page sees it: its event stream reduced to a state, kept outside React.
import { takeEarlyLog } from './early-log.ts';
import { type TraceEvent, type TraceState, initialTraceState, reduceEvents } from '@delegraph/model';

/** How the page stands with the server about this trace. `ended`: all events are here, nothing more will come. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'missing' | 'deleted' | 'expired';

export interface TraceSnapshot {
  state: TraceState;
  /** What `state` was reduced from. The list grows in place; `state.seq` tells how far it belongs to this snapshot. */
  events: readonly TraceEvent[];
  connection: Connection;
  /** Its place in the server's queue while it waits for its turn, 1 for the next. */
  placeInQueue?: number | null;
  /** When and why a trace that is gone went. */
  farewell?: string;
}

/** The shape `useSyncExternalStore` wants. The stream is open from `open` or the first subscriber on, until the last
 *  subscriber has gone or the trace has ended. */
export interface TraceStore {
  /** Begins to listen before anybody is there to be told: the first events arrive while the page is being made. */
  open: () => void;
  subscribe: (listener: () => void) => () => void;
  snapshot: () => TraceSnapshot;
  /** The state after the first `count` events, for replays. Going on from the last one asked for is cheap. */
  stateAfter: (count: number) => TraceState;
}

/** How long to wait before opening a stream anew that the browser has given up. */
const REOPEN_AFTER_MS = 2000;
/** How often a page nobody sees is brought up to date: browsers give it no animation frames. */
const HIDDEN_PUBLISH_MS = 500;
/** A shorter rest than this is none: the next frame is as far away. */
const A_FRAME_MS = 16;

/** Where a store begins: `log` reads first what is stored already, in one piece; `stream` is quicker for a trace that was
 *  started just now. */
export type Beginning = 'log' | 'stream';

/** The store of one trace. Publishes at most once per animation frame, however fast events come, and rests between two
 *  publications as long as the page took to show the last: half the time is for events. */
export function createTraceStore(id: string, beginning: Beginning = 'stream'): TraceStore {
  const address = `/api/traces/${encodeURIComponent(id)}`;
  const listeners = new Set<() => void>();
  const events: TraceEvent[] = [];
  let published: TraceSnapshot = { state: initialTraceState, events, connection: 'connecting' };
  // Behind the events by those that have come since the last publication.
  let latest = published;
  let publishPlanned = false;
  let restsUntilMs = 0;
  let source: EventSource | null = null;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let asked = initialTraceState;
  let replayed = asked;
  let reading: AbortController | null = null;

  function update(change: Partial<TraceSnapshot>) {
    latest = { ...latest, ...change };
    if (publishPlanned) return;
    publishPlanned = true;
    const restMs = document.hidden ? HIDDEN_PUBLISH_MS : restsUntilMs - performance.now();
    if (restMs < A_FRAME_MS) requestAnimationFrame(publish);
    else setTimeout(publish, restMs);
  }

  function publish() {
    publishPlanned = false;
    latest = { ...latest, state: reduceEvents(latest.state, events.slice(latest.state.seq + 1)) };
    published = latest;
    const startMs = performance.now();
    for (const listener of listeners) listener();
    // A task of its own: by then React has drawn, and the browser has painted.
    setTimeout(() => {
      const nowMs = performance.now();
      restsUntilMs = nowMs + (nowMs - startMs);
    });
  }

  function open() {
    if (source || reading || isOver(latest.connection)) return;
    clearTimeout(reopening);
    if (beginning === 'log' && events.length === 0) void readLog();
    else listen();
  }

  async function readLog() {
    reading = new AbortController();
    const { signal } = reading;
    try {
      const response = await (takeEarlyLog(`${address}/log`) ?? fetch(`${address}/log`, { signal }));
      if (response.ok) takeLog(await response.text(), response.headers.get('x-uploaded-at'));
    } catch {
      // The stream tries again, and says how things stand.
    }
    if (signal.aborted) return;
    reading = null;
    if (!isOver(latest.connection)) listen();
  }

  function takeLog(text: string, uploadedAt: string | null) {
    markUploaded(uploadedAt);
    const stored = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as TraceEvent);
    for (const event of stored) events.push(event);
    update({ connection: stored.at(-1)?.type === 'trace-ended' ? 'ended' : latest.connection });
  }

  /** The log itself does not say so; the server does, before the first event. */
  function markUploaded(uploadedAt: string | null) {
    if (uploadedAt === null) return;
    asked = { ...asked, uploadedAt };
    replayed = { ...replayed, uploadedAt };
    latest = { ...latest, state: { ...latest.state, uploadedAt } };
  }

  function listen() {
    const known = events.length - 1;
    source = new EventSource(known < 0 ? `${address}/events` : `${address}/events?after=${known}`);
    source.addEventListener('message', receive);
    source.addEventListener('queued', receivePlace);
    source.addEventListener('uploaded', (message: MessageEvent<string>) =>
      markUploaded((JSON.parse(message.data) as { uploadedAt: string }).uploadedAt),
    );
    source.addEventListener('end', () => close());
    source.addEventListener('error', lost);
  }

  function close() {
    reading?.abort();
    reading = null;
    source?.close();
    source = null;
    clearTimeout(reopening);
  }

  function receive(message: MessageEvent<string>) {
    const event = JSON.parse(message.data) as TraceEvent;
    // A gap can only be a stream that resumed too late. The log from its start closes it; what is known is ignored.
    if (event.seq > events.length) return reopenLater();
    if (event.seq === events.length) events.push(event);
    // Left open, the browser would connect again for ever after the server has closed a finished stream.
    if (event.type === 'trace-ended') close();
    return update({ connection: event.type === 'trace-ended' ? 'ended' : 'live', placeInQueue: null });
  }

  function receivePlace(message: MessageEvent<string>) {
    const { place, question, profile, options } = JSON.parse(message.data) as { place: number } & Pick<
      TraceState,
      'question' | 'profile' | 'options'
    >;
    latest = { ...latest, state: { ...latest.state, question, profile, options } };
    update({ connection: 'live', placeInQueue: place });
  }

  function lost() {
    if (!source) return;
    if (source.readyState === EventSource.CONNECTING) return update({ connection: 'reconnecting' });
    // The browser gives up on any status but 200, and does not say which it was.
    void refused();
  }

  async function refused() {
    const response = await fetch(address, { method: 'GET' }).catch(() => null);
    if (!source) return;
    if (response?.status === 404) {
      close();
      return update({ connection: 'missing' });
    }
    if (response?.status === 410) {
      const gone = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
      close();
      return update({
        connection: gone.code === 'trace-expired' ? 'expired' : 'deleted',
        ...(gone.detail !== undefined && { farewell: gone.detail }),
      });
    }
    reopenLater();
  }

  function reopenLater() {
    close();
    reopening = setTimeout(open, REOPEN_AFTER_MS);
    update({ connection: 'reconnecting' });
  }

  return {
    open,
    subscribe(listener) {
      if (listeners.size === 0) open();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      };
    },
    snapshot: () => published,
    stateAfter(count) {
      if (replayed.seq >= count) replayed = asked;
      replayed = reduceEvents(replayed, events.slice(replayed.seq + 1, count));
      return replayed;
    },
  };
}

function isOver(connection: Connection): boolean {
  return connection !== 'connecting' && connection !== 'live' && connection !== 'reconnecting';
}
