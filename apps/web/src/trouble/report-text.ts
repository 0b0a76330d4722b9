// What whoever runs a server is told of what it could not finish: what was asked and where it stopped, and nothing else.
import type { TraceState } from '@delegraph/model';

export interface Report {
  /** For the subject of a mail, or the title of an issue. */
  title: string;
  text: string;
}

/** The report of a trace that failed. `address` is its permalink. */
export function reportOfTrace(id: string, state: TraceState, address: string): Report {
  const { question, profile, engine, endReason, startedAt, seq, atMs } = state;
  const asked = question ? `${question.name} ${question.type}` : 'not known';
  return {
    title: `delegraph could not finish the trace of ${asked}`,
    text: linesOf([
      ['Asked', `${asked}, profile ${profile}`],
      ['Trace', id],
      ['Link', address],
      ['Engine', engine],
      ['Reason', endReason ?? 'not known'],
      ['Last event', `${seq}, at ${instantAfter(startedAt, atMs)} (${Math.round(atMs)} ms after the start)`],
    ]),
  };
}

/** The report of a request that the server could not answer. `origin` is the server's. */
export function reportOfRequest(asked: string, requestId: string, reason: string, origin: string): Report {
  return {
    title: `delegraph could not start the trace of ${asked}`,
    text: linesOf([
      ['Asked', asked],
      ['Request', requestId],
      ['Server', origin],
      ['Reason', reason],
    ]),
  };
}

/** The address that opens the report, filled in, where `reportTo` leads: a new mail (RFC 6068), or a new issue of GitHub, Gitea,
 *  Forgejo and what reads `title` and `body` as they do. */
export function reportAddress(reportTo: string, { title, text }: Report): string {
  if (reportTo.startsWith('mailto:')) {
    const body = text.replaceAll('\n', '\r\n');
    return `${reportTo}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
  }
  const address = new URL(reportTo);
  address.searchParams.set('title', title);
  address.searchParams.set('body', text);
  return address.href;
}

function linesOf(facts: readonly [what: string, value: string][]): string {
  return facts.map(([what, value]) => `${what}: ${value}\n`).join('');
}

/** ISO 8601, as far as the start is known. */
function instantAfter(startedAt: string, atMs: number): string {
  const started = Date.parse(startedAt);
  return Number.isNaN(started) ? 'an unknown time' : new Date(started + atMs).toISOString();
}
