// Texts too long for their place: shortened in the middle, where they say least.
import { type DomainName, labelsOf } from '@delegraph/model';
import { type Font, textWidth } from './text-width.ts';

const ELLIPSIS = '…';

/** `name` in at most `maxWidth` pixels: whole, or shortened between its first and its last label, which stay as long as
 *  they fit: `ns1.provider-of-names.example` is `ns1.provid…mes.example`. */
export function elideName(name: DomainName, font: Font, maxWidth: number): string {
  if (textWidth(name, font) <= maxWidth) return name;
  const labels = labelsOf(name);
  const first = (labels[0] ?? '').length + 1;
  const last = (labels.at(-1) ?? '').length + 1;
  const inner = name.slice(first, -last);
  if (labels.length < 3) return elideText(name, font, maxWidth);
  for (let kept = inner.length - 1; kept >= 0; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const shorter = `${name.slice(0, first + head)}${ELLIPSIS}${name.slice(name.length - last - (kept - head))}`;
    if (textWidth(shorter, font) <= maxWidth) return shorter;
  }
  return elideText(name, font, maxWidth);
}

/** `text` in at most `maxWidth` pixels, with characters left out in its middle. */
export function elideText(text: string, font: Font, maxWidth: number): string {
  if (textWidth(text, font) <= maxWidth) return text;
  const chars = Array.from(text);
  for (let kept = chars.length - 1; kept > 0; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const shorter = [...chars.slice(0, head), ELLIPSIS, ...chars.slice(chars.length - (kept - head))].join(
      '',
    );
    if (textWidth(shorter, font) <= maxWidth) return shorter;
  }
  return ELLIPSIS;
}
