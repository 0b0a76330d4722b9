// What no program that asks name servers itself can be quicker than, from the delays of the network alone.

/** The servers of one zone on the way, by their distance. */
export interface ZoneRoundTrips {
  roundTripsMs: readonly number[];
  /** Whether each server is also asked SOA, and NS once that has answered: two questions, one after the other. */
  isExamined: boolean;
}

export interface Bounds {
  /** The quickest server of each zone, one after the other. */
  answerMs: number;
  /** Every server of every zone has answered once; it is asked as soon as a quickest way can tell of its zone. */
  everyServerMs: number;
  /** As `everyServerMs`, with the questions that can only follow the first. */
  traceTierMs: number;
}

/** The bounds of a trace along `path`, from the root down. */
export function boundsOf(path: readonly ZoneRoundTrips[]): Bounds {
  let knownMs = 0;
  let everyServerMs = 0;
  let traceTierMs = 0;
  for (const { roundTripsMs, isExamined } of path) {
    const slowestMs = Math.max(...roundTripsMs);
    everyServerMs = Math.max(everyServerMs, knownMs + slowestMs);
    traceTierMs = Math.max(traceTierMs, knownMs + slowestMs * (isExamined ? 2 : 1));
    knownMs += Math.min(...roundTripsMs);
  }
  return { answerMs: knownMs, everyServerMs, traceTierMs };
}

/** What `dig +trace` takes, as a model of what it does one after the other: the root's name servers from a resolver; then, in
 *  each zone, the address of every name server from that resolver, and one question to one server. Takes the mean of a zone
 *  for that server, because dig asks the first, and the order is random. */
export function digTraceMs(path: readonly ZoneRoundTrips[], resolverMs: number): number {
  const ADDRESSES_PER_NAME_SERVER = 2;
  return path.reduce(
    (sum, { roundTripsMs }) =>
      sum + (roundTripsMs.length / ADDRESSES_PER_NAME_SERVER) * resolverMs + mean(roundTripsMs),
    resolverMs,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
