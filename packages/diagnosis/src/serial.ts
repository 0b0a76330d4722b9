// Serial numbers of zones: which is newer, and whether a transfer under way explains the distance. RFC 1982.

/** Versions a secondary may be behind while a transfer runs, where serials count. */
const SKEW_VERSIONS = 5;
/** Serials from here on are taken for seconds since 1970, as signers and some databases write them: the year 2001. */
const FIRST_EPOCH_SERIAL = 1_000_000_000;
/** From here on they are taken for dates (`2000010100`). */
const FIRST_DATE_SERIAL = 1_999_000_000;

/** Whether serial `a` is newer than `b`. RFC 1982 3.2. */
export function isNewer(a: number, b: number): boolean {
  return a !== b && distance(b, a) < 2 ** 31;
}

/** Whether a server at serial `older` may just be about to transfer `newer`: a few versions behind, or where serials are
 *  seconds, not longer behind than it asks anyway (`refreshSeconds`). Anycast sites differ like that all the time. */
export function mayBeUnderWay(older: number, newer: number, refreshSeconds: number): boolean {
  const behind = distance(older, newer);
  if (behind <= SKEW_VERSIONS) return true;
  const areSeconds = [older, newer].every(
    (serial) => serial >= FIRST_EPOCH_SERIAL && serial < FIRST_DATE_SERIAL,
  );
  return areSeconds && behind <= refreshSeconds;
}

/** How many steps lead from one serial up to the other. */
function distance(from: number, to: number): number {
  return (to - from + 2 ** 32) % 2 ** 32;
}
