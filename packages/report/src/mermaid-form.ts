// A trace as a Mermaid flowchart, for READMEs, issues and wikis that draw it themselves. File suffix .mmd.
import { type GraphScope, delegationGraph, graphWithoutAddresses } from '@delegraph/diagram';
import { type TraceState, carriedProvenanceText } from '@delegraph/model';
import { DETAILS, type FoldedBox, type FoldedEdge, type FoldedGraph, foldedGraph } from './folded-graph.ts';
import type { Discretion } from './trace-words.ts';
import { visibleText } from './visible-text.ts';

/** Gitea draws at most 5,000 characters; this leaves room for a fence around it. */
export const MOST_MERMAID_CHARACTERS = 4500;

/** The flowchart, with as much detail as fits. It has no links: GitHub does not let anybody click them. */
export function mermaidForm(
  state: TraceState,
  { scope = 'all', addresses = true }: Discretion & { scope?: GraphScope } = {},
): string {
  const whole = delegationGraph(state, scope);
  const graph = addresses ? whole : graphWithoutAddresses(whole);
  const provenance = carriedProvenanceText(state);
  // As a box of its own: a comment would not be drawn.
  const mark = provenance === null ? [] : [`uploaded["${escaped(provenance)}"]:::idle`];
  let text = '';
  for (const wanted of DETAILS) {
    text = mermaidText(foldedGraph(graph, wanted), mark);
    if (text.length < MOST_MERMAID_CHARACTERS) break;
  }
  return text;
}

/** A fill, a line and a text that can be read on each other in the light and the dark theme. */
const CLASSES = [
  'classDef ok fill:#e8f5ec,stroke:#2f7d4f,color:#12261a',
  'classDef note fill:#e7f0fb,stroke:#3b6fb5,color:#11233d',
  'classDef warn fill:#fdf1d6,stroke:#a86b00,stroke-width:2px,color:#33240a',
  'classDef err fill:#fde4e1,stroke:#c0341d,stroke-width:3px,color:#3d100a',
  'classDef idle fill:#eeeeee,stroke:#777777,stroke-dasharray:4 3,color:#222222',
];

function mermaidText(graph: FoldedGraph, mark: readonly string[]): string {
  const { zones, delegations, answers, sources, aliases, dependencies, hiddenZones } = graph;
  const lines = [
    'flowchart LR',
    ...mark,
    ...zones.flatMap(({ key, title, boxes }) => [
      `subgraph ${key}["${escaped(title)}"]`,
      // Servers stand below each other: the chart is wide enough as it is.
      'direction LR',
      ...boxes.map((box) => boxText(box, ['[', ']'])),
      'end',
    ]),
    ...answers.map((box) => boxText(box, ['([', '])'])),
    ...(hiddenZones > 0 ? [`more["and ${hiddenZones} more zones"]:::idle`] : []),
    ...delegations.map((edge) => edgeText(edge, '-->')),
    ...sources.map((edge) => edgeText(edge, '-->')),
    ...aliases.map((edge) => edgeText(edge, '==>')),
    ...dependencies.map((edge) => edgeText(edge, '-.->')),
    ...zones.filter(({ mark }) => mark !== 'ok').map(({ key, mark }) => `class ${key} ${mark}`),
    ...CLASSES,
  ];
  return `${lines.join('\n')}\n`;
}

function boxText({ key, lines, mark }: FoldedBox, [open, close]: readonly [string, string]): string {
  return `${key}${open}"${lines.map(escaped).join('<br/>')}"${close}:::${mark}`;
}

function edgeText({ from, to, label, mark }: FoldedEdge, arrow: string): string {
  const words = mark === 'err' || mark === 'warn' ? `${mark === 'err' ? '✖' : '▲'} ${label}` : label;
  return words === '' ? `${from} ${arrow} ${to}` : `${from} ${arrow}|"${escaped(words)}"| ${to}`;
}

/** Everything but letters, digits and what can do nothing as an entity of Mermaid's own: the number of its character.
 *  Mermaid looks for formulas and icons only after it has read these, so what would begin one is written as RFC 1035 5.1
 *  writes it, which in a name means the same. */
function escaped(text: string): string {
  return visibleText(text)
    .replace(/\\?\$/g, String.raw`\036`)
    .replace(/(?<=\bfa\w?):(?=fa-)/g, String.raw`\058`)
    .replace(/[^\p{L}\p{N} .,+✖▲…·_-]/gu, (char) => `#${char.codePointAt(0)};`);
}
