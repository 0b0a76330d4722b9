// The addresses of a large zone as a list in the place of its dots, for who looks from near.
import { CARD_WIDTH, PADDING, zoneCardParts } from './card-size.ts';
import { type Detail, isReadable } from './detail.ts';
import { elideText } from './elide.ts';
import type { Endpoint } from './endpoint.ts';
import { matrixDot } from './glyphs.ts';
import type { Shape } from './scene.ts';
import { rect, text } from './shapes.ts';
import { type Font, fontSizePx, textWidth } from './text-width.ts';
import type { ZoneCard } from './zone-card.ts';

/** Below the name, where the counts stand that the list makes needless. */
const TOP = 36;
const ABOVE_ROWS = 2;
const BOTTOM = 8;
const LINE_HEIGHT = 1.18;
const FONTS_FROM_LARGE = [
  'near-9',
  'near-8',
  'near-7',
  'near-6',
  'near-5',
  'near-4',
  'near-3',
] as const satisfies readonly Font[];
/** In sizes of the letters. */
const DOT_ROOM = 1.3;
const GAP = 0.8;
const COLUMN_GAP = 1.6;

export interface AddressLine {
  endpoint: Endpoint;
  shapes: Shape[];
}

/** One line for every dot, or null where it could not be read at that level, or the rows tell it already. */
export function addressLines(card: ZoneCard, detail: Detail): AddressLine[] | null {
  const columns = columnsOf(card);
  const count = Math.max(0, ...columns.map((column) => column.length));
  if (count === 0 || card.foldedRows === 0) return null;
  const parts = zoneCardParts(card);
  const hasRows = card.rows.length > 0;
  const bottom = hasRows ? parts.rowsY - ABOVE_ROWS : parts.height - BOTTOM;
  const pitch = (bottom - TOP) / count;
  const high = FONTS_FROM_LARGE.filter((font) => fontSizePx(font) * LINE_HEIGHT <= pitch);
  const font = high.find((each) => widthOf(columns, each) <= CARD_WIDTH - 2 * PADDING) ?? high.at(-1);
  if (!font || !isReadable(fontSizePx(font), detail)) return null;
  const step = Math.min(pitch, fontSizePx(font) * 1.5);
  return placed(card, columns, font, step);
}

/** IPv4 beside IPv6, so that the two of a name server mostly stand side by side; of one family alone, two halves. */
function columnsOf({ dots: { v4, v6 } }: ZoneCard): (readonly Endpoint[])[] {
  if (v4.length > 0 && v6.length > 0) return [v4, v6];
  const all = [...v4, ...v6];
  const half = Math.ceil(all.length / 2);
  return [all.slice(0, half), all.slice(half)].filter((column) => column.length > 0);
}

function placed(
  { zone }: ZoneCard,
  columns: readonly (readonly Endpoint[])[],
  font: Font,
  step: number,
): AddressLine[] {
  const size = fontSizePx(font);
  const inner = CARD_WIDTH - 2 * PADDING;
  const gaps = COLUMN_GAP * size * (columns.length - 1);
  const natural = columns.map((column) => columnWidth(column, font));
  const total = natural.reduce((sum, width) => sum + width, 0);
  // Room that is left over, or lacks, is shared.
  const share = (inner - gaps - total) / columns.length;
  let x = PADDING;
  return columns.flatMap((column, index) => {
    const left = x;
    const width = natural[index]! + share;
    x += width + COLUMN_GAP * size;
    return column.map((endpoint, row) => ({
      endpoint,
      shapes: drawLine(zone, endpoint, font, { x: left, y: TOP + row * step, width, height: step }),
    }));
  });
}

function drawLine(
  zone: string,
  endpoint: Endpoint,
  font: Font,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Shape[] {
  const { address, standing, time } = endpoint;
  const key = `zone ${zone} dot ${address}`;
  const size = fontSizePx(font);
  const baseline = round(y + height / 2 + size * 0.36);
  const timeWidth = textWidth(time, font);
  const room = width - (DOT_ROOM + GAP) * size - timeWidth;
  return [
    rect(`${key} ground`, `listed listed--${standing}`, {
      x: round(x),
      y: round(y),
      width: round(width),
      height: round(height),
      radius: 1,
    }),
    ...matrixDot(`${key} shape`, endpoint, round(x + size * 0.55), round(y + height / 2), size / 14),
    text(`${key} address`, elideText(address!, font, room), {
      x: round(x + DOT_ROOM * size),
      y: baseline,
      font,
    }),
    text(`${key} time`, time, { x: round(x + width), y: baseline, font, tone: 'muted', anchor: 'end' }),
  ];
}

function widthOf(columns: readonly (readonly Endpoint[])[], font: Font): number {
  const gaps = COLUMN_GAP * fontSizePx(font) * (columns.length - 1);
  return columns.reduce((sum, column) => sum + columnWidth(column, font), gaps);
}

function columnWidth(column: readonly Endpoint[], font: Font): number {
  const widths = column.map(({ address, time }) => textWidth(address!, font) + textWidth(time, font));
  return Math.max(...widths) + (DOT_ROOM + GAP) * fontSizePx(font);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
