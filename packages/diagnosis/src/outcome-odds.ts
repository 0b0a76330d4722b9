// The odds of asking servers in random order until one helps. Exact: no order is drawn, all are counted at once.

/** What may happen when one server is asked. The rest to 1 is a failure that was waited for. */
export interface ServerOdds {
  /** It helps, waiting or not. */
  helps: number;
  /** It helps and nothing was waited for. */
  helpsAtOnce: number;
  /** It fails and nothing was waited for. */
  failsAtOnce: number;
}

/** What comes of a random order, for each server. */
export interface OrderOdds {
  /** It is the one that helps. */
  chosen: number;
  /** It is the one that helps, and nothing was waited for up to then. */
  chosenAtOnce: number;
  /** It is asked at all. */
  tried: number;
}

/** With the next server asked when one fails. */
export function retryOdds(servers: readonly ServerOdds[]): OrderOdds[] {
  return servers.map(({ helps, helpsAtOnce }, index) => {
    const others = servers.filter((_, other) => other !== index);
    const tried = allBefore(others.map((other) => 1 - other.helps));
    return {
      chosen: helps * tried,
      chosenAtOnce: helpsAtOnce * allBefore(others.map(({ failsAtOnce }) => failsAtOnce)),
      tried,
    };
  });
}

/** With one server asked and no other. */
export function firstTryOdds(servers: readonly ServerOdds[]): OrderOdds[] {
  const share = 1 / servers.length;
  return servers.map(({ helps, helpsAtOnce }) => ({
    chosen: share * helps,
    chosenAtOnce: share * helpsAtOnce,
    tried: share,
  }));
}

/** The probability that all those that come before one more in a random order do what they do with the given
 *  probabilities. The mean over every subset size of the mean product over the subsets of that size; sums of positive
 *  terms only, so it stays exact for any number of servers. */
function allBefore(probabilities: readonly number[]): number {
  // means[k]: the mean product of k of the probabilities read so far.
  let means = [1];
  probabilities.forEach((probability, read) => {
    means = Array.from({ length: read + 2 }, (_, size) => {
      const without = size <= read ? ((read + 1 - size) / (read + 1)) * means[size]! : 0;
      const withIt = size > 0 ? (size / (read + 1)) * probability * means[size - 1]! : 0;
      return without + withIt;
    });
  });
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}
