// Chance: message ids, the case of letters, names that do not exist. Nobody may foresee it (RFC 5452 9.2), but a recording has
// its own, so that it comes out the same again.
import { randomInt } from 'node:crypto';

/** A whole number from 0 to just under `below`. */
export type Random = (below: number) => number;

export const unforeseeable: Random = (below) => randomInt(below);
