// Text from strangers with nothing in it that a reader cannot see: no terminal escape, no turned direction, no hidden letter.

// Controls, format characters (bidi among them), lone surrogates, private use, line breaks, and whatever draws nothing.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** `text` with what cannot be seen written out: an octet as `\027` (RFC 1035 5.1), anything else as `\u{202e}`. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, writtenOut);
}

/** The same for text of several lines: its line feeds stay. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}

/** Our own typography in ASCII; every other character beyond it written out as `\u{e9}`. */
export function asciiText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the end of ASCII
  return text.replace(/[^\u0000-\u007f]/gu, (char) => PLAIN[char] ?? writtenOut(char));
}

const PLAIN: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '…': '...',
  '–': '-',
  '—': '-',
  '·': '-',
  '→': '->',
  '×': 'x',
};

function writtenOut(char: string): string {
  const point = char.codePointAt(0)!;
  return point < 0x100 && point !== 0xad
    ? `\\${String(point).padStart(3, '0')}`
    : `\\u{${point.toString(16)}}`;
}

/** `text` cut to `most` characters, the last of them an ellipsis when some are missing. */
export function shortened(text: string, most: number): string {
  const chars = Array.from(text);
  return chars.length <= most ? text : `${chars.slice(0, most - 1).join('')}…`;
}
