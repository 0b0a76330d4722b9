// The thread that checks uploaded logs.
import { parentPort } from 'node:worker_threads';
import { type CheckedLog, LogRefusal, checkLog } from './check-log.ts';

/** The answer to a text: errors do not cross threads with their class. */
export type CheckAnswer = { log: CheckedLog } | { refusal: string };

// A fault of ours ends the thread, and whoever waits for it is told.
parentPort!.on('message', (text: string) => void answerTo(text).then(post));

function post(answer: CheckAnswer): void {
  // The rule takes the thread for a window.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort!.postMessage(answer);
}

async function answerTo(text: string): Promise<CheckAnswer> {
  try {
    return { log: await checkLog(text) };
  } catch (error) {
    if (error instanceof LogRefusal) return { refusal: error.message };
    throw error;
  }
}
