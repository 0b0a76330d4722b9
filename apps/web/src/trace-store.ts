// One trace as the page sees it: its event stream reduced to a state, kept outside React.
import { type TraceEvent, type TraceState, initialTraceState, reduceTrace } from '@delegraph/model';

/** How the page stands with the server about this trace. `ended`: all events are here, nothing more will come. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'missing' | 'deleted';

export interface TraceSnapshot {
  state: TraceState;
  /** What `state` was reduced from. The list grows in place; `state.seq` tells how far it belongs to this snapshot. */
  events: readonly TraceEvent[];
  connection: Connection;
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

/** The store of one trace. Publishes at most once per animation frame, however fast events come. */
export function createTraceStore(id: string): TraceStore {
  const address = `/api/traces/${encodeURIComponent(id)}`;
  const listeners = new Set<() => void>();
  const events: TraceEvent[] = [];
  let published: TraceSnapshot = { state: initialTraceState, events, connection: 'connecting' };
  let latest = published;
  let publishPlanned = false;
  let source: EventSource | null = null;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let replayed = initialTraceState;

  function update(change: Partial<TraceSnapshot>) {
    latest = { ...latest, ...change };
    if (publishPlanned) return;
    publishPlanned = true;
    if (document.hidden) setTimeout(publish, HIDDEN_PUBLISH_MS);
    else requestAnimationFrame(publish);
  }

  function publish() {
    publishPlanned = false;
    published = latest;
    for (const listener of listeners) listener();
  }

  function open() {
    if (source || isOver(latest.connection)) return;
    clearTimeout(reopening);
    source = new EventSource(`${address}/events`);
    source.addEventListener('message', receive);
    source.addEventListener('end', () => close());
    source.addEventListener('error', lost);
  }

  function close() {
    source?.close();
    source = null;
    clearTimeout(reopening);
  }

  function receive(message: MessageEvent<string>) {
    const event = JSON.parse(message.data) as TraceEvent;
    // A gap can only be a stream that resumed too late. The log from its start closes it; what is known is ignored.
    if (event.seq > latest.state.seq + 1) return reopenLater();
    const state = reduceTrace(latest.state, event);
    if (state !== latest.state) events.push(event);
    // Left open, the browser would connect again for ever after the server has closed a finished stream.
    if (event.type === 'trace-ended') close();
    return update({ state, connection: event.type === 'trace-ended' ? 'ended' : 'live' });
  }

  function lost() {
    if (!source) return;
    if (source.readyState === EventSource.CONNECTING) return update({ connection: 'reconnecting' });
    // The browser gives up on any status but 200, and does not say which it was.
    void refused();
  }

  async function refused() {
    const status = await fetch(address, { method: 'GET' }).then(
      (response) => response.status,
      () => 0,
    );
    if (!source) return;
    if (status === 404 || status === 410) {
      close();
      return update({ connection: status === 404 ? 'missing' : 'deleted' });
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
      if (replayed.seq >= count) replayed = initialTraceState;
      replayed = events.slice(replayed.seq + 1, count).reduce(reduceTrace, replayed);
      return replayed;
    },
  };
}

function isOver(connection: Connection): boolean {
  return connection === 'ended' || connection === 'missing' || connection === 'deleted';
}
