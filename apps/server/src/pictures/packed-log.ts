// The event log of a trace as a picture carries it: whoever drops the picture on the page opens the trace again.
import { deflateSync } from 'node:zlib';

/** What pictures may gain by it. */
const MAX_BASE64 = 64 * 1024;

/** The log compressed (RFC 1950) and in base64; null when it would make the picture too large. */
export function packedLog(text: string): string | null {
  const packed = deflateSync(text, { level: 9 }).toString('base64');
  return packed.length < MAX_BASE64 ? packed : null;
}
