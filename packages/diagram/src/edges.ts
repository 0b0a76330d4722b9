// The edges of the picture with their two ends: who joins whom, at which points, in which words.
import type { DomainName } from '@delegraph/model';
import { PORT_Y } from './card-size.ts';
import type { Delegation } from './delegation.ts';
import type { Dependency } from './delegation-graph.ts';
import { rowMiddle } from './draw-zone.ts';
import type { LookupCard } from './lookup-card.ts';
import type { OddReply } from './odd-replies.ts';
import type { PlacedGraph } from './place-graph.ts';
import { type Way, wayBack, wayDown, wayToNext } from './ports.ts';
import type { Subject } from './scene.ts';
import { textWidth } from './text-width.ts';

/** `source`: whose servers gave an answer. `unanswered`: whose servers should have given one, and did not; `untested`:
 *  they were not asked. `glue-…`: a delegation that lacks glue. `odd`: servers that did not say what
 *  their siblings said. */
export type EdgeKind =
  | 'referral'
  | 'glue-warning'
  | 'glue-error'
  | 'source'
  | 'unanswered'
  | 'untested'
  | 'alias'
  | 'dependency'
  | 'odd';

/** At `to` the tip of its arrow touches. */
export interface Edge extends Way {
  key: string;
  kind: EdgeKind;
  /** The words on it; null for none. */
  pill: string | null;
  subject: Subject;
  /** What the words are about, where that is not the edge alone. */
  pillSubject?: Subject;
  /** Whether glue came along. */
  hasGlue?: boolean;
  /** The accessible name; empty where the cards say it already. */
  label: string;
}

/** All edges, from back to front. */
export function edgesOf(graph: PlacedGraph): Edge[] {
  const buses = busesOf(graph);
  return [
    ...sourceEdges(graph, buses),
    ...delegationEdges(graph, buses),
    ...oddEdges(graph),
    ...dependencyEdges(graph),
    ...aliasEdges(graph),
  ];
}

function delegationEdges({ delegations, zones, orientation }: PlacedGraph, buses: Buses): Edge[] {
  return delegations.map((delegation) => {
    const { parent, zone, glueLack, hasGlue, label } = delegation;
    const { box: above } = zones.find((card) => card.zone === parent)!;
    const { box: below } = zones.find((card) => card.zone === zone)!;
    return {
      key: `delegation ${zone}`,
      kind: glueLack ? `glue-${glueLack.severity}` : 'referral',
      ...wayDown(orientation, above, below, { bus: buses.get(`delegations ${parent}`) ?? null }),
      pill: delegationWords(delegation),
      subject: { kind: 'delegation', parent, zone },
      hasGlue,
      label,
    };
  });
}

/** More lines than these of one zone share a piece: those of its delegations, of its answers, and of its dependencies. */
const MOST_LINES = { delegations: 3, answers: 3, dependencies: 2 } as const;

/** Which lines of which zones share a piece, each with the number of that piece in the gutter beside its zone. */
type Buses = ReadonlyMap<`delegations ${DomainName}` | `answers ${DomainName}`, number>;

function busesOf({ delegations, lookups, zones }: PlacedGraph): Buses {
  const delegated = Map.groupBy(delegations, ({ parent }) => parent);
  const answered = Map.groupBy(
    lookups.flatMap(({ sources }) => sources),
    (zone) => zone,
  );
  const lanes: number[] = [];
  const buses = new Map<`delegations ${DomainName}` | `answers ${DomainName}`, number>();
  for (const { zone, column } of zones) {
    for (const [kind, counts] of [
      ['delegations', delegated],
      ['answers', answered],
    ] as const) {
      if ((counts.get(zone)?.length ?? 0) <= MOST_LINES[kind]) continue;
      const lane = lanes[column] ?? 0;
      buses.set(`${kind} ${zone}`, lane);
      lanes[column] = lane + 1;
    }
  }
  return buses;
}

/** Beside the edge of those that agree, from the lower port of the same card to the lower port of the other. */
function oddEdges({ oddReplies, zones, lookups, orientation }: PlacedGraph): Edge[] {
  return oddReplies.flatMap(({ key, zone, about, count, of, words, label }): Edge[] => {
    const from = zones.find((card) => card.zone === zone)?.box;
    const to =
      about.kind === 'delegation'
        ? zones.find((card) => card.zone === about.zone)?.box
        : lookups.find((card) => card.key === about.key)?.box;
    if (!from || !to) return [];
    return [
      {
        key,
        kind: 'odd',
        ...wayDown(orientation, from, to, { isOdd: true, toAnswer: about.kind === 'lookup' }),
        pill: oddWords({ count, of, words }, ODD_PILL_WIDTHS[about.kind]),
        subject:
          about.kind === 'delegation'
            ? { kind: 'delegation', parent: zone, zone: about.zone }
            : { kind: 'lookup', lookupId: about.lookupId },
        label,
      },
    ];
  });
}

/** What fits between the cards, the padding of the pill and its sign left out. */
const ODD_PILL_WIDTHS = { delegation: 72, lookup: 98 } as const;

function oddWords({ count, of, words }: Pick<OddReply, 'count' | 'of' | 'words'>, width: number): string {
  const ways = [`${count} of ${of}: ${words}`, `${count}: ${words}`, `${count} of ${of} differ`];
  return ways.find((way) => textWidth(way, 'pill') <= width) ?? `${count} differ`;
}

function delegationWords({ agreement, glueLack }: Delegation): string | null {
  if (glueLack) return `${glueLack.given} of ${glueLack.needed} glue`;
  return agreement.of === 0 ? null : `${agreement.count} of ${agreement.of}`;
}

function sourceEdges({ lookups, zones, orientation }: PlacedGraph, buses: Buses): Edge[] {
  return lookups.flatMap(({ key, box, sources, unanswered, lookupId }) =>
    sources.flatMap((source): Edge[] => {
      const zone = zones.find((card) => card.zone === source);
      if (!zone) return [];
      return [
        {
          key: `source ${source} ${key}`,
          kind: unanswered === null ? 'source' : unanswered.isUntested ? 'untested' : 'unanswered',
          ...wayDown(orientation, zone.box, box, {
            toAnswer: true,
            bus: buses.get(`answers ${source}`) ?? null,
          }),
          pill: unanswered && unansweredWords(unanswered),
          subject: { kind: 'lookup', lookupId },
          label: '',
        },
      ];
    }),
  );
}

function unansweredWords({ asked, isUntested }: NonNullable<LookupCard['unanswered']>): string {
  if (isUntested) return 'not asked';
  return asked === 0 ? 'no address to ask' : `0 of ${asked} answer`;
}

function aliasEdges({ aliases, lookups, orientation }: PlacedGraph): Edge[] {
  return aliases.flatMap(({ from, to, type, number, fromLookupId }): Edge[] => {
    const above = lookups.find(({ key }) => key === from);
    const below = lookups.find(({ key }) => key === to);
    if (!above || !below) return [];
    return [
      {
        key: `alias ${from}`,
        kind: 'alias',
        ...wayToNext(orientation, above.box, below.box),
        pill: `${type} ${number}`,
        subject: { kind: 'lookup', lookupId: fromLookupId },
        label: `${type} ${number}: ${above.name} is an alias of ${below.name}`,
      },
    ];
  });
}

function dependencyEdges({ dependencies, lookups, zones, orientation }: PlacedGraph): Edge[] {
  const drawn = dependencies.filter(
    ({ from, zone }) => lookups.some(({ key }) => key === from) && zones.some((card) => card.zone === zone),
  );
  const byZone = Map.groupBy(drawn, ({ zone }) => zone);
  const bundled = [...byZone.keys()].filter((zone) => byZone.get(zone)!.length > MOST_LINES.dependencies);
  return drawn.map(({ kind, from, zone, nameServer }, lane): Edge => {
    const { box } = lookups.find(({ key }) => key === from)!;
    const needing = zones.find((card) => card.zone === zone)!;
    const rowY = rowMiddle(needing, nameServer) ?? needing.box.height - PORT_Y;
    const bus = bundled.indexOf(zone);
    const bundle = bus === -1 ? null : byZone.get(zone)!;
    return {
      key: `dependency ${from} ${zone}`,
      kind: 'dependency',
      ...wayBack(orientation, box, needing.box, rowY, bundle ? { lane: bus, bus } : { lane, bus: null }),
      ...(bundle
        ? { pill: bundle[0]!.from === from ? bundleWords(bundle) : null, pillSubject: { kind: 'zone', zone } }
        : { pill: `address ${kind}` }),
      subject: { kind: 'name-server', zone, nameServer },
      label: `${zone}: address of its name server ${nameServer} ${kind}`,
    };
  });
}

/** What stands once on a line that many share. */
function bundleWords(bundle: readonly Dependency[]): string {
  const needed = bundle.filter(({ kind }) => kind === 'needed').length;
  if (needed === bundle.length) return `${needed} addresses needed`;
  return needed === 0 ? `${bundle.length} addresses checked` : `${needed} of ${bundle.length} needed`;
}
