// Lines from server to server, for one that is selected: which servers of the zone above named it in their referrals. All of
// them at once would be a knot; those of one show at a glance who leaves it out.
import { type DomainName, type ResourceRecord, type TraceState, targetOf, zoneNamed } from '@delegraph/model';
import { dotPlaces } from './draw-dots.ts';
import { rowSignPlaces } from './draw-zone.ts';
import type { PlacedGraph } from './place-graph.ts';
import { pathOf } from './edge-course.ts';
import type { Point } from './ports.ts';
import type { Shape } from './scene.ts';
import { circle, group, path } from './shapes.ts';

/** A name server of a zone, or one of its addresses. */
export interface SelectedServer {
  zone: DomainName;
  nameServer?: DomainName;
  address?: string;
}

/** Decoration to lay over the scene of `placed`: it repeats what the referrals say, so it has no names of its own. Empty where
 *  the zone or the one above it has no card, or the server has no place in it. */
export function serverLines(state: TraceState, placed: PlacedGraph, selected: SelectedServer): Shape[] {
  const zone = zoneNamed(state, selected.zone);
  const below = placed.zones.find((card) => card.zone === selected.zone);
  const above = placed.zones.find((card) => card.zone === zone?.parent);
  if (!zone || !below || !above) return [];
  const names = zone.nameServers.filter(({ name, addresses }) =>
    selected.address === undefined
      ? name === selected.nameServer
      : addresses.some(({ address }) => address === selected.address),
  );
  const addresses = new Set(
    selected.address === undefined
      ? names.flatMap((server) => server.addresses.map(({ address }) => address))
      : [selected.address],
  );
  const end = placesOf(
    below,
    [...addresses],
    names.map(({ name }) => name),
  )[0];
  if (!end) return [];
  const tellers = referrers(state, above.zone, zone.name, new Set(names.map(({ name }) => name)));
  const starts = placesOf(above, [...tellers], []);
  return starts.length === 0 ? [] : [drawLines(selected.zone, starts, end)];
}

/** The addresses of the servers of `parent` whose referral to `zone` has one of the names. */
function referrers(
  state: TraceState,
  parent: DomainName,
  zone: DomainName,
  names: ReadonlySet<DomainName>,
): ReadonlySet<string> {
  const isNamed = (record: ResourceRecord): boolean => {
    const target = record.type === 'NS' && record.name === zone ? targetOf(record) : null;
    return target !== null && names.has(target);
  };
  return new Set(
    state.hops.flatMap(({ zone: asked, address, result }) => {
      if (asked !== parent || result.status !== 'answered') return [];
      const { response, message } = result;
      return response.kind === 'referral' && response.zone === zone && message.authority.some(isNamed)
        ? [address]
        : [];
    }),
  );
}

/** Where the servers stand in the card: at their dots, else at their rows. */
function placesOf(
  card: PlacedGraph['zones'][number],
  addresses: readonly string[],
  nameServers: readonly DomainName[],
): Point[] {
  const dots = dotPlaces(card);
  const rows = rowSignPlaces(card);
  const places = [
    ...addresses.map((address) => rows.get(address) ?? dots.get(address)),
    ...nameServers.map((name) => rows.get(name)),
  ].filter((place) => place !== undefined);
  // Two addresses of one server may share its row.
  const distinct = new Map(places.map((place) => [`${place.x} ${place.y}`, place]));
  return [...distinct.values()].map(({ x, y }) => ({ x: card.box.x + x, y: card.box.y + y }));
}

function drawLines(zone: DomainName, starts: readonly Point[], end: Point): Shape {
  const isDown = starts.every(({ y }) => y < end.y) && starts.every(({ x }) => Math.abs(x - end.x) < 300);
  return group(`told ${zone}`, 'told', [
    ...starts.map((from, index) =>
      path(
        `told ${zone} line ${index}`,
        'line line--told',
        pathOf({ from, to: end, course: isDown ? { kind: 'down', turnY: from.y } : { kind: 'across' } }),
      ),
    ),
    ...starts.map((from, index) =>
      circle(`told ${zone} start ${index}`, 'told-start', { ...from, radius: 7 }),
    ),
    circle(`told ${zone} end`, 'told-end', { ...end, radius: 8 }),
  ]);
}
