// How big a card is and where its parts lie in it: the one place layout and drawing agree on.
import type { LookupCard } from './lookup-card.ts';
import type { ZoneCard } from './zone-card.ts';

export const CARD_WIDTH = 240;
export const LOOKUP_WIDTH = 256;
export const PADDING = 14;

/** Where edges come and go, from the top of a card: beside its name. */
export const PORT_Y = 28;
/** Where those edges come and go that mark servers which disagree. */
export const ODD_PORT_Y = 52;

export const DOTS_PER_LINE = 13;
export const DOT_PITCH = 16;
export const ROW_PITCH = 36;
export const ROW_HEIGHT = 34;
export const RECORD_PITCH = 20;

const HEADER = 56;
const ROWS_GAP = 8;
const MORE_LINE = 20;
const FOOTER = 36;
const BOTTOM = 10;
const LOOKUP_BASE = 88;

/** Where the parts of a zone card begin, from its top. */
export interface ZoneCardParts {
  dotsY: number;
  rowsY: number;
  moreY: number;
  footerY: number;
  height: number;
}

export function zoneCardParts(card: ZoneCard): ZoneCardParts {
  const dotsY = HEADER;
  const dotsEnd = dotsY + (dotLines(card.dots.v4.length) + dotLines(card.dots.v6.length)) * DOT_PITCH;
  const rowsY = card.rows.length > 0 && dotsEnd > dotsY ? dotsEnd + ROWS_GAP : dotsEnd;
  const moreY = rowsY + card.rows.length * ROW_PITCH;
  const footerY = moreY + (card.hiddenRows > 0 ? MORE_LINE : 0);
  return { dotsY, rowsY, moreY, footerY, height: footerY + (card.progress === null ? BOTTOM : FOOTER) };
}

export function zoneCardHeight(card: ZoneCard): number {
  return zoneCardParts(card).height;
}

export function lookupCardHeight({ lines }: LookupCard): number {
  return LOOKUP_BASE + (lines.length - 1) * RECORD_PITCH;
}

export function dotLines(count: number): number {
  return Math.ceil(count / DOTS_PER_LINE);
}
