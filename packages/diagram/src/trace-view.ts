// The state a picture is drawn from, with its hops at hand by zone: every card and every edge asks for them.
import { type DomainName, type HopState, type TraceState, asOfTraceTier } from '@delegraph/model';

export interface TraceView extends TraceState {
  /** The hops to servers of one zone, in the order sent. */
  hopsOf: (zone: DomainName) => readonly HopState[];
}

/** What of a trace is drawn: all there was at the end of its trace tier. */
export function traceView(wholeState: TraceState): TraceView {
  const state = asOfTraceTier(wholeState);
  const byZone = Map.groupBy(state.hops, ({ zone }) => zone);
  return { ...state, hopsOf: (zone) => byZone.get(zone) ?? [] };
}
