// What is said round a picture that leaves the page: the words come from the diagnosis package, the facts from the trace.
import type { Severity } from '@delegraph/model';
import type { Tone } from './glyphs.ts';

export interface Caption {
  /** The verdict in one sentence. */
  verdict: string;
  tone: Tone;
  /** The question: `www.shop.test A`. */
  question: string;
  /** What must be known before all that, and is never cut off: that the trace came to its server as a file. */
  reservation?: string;
  /** When and from where it was asked, what it took. */
  facts: readonly string[];
  /** The gravest first. Empty to leave them out. */
  findings: readonly { severity: Severity; title: string; sentence: string }[];
  /** The permalink without its scheme; empty for none. */
  address: string;
}

/** The word that stands beside the sign of a tone. */
export const TONE_WORDS: Record<Tone, string> = {
  ok: 'OK',
  warning: 'Warning',
  error: 'Error',
  running: 'Running',
  neutral: 'Note',
};

/** What a reader who cannot see the picture is told beyond its title. */
export function descriptionOf({ verdict, tone, question, reservation, facts, findings }: Caption): string {
  const before = reservation === undefined ? [] : [`${reservation}.`];
  const said = findings.map(({ severity, sentence }) => `${severity}: ${sentence}`);
  return [...before, `${TONE_WORDS[tone]}. ${question}. ${verdict}.`, `${facts.join(', ')}.`, ...said].join(
    ' ',
  );
}
