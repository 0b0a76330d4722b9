// Text from strangers inside Markdown. In a code span nothing is markup, a mention or a link, so whatever looks like more
// than a plain word goes into one: some renderers look for links and mentions after the backslashes have been taken away.
import { visibleText } from './visible-text.ts';

/** A sentence: its plain words as they are, names, addresses and everything odd as code. Holds no line break. */
export function markdownSentence(text: string): string {
  return visibleText(text)
    .split(' ')
    .filter((word) => word !== '')
    .map(markdownWord)
    .join(' ');
}

/** The text as a code span, its fence longer than any run of backticks inside. */
export function markdownCode(text: string): string {
  const visible = visibleText(text);
  if (visible === '') return '';
  const fence = '`'.repeat(longestRun(visible) + 1);
  // One space at each end is taken away again, when there are two.
  const needsSpace = /^[ `]|[ `]$/.test(visible);
  return needsSpace ? `${fence} ${visible} ${fence}` : `${fence}${visible}${fence}`;
}

/** As `markdownCode`, for a cell of a table. A bar would end the cell, and how it is escaped differs from renderer to
 *  renderer; in names and data `\\124` means the same. RFC 1035 5.1. */
export function markdownCellCode(text: string): string {
  return markdownCode(text.replaceAll('|', String.raw`\124`));
}

/** As `markdownSentence`, for a cell of a table. */
export function markdownCell(text: string): string {
  return markdownSentence(text.replaceAll('|', String.raw`\124`));
}

/** Text between the brackets of a picture or a link: a run of words in which nothing is markup. What could end the
 *  brackets is a character reference, because renderers differ in how they find their end. */
export function markdownLabel(text: string): string {
  return visibleText(text)
    .replace(/[[\]<>&`]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/[\\*_{}()+!|~@$]/g, String.raw`\$&`);
}

/** A block of code with a fence longer than any run of backticks inside. The lines are taken as they are. */
export function markdownBlock(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

// Letters and digits, joined by a hyphen or an apostrophe; no name with dots, no number of an issue, no hash of a commit. A
// time of day and a version have nothing in them that anybody takes for a link.
const PLAIN_WORD =
  /^(?![0-9a-f]{7,}$)[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*[’']?$|^\d{1,2}:\d\d(?::\d\d)?$|^\d{1,3}\.\d{1,3}\.\d{1,3}$/u;

function markdownWord(word: string): string {
  const [, before = '', core = '', after = ''] = /^([(“]*)(.*?)([,.;:?)”…]*)$/su.exec(word)!;
  if (core === '') return markdownCode(word);
  return before + (PLAIN_WORD.test(core) ? core : markdownCode(core)) + after;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
