// Texts longer than a line: broken between words, and shortened when even the last line allowed is full.
import { elideText } from './elide.ts';
import { type Font, textWidth } from './text-width.ts';

/** `text` in lines of at most `maxWidth` pixels, `maxLines` at most. What does not fit is left out of the middle of the
 *  last line, since a record's end says more than its middle. */
export function wrapText(text: string, font: Font, maxWidth: number, maxLines: number): string[] {
  const lines: string[] = [];
  let rest = text.split(' ');
  while (rest.length > 0 && lines.length < maxLines - 1) {
    let count = 1;
    while (count < rest.length && textWidth(rest.slice(0, count + 1).join(' '), font) <= maxWidth) count += 1;
    lines.push(elideText(rest.slice(0, count).join(' '), font, maxWidth));
    rest = rest.slice(count);
  }
  return rest.length === 0 ? lines : [...lines, elideText(rest.join(' '), font, maxWidth)];
}
