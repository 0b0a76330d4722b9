// The frame round an exported graph: the verdict above it, the findings and what the lines mean below.
import type { Severity } from '@delegraph/model';
import { type Caption, TONE_WORDS, descriptionOf } from './caption.ts';
import { edgesOf } from './edges.ts';
import { buildScene } from './build-scene.ts';
import { beadAt } from './draw-edge.ts';
import { standingGlyph, toneGlyph } from './glyphs.ts';
import { GLUE_WORDS, LINE_WORDS } from './legend.ts';
import type { Picture } from './picture.ts';
import type { PlacedGraph } from './place-graph.ts';
import { countText } from './quantity-text.ts';
import type { Shape } from './scene.ts';
import { circle, path, text } from './shapes.ts';
import { textWidth } from './text-width.ts';
import { wrapText } from './wrap.ts';

const MARGIN = 28;
const HEADLINE_LINES = 3;
const HEADLINE_PITCH = 28;
const FINDING_LINES = 2;
const LINE_PITCH = 17;
const FINDING_GAP = 12;
const TEXT_X = MARGIN + 24;
/** The rest is in the trace. */
const MOST_FINDINGS = 8;
/** With so few kinds of lines the words on them are enough. */
const KINDS_WITHOUT_LEGEND = 2;
const GLYPH_SCALE = 1.7;

const SEVERITY_WORDS: Record<Severity, string> = {
  error: 'Error',
  warning: 'Warning',
  notice: 'Notice',
  info: 'Fact',
};

/** The graph with its caption, as a picture that explains itself where it is pasted. */
export function framePicture(graph: PlacedGraph, caption: Caption): Picture {
  const scene = buildScene(graph);
  const { width } = graph;
  const head = drawHead(caption, width);
  const listed = drawFindings(caption, width, head.height + graph.height);
  const foot = drawFoot(graph, caption, head.height + graph.height + listed.height);
  return {
    width,
    height: head.height + graph.height + listed.height + foot.height,
    title: `${caption.question}: ${caption.verdict}`,
    description: descriptionOf(caption),
    layers: [
      { scene: { shapes: head.shapes }, className: 'frame', x: 0, y: 0, scale: 1 },
      { scene: { shapes: head.sign }, className: 'frame', x: MARGIN + 10, y: 37, scale: GLYPH_SCALE },
      { scene, className: 'diagram', x: 0, y: head.height, scale: 1 },
      { scene: { shapes: [...listed.shapes, ...foot.shapes] }, className: 'frame', x: 0, y: 0, scale: 1 },
    ],
  };
}

function drawHead({ verdict, tone, question, reservation, facts }: Caption, width: number) {
  const sentence = tone === 'running' ? `${TONE_WORDS.running}, not final: ${verdict}` : verdict;
  const x = MARGIN + 32;
  const lines = wrapText(sentence, 'headline', width - x - MARGIN, HEADLINE_LINES);
  const factsY = 44 + lines.length * HEADLINE_PITCH - 4;
  const told = [...(reservation === undefined ? [] : [reservation]), question, ...facts].join(' · ');
  const [said = ''] = wrapText(told, 'caption', width - x - MARGIN, 1);
  return {
    height: factsY + 14,
    sign: toneGlyph('frame sign', tone, 0, 0),
    shapes: [
      ...lines.map((line, index) =>
        text(`frame verdict ${index}`, line, { x, y: 44 + index * HEADLINE_PITCH, font: 'headline' }),
      ),
      text('frame facts', said, { x, y: factsY, font: 'caption', tone: 'muted' }),
    ],
  };
}

function drawFindings({ findings }: Caption, width: number, top: number) {
  const room = width - TEXT_X - MARGIN;
  const shapes: Shape[] = [];
  let y = top + 6;
  for (const [index, { severity, title, sentence }] of findings.slice(0, MOST_FINDINGS).entries()) {
    const key = `frame finding ${index}`;
    const lines = wrapText(sentence, 'label', room, FINDING_LINES);
    shapes.push(
      ...(severity === 'info'
        ? [circle(`${key} sign`, 'glyph glyph--neutral', { x: MARGIN + 7, y: y + 8, radius: 3 })]
        : standingGlyph(key, severity, MARGIN + 7, y + 8)),
      text(`${key} title`, `${SEVERITY_WORDS[severity]} · ${title}`, {
        x: TEXT_X,
        y: y + 13,
        font: 'name',
        tone: severity === 'info' ? null : severity,
      }),
      ...lines.map((line, at) =>
        text(`${key} line ${at}`, line, { x: TEXT_X, y: y + 13 + (at + 1) * LINE_PITCH, font: 'label' }),
      ),
    );
    y += (lines.length + 1) * LINE_PITCH + FINDING_GAP;
  }
  const hidden = findings.length - MOST_FINDINGS;
  if (hidden > 0) {
    const more = `${countText(hidden, 'more finding')} in the trace`;
    shapes.push(text('frame more', more, { x: TEXT_X, y: y + 13, font: 'label', tone: 'muted' }));
    y += LINE_PITCH + FINDING_GAP;
  }
  return { height: findings.length === 0 ? 0 : y - top, shapes };
}

function drawFoot(graph: PlacedGraph, { address }: Caption, top: number) {
  const y = top + 22;
  const edges = edgesOf(graph);
  const kinds = [...new Set(edges.map(({ kind }) => kind))];
  const shapes: Shape[] = [path('frame rule', 'rule', `M${MARGIN} ${top + 0.5}H${graph.width - MARGIN}`)];
  let x = MARGIN;
  if (kinds.length > KINDS_WITHOUT_LEGEND) {
    for (const kind of kinds) {
      shapes.push(
        path(`frame legend ${kind} line`, `line line--${kind}`, `M${x} ${y - 4}h28`),
        text(`frame legend ${kind}`, LINE_WORDS[kind], { x: x + 34, y, font: 'pill', tone: 'muted' }),
      );
      x += 34 + textWidth(LINE_WORDS[kind], 'pill') + 22;
    }
    if (edges.some(({ hasGlue }) => hasGlue)) {
      shapes.push(
        path('frame legend glue bead', 'glue', beadAt({ x: x + 4, y: y - 4 })),
        text('frame legend glue', GLUE_WORDS, { x: x + 14, y, font: 'pill', tone: 'muted' }),
      );
      x += 14 + textWidth(GLUE_WORDS, 'pill') + 22;
    }
  }
  const right = graph.width - MARGIN;
  const named = address === '' ? 'delegraph' : `delegraph · ${address}`;
  const [said = ''] = wrapText(named, 'detail', right - x, 1);
  shapes.push(text('frame address', said, { x: right, y, font: 'detail', tone: 'muted', anchor: 'end' }));
  return { height: 36, shapes };
}
