// A trace as a graph for Graphviz. File suffix .dot.
import { delegationGraph, graphWithoutAddresses } from '@delegraph/diagram';
import type { TraceState } from '@delegraph/model';
import { type FoldedBox, type FoldedEdge, type FoldedZone, type Mark, foldedGraph } from './folded-graph.ts';
import { type Discretion, headlineOf } from './trace-words.ts';
import { visibleText } from './visible-text.ts';

/** The whole picture, for `dot -Tsvg`; zones are clusters. */
export function graphvizForm(state: TraceState, { addresses = true }: Discretion = {}): string {
  const whole = delegationGraph(state);
  const graph = foldedGraph(addresses ? whole : graphWithoutAddresses(whole));
  const doors = new Map(graph.zones.map((zone) => [zone.key, zone.boxes[0]!.key]));
  const lines = [
    'digraph delegation {',
    `  graph [rankdir=LR, compound=true, fontname="Helvetica", label=${quoted([headlineOf(state, { addresses })])}, labelloc=t];`,
    '  node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...graph.zones.flatMap(clusterLines),
    ...graph.answers.map((box) => `  ${boxText(box)}`),
    ...graph.delegations.map((edge) => edgeText(edge, doors)),
    ...graph.sources.map((edge) => edgeText(edge, doors, 'style=dotted')),
    ...graph.aliases.map((edge) => edgeText(edge, doors, 'style=bold')),
    ...graph.dependencies.map((edge) => edgeText(edge, doors, 'style=dashed')),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** Fill and line of each mark. */
const COLOURS: Readonly<Record<Mark, string>> = {
  ok: 'fillcolor="#e8f5ec", color="#2f7d4f"',
  note: 'fillcolor="#e7f0fb", color="#3b6fb5"',
  warn: 'fillcolor="#fdf1d6", color="#a86b00", penwidth=2',
  err: 'fillcolor="#fde4e1", color="#c0341d", penwidth=3',
  idle: 'fillcolor="#eeeeee", color="#777777"',
};

/** A zone without a fault: its servers say that they are well. */
const PLAIN = 'fillcolor="#fafafa", color="#999999"';

function clusterLines({ key, title, mark, boxes }: FoldedZone): string[] {
  return [
    `  subgraph cluster_${key} {`,
    `    graph [label=${quoted([title])}, style="rounded,filled", ${mark === 'ok' ? PLAIN : COLOURS[mark]}];`,
    ...boxes.map((box) => `    ${boxText(box)}`),
    '  }',
  ];
}

function boxText({ key, lines, mark }: FoldedBox): string {
  return `${key} [label=${quoted(lines)}, ${COLOURS[mark]}];`;
}

/** An edge to or from a zone ends at the border of its cluster. */
function edgeText(
  { from, to, label, mark }: FoldedEdge,
  doors: ReadonlyMap<string, string>,
  style = '',
): string {
  const attributes = [
    label === '' ? '' : `label=${quoted([label])}`,
    doors.has(from) ? `ltail=cluster_${from}` : '',
    doors.has(to) ? `lhead=cluster_${to}` : '',
    mark === 'err' || mark === 'warn' ? `color="${mark === 'err' ? '#c0341d' : '#a86b00'}"` : '',
    style,
  ].filter((attribute) => attribute !== '');
  const list = attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`;
  return `  ${doors.get(from) ?? from} -> ${doors.get(to) ?? to}${list};`;
}

/** A label: backslashes and quotes are Graphviz' own, and so are the character references of HTML. */
function quoted(lines: readonly string[]): string {
  const texts = lines.map((line) =>
    visibleText(line)
      .replaceAll('&', '&amp;')
      .replace(/[\\"]/g, String.raw`\$&`),
  );
  return `"${texts.join(String.raw`\n`)}"`;
}
