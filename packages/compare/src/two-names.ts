// What is to say of two traces of different names: what each comes to, and how far they go the same way. That almost everything
// beyond that differs is no news.
import { type DomainName, type TraceState, isWithin, questionChain } from '@delegraph/model';
import type { Difference } from './difference.ts';
import { listed, zoneText } from './phrases.ts';

/** Whether they ask for different names, so that one is not an earlier state of the other. */
export function areTwoNames(before: TraceState, after: TraceState): boolean {
  const [old, now] = [before.question, after.question];
  return old !== null && now !== null && old.name !== now.name;
}

/** The zones that the question and its aliases of both traces lie in, from the root downwards. */
export function sharedWay(before: TraceState, after: TraceState): DomainName[] {
  const way = wayOf(after);
  return wayOf(before).filter((zone) => way.includes(zone));
}

/** Who they are, what each comes to, and where they part. */
export function twoNamesSentences(
  before: TraceState,
  after: TraceState,
  differences: readonly Difference[],
): string[] {
  return [`Two names: ${endWords(before, after, differences)}.`, ...partingSentence(before, after)];
}

/** What both questions came to; only their names while one of them has not. */
function endWords(before: TraceState, after: TraceState, differences: readonly Difference[]): string {
  const [old, now] = [questionText(before), questionText(after)];
  const outcome = differences.find(({ aspect }) => aspect === 'outcome');
  if (!outcome || outcome.before === null || outcome.after === null) return `${old} and ${now}`;
  const answer = differences.find(({ aspect }) => aspect === 'answer');
  const [first, second] = [answer?.before, answer?.after].map(recordsText);
  if (outcome.mark !== 'same')
    return `${old} ends in ${withRecords(outcome.before, first)}, ${now} in ${withRecords(outcome.after, second)}`;
  if (!answer) return `${old} and ${now} both end in ${outcome.before}`;
  return answer.mark === 'same'
    ? `${old} and ${now} both end in ${withRecords('the same answer', first)}`
    : `${old} ends in ${withRecords('an answer', first)}, ${now} in ${withRecords('another', second)}`;
}

/** Empty for what is too long to be said in passing. */
function recordsText(records: string | null | undefined): string {
  const told = records ? listed(records.split(', '), 2) : '';
  return told.length > MOST_CHARACTERS ? '' : told;
}

const MOST_CHARACTERS = 48;
const MOST_ZONES = 4;

/** Where servers disagree about there being an answer, the words for that are enough. */
function withRecords(end: string, records: string | undefined): string {
  return records && !end.includes(' or ') ? `${end} (${records})` : end;
}

function partingSentence(before: TraceState, after: TraceState): string[] {
  const shared = sharedWay(before, after);
  if (shared.length === 0) return [];
  const common = listed(shared.map(zoneText), MOST_ZONES);
  const [old, now] = [before, after].map((state) => wayOf(state).find((zone) => !shared.includes(zone)));
  if (old && now) return [`They share ${common}, and part at ${zoneText(old)} and ${zoneText(now)}.`];
  if (!old && !now) return [`They go the same way, through ${common}.`];
  return [`They share ${common}; ${old ? 'the first' : 'the second'} goes on to ${zoneText((old ?? now)!)}.`];
}

function questionText({ question }: TraceState): string {
  return question ? `${question.name} ${question.type}` : 'an unknown question';
}

function wayOf(state: TraceState): DomainName[] {
  const names = questionChain(state).map(({ question }) => question.name);
  return state.zones.map(({ name }) => name).filter((zone) => names.some((name) => isWithin(name, zone)));
}
