// A card as it is seen from afar: its name in large letters, and the sign of how it stands.
import { PADDING } from './card-size.ts';
import { elideText } from './elide.ts';
import { standingGlyph, toneGlyph } from './glyphs.ts';
import type { LookupCard, LookupCardKind } from './lookup-card.ts';
import type { Box } from './place-graph.ts';
import type { Shape } from './scene.ts';
import { text } from './shapes.ts';
import { type Font, fontSizePx, textWidth } from './text-width.ts';
import type { ZoneCard } from './zone-card.ts';

const FONTS_FROM_LARGE = ['far-40', 'far-32', 'far-26', 'far-21'] as const satisfies readonly Font[];
const LINE_HEIGHT = 1.15;
const EDGE = 10;
const SIGN_SCALE = 2;
const SIGN_ROOM = 38;

/** The inside of a zone's card. */
export function farZone({ zone, parent, severity, box }: ZoneCard & { box: Box }): Shape[] {
  const key = `zone ${zone}`;
  const sign =
    severity && ((x: number, y: number) => standingGlyph(`${key} far`, severity, x, y, SIGN_SCALE));
  return farCard(key, parent === null ? 'root' : zone, box, sign);
}

/** The inside of a card of the answers. */
export function farLookup({ key, name, kind, box }: LookupCard & { box: Box }): Shape[] {
  const tone = TONES[kind];
  const sign = tone && ((x: number, y: number) => toneGlyph(`${key} far`, tone, x, y, SIGN_SCALE));
  return farCard(key, name, box, sign);
}

/** What neither ends the question nor waits has no sign: healthy is quiet. */
const TONES: Readonly<Record<LookupCardKind, 'ok' | 'error' | 'neutral' | 'running' | null>> = {
  asking: 'running',
  answer: 'ok',
  alias: null,
  nodata: 'neutral',
  nxdomain: 'error',
  failed: 'error',
  cut: 'neutral',
  address: null,
};

function farCard(
  key: string,
  name: string,
  { width, height }: Box,
  sign: ((x: number, y: number) => Shape[]) | null,
): Shape[] {
  const left = PADDING + (sign ? SIGN_ROOM : 0);
  const { font, lines } = fitName(name, width - left - PADDING, height - 2 * EDGE);
  const pitch = fontSizePx(font) * LINE_HEIGHT;
  const top = (height - lines.length * pitch) / 2;
  // Letters stand on their baseline, at four fifths of a line.
  const baseline = (index: number) => round(top + index * pitch + pitch * 0.8);
  return [
    ...(sign ? sign(PADDING + SIGN_ROOM / 2 - 5, round(height / 2)) : []),
    ...lines.map((line, index) =>
      text(`${key} far line ${index}`, line, { x: left, y: baseline(index), font }),
    ),
  ];
}

/** The name in the largest letters in which it fits, broken after dots; elided where it fits in none. */
function fitName(name: string, width: number, height: number): { font: Font; lines: string[] } {
  for (const font of FONTS_FROM_LARGE) {
    const lines = brokenName(name, font, width);
    if (lines.length <= linesIn(height, font) && lines.every((line) => textWidth(line, font) <= width))
      return { font, lines };
  }
  const font = 'far-21';
  const lines = brokenName(name, font, width);
  const most = linesIn(height, font);
  // What has no room is left out of the middle: the first label and the last say most.
  const shown = lines.length <= most ? lines : [...lines.slice(0, most - 1), `…${lines.at(-1)!}`];
  return { font, lines: shown.map((line) => elideText(line, font, width)) };
}

function linesIn(height: number, font: Font): number {
  return Math.max(1, Math.floor(height / (fontSizePx(font) * LINE_HEIGHT)));
}

/** As many labels on each line as fit. */
function brokenName(name: string, font: Font, width: number): string[] {
  const lines: string[] = [];
  for (const label of name.split(/(?<=\.)(?=.)/)) {
    const longer = (lines.at(-1) ?? '') + label;
    if (lines.length > 0 && textWidth(longer, font) <= width) lines[lines.length - 1] = longer;
    else lines.push(label);
  }
  return lines;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
