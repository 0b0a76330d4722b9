// What a server of the bench says of its own work in each reply: how long it held it. Timers are late and processes wait for
// their turn, so the delay a round trip is compared with is the one that was kept, not the one that was planned.

/** In milliseconds, by the server's clock. */
export interface Hold {
  /** From when the query was read until the reply was sent. */
  heldMs: number;
  /** The most that the query can have been waiting to be read. */
  lateByMs: number;
}

/** EDNS NSID, the option in which a server says what it likes of itself. RFC 5001. */
const OPTION_NSID = 3;
const DIGITS = 3;

/** The reply with the hold in the OPT record it ends with. A reply without one is returned as it is. */
export function withHold(reply: Uint8Array, query: { hasEdns: boolean }, hold: Hold): Uint8Array {
  if (!query.hasEdns) return reply;
  const text = Buffer.from(`${hold.heldMs.toFixed(DIGITS)} ${hold.lateByMs.toFixed(DIGITS)}`);
  const option = Buffer.alloc(4);
  option.writeUInt16BE(OPTION_NSID, 0);
  option.writeUInt16BE(text.length, 2);
  const told = Buffer.concat([reply, option, text]);
  // The lab writes an OPT record without options, last of all: its RDLENGTH are the last two octets.
  told.writeUInt16BE(option.length + text.length, reply.length - 2);
  return told;
}

/** What the NSID of a reply says of the hold; null when it says nothing of that. */
export function holdIn(nsid: string | undefined): Hold | null {
  const [heldMs, lateByMs] = (nsid ?? '').split(' ').map(Number);
  return heldMs && lateByMs !== undefined ? { heldMs, lateByMs } : null;
}
