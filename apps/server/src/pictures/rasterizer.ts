// Draws SVG as PNG in a thread of its own.
import { createJobThread } from '../job-thread.ts';
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
  const thread = createJobThread<RenderJob, Uint8Array>({
    script: new URL('./render-worker.ts', import.meta.url),
    maxHeapMb: MAX_HEAP_MB,
    timeoutMs,
    firstTimeoutMs: 5 * timeoutMs,
    maxWaiting: MAX_WAITING,
    tooSlow,
    tooMany,
  });
  const png = async (job: RenderJob) => Buffer.from(await thread.run(job));
  return {
    png,
    // Whoever asks for a picture later hears of what is wrong.
    warmUp: () =>
      png({ svg: NOTHING, widthPixels: 1 }).then(
        () => {},
        () => {},
      ),
    close: thread.close,
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
