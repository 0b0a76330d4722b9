// The trace as a tree of rows: zones, their servers, and the answers. The same facts as the picture, for reading.
import {
  type LookupState,
  type TraceState,
  type ZoneState,
  ROOT,
  SEVERITIES,
  isZoneSettled,
  traceOutcome,
} from '@delegraph/model';
import { type Selection, selectionText } from '../selection.ts';
import { type Standing, standingOfAddress, standingOfServer, worstOf } from '../standing.ts';
import { toldLookups } from '../told-lookups.ts';
import { countText, durationText } from '../units.ts';
import type { Mark } from '../verdict/severity-glyph.tsx';

export interface OutlineRow {
  /** Stable while the trace grows. */
  id: string;
  kind: 'zone' | 'servers' | 'server' | 'address' | 'answer';
  name: string;
  mark: Mark;
  state: string;
  addresses: string;
  time: string;
  /** What a click selects. */
  selection: Selection;
  children: OutlineRow[];
  /** Whether its children are shown until a person folds or unfolds it. */
  startsOpen: boolean;
}

/** So many servers are shown by themselves; the thirteen of a healthy TLD are not. */
const FEW_SERVERS = 4;

/** The root of the tree, or null before the first event. */
export function outlineTree(state: TraceState): OutlineRow | null {
  const root = state.zones.find(({ name }) => name === ROOT);
  return root ? zoneRow(state, root) : null;
}

/** The row with only those below it that have a problem or lead to one, and with the answers, which say what was asked. */
export function problemsOf(row: OutlineRow): OutlineRow {
  const children = row.children
    .filter((child) => child.kind === 'answer' || rowsWithin(child).some(isProblem))
    .map(problemsOf);
  return { ...row, children };
}

/** The row and all below it. */
export function rowsWithin(row: OutlineRow): OutlineRow[] {
  return [row, ...row.children.flatMap(rowsWithin)];
}

function isProblem({ mark }: OutlineRow): boolean {
  return mark === 'error' || mark === 'warning';
}

function zoneRow(state: TraceState, zone: ZoneState): OutlineRow {
  const selection: Selection = { kind: 'zone', zone: zone.name };
  const findings = state.findings.filter(
    (finding) => finding.zone === zone.name && finding.scope !== 'trace',
  );
  const severity = SEVERITIES.find(
    (each) => each !== 'info' && findings.some((finding) => finding.severity === each),
  );
  const servers = serversRow(state, zone);
  const isPending = !isZoneSettled(state, zone);
  const children = [
    servers,
    ...toldLookups(state)
      .filter((lookup) => answeringZone(state, lookup) === zone.name)
      .map((it) => answerRow(state, it)),
    ...state.zones.filter(({ parent }) => parent === zone.name).map((child) => zoneRow(state, child)),
  ];
  return {
    id: selectionText(selection),
    kind: 'zone',
    name: zone.name === ROOT ? '. (root)' : zone.name,
    mark: severity ?? (isPending ? 'pending' : 'ok'),
    state: severity
      ? countText(findings.filter((finding) => finding.severity === severity).length, severity)
      : '',
    addresses: servers.addresses,
    time: servers.time,
    selection,
    children,
    startsOpen: true,
  };
}

function serversRow(state: TraceState, zone: ZoneState): OutlineRow {
  const standings = zone.nameServers.map(({ name }) => standingOfServer(state, zone, name));
  const worst = worstOf(standings);
  const addresses = new Set(
    zone.nameServers.flatMap((server) => server.addresses.map(({ address }) => address)),
  );
  return {
    id: `servers:${zone.name}`,
    kind: 'servers',
    name: countText(zone.nameServers.length, 'name server'),
    mark: worst?.mark ?? 'untested',
    state: serversText(standings),
    addresses: countText(addresses.size, 'address', 'addresses'),
    time: timeText(worst),
    selection: { kind: 'zone', zone: zone.name },
    children: zone.nameServers.map(({ name }) => serverRow(state, zone, name)),
    startsOpen:
      zone.nameServers.length <= FEW_SERVERS || worst?.mark === 'error' || worst?.mark === 'warning',
  };
}

function serverRow(state: TraceState, zone: ZoneState, name: ZoneState['name']): OutlineRow {
  const selection: Selection = { kind: 'name-server', zone: zone.name, nameServer: name };
  const standing = standingOfServer(state, zone, name);
  const addresses = zone.nameServers.find((server) => server.name === name)?.addresses ?? [];
  return {
    id: selectionText(selection),
    kind: 'server',
    name,
    mark: standing.mark,
    state: standing.words,
    addresses:
      addresses.length === 1 ? addresses[0]!.address : countText(addresses.length, 'address', 'addresses'),
    time: timeText(standing),
    selection:
      addresses.length === 1
        ? { kind: 'address', zone: zone.name, address: addresses[0]!.address }
        : selection,
    children:
      addresses.length < 2 ? [] : addresses.map(({ address }) => addressRow(state, zone, name, address)),
    startsOpen: false,
  };
}

function addressRow(state: TraceState, zone: ZoneState, server: string, address: string): OutlineRow {
  const standing = standingOfAddress(state, zone.name, address);
  return {
    id: `${server} ${address} of ${zone.name}`,
    kind: 'address',
    name: address,
    mark: standing.mark,
    state: standing.words,
    addresses: '',
    time: timeText(standing),
    selection: { kind: 'address', zone: zone.name, address },
    children: [],
    startsOpen: false,
  };
}

function answerRow(state: TraceState, lookup: LookupState): OutlineRow {
  const selection: Selection = { kind: 'lookup', lookupId: lookup.id };
  const isFinal = traceOutcome(state)?.kind === 'answer' && ['question', 'alias'].includes(lookup.purpose);
  return {
    id: selectionText(selection),
    kind: 'answer',
    name: `${lookup.question.name} ${lookup.question.type}`,
    mark: isFinal ? 'ok' : 'info',
    state: answerText(lookup),
    addresses: '',
    time: lookup.endedAtMs === null ? '' : durationText(lookup.endedAtMs),
    selection,
    children: [],
    startsOpen: false,
  };
}

function serversText(standings: readonly Standing[]): string {
  const faulty = standings.filter(({ mark }) => mark === 'error' || mark === 'warning').length;
  const answering = standings.filter(({ mark }) => mark === 'ok').length;
  const isAsking = standings.some(({ mark }) => mark === 'pending');
  if (faulty > 0) return `${faulty} of ${standings.length} at fault`;
  if (isAsking) return `${answering} of ${standings.length} so far`;
  if (answering === standings.length) return 'all answer';
  return answering === 0 ? 'not asked' : `${answering} of ${standings.length} answer`;
}

function answerText({ outcome }: LookupState): string {
  switch (outcome?.kind) {
    case 'answer':
      return outcome.records.map(({ data }) => data).join(', ');
    case 'alias':
      return `${outcome.link.type} to ${outcome.link.target}`;
    case 'nodata':
      return 'no record of this type';
    case 'nxdomain':
      return 'the name does not exist';
    default:
      return 'no answer';
  }
}

function answeringZone(state: TraceState, { outcome }: LookupState) {
  return outcome && 'hopId' in outcome ? state.hops[outcome.hopId]?.zone : undefined;
}

function timeText(standing: Standing | null): string {
  return standing === null || standing.elapsedMs === null ? '' : durationText(standing.elapsedMs);
}
