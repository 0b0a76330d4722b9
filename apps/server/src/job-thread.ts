// Work that keeps a processor busy, in a thread of its own: one job after the other, with a bound on memory, time and how many
// may wait.
import { Worker } from 'node:worker_threads';

export interface JobThread<Job, Result> {
  /** What the thread answers to `job`. Rejects with what `tooSlow` or `tooMany` make, or with what broke the thread. */
  run: (job: Job) => Promise<Result>;
  close: () => Promise<void>;
}

/** The thread of `script`, which answers each message with one. It starts with the first job, and anew after one that failed. */
export function createJobThread<Job, Result>(setup: {
  script: URL;
  maxHeapMb: number;
  timeoutMs: number;
  /** Its start reads scripts and fonts, which is not the fault of the first job. */
  firstTimeoutMs: number;
  maxWaiting: number;
  tooSlow: () => Error;
  tooMany: () => Error;
}): JobThread<Job, Result> {
  const { script, maxHeapMb, timeoutMs, firstTimeoutMs, maxWaiting, tooSlow, tooMany } = setup;
  let worker: Worker | null = null;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function take(job: Job): Promise<Result> {
    const isNew = worker === null;
    worker ??= new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
    // A thread that waits for work does not keep the program from ending.
    worker.unref();
    const thread = worker;
    const done = Promise.withResolvers<Result>();
    const timer = setTimeout(() => done.reject(tooSlow()), isNew ? firstTimeoutMs : timeoutMs);
    const failed = (error: unknown) => done.reject(error);
    const left = () => done.reject(new Error('the thread ended in the middle of its work'));
    thread.once('message', done.resolve);
    thread.once('error', failed).once('exit', left);
    // The rule takes the thread for a window.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    thread.postMessage(job);
    try {
      return await done.promise;
    } catch (error) {
      // Whatever it is doing, the next job gets a new one.
      worker = null;
      void thread.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
      thread.off('error', failed).off('exit', left);
    }
  }

  return {
    async run(job) {
      if (waiting >= maxWaiting) throw tooMany();
      waiting += 1;
      const turn = last.then(() => take(job));
      last = turn.catch(() => {});
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
    async close() {
      await worker?.terminate();
      worker = null;
    },
  };
}
