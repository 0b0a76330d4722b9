// Takes event logs that were made elsewhere: checks them in a thread, and stores them with the mark that they are not ours.
import type { Question } from '@delegraph/model';
import { createJobThread } from '../job-thread.ts';
import { ProblemError } from '../problem.ts';
import type { TraceStore } from '../store.ts';
import type { CheckAnswer } from './check-worker.ts';

/** What became of an uploaded log. */
export interface TakenLog {
  id: string;
  question: Question;
  profile: string;
  /** Null for a log that this server holds as its own. */
  deleteToken: string | null;
  /** What was made of it, a sentence each. */
  notes: string[];
}

export interface Uploads {
  /** Stores the log in `text`, or finds the trace of this server that it is a copy of. Rejects with `ProblemError`: 422 for what
   *  is no log of ours, 503 when too many wait, 422 when it takes too long. */
  take: (text: string) => Promise<TakenLog>;
  close: () => Promise<void>;
}

/** Many times what the largest trace within its limits takes. */
const TIMEOUT_MS = 8_000;
const MAX_WAITING = 8;
const MAX_HEAP_MB = 384;

export function createUploads(store: TraceStore): Uploads {
  const thread = createJobThread<string, CheckAnswer>({
    script: new URL('./check-worker.ts', import.meta.url),
    maxHeapMb: MAX_HEAP_MB,
    timeoutMs: TIMEOUT_MS,
    firstTimeoutMs: 2 * TIMEOUT_MS,
    maxWaiting: MAX_WAITING,
    tooSlow: tooLarge,
    tooMany,
  });
  return {
    async take(text) {
      const answer = await thread.run(text).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') throw tooLarge();
        throw error;
      });
      if ('refusal' in answer) throw refused(answer.refusal);
      const { question, profile, options, lines, sha256, isJudgedAnew } = answer.log;
      const own = store.ownTraceWithLog(sha256);
      if (own !== null)
        return {
          id: own.id,
          question,
          profile: own.profile,
          deleteToken: null,
          notes: ['This server has asked these questions itself; this is its own trace.'],
        };
      const { id, deleteToken } = store.storeUpload({ question, profile, options, lines });
      const notes = isJudgedAnew
        ? ['The findings were made anew by the rules of this server, and are not those of the file.']
        : [];
      return { id, question, profile, deleteToken, notes };
    },
    close: thread.close,
  };
}

export function uploadsOff(): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'uploads-off',
    title: 'No uploads here',
    detail: 'This server stores only what it asked itself; its operator can allow uploads with UPLOADS=on.',
  });
}

function refused(detail: string): ProblemError {
  return new ProblemError({ status: 422, code: 'log-refused', title: 'This log is not stored', detail });
}

function tooLarge(): ProblemError {
  return refused('It takes more to check than any trace within its limits.');
}

function tooMany(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'busy',
    title: 'Too busy',
    detail: 'Too many uploads are waiting to be checked.',
    retryAfterSeconds: 10,
  });
}
