// The signs of the picture: each standing has a shape of its own, so that it reads without colour.
import type { Endpoint, Standing } from './endpoint.ts';
import type { Shape } from './scene.ts';
import { circle, path, rect } from './shapes.ts';

/** The sign of a standing, about 14 px wide at scale 1, centred on (x, y). */
export function standingGlyph(key: string, standing: Standing, x: number, y: number, scale = 1): Shape[] {
  const mark = `glyph glyph--mark${scale > 1 ? ' glyph--large' : ''}`;
  const s = (length: number) => length * scale;
  switch (standing) {
    case 'error':
      return [
        circle(`${key} sign`, 'glyph glyph--error', { x, y, radius: s(7) }),
        path(`${key} mark`, mark, `M${x - s(2.5)} ${y - s(2.5)}l${s(5)} ${s(5)}m0 ${s(-5)}l${s(-5)} ${s(5)}`),
      ];
    case 'warning':
      return [
        path(`${key} sign`, 'glyph glyph--warning', `M${x} ${y - s(6.5)}l${s(6.5)} ${s(11.5)}h${s(-13)}z`),
        path(`${key} mark`, mark, `M${x} ${y - s(2)}v${s(2.8)}m0 ${s(2.6)}v.01`),
      ];
    case 'notice':
      return [
        rect(`${key} sign`, 'glyph glyph--notice', {
          x: x - s(6.5),
          y: y - s(6.5),
          width: s(13),
          height: s(13),
          radius: s(3.5),
        }),
        path(`${key} mark`, mark, `M${x} ${y - s(3.2)}v.01m0 ${s(3)}v${s(3.2)}`),
      ];
    default:
      return round(key, standing, x, y, false);
  }
}

/** What a trace came to: by its question, not by its gravest finding. */
export type Tone = 'running' | 'ok' | 'warning' | 'error' | 'neutral';

/** The sign of a tone, about 14 px wide at scale 1, centred on (x, y). */
export function toneGlyph(key: string, tone: Tone, x: number, y: number, scale = 1): Shape[] {
  if (tone === 'error' || tone === 'warning') return standingGlyph(key, tone, x, y, scale);
  const s = (length: number) => length * scale;
  const radius = s(tone === 'neutral' ? 5 : 7);
  const sign = circle(`${key} sign`, `glyph glyph--${tone}`, { x, y, radius });
  if (tone !== 'ok') return [sign];
  const d = `M${x - s(3)} ${y + s(0.2)}l${s(2.2)} ${s(2.2)}l${s(4)} ${s(-4.6)}`;
  return [sign, path(`${key} mark`, `glyph glyph--mark${scale > 1 ? ' glyph--large' : ''}`, d)];
}

/** The dot of an address in the matrix: round for IPv4, square for IPv6. */
export function matrixDot(
  key: string,
  { standing, address }: Pick<Endpoint, 'standing' | 'address'>,
  x: number,
  y: number,
  scale = 1,
): Shape[] {
  const square = address?.includes(':') ?? false;
  return round(key, standing, x, y, square, scale);
}

/** Whether the dot of an address has a mark of its own. */
export function isMarkedDot({ standing }: Endpoint): boolean {
  return standing === 'error' || standing === 'warning' || standing === 'notice';
}

/** The dots of addresses that are of one family and standing, without marks, in one outline. */
export function matrixDots(
  key: string,
  { standing, address }: Endpoint,
  centres: readonly { x: number; y: number }[],
): Shape[] {
  const square = address?.includes(':') ?? false;
  const radius = dotRadius(standing);
  const draw = square ? squareOutline : circleOutline;
  const outline = centres.map(({ x, y }) => draw(x, y, radius)).join('');
  const dots = path(key, `dot dot--${square ? 'v6' : 'v4'} dot--${standing}`, outline);
  if (standing !== 'skipped') return [dots];
  const slashes = centres.map(({ x, y }) => slash(x, y)).join('');
  return [dots, path(`${key} slashes`, 'glyph glyph--slash', slashes)];
}

function circleOutline(x: number, y: number, radius: number): string {
  const half = `a${radius} ${radius} 0 1 0`;
  return `M${x - radius} ${y}${half} ${2 * radius} 0${half} ${-2 * radius} 0`;
}

function squareOutline(x: number, y: number, radius: number): string {
  const [half, side] = [radius - 0.5, 2 * radius - 5];
  const corner = 'a2 2 0 0 1';
  return `M${x - half + 2} ${y - half}h${side}${corner} 2 2v${side}${corner} -2 2h${-side}${corner} -2 -2v${-side}${corner} 2 -2z`;
}

function slash(x: number, y: number, scale = 1): string {
  return `M${x - 3 * scale} ${y + 3 * scale}l${6 * scale} ${-6 * scale}`;
}

function dotRadius(standing: Standing): number {
  return standing === 'asking' || standing === 'suspect' ? 4.25 : standing === 'ok' ? 5 : 4.5;
}

function round(key: string, standing: Standing, x: number, y: number, square: boolean, scale = 1): Shape[] {
  const s = (length: number) => length * scale;
  const small = scale < 1 ? ' glyph--small' : '';
  const radius = s(dotRadius(standing));
  const className = `dot dot--${square ? 'v6' : 'v4'} dot--${standing}`;
  const side = square ? 2 * radius - s(1) : 0;
  const dot = square
    ? rect(key, className, { x: x - side / 2, y: y - side / 2, width: side, height: side, radius: s(2) })
    : circle(key, className, { x, y, radius });
  if (standing === 'skipped')
    return [dot, path(`${key} slash`, `glyph glyph--slash${small}`, slash(x, y, scale))];
  const faulty = standing === 'error' || standing === 'warning' || standing === 'notice';
  return faulty ? [dot, path(`${key} mark`, `glyph glyph--mark${small}`, dotMark(standing, x, y, s))] : [dot];
}

function dotMark(
  standing: 'error' | 'warning' | 'notice',
  x: number,
  y: number,
  s: (length: number) => number,
): string {
  if (standing === 'error')
    return `M${x - s(1.8)} ${y - s(1.8)}l${s(3.6)} ${s(3.6)}m0 ${s(-3.6)}l${s(-3.6)} ${s(3.6)}`;
  return standing === 'warning'
    ? `M${x} ${y - s(2.5)}v${s(2.4)}m0 ${s(2.4)}v.01`
    : `M${x} ${y - s(2.4)}v.01m0 ${s(2.3)}v${s(2.4)}`;
}

/** A closed lock, 12 by 14 px, its upper left corner at (x, y): the parent says the zone is signed. */
export function lockGlyph(key: string, x: number, y: number): Shape[] {
  return [
    path(`${key} shackle`, 'glyph glyph--shackle', `M${x + 2.8} ${y + 7}v-2.6a3.2 3.2 0 0 1 6.4 0v2.6`),
    rect(`${key} body`, 'glyph glyph--lock', { x, y: y + 6, width: 12, height: 8.5, radius: 2 }),
  ];
}
