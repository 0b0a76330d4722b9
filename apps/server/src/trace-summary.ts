// A trace in a line: for titles, badges and lists.
import { suppressedBy } from '@delegraph/diagnosis';
import type { Tone } from '@delegraph/diagram';
import {
  type Severity,
  type TraceOutcome,
  type TraceState,
  provenanceText,
  traceOutcome,
} from '@delegraph/model';
import type { Words } from './stored-trace.ts';

export interface TraceSummary {
  /** `www.shop.test A`; empty before the question is known. */
  question: string;
  name: string;
  verdict: string;
  tone: Tone;
  /** Findings that do not only say again what a graver one says. */
  errors: number;
  warnings: number;
  status: TraceState['status'];
  /** How the question ended; null while it has not. */
  outcome: TraceOutcome['kind'] | null;
  /** ISO 8601, UTC. */
  startedAt: string;
  vantage: string;
  /** As in the state. */
  uploadedAt: string | null;
}

export function summaryOf(state: TraceState, { verdict, tone }: Words): TraceSummary {
  const { question, findings, status, startedAt, vantage, uploadedAt } = state;
  const count = (severity: Severity) =>
    findings.filter((each) => each.severity === severity && suppressedBy(each, findings) === null).length;
  return {
    question: question ? `${question.name} ${question.type}` : '',
    name: question?.name ?? '',
    verdict: verdict(state),
    tone: tone(state),
    errors: count('error'),
    warnings: count('warning'),
    status,
    outcome: traceOutcome(state)?.kind ?? null,
    startedAt,
    vantage: vantage.name,
    uploadedAt,
  };
}

/** Tells the tones apart where there is no colour. */
export const TONE_SIGNS: Record<Tone, string> = {
  ok: '✔',
  warning: '⚠',
  error: '✖',
  running: '…',
  neutral: '•',
};

/** What a link says when only its title is shown: `✖ shop.example: all servers lame · 2026-11-21 07:12Z`. Who repairs it is for
 *  the description. */
export function titleOf({ name, verdict, tone, startedAt, uploadedAt }: TraceSummary): string {
  const [wrong = verdict] = verdict.split('; ');
  const said = wrong.startsWith(name) ? wrong : `${name}: ${wrong}`;
  const words = tone === 'running' ? `tracing ${name} …` : said;
  const when = `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)}Z`;
  const mark = uploadedAt === null ? '' : ' · uploaded from a file';
  return `${TONE_SIGNS[tone]} ${clipped(words, 160)} · ${when}${mark}`;
}

/** The verdict and the counts, in a sentence or two. */
export function descriptionOf(summary: TraceSummary): string {
  const { question, verdict, tone, errors, warnings, vantage } = summary;
  const counts = [counted(errors, 'error'), counted(warnings, 'warning')].filter((text) => text !== '');
  const found = counts.length === 0 ? 'nothing wrong found' : counts.join(', ');
  const said =
    tone === 'running' ? 'This trace is running; open it to watch.' : `${verdict.replace(/\.$/u, '')}.`;
  const provenance = provenanceText(summary);
  const before = provenance === null ? '' : `${provenance} `;
  return `${before}${clipped(said, 240)} ${question}, ${found}, asked from ${vantage}.`;
}

/** `1 error`, `2 errors`; empty for none. */
export function counted(count: number, one: string): string {
  return count === 0 ? '' : `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** `text` in at most so many characters. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
