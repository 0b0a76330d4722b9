// This thread and the system's scheduler: how long it was kept waiting, and that it would rather not be.
import { openSync, readSync, readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

const PRIORITY = -10;

/** A reading of how many milliseconds the calling thread has been ready to run while others had the processors. Linux says
 *  so in /proc/thread-self/schedstat, in nanoseconds, as its second number; elsewhere it stays 0. Keeps a file open. */
export function schedulerWait(): () => number {
  let file: number;
  try {
    file = openSync('/proc/thread-self/schedstat', 'r');
  } catch {
    return () => 0;
  }
  const text = Buffer.alloc(64);
  return () => {
    const length = readSync(file, text, 0, text.length, 0);
    return Number(text.toString('latin1', 0, length).split(' ')[1]) / 1e6;
  };
}

/** Lets the calling thread run before others that are ready, for one that seldom has much to do. Where the system does not
 *  allow that (Linux does with CAP_SYS_NICE, and elsewhere threads have no priority of their own) nothing changes. */
export function goFirst(): void {
  try {
    // “1234/task/1240”: Linux takes the number of a thread for that of a process.
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), PRIORITY);
  } catch {
    // Times are marked when it has to wait.
  }
}
