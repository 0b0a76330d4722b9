// The log that public/first.js asked for while the scripts of the page were still on their way.

interface EarlyLog {
  address: string;
  reply: Promise<Response>;
}

declare global {
  // Set by public/first.js.
  var earlyLog: EarlyLog | undefined;
}

/** The reply that is coming for `address`; null when nothing was asked of it, or when it was taken before. */
export function takeEarlyLog(address: string): Promise<Response> | null {
  const early = globalThis.earlyLog;
  if (early?.address !== address) return null;
  globalThis.earlyLog = undefined;
  return early.reply;
}
