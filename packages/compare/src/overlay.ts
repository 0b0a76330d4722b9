// Two traces over each other as a graph: the comparison says what changed, the diagram how that looks.
import { type OverlayGraph, overlayGraph } from '@delegraph/diagram';
import { type DomainName, type TraceState, questionChain } from '@delegraph/model';
import type { Comparison } from './compare-traces.ts';
import type { Difference } from './difference.ts';
import { type Aspect, ZONE_ASPECTS } from './fact.ts';

/** What a zone's card shows of it. */
const OF_A_ZONE: ReadonlySet<Aspect> = new Set(ZONE_ASPECTS);

/** The graph of both traces, marked by what the comparison found. */
export function overlayOf(
  before: TraceState,
  after: TraceState,
  { differences }: Pick<Comparison, 'differences'>,
): OverlayGraph {
  const changes = differences.filter(({ mark }) => mark !== 'same');
  const inZones = changes.filter(({ aspect }) => OF_A_ZONE.has(aspect));
  return overlayGraph(before, after, {
    zones: new Set(inZones.flatMap(({ zone }) => zone ?? [])),
    addresses: new Set(inZones.flatMap(placesOf)),
    lookups: new Set([
      ...changedNames(before, after, changes),
      ...changes.flatMap(({ aspect, nameServer }) => (aspect === 'address' && nameServer ? nameServer : [])),
    ]),
  });
}

/** A server whose address changed is found by the one before, too. */
function placesOf({ aspect, zone, address, before }: Difference): string[] {
  const addresses = aspect === 'glue' || aspect === 'address' ? [address, before] : [address];
  return addresses.flatMap((each) => (each === null ? [] : `${zone} ${each}`));
}

/** The names of the question's chain whose cards say something else now. */
function changedNames(before: TraceState, after: TraceState, changes: readonly Difference[]): DomainName[] {
  const isOther = (wanted: Aspect) => changes.some(({ aspect, zone }) => aspect === wanted && zone === null);
  const chains = [questionChain(before), questionChain(after)];
  const owners = changes.flatMap(({ aspect, what }) => (aspect === 'alias' ? what.split(' of ')[1]! : []));
  const aliased = chains.flatMap((chain) =>
    chain.filter(({ outcome }) => outcome?.kind === 'alias' && owners.includes(outcome.link.owner)),
  );
  const ends = chains.flatMap((chain) => chain.at(-1) ?? []);
  return [...(isOther('alias') ? aliased : []), ...(isOther('answer') || isOther('outcome') ? ends : [])].map(
    ({ question }) => question.name,
  );
}
