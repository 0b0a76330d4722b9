// How wide a text is, from a table: the same in a browser, a server and a test.

/** The fonts of the picture; diagramCss writes its rules from this table. */
export const FONTS = {
  title: { sizePx: 16, face: 'sans', weight: 700 },
  name: { sizePx: 13, face: 'sans', weight: 700 },
  label: { sizePx: 12, face: 'sans', weight: 400 },
  pill: { sizePx: 11, face: 'sans', weight: 400 },
  record: { sizePx: 13, face: 'mono', weight: 700 },
  server: { sizePx: 12, face: 'mono', weight: 700 },
  time: { sizePx: 11, face: 'mono', weight: 400 },
  detail: { sizePx: 11, face: 'mono', weight: 400 },
  // Of the frame round an exported picture.
  headline: { sizePx: 22, face: 'sans', weight: 700 },
  caption: { sizePx: 14, face: 'sans', weight: 400 },
  // Of a link card, which is 1200 px wide and read at a third of that.
  'card-verdict': { sizePx: 46, face: 'sans', weight: 700 },
  'card-long-verdict': { sizePx: 36, face: 'sans', weight: 700 },
  'card-word': { sizePx: 40, face: 'sans', weight: 700 },
  'card-name': { sizePx: 38, face: 'mono', weight: 700 },
  'card-zone': { sizePx: 24, face: 'mono', weight: 700 },
  'card-note': { sizePx: 26, face: 'sans', weight: 400 },
} as const;

/** Those that only a picture on a page needs, where it is looked at from afar or from near. */
export const DETAIL_FONTS = {
  'far-40': { sizePx: 40, face: 'sans', weight: 700 },
  'far-32': { sizePx: 32, face: 'sans', weight: 700 },
  'far-26': { sizePx: 26, face: 'sans', weight: 700 },
  'far-21': { sizePx: 21, face: 'sans', weight: 700 },
  'near-9': { sizePx: 9, face: 'mono', weight: 400 },
  'near-8': { sizePx: 8, face: 'mono', weight: 400 },
  'near-7': { sizePx: 7, face: 'mono', weight: 400 },
  'near-6': { sizePx: 6, face: 'mono', weight: 400 },
  'near-5': { sizePx: 5, face: 'mono', weight: 400 },
  'near-4': { sizePx: 4, face: 'mono', weight: 400 },
  'near-3': { sizePx: 3, face: 'mono', weight: 400 },
} as const;

export type Font = keyof typeof FONTS | keyof typeof DETAIL_FONTS;

/** The size of a font's letters in pixels at zoom 1. */
export function fontSizePx(font: Font): number {
  return faceOf(font).sizePx;
}

/** How a font is drawn. */
export function faceOf(font: Font): (typeof ALL_FONTS)[Font] {
  return ALL_FONTS[font];
}

const ALL_FONTS = { ...FONTS, ...DETAIL_FONTS } as const;

// Hundredths of the font size for U+0020 to U+007E. Those of DejaVu Sans, the widest of the system fonts met in practice:
// what fits in it fits in Segoe UI, Roboto and San Francisco too.
const REGULAR =
  widths(`32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53
  100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50
  50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84`);
const BOLD =
  widths(`35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58
  100 77 76 73 83 68 68 82 84 37 37 77 64 100 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50
  50 67 72 59 72 68 44 72 71 34 34 67 34 104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84`);
const MIDDLE_DOT = 38;
const MONO = 60.2;
const OTHER = 100;

/** The width of `text` in pixels at zoom 1. An upper estimate: kerning and narrower fonts only make it shorter. */
export function textWidth(text: string, font: Font): number {
  const { sizePx, face, weight } = ALL_FONTS[font];
  const table = weight === 700 ? BOLD : REGULAR;
  let hundredths = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code >= 0x2066 && code <= 0x2069) continue; // They isolate a direction and draw nothing.
    if (face === 'mono') hundredths += code < 0x2e80 ? MONO : 2 * MONO;
    else if (char === '·') hundredths += MIDDLE_DOT;
    else hundredths += table[code - 0x20] ?? OTHER;
  }
  return (hundredths * sizePx) / 100;
}

function widths(table: string): readonly number[] {
  return table.split(/\s+/).map(Number);
}
