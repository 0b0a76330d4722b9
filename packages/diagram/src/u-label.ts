// International names as people write them, for showing beside the A-labels. RFC 3492, RFC 5890.
import { type DomainName, labelsOf } from '@delegraph/model';

/** The name with its A-labels decoded, or null when it has none or one of them is no text a person could read.
 *  For showing only: two names that look the same here can be different. */
export function unicodeName(name: DomainName): string | null {
  const labels = labelsOf(name);
  if (!labels.some((label) => label.startsWith('xn--'))) return null;
  const shown = labels.map((label) => (label.startsWith('xn--') ? decodeLabel(label.slice(4)) : label));
  return shown.includes(null) ? null : shown.join('.');
}

const LETTERS = /^[\p{L}\p{M}\p{N}-]+$/u;
const HIGHEST = 0x10ffff;
const BASE = 36;

// The decoder of RFC 3492 section 6.2; null for what it calls a failure, and for anything but letters and digits.
function decodeLabel(punycode: string): string | null {
  const delimiter = punycode.lastIndexOf('-');
  const points = Array.from(punycode.slice(0, Math.max(delimiter, 0)), (char) => char.codePointAt(0)!);
  let at = delimiter + 1;
  let point = 128;
  let index = 0;
  let bias = 72;
  let isFirst = true;
  while (at < punycode.length) {
    const before = index;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(punycode[at]);
      if (digit === null) return null;
      at += 1;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, 1), 26);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (index > HIGHEST * 64 || weight > HIGHEST * 64) return null;
    }
    const length = points.length + 1;
    bias = adapted(index - before, length, isFirst);
    isFirst = false;
    point += Math.floor(index / length);
    index %= length;
    if (point > HIGHEST) return null;
    points.splice(index, 0, point);
    index += 1;
  }
  const text = String.fromCodePoint(...points);
  return LETTERS.test(text) ? text : null;
}

function digitOf(char: string | undefined): number | null {
  if (char === undefined) return null;
  if (char >= 'a' && char <= 'z') return char.charCodeAt(0) - 97;
  return char >= '0' && char <= '9' ? char.charCodeAt(0) - 22 : null;
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > 455; k += BASE) rest = Math.floor(rest / 35);
  return k + Math.floor((36 * rest) / (rest + 38));
}
