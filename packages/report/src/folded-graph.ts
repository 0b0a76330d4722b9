// The picture of a trace as boxes with lines of text, at several levels of detail: what Mermaid and Graphviz draw.
import { type DelegationGraph, findingWords } from '@delegraph/diagram';
import { type DomainName, withFinalDot } from '@delegraph/model';
import { shortened } from './visible-text.ts';

export type Mark = 'err' | 'warn' | 'note' | 'ok' | 'idle';

export interface FoldedGraph {
  zones: FoldedZone[];
  delegations: FoldedEdge[];
  /** The question, its aliases, and the name servers that had to be looked up. */
  answers: FoldedBox[];
  /** From a zone to an answer it gave. */
  sources: FoldedEdge[];
  aliases: FoldedEdge[];
  /** From the answer that told an address to the zone that needs it. */
  dependencies: FoldedEdge[];
  /** How many zones are left out. */
  hiddenZones: number;
}

export interface FoldedZone {
  key: string;
  title: string;
  mark: Mark;
  boxes: FoldedBox[];
}

export interface FoldedBox {
  key: string;
  lines: string[];
  mark: Mark;
}

export interface FoldedEdge {
  from: string;
  to: string;
  label: string;
  mark: Mark;
}

/** How much is shown; each field leaves something out. */
export interface Detail {
  showsAddresses: boolean;
  /** Else only servers with a fault have a box of their own. */
  showsAllServers: boolean;
  showsAddressLookups: boolean;
  mostServers: number;
  mostZones: number;
  mostAnswers: number;
  mostLines: number;
  /** Characters of a name, and of every other line. */
  mostCharacters: number;
}

/** From everything to what fits anywhere. */
export const DETAILS: readonly Detail[] = [
  detail({}),
  detail({ showsAddresses: false, mostCharacters: 80 }),
  detail({ showsAddresses: false, showsAllServers: false, mostCharacters: 60 }),
  detail({
    showsAddresses: false,
    showsAllServers: false,
    showsAddressLookups: false,
    mostServers: 3,
    mostCharacters: 40,
  }),
  ...[8, 6, 4, 3].map((most) =>
    detail({
      showsAddresses: false,
      showsAllServers: false,
      showsAddressLookups: false,
      mostServers: 2,
      mostZones: most,
      mostAnswers: most,
      mostLines: 2,
      mostCharacters: 24,
    }),
  ),
];

/** The picture at one level of detail. Keys are letters and digits, made here: nothing in them comes from strangers. */
export function foldedGraph(graph: DelegationGraph, wanted: Detail = DETAILS[0]!): FoldedGraph {
  const zones = importantZones(graph, wanted.mostZones);
  const zoneKeys = new Map(zones.map(({ zone }, index) => [zone, `z${index}`]));
  const answers = graph.lookups
    .filter(({ kind }) => wanted.showsAddressLookups || kind !== 'address')
    .slice(0, wanted.mostAnswers);
  const answerKeys = new Map(answers.map(({ key }, index) => [key, `a${index}`]));
  const line = (text: string) => shortened(text, wanted.mostCharacters);
  const name = (text: DomainName) => line(withFinalDot(text));
  return {
    zones: zones.map((card) => ({
      key: zoneKeys.get(card.zone)!,
      title: name(card.zone),
      mark: card.severity === null ? 'ok' : FAULT_MARKS[card.severity],
      boxes: boxesOf(card, zoneKeys.get(card.zone)!, wanted, line),
    })),
    delegations: graph.delegations.flatMap(({ parent, zone, agreement, glueLack }) => {
      const said = agreement.count === agreement.of ? '' : `${agreement.count} of ${agreement.of} refer`;
      const glue = glueLack ? `glue ${glueLack.given} of ${glueLack.needed}` : '';
      const mark = glueLack ? FAULT_MARKS[glueLack.severity] : 'ok';
      return edge(zoneKeys.get(parent), zoneKeys.get(zone), [said, glue].filter(Boolean).join(', '), mark);
    }),
    answers: answers.map((card) => ({
      key: answerKeys.get(card.key)!,
      lines: [name(card.name), ...limited(card.lines, wanted.mostLines).map(line)],
      mark: ANSWER_MARKS[card.kind],
    })),
    sources: answers.flatMap((card) =>
      card.sources.flatMap((zone) => edge(zoneKeys.get(zone), answerKeys.get(card.key), '', 'ok')),
    ),
    aliases: graph.aliases.flatMap(({ from, to, type }) =>
      edge(answerKeys.get(from), answerKeys.get(to), type, 'ok'),
    ),
    dependencies: graph.dependencies.flatMap(({ kind, from, zone }) =>
      edge(answerKeys.get(from), zoneKeys.get(zone), `address ${kind}`, 'idle'),
    ),
    hiddenZones: graph.zones.length - zones.length,
  };
}

type ZoneCard = DelegationGraph['zones'][number];
type ServerRow = ZoneCard['rows'][number];

const FAULT_MARKS = { error: 'err', warning: 'warn', notice: 'note' } as const;

const ANSWER_MARKS: Readonly<Record<DelegationGraph['lookups'][number]['kind'], Mark>> = {
  asking: 'idle',
  answer: 'ok',
  alias: 'ok',
  nodata: 'note',
  nxdomain: 'err',
  failed: 'err',
  cut: 'idle',
  address: 'ok',
};

/** The first zones of the way to the question, then those with a fault, then others; in the order of the picture. */
function importantZones({ zones }: DelegationGraph, most: number): readonly ZoneCard[] {
  if (zones.length <= most) return zones;
  const weight = ({ zone, branch, severity }: ZoneCard) =>
    zone === '.' ? 0 : branch === 0 ? 1 : severity === 'error' ? 2 : severity === 'warning' ? 3 : 4;
  const kept = new Set(zones.toSorted((one, other) => weight(one) - weight(other)).slice(0, most));
  return zones.filter((card) => kept.has(card));
}

/** A box with the count of the servers, unless each has its own. */
function boxesOf(card: ZoneCard, key: string, wanted: Detail, line: (text: string) => string): FoldedBox[] {
  const own = card.rows.filter(({ finding }) => wanted.showsAllServers || finding !== null);
  const shown = own.slice(0, wanted.mostServers);
  const all = card.progress === null && card.hiddenRows === 0 && shown.length === card.rows.length;
  const boxes = shown.map((row, index) => ({
    key: `${key}s${index}`,
    lines: rowLines(row, wanted).map(line),
    mark: rowMark(row),
  }));
  if (all && boxes.length > 0) return boxes;
  const hidden = own.length - shown.length + card.hiddenRows;
  const more = hidden > 0 ? [`${hidden} more with a fault`] : [];
  return [{ key: `${key}n`, lines: [card.summary, ...more].map(line), mark: 'ok' }, ...boxes];
}

function rowLines({ nameServer, addresses, finding }: ServerRow, { showsAddresses }: Detail): string[] {
  const words = finding ? [findingWords(finding)] : [];
  return [withFinalDot(nameServer), ...(showsAddresses ? addresses : []), ...words];
}

function rowMark({ standing }: ServerRow): Mark {
  switch (standing) {
    case 'error':
    case 'warning':
    case 'notice':
      return FAULT_MARKS[standing];
    case 'ok':
      return 'ok';
    default:
      return 'idle';
  }
}

function limited(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `+${lines.length - most + 1} more`];
}

/** Nothing where one of the ends is left out. */
function edge(from: string | undefined, to: string | undefined, label: string, mark: Mark): FoldedEdge[] {
  return from === undefined || to === undefined ? [] : [{ from, to, label, mark }];
}

function detail(less: Partial<Detail>): Detail {
  return {
    showsAddresses: true,
    showsAllServers: true,
    showsAddressLookups: true,
    mostServers: Infinity,
    mostZones: Infinity,
    mostAnswers: Infinity,
    mostLines: Infinity,
    mostCharacters: 300,
    ...less,
  };
}
