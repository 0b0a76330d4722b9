// The card of a zone from two traces: the servers of both, each with what became of it.
import type { ZoneState } from '@delegraph/model';
import type { Endpoint } from './endpoint.ts';
import type { OverlayChanges, OverlayMark } from './overlay-graph.ts';
import { type ServerRow, serverRows } from './server-rows.ts';
import type { TraceView } from './trace-view.ts';
import type { ZoneCard } from './zone-card.ts';

export interface MarkedZone {
  card: ZoneCard;
  /** By the key of the shape: of the card, its rows and its dots. */
  marks: ReadonlyMap<string, OverlayMark>;
}

/** One of them at least is there. */
interface Pair<Thing> {
  before: Thing | null;
  after: Thing | null;
}

interface ZoneInState {
  state: TraceView;
  zone: ZoneState;
}

/** More rows than this make a card too high for a picture. */
const MOST_ROWS = 12;

/** The sign and the word that stand in place of the time: how long an answer took is chance. */
export const MARK_WORDS: Readonly<Record<OverlayMark, string>> = {
  added: '+ added',
  removed: '− removed',
  changed: '≠ changed',
  same: '',
};

export function overlayZone(
  cards: Pair<ZoneCard>,
  states: Pair<ZoneInState>,
  changes: OverlayChanges,
): MarkedZone {
  const card = (cards.after ?? cards.before)!;
  const isDotted = card.dots.v4.length + card.dots.v6.length > 0;
  const marked = rowsOf(card, states, changes);
  // Beside dots only those servers have rows that have a fault, had one, or are not as they were.
  const shownNames = new Set(
    [cards.before, cards.after].flatMap((one) => one?.rows.map(({ nameServer }) => nameServer) ?? []),
  );
  const wanted = isDotted
    ? marked.filter(({ row, mark }) => mark !== 'same' || shownNames.has(row.nameServer))
    : marked;
  const byNeed = wanted.toSorted((a, b) => Number(a.mark === 'same') - Number(b.mark === 'same'));
  const chosen = new Set(byNeed.slice(0, MOST_ROWS));
  const rows = wanted.filter((row) => chosen.has(row));
  const dots = isDotted ? dotsOf(cards, states, changes) : { v4: [], v6: [], marks: [] };
  const mark = cardMark(cards, card, marked, changes);
  return {
    card: {
      ...card,
      summary: summaryOf(cards, card),
      rows: rows.map(({ row, mark: of }) => ({ ...row, time: MARK_WORDS[of] })),
      hiddenRows: wanted.length - rows.length,
      dots: { v4: dots.v4, v6: dots.v6 },
      progress: null,
    },
    marks: new Map([
      [`zone ${card.zone}`, mark],
      ...rows.map(({ row, mark: of }) => [rowKey(card, row), of] as const),
      ...dots.marks,
    ]),
  };
}

function cardMark(
  { before, after }: Pair<ZoneCard>,
  { zone }: ZoneCard,
  rows: readonly { mark: OverlayMark }[],
  changes: OverlayChanges,
): OverlayMark {
  if (!before) return 'added';
  if (!after) return 'removed';
  return changes.zones.has(zone) || rows.some(({ mark }) => mark !== 'same') ? 'changed' : 'same';
}

/** Every name server of both traces in the order of the later, with its mark. */
function rowsOf(
  { zone }: ZoneCard,
  states: Pair<ZoneInState>,
  changes: OverlayChanges,
): { row: ServerRow; mark: OverlayMark }[] {
  const [old, now] = [serversOf(states.before), serversOf(states.after)];
  const partners = new Map<ServerRow, ServerRow>();
  const pair = (fits: (one: ServerRow, other: ServerRow) => boolean) => {
    const taken = new Set(partners.values());
    for (const row of now) {
      if (partners.has(row)) continue;
      const partner = old.find(
        (each) => !taken.has(each) && each.nameServer === row.nameServer && fits(row, each),
      );
      if (!partner) continue;
      taken.add(partner);
      partners.set(row, partner);
    }
  };
  pair((one, other) => one.addresses.some((address) => other.addresses.includes(address)));
  // A server that has moved has another address under the same name.
  pair(() => true);
  const rows = now.map((row) => {
    const partner = partners.get(row);
    const isChanged = [...row.addresses, ...(partner?.addresses ?? [])].some((address) =>
      changes.addresses.has(`${zone} ${address}`),
    );
    const mark: OverlayMark = !partner ? 'added' : isChanged ? 'changed' : 'same';
    return { row, mark };
  });
  const known = new Set(now.map(({ nameServer }) => nameServer));
  const partnered = new Set(partners.values());
  // A second row of a server that stays was there for one of its addresses alone.
  const removed = old.filter((row) => !partnered.has(row) && !known.has(row.nameServer));
  return [...rows, ...removed.map((row) => ({ row, mark: 'removed' as const }))];
}

function dotsOf(cards: Pair<ZoneCard>, states: Pair<ZoneInState>, changes: OverlayChanges) {
  const { zone } = (cards.after ?? cards.before)!;
  const [earlier, later] = [addressesIn(states.before), addressesIn(states.after)];
  const shown = dottedIn(cards.after);
  const removed = dottedIn(cards.before).filter(
    ({ address }) => cards.after === null || !later.has(address ?? ''),
  );
  const all = [...shown, ...removed.filter((dot) => !shown.some(({ address }) => address === dot.address))];
  const markOf = ({ address }: Endpoint): OverlayMark => {
    if (!later.has(address!)) return 'removed';
    if (!earlier.has(address!)) return 'added';
    return changes.addresses.has(`${zone} ${address}`) ? 'changed' : 'same';
  };
  return {
    v4: all.filter((dot) => !isIpv6(dot)),
    v6: all.filter(isIpv6),
    marks: all.map((dot) => [`zone ${zone} dot ${dot.address}`, markOf(dot)] as const),
  };
}

function serversOf(side: ZoneInState | null): ServerRow[] {
  return side ? serverRows(side.state, side.zone) : [];
}

function dottedIn(card: ZoneCard | null): Endpoint[] {
  return [...(card?.dots.v4 ?? []), ...(card?.dots.v6 ?? [])];
}

function addressesIn(side: ZoneInState | null): Set<string> {
  const addresses = side?.zone.nameServers.flatMap((server) => server.addresses) ?? [];
  return new Set(addresses.map(({ address }) => address));
}

function isIpv6({ address }: Endpoint): boolean {
  return address?.includes(':') ?? false;
}

function summaryOf({ before, after }: Pair<ZoneCard>, { summary }: ZoneCard): string {
  if (!before || !after || before.summary === after.summary) return summary;
  const servers = before.summary.split(' · ').find((part) => part.endsWith(' NS'));
  const isSame = servers === undefined || summary.split(' · ').includes(servers);
  return isSame ? summary : `${summary} · was ${servers}`;
}

/** As draw-zone.ts names the shape of a row. */
function rowKey({ zone }: ZoneCard, { nameServer, addresses }: ServerRow): string {
  return `zone ${zone} row ${nameServer} ${addresses[0] ?? ''}`;
}
