// The queries without which there would be no answer: what somebody who asks one server at a time would have waited for.
import { type HopState, type TraceState, questionChain, zoneNamed } from '@delegraph/model';

export interface AnswerPath {
  hopIds: ReadonlySet<number>;
  /** All of them, one after the other. */
  sumMs: number;
}

/** For each lookup from the question along its aliases, the referrals down to the zone that answered, each once, and its
 *  answer. The addresses of name servers that had to be looked up are not in it: a resolver takes a server whose address it
 *  has. Null before the answer. */
export function answerPath(state: TraceState): AnswerPath | null {
  const chain = questionChain(state);
  const ends = chain.map(({ outcome }) => (outcome && 'hopId' in outcome ? outcome.hopId : null));
  if (ends.length === 0 || ends.includes(null)) return null;
  const hopIds = new Set<number>();
  for (const id of ends as number[]) {
    let zone = zoneNamed(state, state.hops[id]!.zone);
    while (zone && zone.learnedFrom !== null) {
      hopIds.add(zone.learnedFrom);
      zone = zone.parent === null ? undefined : zoneNamed(state, zone.parent);
    }
    hopIds.add(id);
  }
  const sumMs = [...hopIds].reduce((sum, id) => sum + answeredMs(state.hops[id]!), 0);
  return { hopIds, sumMs };
}

function answeredMs({ result }: HopState): number {
  return result.status === 'answered' ? result.elapsedMs : 0;
}
