// The signs of the picture: each standing has a shape of its own, so that it reads without colour.
import type { Endpoint, Standing } from './endpoint.ts';
import type { Shape } from './scene.ts';
import { circle, path, rect } from './shapes.ts';

/** The sign of a standing, about 14 px wide, centred on (x, y). */
export function standingGlyph(key: string, standing: Standing, x: number, y: number): Shape[] {
  switch (standing) {
    case 'error':
      return [
        circle(`${key} sign`, 'glyph glyph--error', { x, y, radius: 7 }),
        path(`${key} mark`, 'glyph glyph--mark', `M${x - 2.5} ${y - 2.5}l5 5m0 -5l-5 5`),
      ];
    case 'warning':
      return [
        path(`${key} sign`, 'glyph glyph--warning', `M${x} ${y - 6.5}l6.5 11.5h-13z`),
        path(`${key} mark`, 'glyph glyph--mark', `M${x} ${y - 2}v2.8m0 2.6v.01`),
      ];
    case 'notice':
      return [
        rect(`${key} sign`, 'glyph glyph--notice', {
          x: x - 6.5,
          y: y - 6.5,
          width: 13,
          height: 13,
          radius: 3.5,
        }),
        path(`${key} mark`, 'glyph glyph--mark', `M${x} ${y - 3.2}v.01m0 3v3.2`),
      ];
    default:
      return round(key, standing, x, y, false);
  }
}

/** What a trace came to: by its question, not by its gravest finding. */
export type Tone = 'running' | 'ok' | 'warning' | 'error' | 'neutral';

/** The sign of a tone, about 14 px wide, centred on (x, y). */
export function toneGlyph(key: string, tone: Tone, x: number, y: number): Shape[] {
  if (tone === 'error' || tone === 'warning') return standingGlyph(key, tone, x, y);
  const sign = circle(`${key} sign`, `glyph glyph--${tone}`, { x, y, radius: tone === 'neutral' ? 5 : 7 });
  if (tone !== 'ok') return [sign];
  return [sign, path(`${key} mark`, 'glyph glyph--mark', `M${x - 3} ${y + 0.2}l2.2 2.2l4 -4.6`)];
}

/** The dot of an address in the matrix: round for IPv4, square for IPv6. */
export function matrixDot(key: string, { standing, address }: Endpoint, x: number, y: number): Shape[] {
  const square = address?.includes(':') ?? false;
  return round(key, standing, x, y, square);
}

function round(key: string, standing: Standing, x: number, y: number, square: boolean): Shape[] {
  const radius = standing === 'asking' || standing === 'suspect' ? 4.25 : standing === 'ok' ? 5 : 4.5;
  const className = `dot dot--${square ? 'v6' : 'v4'} dot--${standing}`;
  const side = square ? 2 * radius - 1 : 0;
  const dot = square
    ? rect(key, className, { x: x - side / 2, y: y - side / 2, width: side, height: side, radius: 2 })
    : circle(key, className, { x, y, radius });
  if (standing === 'skipped')
    return [dot, path(`${key} slash`, 'glyph glyph--slash', `M${x - 3} ${y + 3}l6 -6`)];
  const faulty = standing === 'error' || standing === 'warning' || standing === 'notice';
  return faulty ? [dot, path(`${key} mark`, 'glyph glyph--mark', dotMark(standing, x, y))] : [dot];
}

function dotMark(standing: 'error' | 'warning' | 'notice', x: number, y: number): string {
  if (standing === 'error') return `M${x - 1.8} ${y - 1.8}l3.6 3.6m0 -3.6l-3.6 3.6`;
  return standing === 'warning' ? `M${x} ${y - 2.5}v2.4m0 2.4v.01` : `M${x} ${y - 2.4}v.01m0 2.3v2.4`;
}

/** A closed lock, 12 by 14 px, its upper left corner at (x, y): the parent says the zone is signed. */
export function lockGlyph(key: string, x: number, y: number): Shape[] {
  return [
    path(`${key} shackle`, 'glyph glyph--shackle', `M${x + 2.8} ${y + 7}v-2.6a3.2 3.2 0 0 1 6.4 0v2.6`),
    rect(`${key} body`, 'glyph glyph--lock', { x, y: y + 6, width: 12, height: 8.5, radius: 2 }),
  ];
}
