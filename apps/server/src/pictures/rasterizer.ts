// Draws SVG as PNG in a thread of its own, with a bound on memory, time and how many may wait.
import { Worker } from 'node:worker_threads';
import { ProblemError } from '../problem.ts';
import type { RenderJob } from './render-worker.ts';

export interface Rasterizer {
  /** The PNG of `svg`. Throws `ProblemError` (503) when it takes too long or too many wait. */
  png: (job: RenderJob) => Promise<Buffer>;
  /** Starts the thread and reads the fonts, so that the first picture need not wait for that. */
  warmUp: () => Promise<void>;
  close: () => Promise<void>;
}

const TIMEOUT_MS = 2_000;
const MAX_WAITING = 32;
const MAX_HEAP_MB = 256;
const NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>x</text></svg>';

/** A rasterizer whose thread starts with its first picture, or before it with `warmUp`. */
export function createRasterizer(timeoutMs = TIMEOUT_MS): Rasterizer {
  let worker: Worker | null = null;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function draw(job: RenderJob): Promise<Buffer> {
    const isNew = worker === null;
    worker ??= new Worker(new URL('./render-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    // A thread that waits for work does not keep the program from ending.
    worker.unref();
    const thread = worker;
    const done = Promise.withResolvers<Buffer>();
    // Its start reads the fonts and the renderer, which is not the picture's fault.
    const timer = setTimeout(() => done.reject(tooSlow()), isNew ? 5 * timeoutMs : timeoutMs);
    const failed = (error: unknown) => done.reject(error);
    const left = () => done.reject(new Error('the thread that draws pictures ended'));
    thread.once('message', (png: Uint8Array) => done.resolve(Buffer.from(png)));
    thread.once('error', failed).once('exit', left);
    // The rule takes the thread for a window.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    thread.postMessage(job);
    try {
      return await done.promise;
    } catch (error) {
      // Whatever it is doing, the next picture gets a new one.
      worker = null;
      void thread.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
      thread.off('error', failed).off('exit', left);
    }
  }

  async function png(job: RenderJob): Promise<Buffer> {
    if (waiting >= MAX_WAITING) throw tooMany();
    waiting += 1;
    const turn = last.then(() => draw(job));
    last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
  }

  return {
    png,
    // Whoever asks for a picture later hears of what is wrong.
    warmUp: () =>
      png({ svg: NOTHING, widthPixels: 1 }).then(
        () => {},
        () => {},
      ),
    async close() {
      await worker?.terminate();
      worker = null;
    },
  };
}

function tooSlow(): ProblemError {
  return busy('This picture takes too long to draw; ask for a smaller one, or for SVG.');
}

function tooMany(): ProblemError {
  return busy('Too many pictures are waiting to be drawn.');
}

function busy(detail: string): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'picture-not-drawn',
    title: 'The picture was not drawn',
    detail,
    retryAfterSeconds: 5,
  });
}
