// Counts the packets a faulty path loses. Each network has its own count, so that one trace does not change another's.

/** Whether this packet is one of those that are lost. */
export type LossCounter = (address: string, packet: Uint8Array, losesFirst: number) => boolean;

/** How a line loses packets: so many in a hundred, and which of them. */
export interface Loss {
  percent: number;
  /** The same seed loses the same packets. */
  seed: number;
}

/** Whether the next packet is lost, on a line that loses them without regard to what is in them. */
export function lossyLine({ percent, seed }: Loss): () => boolean {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0;
  return () => {
    // The mixing steps of mulberry32, by Tommy Ettinger, in the public domain.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % 100 < percent;
  };
}

const HEADER_OCTETS = 12;
/** Beyond this many questions under way at once the oldest is forgotten: nobody may fill the memory with questions. */
const MAX_QUESTIONS = 4096;

/** Of each question to each address the first `losesFirst` packets are lost and the next one passes; then it starts
 *  over, so that every trace meets the same loss. */
export function lossCounter(): LossCounter {
  const lost = new Map<string, number>();
  return (address, packet, losesFirst) => {
    if (losesFirst === 0) return false;
    const key = `${address} ${questionKey(packet)}`;
    const count = lost.get(key) ?? 0;
    lost.delete(key);
    if (count >= losesFirst) return false;
    lost.set(key, count + 1);
    if (lost.size > MAX_QUESTIONS) lost.delete(lost.keys().next().value!);
    return true;
  };
}

/** The name and type asked for, without the case of the letters and without what follows the question. */
function questionKey(packet: Uint8Array): string {
  const octets = Buffer.from(packet.subarray(HEADER_OCTETS));
  const end = octets.indexOf(0) + 5;
  return octets.toString('latin1', 0, end).toLowerCase();
}
