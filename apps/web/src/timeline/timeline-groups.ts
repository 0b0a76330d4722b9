// The queries of the timeline under their zones and servers: what a folded group says in one line, and which are folded.
import type { DomainName, TraceState } from '@delegraph/model';
import { countText } from '../units.ts';
import type { Mark } from '../verdict/severity-glyph.tsx';
import type { TimelineRow } from './timeline-rows.ts';

/** The queries to one zone, or to one address as a server of it. */
export interface RowGroup {
  /** Stable while the trace grows. */
  key: string;
  kind: 'zone' | 'server';
  name: DomainName;
  /** Of a server. */
  address: string | null;
  rows: readonly TimelineRow[];
  /** Of a zone, by server, in the order of the picture. */
  servers: readonly RowGroup[];
  /** From the first packet sent to the last answer. */
  startMs: number;
  endMs: number;
  /** The worst of its queries, as a mark and in words. */
  mark: Mark;
  words: string;
}

/** One line of the timeline. */
export type TimelineItem =
  | { kind: 'group'; key: string; level: 1 | 2; group: RowGroup; isOpen: boolean }
  /** `level` 1: it stands by itself. 2: it is the only query to its server. 3: it is one of several. */
  | { kind: 'query'; key: string; level: 1 | 2 | 3; row: TimelineRow };

/** What somebody folded or unfolded by hand, by key. */
export type Folds = ReadonlyMap<string, boolean>;

/** So many queries are all shown at first: scrolling past them is quicker than unfolding. Of more, whoever is woken by a fault
 *  wants the servers at fault, and the others in one line each. A group that is still asked counts as healthy: it would
 *  fold itself up when its last answer comes. */
const FEW_QUERIES = 60;

/** The rows, which are in the order of their zones, under their zones and servers. */
export function groupRows(state: TraceState, rows: readonly TimelineRow[]): RowGroup[] {
  const byZone = Map.groupBy(rows, ({ zone }) => zone);
  return [...byZone].map(([name, zoneRows]) => zoneGroup(state, name, zoneRows));
}

/** Whether a group is open that nobody has touched. */
export function startsOpen(groups: readonly RowGroup[], isSearch: boolean): (group: RowGroup) => boolean {
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  if (isSearch || count <= FEW_QUERIES) return () => true;
  return ({ mark }) => mark === 'error' || mark === 'warning';
}

/** The lines that are to be seen, from top to bottom. A server with one query is that query: a heading would say the same. */
export function itemsOf(
  groups: readonly RowGroup[],
  folds: Folds,
  isOpenAtFirst: (group: RowGroup) => boolean,
): TimelineItem[] {
  const isOpen = (group: RowGroup) => folds.get(group.key) ?? isOpenAtFirst(group);
  return groups.flatMap((zone) => [
    groupItem(zone, 1, isOpen(zone)),
    ...(isOpen(zone) ? zone.servers : []).flatMap((server) => {
      const [only, ...others] = server.rows;
      if (others.length === 0) return [queryItem(only!, 2)];
      const rows = isOpen(server) ? server.rows.map((row) => queryItem(row, 3)) : [];
      return [groupItem(server, 2, isOpen(server)), ...rows];
    }),
  ]);
}

/** A query as a line of its own: where the order is not that of the zones, and where only a few are shown. */
export function queryItem(row: TimelineRow, level: 1 | 2 | 3 = 1): TimelineItem {
  return { kind: 'query', key: `hop:${row.hopId}`, level, row };
}

/** All of them folded, or unfolded. */
export function allFolds(groups: readonly RowGroup[], isOpen: boolean): Folds {
  return new Map(groups.flatMap((zone) => [zone, ...zone.servers].map(({ key }) => [key, isOpen])));
}

/** The folds with the groups round one query open. */
export function unfoldedTo(folds: Folds, { zone, nameServer, address }: TimelineRow): Folds {
  return new Map([...folds, [zoneKey(zone), true], [serverKey(zone, nameServer, address), true]]);
}

/** Where each query is to be seen: at its own line, or at the one of the group it is folded into. */
export function lineOfHop(items: readonly TimelineItem[]): Map<number, number> {
  const lines = new Map<number, number>();
  items.forEach((item, line) => {
    if (item.kind === 'query') lines.set(item.row.hopId, line);
    else if (!item.isOpen) for (const { hopId } of item.group.rows) lines.set(hopId, line);
  });
  return lines;
}

function groupItem(group: RowGroup, level: 1 | 2, isOpen: boolean): TimelineItem {
  return { kind: 'group', key: group.key, level, group, isOpen };
}

function zoneGroup(state: TraceState, name: DomainName, rows: readonly TimelineRow[]): RowGroup {
  const known = state.zones.find((zone) => zone.name === name)?.nameServers ?? [];
  const order = new Map(
    known
      .flatMap((server) => server.addresses.map(({ address }) => `${server.name} ${address}`))
      .map((server, index) => [server, index]),
  );
  const servers = [...Map.groupBy(rows, ({ nameServer, address }) => `${nameServer} ${address}`)]
    .toSorted(([one], [other]) => (order.get(one) ?? order.size) - (order.get(other) ?? order.size))
    .map(([, serverRows]) => serverGroup(serverRows));
  return {
    key: zoneKey(name),
    kind: 'zone',
    name,
    address: null,
    rows,
    servers,
    ...spanOf(rows),
    mark: markOf(rows),
    words: zoneWords(servers, rows),
  };
}

function serverGroup(rows: readonly TimelineRow[]): RowGroup {
  const { zone, nameServer, address, blame } = rows[0]!;
  return {
    key: serverKey(zone, nameServer, address),
    kind: 'server',
    name: nameServer,
    address,
    rows,
    servers: [],
    ...spanOf(rows),
    mark: markOf(rows),
    words: blame?.title ?? answeredWords(rows),
  };
}

function zoneKey(zone: DomainName): string {
  return `zone:${zone}`;
}

function serverKey(zone: DomainName, nameServer: DomainName, address: string): string {
  return `server:${zone} ${nameServer} ${address}`;
}

// A trace may hold tens of thousands of rows, which are too many for the arguments of `Math.min`.
function spanOf(rows: readonly TimelineRow[]): { startMs: number; endMs: number } {
  return {
    startMs: rows.reduce((least, row) => Math.min(least, row.startMs), Infinity),
    endMs: rows.reduce((most, row) => Math.max(most, row.endMs), 0),
  };
}

function markOf(rows: readonly TimelineRow[]): Mark {
  if (rows.some(({ blame }) => blame?.severity === 'error')) return 'error';
  if (rows.some(({ blame }) => blame)) return 'warning';
  if (rows.some(({ tone }) => tone === 'asking')) return 'pending';
  return rows.every(isAnswered) ? 'ok' : 'info';
}

function zoneWords(servers: readonly RowGroup[], rows: readonly TimelineRow[]): string {
  const blames = servers.flatMap((server) => server.rows[0]!.blame ?? []);
  if (blames.length === 0) return answeredWords(rows);
  const titles = new Set(blames.map(({ title }) => title));
  const seenBy = `${blames.length} of ${countText(servers.length, 'address', 'addresses')}`;
  return titles.size === 1 ? `${blames[0]!.title} at ${seenBy}` : `${seenBy} at fault`;
}

function answeredWords(rows: readonly TimelineRow[]): string {
  const answered = rows.filter(isAnswered).length;
  const asking = rows.filter(({ tone }) => tone === 'asking').length;
  if (asking > 0) return `${answered} of ${rows.length} answered so far`;
  if (answered === rows.length) return 'all answered';
  return answered === 0 ? 'none answered' : `${answered} of ${rows.length} answered`;
}

function isAnswered({ roundTripMs }: TimelineRow): boolean {
  return roundTripMs !== null;
}
