// Waiting for the network: until something comes, the time is up, or nobody wants it any more.
import type { CancelSignal } from '@delegraph/model';

/** What `begin` resolves with, or what `late` says when that takes longer than `timeoutMs`.
 *  Rejects only with the signal's reason. */
export async function within<T>(
  { timeoutMs, late, signal }: { timeoutMs: number; late: () => T; signal: CancelSignal },
  begin: (resolve: (value: T) => void) => void,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const abort = () => reject(signal.reason);
  // A busy thread must not call late what is only unread: one turn of the event loop to read it, and one to judge it.
  const timer = setTimeout(() => setImmediate(() => setImmediate(() => resolve(late()))), timeoutMs);
  try {
    if (signal.aborted) throw signal.reason;
    signal.addEventListener('abort', abort, { once: true });
    begin(resolve);
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
