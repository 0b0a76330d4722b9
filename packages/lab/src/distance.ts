// How far away the servers of the lab are.

/** One way to an address, in milliseconds: between 4 and 30, always the same for the same address. */
export function distanceMs(address: string): number {
  let hash = 0x811c9dc5;
  for (const octet of Buffer.from(address)) hash = Math.imul(hash ^ octet, 0x01000193) >>> 0;
  return 4 + (hash % 27);
}
