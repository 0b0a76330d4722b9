// Labels in letters of several scripts, by which one name is made to look like another. UTS 39.
import type { DomainName } from '@delegraph/model';
import { unicodeForm } from './unicode-form.ts';

/** A sentence for whoever reads a name with a label whose letters are of scripts that no language writes together; null for
 *  any other name. UTS 39 5.2, level 3: highly restrictive. Says nothing of a label that is wholly in one other script. */
export function mixedScriptsNote(name: DomainName): string | null {
  const form = unicodeForm(name);
  if (form === null) return null;
  // As text: what it shows need not be a name in presentation format.
  for (const label of form.split('.')) {
    const scripts = scriptsOf(label);
    if (scripts.length < 2 || WRITTEN_TOGETHER.some((set) => scripts.every((script) => set.includes(script))))
      continue;
    return `“${label}” has ${listOf(scripts)} letters: the name may look like another.`;
  }
  return null;
}

/** Those that IDNA allows letters of and people register names in. */
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Thai',
  'Lao',
  'Tibetan',
  'Myanmar',
  'Khmer',
  'Ethiopic',
  'Cherokee',
  'Hangul',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Han',
] as const;
type Script = (typeof SCRIPTS)[number];

const LETTERS = SCRIPTS.map((script) => ({ script, letter: new RegExp(`\\p{Script=${script}}`, 'u') }));

/** Japanese, Chinese and Korean. */
const WRITTEN_TOGETHER: readonly (readonly Script[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

function scriptsOf(label: string): Script[] {
  return LETTERS.filter(({ letter }) => letter.test(label)).map(({ script }) => script);
}

function listOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
