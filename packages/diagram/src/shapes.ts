// Short ways to say a shape, and the few outlines more than one drawing needs.
import type { Shape, Subject } from './scene.ts';
import type { Font } from './text-width.ts';

export type TextTone = 'muted' | 'ok' | 'notice' | 'warning' | 'suspect' | 'error' | 'alias';

export function text(
  key: string,
  value: string,
  at: { x: number; y: number; font: Font; tone?: TextTone | null; anchor?: 'start' | 'middle' | 'end' },
): Shape {
  const className = `text font-${at.font}${at.tone ? ` text--${at.tone}` : ''}`;
  return { kind: 'text', key, className, x: at.x, y: at.y, anchor: at.anchor ?? 'start', text: value };
}

export function path(key: string, className: string, d: string): Shape {
  return { kind: 'path', key, className, d };
}

export function circle(key: string, className: string, at: { x: number; y: number; radius: number }): Shape {
  return { kind: 'circle', key, className, ...at };
}

export function rect(
  key: string,
  className: string,
  box: { x: number; y: number; width: number; height: number; radius: number },
): Shape {
  return { kind: 'rect', key, className, ...box };
}

export function group(
  key: string,
  className: string,
  children: Shape[],
  about: { x?: number; y?: number; subject?: Subject | null; label?: string } = {},
): Shape {
  const { x = 0, y = 0, subject = null, label = '' } = about;
  return { kind: 'group', key, className, x, y, subject, label, children };
}

/** A solid triangle with its tip at (x, y). */
export function arrowHead(x: number, y: number, direction: 'right' | 'left' | 'down'): string {
  const [length, half] = [9, 4];
  if (direction === 'down') return `M${x} ${y}L${x - half} ${y - length}L${x + half} ${y - length}Z`;
  const back = direction === 'right' ? x - length : x + length;
  return `M${x} ${y}L${back} ${y - half}L${back} ${y + half}Z`;
}

/** A rectangle with its four corners cut off. */
export function cutCorners(width: number, height: number, cut: number): string {
  return `M${cut} 0H${width - cut}L${width} ${cut}V${height - cut}L${width - cut} ${height}H${cut}L0 ${height - cut}V${cut}z`;
}
