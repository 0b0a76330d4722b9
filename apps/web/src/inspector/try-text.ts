// One try of a query in words.
import type { Try } from '@delegraph/model';
import { durationText } from '../units.ts';

const FAILURES = {
  timeout: 'no answer',
  unreachable: 'unreachable',
  malformed: 'malformed reply',
  mismatched: 'not a reply to us',
};

/** `at 12 ms · UDP · NOERROR after 8 ms`. */
export function tryText(attempt: Try): string {
  const { transport, edns, sentAtMs, elapsedMs, lateByMs, result, rcode, truncated, detail } = attempt;
  const outcome =
    result === 'response' ? `${rcode ?? 'a reply'}${truncated ? ', truncated' : ''}` : FAILURES[result];
  const parts = [
    `at ${durationText(sentAtMs)}`,
    `${transport.toUpperCase()}${edns ? '' : ' without EDNS'}`,
    `${outcome}${detail ? ` (${detail})` : ''} after ${durationText(elapsedMs)}${oursText(lateByMs)}`,
  ];
  return parts.join(' · ');
}

/** How much of a time may be our own doing. */
export function oursText(lateByMs: number | undefined): string {
  return lateByMs === undefined ? '' : `, up to ${durationText(lateByMs)} of it ours`;
}
