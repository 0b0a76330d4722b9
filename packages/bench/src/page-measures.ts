/// <reference lib="dom" />
// What is measured in the browser. The page is watched from outside: its streams, its frames, and when parts of it appear.

/** The part of Playwright that is used here. */
export interface Browser {
  version(): string;
  close(): Promise<void>;
  newPage(options: { viewport: { width: number; height: number } }): Promise<Page>;
}

interface Page {
  close(): Promise<void>;
  goto(url: string): Promise<unknown>;
  addInitScript<Argument>(script: (argument: Argument) => void, argument?: Argument): Promise<unknown>;
  evaluate<Result, Argument>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  waitForFunction(script: () => unknown): Promise<unknown>;
  fill(selector: string, text: string): Promise<void>;
  selectOption(selector: string, value: string): Promise<unknown>;
  waitForTimeout(ms: number): Promise<void>;
  context(): { newCDPSession(page: Page): Promise<Session> };
}

interface Session {
  send(method: string, parameters?: object): Promise<unknown>;
}

/** What the watcher in the page writes down, in milliseconds of its clock. */
interface Watched {
  streamAt?: number;
  firstHopAt?: number;
  paintedAt?: number;
  /** Hands events to the page as its stream would. */
  feed?: (events: readonly string[]) => void;
}

declare global {
  // Of the page.
  var watched: Watched;
}

/** The address of the trace that is opened. */
export const STORED_TRACE = '/t/aaaaaaaaaaaaaaaaaaaaaaaaaa';
/** The address of one that the measurement itself feeds. */
const FED_TRACE = '/t/bbbbbbbbbbbbbbbbbbbbbbbbbb';

const VIEWPORT = { width: 1440, height: 900 };
const BURST_EVENTS = 1000;

export interface FirstHop {
  /** From the arrival of the first query's event to the frame after the one that shows it. */
  paintMs: number;
  /** From the submit to the request for events. */
  streamMs: number;
  /** From the submit to the paint. */
  submitMs: number;
}

/** A name is typed into the empty page and traced in the lab. */
export async function measureFirstHop(browser: Browser, address: string): Promise<FirstHop> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.addInitScript(watchStream);
    await page.goto(address);
    await page.fill('input[name="name"]', 'www.shop.test');
    await page.selectOption('select[aria-label="Which name servers are asked"]', 'lab');
    // Until the page has fetched what it fetches in its rest.
    await page.waitForTimeout(1500);
    const submittedAt = await page.evaluate(() => {
      const now = performance.now();
      document.querySelector('form')!.requestSubmit();
      return now;
    });
    await page.waitForFunction(() => globalThis.watched.paintedAt);
    const { streamAt, firstHopAt, paintedAt } = await page.evaluate(() => globalThis.watched);
    return {
      paintMs: paintedAt! - firstHopAt!,
      streamMs: streamAt! - submittedAt,
      submitMs: paintedAt! - submittedAt,
    };
  } finally {
    await page.close();
  }
}

/** Opens a stored trace by its address; milliseconds from the navigation to the paint of its last card. */
export async function measureOpening(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    // In the page itself: what is asked of it from outside is answered when it has done all the rest.
    await page.addInitScript(watchOpening);
    await page.goto(new URL(STORED_TRACE, address).href);
    await page.waitForFunction(() => globalThis.watched.paintedAt);
    return (await page.evaluate(() => globalThis.watched.paintedAt))!;
  } finally {
    await page.close();
  }
}

export interface Burst {
  /** The frames from the first event to the paint of the last. */
  frameMs: number[];
  frames: number;
  layouts: number;
  paintMs: number;
}

/** A thousand events of a running trace reach the page within one second, in packets as a socket brings them. */
export async function measureBurst(
  browser: Browser,
  address: string,
  events: readonly object[],
): Promise<Burst> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.addInitScript(feedStream);
    await page.goto(new URL(FED_TRACE, address).href);
    await page.waitForFunction(() => globalThis.watched?.feed);
    const texts = events.slice(0, BURST_EVENTS + 50).map((event) => JSON.stringify(event));
    await page.evaluate((first) => globalThis.watched.feed!(first), texts.slice(0, 50));
    await page.waitForFunction(() => document.querySelector('.graph-canvas .scene-part'));
    await page.waitForTimeout(1000);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const before = await layoutCount(session);
    const run = await page.evaluate(deliver, texts.slice(50));
    const layouts = (await layoutCount(session)) - before;
    return { ...run, frames: run.frameMs.length, layouts };
  } finally {
    await page.close();
  }
}

async function layoutCount(session: Session): Promise<number> {
  const { metrics } = (await session.send('Performance.getMetrics')) as {
    metrics: { name: string; value: number }[];
  };
  return metrics.find(({ name }) => name === 'LayoutCount')!.value;
}

/** In the page: notes when the frame is painted that first says the trace is complete. */
function watchOpening(): void {
  globalThis.watched = {};
  const look = () => {
    const verdict = document.querySelector('main')?.textContent;
    if (!verdict?.includes('complete after')) return requestAnimationFrame(look);
    return setTimeout(() => (globalThis.watched.paintedAt = performance.now()));
  };
  requestAnimationFrame(look);
}

/** In the page: notes when the stream is asked for, its first query arrives, and that is painted. */
function watchStream(): void {
  globalThis.watched = {};
  const { watched } = globalThis;
  const Native = globalThis.EventSource;
  globalThis.EventSource = class extends Native {
    constructor(url: string | URL) {
      super(url);
      watched.streamAt ??= performance.now();
      this.addEventListener('message', ({ data }: MessageEvent<string>) => {
        if (data.includes('"query-sent"')) watched.firstHopAt ??= performance.now();
      });
    }
  };
  let isInFrame = false;
  let shownAt: number | null = null;
  let isPainted = false;
  new MutationObserver(() => {
    if (shownAt !== null || watched.firstHopAt === undefined) return;
    if (!document.querySelector('.graph-canvas .scene-part .dot')) return;
    shownAt = performance.now();
    // What changes in a frame's callbacks is painted at its end; anything else by the next.
    isPainted = isInFrame;
  }).observe(document, { childList: true, subtree: true });
  const noteFrame = () => {
    if (watched.paintedAt !== undefined) return;
    if (shownAt !== null) isPainted = true;
    isInFrame = true;
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      isInFrame = false;
      if (isPainted) watched.paintedAt ??= performance.now();
    });
    port1.start();
    port2.postMessage(null);
    requestAnimationFrame(noteFrame);
  };
  requestAnimationFrame(noteFrame);
}

/** In the page: a stream that brings what the measurement feeds it. */
function feedStream(): void {
  globalThis.watched = {};
  globalThis.EventSource = class extends EventTarget {
    static readonly CONNECTING = 0;
    readyState = 1;
    constructor() {
      super();
      globalThis.watched.feed = (texts) => {
        for (const data of texts) this.dispatchEvent(new MessageEvent('message', { data }));
      };
    }
    close(): void {
      this.readyState = 2;
    }
  } as unknown as typeof EventSource;
}

/** In the page: feeds the events over a second and times each frame until the last is painted. */
function deliver(texts: readonly string[]): Promise<{ frameMs: number[]; paintMs: number }> {
  const PACKETS = 125;
  const PACKET_MS = 8;
  return new Promise((resolve) => {
    const startMs = performance.now();
    const each = Math.ceil(texts.length / PACKETS);
    let sent = 0;
    const frameMs: number[] = [];
    let lastMs: number | null = null;
    const frame = (nowMs: number) => {
      if (lastMs !== null) frameMs.push(nowMs - lastMs);
      lastMs = nowMs;
      if (sent < texts.length) requestAnimationFrame(frame);
      else {
        requestAnimationFrame(() =>
          setTimeout(() => resolve({ frameMs, paintMs: performance.now() - startMs })),
        );
      }
    };
    requestAnimationFrame(frame);
    const send = () => {
      globalThis.watched.feed!(texts.slice(sent, sent + each));
      sent += each;
      if (sent < texts.length) setTimeout(send, PACKET_MS);
    };
    send();
  });
}
