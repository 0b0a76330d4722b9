// Domain names in presentation format: how they are made, compared and taken apart. RFC 1034 3.1, RFC 4343.

declare const brand: unique symbol;

/** An absolute domain name in lower case, without the final dot; the root is `.`.
 *  Bytes that would be ambiguous are escaped as in RFC 1035 5.1: `\.` and `\000`.
 *  Two names are the same exactly when their texts are equal. Made only in this file. */
export type DomainName = string & { readonly [brand]: 'DomainName' };

export const ROOT = '.' as DomainName;

const MAX_LABEL_OCTETS = 63;
const MAX_NAME_OCTETS = 255;
/** A name whose octets are its characters, as nearly all are: nothing escaped, nothing to escape, no label too long. */
const PLAIN = /^(?:[\w-]{1,63}\.)*[\w-]{1,63}\.?$/;
/** Its length, at which it is not too long whether or not it ends in a dot. */
const PLAIN_LENGTH = MAX_NAME_OCTETS - 2;
const BACKSLASH = 0x5c;
const DOT = 0x2e;

/** Why a text is no domain name, in words a person can act on. */
export class DomainNameError extends Error {
  readonly code: 'name-empty' | 'name-too-long' | 'label-empty' | 'label-too-long' | 'bad-escape';

  constructor(code: DomainNameError['code'], message: string) {
    super(message);
    this.name = 'DomainNameError';
    this.code = code;
  }
}

/** Reads a name in presentation format, absolute with or without its final dot.
 *  Throws `DomainNameError` when a label is empty or over 63 octets, or the name over 255 (RFC 1035 2.3.4). */
export function parseDomainName(text: string): DomainName {
  if (text === '') throw new DomainNameError('name-empty', 'The name is empty.');
  if (text === '.') return ROOT;
  if (text.length <= PLAIN_LENGTH && PLAIN.test(text))
    return (text.endsWith('.') ? text.slice(0, -1) : text).toLowerCase() as DomainName;
  return nameOfLabels(readLabels(text));
}

/** Whether `text` is a name in the one form that names have here: what `parseDomainName` would make of it. */
export function isDomainName(text: string): text is DomainName {
  try {
    return parseDomainName(text) === text;
  } catch {
    return false;
  }
}

/** The name with these labels, each given as its octets. Throws as `parseDomainName` does. */
export function nameOfLabels(labels: readonly Uint8Array[]): DomainName {
  let octets = 1;
  for (const label of labels) {
    if (label.length === 0)
      throw new DomainNameError(
        'label-empty',
        'The name has an empty label: two dots in a row, or a dot at its start.',
      );
    if (label.length > MAX_LABEL_OCTETS) {
      throw new DomainNameError(
        'label-too-long',
        `The label “${shorten(labelText(label))}” has ${label.length} octets; a label has ${MAX_LABEL_OCTETS} at most.`,
      );
    }
    octets += label.length + 1;
  }
  if (octets > MAX_NAME_OCTETS) {
    throw new DomainNameError(
      'name-too-long',
      `The name has ${octets} octets; a domain name has ${MAX_NAME_OCTETS} at most.`,
    );
  }
  return (labels.length === 0 ? '.' : nameText(labels).slice(0, -1).toLowerCase()) as DomainName;
}

/** The labels as master files write a name: letters as received, with the final dot. */
export function nameText(labels: readonly Uint8Array[]): string {
  return labels.length === 0 ? '.' : `${labels.map(labelText).join('.')}.`;
}

/** The octets of each label, leftmost first; none for the root. */
export function labelOctets(name: DomainName): Uint8Array[] {
  if (name === ROOT) return [];
  // A made name is ASCII, and nearly always without escapes.
  return name.includes('\\') ? readLabels(name) : name.split('.').map(asciiOctets);
}

/** The labels of a name as text, leftmost first; none for the root. */
export function labelsOf(name: DomainName): string[] {
  if (name === ROOT) return [];
  return name.includes('\\') ? readLabels(name).map(labelText) : name.split('.');
}

/** Whether `name` is `ancestor` or below it. */
export function isWithin(name: DomainName, ancestor: DomainName): boolean {
  if (ancestor === ROOT || name === ancestor) return true;
  if (!name.endsWith(`.${ancestor}`)) return false;
  // The dot found must be a separator: in `a\.example` it belongs to the label, in `a\\.example` it does not.
  const dot = name.length - ancestor.length - 1;
  let backslashes = 0;
  while (name[dot - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 0;
}

/** Whether `name` is strictly below `ancestor`. */
export function isBelow(name: DomainName, ancestor: DomainName): boolean {
  return name !== ancestor && isWithin(name, ancestor);
}

/** The name without its leftmost label. The root is its own parent. */
export function parentName(name: DomainName): DomainName {
  return joinLabels(labelsOf(name).slice(1));
}

/** The last `count` labels of the name. */
export function lastLabels(name: DomainName, count: number): DomainName {
  const labels = labelsOf(name);
  return joinLabels(labels.slice(Math.max(0, labels.length - count)));
}

/** `name` with its suffix `from` replaced by `to`: what a DNAME does. RFC 6672 2.2. Throws as `parseDomainName` does
 *  when the result is too long. */
export function replaceSuffix(name: DomainName, from: DomainName, to: DomainName): DomainName {
  const kept = labelOctets(name).slice(0, labelOctets(name).length - labelOctets(from).length);
  return nameOfLabels([...kept, ...labelOctets(to)]);
}

/** The name as master files and dig write it: with its final dot. */
export function withFinalDot(name: DomainName): string {
  return name === ROOT ? '.' : `${name}.`;
}

function joinLabels(labels: readonly string[]): DomainName {
  return (labels.length === 0 ? '.' : labels.join('.')) as DomainName;
}

function asciiOctets(text: string): Uint8Array {
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) octets[i] = text.charCodeAt(i);
  return octets;
}

function readLabels(text: string): Uint8Array[] {
  const octets = utf8(text);
  const labels: Uint8Array[] = [];
  let label: number[] = [];
  for (let i = 0; i < octets.length; i += 1) {
    const octet = octets[i]!;
    if (octet === DOT) {
      labels.push(Uint8Array.from(label));
      label = [];
    } else if (octet === BACKSLASH) {
      const digits = String.fromCharCode(...octets.slice(i + 1, i + 4));
      if (/^\d{3}$/.test(digits)) {
        if (Number(digits) > 255)
          throw new DomainNameError('bad-escape', `“\\${digits}” is no octet: 255 is the largest.`);
        label.push(Number(digits));
        i += 3;
      } else if (/^\d/.test(digits)) {
        throw new DomainNameError(
          'bad-escape',
          'After a backslash stand three digits, or one character that is no digit.',
        );
      } else if (i + 1 < octets.length) {
        label.push(octets[i + 1]!);
        i += 1;
      } else {
        throw new DomainNameError('bad-escape', 'The name ends in a backslash.');
      }
    } else {
      label.push(octet);
    }
  }
  const endsInSeparator = label.length === 0 && labels.length > 0;
  if (!endsInSeparator) labels.push(Uint8Array.from(label));
  return labels;
}

function labelText(label: Uint8Array): string {
  let text = '';
  for (const octet of label) text += OCTET_TEXTS[octet];
  return text;
}

/** Each octet as it stands in a label. RFC 1035 5.1. */
const OCTET_TEXTS: readonly string[] = Array.from({ length: 256 }, (_, octet) => {
  const char = String.fromCharCode(octet);
  if (octet <= 0x20 || octet >= 0x7f) return `\\${String(octet).padStart(3, '0')}`;
  return '."();@$\\'.includes(char) ? `\\${char}` : char;
});

/** Code points of `text` as UTF-8 octets. This package knows neither DOM nor Node, so it has no TextEncoder. */
function utf8(text: string): number[] {
  return Array.from(text).flatMap((char) => {
    const point = char.codePointAt(0)!;
    if (point < 0x80) return [point];
    if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 0x3f)];
    if (point < 0x10000) return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
    return [
      0xf0 | (point >> 18),
      0x80 | ((point >> 12) & 0x3f),
      0x80 | ((point >> 6) & 0x3f),
      0x80 | (point & 0x3f),
    ];
  });
}

function shorten(text: string): string {
  return text.length <= 24 ? text : `${text.slice(0, 12)}…${text.slice(-8)}`;
}
