// Two traces in one graph: everything of both, each part with what became of it.
import { type DomainName, type TraceState, zoneNamed } from '@delegraph/model';
import { type AliasStep, type DelegationGraph, delegationGraph } from './delegation-graph.ts';
import type { LookupCard } from './lookup-card.ts';
import { countText } from './quantity-text.ts';
import { type MarkedZone, overlayZone } from './overlay-zone.ts';
import { traceView } from './trace-view.ts';
import type { ZoneCard } from './zone-card.ts';

export type OverlayMark = 'added' | 'removed' | 'changed' | 'same';

/** What of two traces is not the same, beside what only one of them has. Whoever compares them decides it: two pictures
 *  also differ by times and by who answered first. */
export interface OverlayChanges {
  zones: ReadonlySet<DomainName>;
  /** `shop.test 192.0.2.1`, zone and address. */
  addresses: ReadonlySet<string>;
  /** Names whose card in the answer column has changed. */
  lookups: ReadonlySet<DomainName>;
}

export interface OverlayGraph extends DelegationGraph {
  /** By the key of the shape: of cards, rows, dots and edges. What has none is the same. */
  marks: ReadonlyMap<string, OverlayMark>;
}

/** The graph of both traces. Parts only `before` has are kept as they were; of what both have, `after` is shown. */
export function overlayGraph(before: TraceState, after: TraceState, changes: OverlayChanges): OverlayGraph {
  const [one, other] = [byName(delegationGraph(before)), byName(delegationGraph(after))];
  const zones = overlayZones(one, other, (card) => stateZones(card, before, after), changes);
  const lookups = overlayLookups(one.lookups, other.lookups, changes);
  const edges = overlayEdges(one, other, lookups.marks);
  const marks = new Map([
    ...zones.flatMap(({ marks }) => [...marks]),
    ...lookups.marks,
    ...sourceMarks(lookups),
    ...edges.marks,
  ]);
  return {
    title: titleOf(after, zones),
    zones: withBranches(zones.map(({ card }) => card)),
    lookups: lookups.cards,
    ...edges.parts,
    oddReplies: other.oddReplies,
    marks,
  };
}

/** Ids of lookups differ from trace to trace: their cards are told apart by their names. */
function byName(graph: DelegationGraph): DelegationGraph {
  const keys = new Map(
    graph.lookups.map(({ key, name, kind }) => [key, kind === 'address' ? key : `lookup ${name}`]),
  );
  const keyOf = (key: string) => keys.get(key) ?? key;
  return {
    ...graph,
    lookups: graph.lookups.map((card) => ({ ...card, key: keyOf(card.key) })),
    aliases: graph.aliases.map((alias) => ({ ...alias, from: keyOf(alias.from), to: keyOf(alias.to) })),
    oddReplies: graph.oddReplies.map((odd) =>
      odd.about.kind === 'lookup' ? { ...odd, about: { ...odd.about, key: keyOf(odd.about.key) } } : odd,
    ),
  };
}

function stateZones({ zone }: ZoneCard, before: TraceState, after: TraceState) {
  const of = (state: TraceState) => {
    const seen = traceView(state);
    const known = zoneNamed(seen, zone);
    return known ? { state: seen, zone: known } : null;
  };
  return { before: of(before), after: of(after) };
}

function overlayZones(
  before: DelegationGraph,
  after: DelegationGraph,
  statesOf: (card: ZoneCard) => ReturnType<typeof stateZones>,
  changes: OverlayChanges,
): MarkedZone[] {
  const removed = before.zones.filter(({ zone }) => !after.zones.some((card) => card.zone === zone));
  return [...after.zones, ...removed].map((card) => {
    const pair = {
      before: before.zones.find(({ zone }) => zone === card.zone) ?? null,
      after: after.zones.find(({ zone }) => zone === card.zone) ?? null,
    };
    return overlayZone(pair, statesOf(card), changes);
  });
}

/** Each trace has branches of its own: here the first zone below another goes on with its branch, every other starts the
 *  next one. So no two zones of one depth share a branch. */
function withBranches(cards: readonly ZoneCard[]): ZoneCard[] {
  const branches = new Map<DomainName, number>();
  const continued = new Set<DomainName>();
  let last = 0;
  // What is on the way of the asked name comes first, so that it is the top row.
  for (const { zone, parent } of cards.toSorted((one, other) => one.branch - other.branch)) {
    if (parent === null) branches.set(zone, 0);
    else if (continued.has(parent)) branches.set(zone, (last += 1));
    else {
      continued.add(parent);
      branches.set(zone, branches.get(parent) ?? (last += 1));
    }
  }
  return cards.map((card) => ({ ...card, branch: branches.get(card.zone)! }));
}

function overlayLookups(
  before: readonly LookupCard[],
  after: readonly LookupCard[],
  changes: OverlayChanges,
): { cards: LookupCard[]; marks: Map<string, OverlayMark> } {
  const marks = new Map<string, OverlayMark>();
  const shown = after.map((card): LookupCard => {
    const old = before.find(({ key }) => key === card.key);
    const mark = !old ? 'added' : changes.lookups.has(card.name) ? 'changed' : 'same';
    marks.set(card.key, mark);
    if (mark !== 'changed' || old!.lines.join() === card.lines.join()) return card;
    return { ...card, lines: [...card.lines, ...old!.lines.map((line) => `was ${line}`)] };
  });
  const removed = before.filter(({ key }) => !marks.has(key));
  for (const { key } of removed) marks.set(key, 'removed');
  // The chain of the question stands above the addresses of name servers.
  const all = [...shown, ...removed];
  return { cards: [...all.filter((card) => !isAddress(card)), ...all.filter(isAddress)], marks };
}

/** The edge to an answer comes and goes with its card. */
function sourceMarks({
  cards,
  marks,
}: {
  cards: readonly LookupCard[];
  marks: ReadonlyMap<string, OverlayMark>;
}): [string, OverlayMark][] {
  return cards.flatMap(({ key, sources }) => {
    const mark = marks.get(key)!;
    return sources.map((source): [string, OverlayMark] => [
      `source ${source} ${key}`,
      mark === 'changed' ? 'same' : mark,
    ]);
  });
}

function isAddress({ kind }: LookupCard): boolean {
  return kind === 'address';
}

function overlayEdges(
  before: DelegationGraph,
  after: DelegationGraph,
  lookups: ReadonlyMap<string, OverlayMark>,
) {
  const marks = new Map<string, OverlayMark>();
  const merge = <Part>(
    [old, now]: readonly [readonly Part[], readonly Part[]],
    keyOf: (part: Part) => string,
  ): Part[] => {
    for (const part of now) {
      marks.set(keyOf(part), old.some((each) => keyOf(each) === keyOf(part)) ? 'same' : 'added');
    }
    const removed = old.filter((part) => !now.some((each) => keyOf(each) === keyOf(part)));
    for (const part of removed) marks.set(keyOf(part), 'removed');
    return [...now, ...removed];
  };
  // An arrow to a card further down would run behind those between.
  const isDrawable = ({ from, to }: AliasStep) =>
    lookups.get(from) === 'removed' && lookups.get(to) === 'removed';
  return {
    parts: {
      delegations: merge([before.delegations, after.delegations], ({ zone }) => `delegation ${zone}`),
      aliases: merge([before.aliases.filter(isDrawable), after.aliases], ({ from }) => `alias ${from}`),
      dependencies: merge(
        [before.dependencies, after.dependencies],
        ({ from, zone }) => `dependency ${from} ${zone}`,
      ),
    },
    marks,
  };
}

function titleOf({ question }: TraceState, zones: readonly MarkedZone[]): string {
  const count = (wanted: OverlayMark) =>
    zones.flatMap(({ marks }) => [...marks.values()]).filter((mark) => mark === wanted).length;
  const name = question?.name ?? 'a name';
  const parts = (['added', 'removed', 'changed'] as const).map((mark) => `${count(mark)} ${mark}`);
  return `Two traces of ${name} over each other: ${countText(zones.length, 'zone')}; ${parts.join(', ')}.`;
}
