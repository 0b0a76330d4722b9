// The card a link to a trace unfolds to in a chat: the verdict and the way to it, readable at a third of its size.
import { type Caption, TONE_WORDS, descriptionOf } from './caption.ts';
import type { DelegationGraph } from './delegation-graph.ts';
import { elideName, elideText } from './elide.ts';
import type { Standing } from './endpoint.ts';
import { matrixDot, toneGlyph } from './glyphs.ts';
import type { LookupCard } from './lookup-card.ts';
import type { Layer, Picture } from './picture.ts';
import { countText } from './quantity-text.ts';
import type { Shape } from './scene.ts';
import { type TextTone, arrowHead, path, rect, text } from './shapes.ts';
import { wrapText } from './wrap.ts';
import type { ZoneCard } from './zone-card.ts';

export const CARD_PICTURE = { width: 1200, height: 630 } as const;

const MARGIN = 60;
const INNER = CARD_PICTURE.width - 2 * MARGIN;
const BAND = 14;
/** The table of widths is for the widest of system fonts. A card is only ever drawn as PNG with the shipped one, of which a verdict
 *  takes a seventh less; a tenth is safe. */
const VERDICT_ROOM = 1.1 * INNER;
/** How a verdict may be set, the first that shows all of it: one line in the middle of the room for two, two, or three that are
 *  smaller. `top` and `pitch` are of its baselines, on the card. */
const SETTINGS = [
  { font: 'card-verdict', scale: 1, most: 1, top: 262, pitch: 56 },
  { font: 'card-verdict', scale: 1, most: 2, top: 236, pitch: 56 },
  { font: 'card-long-verdict', scale: 1, most: 2, top: 236, pitch: 56 },
  { font: 'card-long-verdict', scale: 1, most: 3, top: 226, pitch: 44 },
  { font: 'card-long-verdict', scale: 0.9, most: 3, top: 226, pitch: 42 },
] as const;
/** The zones that fit in a row, and the answer behind them. */
const MOST_ZONES = 3;
const BOX = { y: 350, width: 240, height: 138, gap: 40 } as const;
const ANSWER_WIDTH = INNER - MOST_ZONES * (BOX.width + BOX.gap);
const PADDING = 16;
const DOT_SCALE = 1.5;
const DOT_PITCH = 16;
const DOTS = 13;

/** The card: verdict, name, and the graph folded to the zones that matter. Of the caption's findings none is drawn. */
export function cardPicture(graph: DelegationGraph, caption: Caption): Picture {
  const { tone, verdict, question } = caption;
  const { width, height } = CARD_PICTURE;
  const zones = foldedZones(graph);
  return {
    width,
    height,
    title: `${question}: ${verdict}`,
    description: descriptionOf(caption),
    layers: [
      layer([rect('card band', `band--${tone}`, { x: 0, y: 0, width, height: BAND, radius: 0 })]),
      layer(toneGlyph('card sign', tone, 0, 0), MARGIN + 26, 84, 3.6),
      layer([...drawWords(caption), ...drawWay(graph, zones)]),
      drawVerdict(verdict),
      ...zones.flatMap((zone, index) => drawDots(zone, index)),
    ],
  };
}

function layer(shapes: Shape[], x = 0, y = 0, scale = 1): Layer {
  return { scene: { shapes }, className: 'frame', x, y, scale };
}

function drawWords({ tone, question, reservation, facts }: Caption): Shape[] {
  const signed: TextTone | null = tone === 'running' || tone === 'neutral' ? 'muted' : tone;
  const right = CARD_PICTURE.width - MARGIN;
  const told = reservation === undefined ? facts : [reservation, ...facts];
  return [
    text('card word', TONE_WORDS[tone], { x: MARGIN + 70, y: 98, font: 'card-word', tone: signed }),
    text('card program', 'delegraph', { x: right, y: 98, font: 'card-note', tone: 'muted', anchor: 'end' }),
    text('card name', elideText(question, 'card-name', INNER), { x: MARGIN, y: 172, font: 'card-name' }),
    text('card facts', elideText(told.join(' · '), 'card-note', INNER), {
      x: MARGIN,
      y: 574,
      font: 'card-note',
      tone: 'muted',
    }),
  ];
}

function drawVerdict(verdict: string): Layer {
  // A card has room for what is wrong; who repairs it is said where the link leads.
  const [wrong = verdict] = verdict.split('; ');
  const settings = SETTINGS.map((setting) => ({
    ...setting,
    lines: wrapText(wrong, setting.font, VERDICT_ROOM / setting.scale, setting.most),
  }));
  // What is too long for all of them loses words in the last.
  const whole = settings.find(({ lines }) => lines.join(' ') === wrong) ?? settings.at(-1)!;
  const { font, scale, top, pitch, lines } = whole;
  return layer(
    lines.map((line, index) =>
      text(`card verdict ${index}`, line, { x: 0, y: (index * pitch) / scale, font }),
    ),
    MARGIN,
    top,
    scale,
  );
}

/** The zones in the order of the tree: those with a fault first of all, then the one that answered, then the root. */
function foldedZones({ zones, lookups }: DelegationGraph): ZoneCard[] {
  const answered = lookups.findLast(({ kind }) => kind !== 'address')?.sources ?? [];
  const weight = ({ zone, severity, branch, parent }: ZoneCard): number => {
    if (severity === 'error') return 0;
    if (severity === 'warning') return 1;
    if (answered.includes(zone)) return 2;
    return parent === null ? 3 : 4 + branch;
  };
  const chosen = new Set(zones.toSorted((one, other) => weight(one) - weight(other)).slice(0, MOST_ZONES));
  return zones.filter((zone) => chosen.has(zone));
}

function drawWay(graph: DelegationGraph, zones: readonly ZoneCard[]): Shape[] {
  const middle = BOX.y + BOX.height / 2;
  const answer = graph.lookups.findLast(({ kind }) => kind !== 'address');
  const boxes = zones.flatMap((zone, index) => drawZone(zone, boxX(index)));
  const ends = answer ? zones.length : zones.length - 1;
  const arrows = zones.slice(0, ends).flatMap((zone, index) => {
    const tip = boxX(index + 1) - 4;
    const next = zones[index + 1];
    // Dotted where zones between them are left out.
    const isStep = next === undefined || next.parent === zone.zone;
    return [
      path(
        `card arrow ${index}`,
        isStep ? 'line' : 'line line--dependency',
        `M${boxX(index) + BOX.width} ${middle}H${tip - 8}`,
      ),
      path(`card arrow ${index} head`, 'arrow', arrowHead(tip, middle, 'right')),
    ];
  });
  const hidden = graph.zones.length - zones.length;
  const folded =
    hidden === 0
      ? []
      : [
          text('card folded', `and ${countText(hidden, 'more zone')}`, {
            x: CARD_PICTURE.width - MARGIN,
            y: 524,
            font: 'card-note',
            tone: 'muted',
            anchor: 'end',
          }),
        ];
  return [...arrows, ...boxes, ...(answer ? drawAnswer(answer, boxX(zones.length)) : []), ...folded];
}

function boxX(index: number): number {
  return MARGIN + index * (BOX.width + BOX.gap);
}

function drawZone({ zone, parent, severity, rows, dots, summary }: ZoneCard, x: number): Shape[] {
  const key = `card zone ${zone}`;
  const name = parent === null ? 'root' : elideName(zone, 'card-zone', BOX.width - 2 * PADDING);
  const faulty = rows.filter(({ finding }) => finding !== null).length;
  const said =
    severity === 'error' || severity === 'warning'
      ? faulty === 0
        ? severity
        : `${faulty} faulty`
      : summary.split(' · ').find((part) => part.endsWith(' NS'));
  const tone = severity === 'error' || severity === 'warning' ? severity : 'muted';
  return [
    rect(`${key} box`, `box box--${severity ?? 'ok'}`, {
      x,
      y: BOX.y,
      width: BOX.width,
      height: BOX.height,
      radius: 14,
    }),
    text(`${key} name`, name, { x: x + PADDING, y: BOX.y + 42, font: 'card-zone' }),
    text(`${key} said`, said ?? '', {
      x: x + PADDING,
      y: BOX.y + (dots.v4.length + dots.v6.length + rows.length === 0 ? 86 : 80),
      font: 'card-note',
      tone,
    }),
  ];
}

/** One dot for every address of a large zone, or for every name server of a small one. */
function drawDots({ zone, dots, rows }: ZoneCard, index: number): Layer[] {
  const all: { standing: Standing; address: string | null }[] =
    dots.v4.length + dots.v6.length > 0
      ? [...dots.v4, ...dots.v6]
      : rows.map(({ standing, addresses }) => ({ standing, address: addresses[0] ?? null }));
  // Those with a fault are never the ones left out.
  const shown = all.toSorted((one, other) => gravityOf(other) - gravityOf(one)).slice(0, DOTS);
  const pitch = shown.length > 8 ? DOT_PITCH : DOT_PITCH * 1.7;
  const scale = shown.length > 8 ? 1.2 : DOT_SCALE * 1.4;
  return shown.map((dot, at) =>
    layer(
      matrixDot(`card dot ${zone} ${at}`, dot, 0, 0),
      boxX(index) + PADDING + 8 + at * pitch,
      BOX.y + 108,
      scale,
    ),
  );
}

function gravityOf({ standing }: { standing: Standing }): number {
  return ['error', 'warning', 'notice'].includes(standing) ? 1 : 0;
}

function drawAnswer({ kind, lines, name }: LookupCard, x: number): Shape[] {
  const room = ANSWER_WIDTH - 2 * PADDING;
  const [first = '', ...others] = lines;
  return [
    rect('card answer box', `box box--${kind}`, {
      x,
      y: BOX.y,
      width: ANSWER_WIDTH,
      height: BOX.height,
      radius: 14,
    }),
    text('card answer name', elideName(name, 'card-zone', room), {
      x: x + PADDING,
      y: BOX.y + 42,
      font: 'card-zone',
    }),
    ...wrapText(first, 'card-note', room, others.length > 0 ? 1 : 2).map((line, index) =>
      text(`card answer line ${index}`, line, {
        x: x + PADDING,
        y: BOX.y + 80 + index * 34,
        font: 'card-note',
      }),
    ),
    ...(others.length > 0
      ? [
          text('card answer more', `and ${countText(others.length, 'more line')}`, {
            x: x + PADDING,
            y: BOX.y + 114,
            font: 'card-note',
            tone: 'muted',
          }),
        ]
      : []),
  ];
}
