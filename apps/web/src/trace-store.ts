// One trace as the page sees it: its event stream reduced to a state, kept outside React.
import { type TraceEvent, type TraceState, initialTraceState, reduceTrace } from '@delegraph/model';

/** How the page stands with the server about this trace. `ended`: all events are here, nothing more will come. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'missing' | 'deleted';

export interface TraceSnapshot {
  state: TraceState;
  connection: Connection;
}

/** The shape `useSyncExternalStore` wants. The stream is open while anybody is subscribed. */
export interface TraceStore {
  subscribe: (listener: () => void) => () => void;
  snapshot: () => TraceSnapshot;
}

/** How long to wait before opening a stream anew that the browser has given up. */
const REOPEN_AFTER_MS = 2000;
/** How often a page nobody sees is brought up to date: browsers give it no animation frames. */
const HIDDEN_PUBLISH_MS = 500;

/** The store of one trace. Publishes at most once per animation frame, however fast events come. */
export function createTraceStore(id: string): TraceStore {
  const address = `/api/traces/${encodeURIComponent(id)}`;
  const listeners = new Set<() => void>();
  let published: TraceSnapshot = { state: initialTraceState, connection: 'connecting' };
  let latest = published;
  let publishPlanned = false;
  let source: EventSource | null = null;
  let reopening: ReturnType<typeof setTimeout> | undefined;

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
    subscribe(listener) {
      if (listeners.size === 0 && !isOver(latest.connection)) open();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      };
    },
    snapshot: () => published,
  };
}

function isOver(connection: Connection): boolean {
  return connection === 'ended' || connection === 'missing' || connection === 'deleted';
}
