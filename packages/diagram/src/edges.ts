// The edges of the picture with their two ends: who joins whom, at which points, in which words.
import { ODD_PORT_Y, PORT_Y } from './card-size.ts';
import type { Delegation } from './delegation.ts';
import { rowMiddle } from './draw-zone.ts';
import type { OddReply } from './odd-replies.ts';
import type { PlacedGraph } from './place-graph.ts';
import type { Subject } from './scene.ts';
import { textWidth } from './text-width.ts';

export interface Point {
  x: number;
  y: number;
}

/** `source`: whose servers gave an answer. `glue-…`: a delegation that lacks glue. `odd`: servers that did not say what
 *  their siblings said. */
export type EdgeKind = 'referral' | 'glue-warning' | 'glue-error' | 'source' | 'alias' | 'dependency' | 'odd';

export interface Edge {
  key: string;
  kind: EdgeKind;
  from: Point;
  /** Where the tip of its arrow touches. */
  to: Point;
  /** The words on it; null for none. */
  pill: string | null;
  subject: Subject;
  /** The accessible name; empty where the cards say it already. */
  label: string;
}

/** All edges, from back to front. */
export function edgesOf(graph: PlacedGraph): Edge[] {
  return [
    ...sourceEdges(graph),
    ...delegationEdges(graph),
    ...oddEdges(graph),
    ...dependencyEdges(graph),
    ...aliasEdges(graph),
  ];
}

function delegationEdges({ delegations, zones }: PlacedGraph): Edge[] {
  return delegations.map((delegation) => {
    const { parent, zone, glueLack, label } = delegation;
    const { box: above } = zones.find((card) => card.zone === parent)!;
    const { box: below } = zones.find((card) => card.zone === zone)!;
    return {
      key: `delegation ${zone}`,
      kind: glueLack ? `glue-${glueLack.severity}` : 'referral',
      from: { x: above.x + above.width, y: above.y + PORT_Y },
      to: { x: below.x, y: below.y + PORT_Y },
      pill: delegationWords(delegation),
      subject: { kind: 'delegation', parent, zone },
      label,
    };
  });
}

/** Beside the edge of those that agree, from the lower port of the same card to the lower port of the other. */
function oddEdges({ oddReplies, zones, lookups }: PlacedGraph): Edge[] {
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
        from: { x: from.x + from.width, y: from.y + ODD_PORT_Y },
        to: { x: to.x, y: to.y + ODD_PORT_Y },
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

function sourceEdges({ lookups, zones }: PlacedGraph): Edge[] {
  return lookups.flatMap(({ key, box, sources, lookupId }) =>
    sources.flatMap((source): Edge[] => {
      const zone = zones.find((card) => card.zone === source);
      if (!zone) return [];
      return [
        {
          key: `source ${source} ${key}`,
          kind: 'source',
          from: { x: zone.box.x + zone.box.width, y: zone.box.y + PORT_Y },
          to: { x: box.x, y: box.y + PORT_Y },
          pill: null,
          subject: { kind: 'lookup', lookupId },
          label: '',
        },
      ];
    }),
  );
}

function aliasEdges({ aliases, lookups }: PlacedGraph): Edge[] {
  return aliases.flatMap(({ from, to, type, number, fromLookupId }): Edge[] => {
    const above = lookups.find(({ key }) => key === from);
    const below = lookups.find(({ key }) => key === to);
    if (!above || !below) return [];
    const x = above.box.x + above.box.width / 2;
    return [
      {
        key: `alias ${from}`,
        kind: 'alias',
        from: { x, y: above.box.y + above.box.height },
        to: { x, y: below.box.y },
        pill: `${type} ${number}`,
        subject: { kind: 'lookup', lookupId: fromLookupId },
        label: `${type} ${number}: ${above.name} is an alias of ${below.name}`,
      },
    ];
  });
}

function dependencyEdges({ dependencies, lookups, zones }: PlacedGraph): Edge[] {
  return dependencies.flatMap(({ kind, from, zone, nameServer }): Edge[] => {
    const needed = lookups.find(({ key }) => key === from);
    const needing = zones.find((card) => card.zone === zone);
    if (!needed || !needing) return [];
    const { box } = needing;
    return [
      {
        key: `dependency ${from} ${zone}`,
        kind: 'dependency',
        from: { x: needed.box.x, y: needed.box.y + needed.box.height - PORT_Y },
        to: { x: box.x + box.width, y: box.y + (rowMiddle(needing, nameServer) ?? box.height - PORT_Y) },
        pill: `address ${kind}`,
        subject: { kind: 'name-server', zone, nameServer },
        label: `${zone}: address of its name server ${nameServer} ${kind}`,
      },
    ];
  });
}
