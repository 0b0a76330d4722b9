// The sentence that stands before everything else of a comparison: the most important of what changed, and whether that is all.
import type { DomainName, TraceState } from '@delegraph/model';
import type { Difference } from './difference.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { areTwoNames, sharedWay, twoNamesSentences } from './two-names.ts';

/** More than this nobody reads in one sentence; a single clause may be as long as it is. */
const MOST_CLAUSES = 5;
const MOST_CHARACTERS = 240;
/** Of what two names have in common. */
const MOST_SHARED_CLAUSES = 2;

/** What is said of two traces, in the parts in which a page may set it. */
export interface Summary {
  /** One sentence for each way in which they were not made alike. */
  context: readonly string[];
  /** The most important of what differs, as a sentence. */
  lead: string;
  /** What else differs, and whether that is all, as sentences; empty where the lead says it all. */
  rest: string;
  /** All of it. */
  text: string;
}

/** How the traces differ. */
export function summaryOf(
  before: TraceState,
  after: TraceState,
  differences: readonly Difference[],
): Summary {
  const context = contextSentences(before, after, differences);
  if (areTwoNames(before, after)) {
    const [lead = '', ...others] = twoNamesSentences(before, after, differences);
    const shared = sharedSentence(sharedWay(before, after), differences);
    const rest = [...others, ...shared].join(' ');
    return { context, lead, rest, text: [lead, ...others, ...context, ...shared].join(' ') };
  }
  const [first, ...others] = mainClauses(
    clausesOf(differences, after.question ?? before.question),
    differences,
  );
  return {
    context,
    lead: sentenceOf([first!]),
    rest: others.length === 0 ? '' : sentenceOf(others),
    text: [...context, sentenceOf([first!, ...others])].join(' '),
  };
}

/** What differs in the zones that two names have in common: that is between the traces and not between the names. */
function sharedSentence(shared: readonly DomainName[], differences: readonly Difference[]): string[] {
  const common = differences.filter(
    ({ zone, aspect }) => zone !== null && shared.includes(zone) && aspect !== 'finding',
  );
  const clauses = clausesOf(common, null);
  const left = clauses.length - MOST_SHARED_CLAUSES;
  const told = clauses.slice(0, MOST_SHARED_CLAUSES).map(({ words }) => words);
  if (told.length === 0) return [];
  const more = left > 0 ? [`${left} more ${left === 1 ? 'difference' : 'differences'} there`] : [];
  return [`In what they share, ${[...told, ...more].join('; ')}.`];
}

/** At least one; the last says whether that is all. */
function mainClauses(clauses: readonly Clause[], differences: readonly Difference[]): string[] {
  const changes = differences.filter(({ mark, aspect }) => mark !== 'same' && aspect !== 'context');
  if (changes.length === 0) return ['nothing changed'];
  const told = clauses.slice(0, countThatFits(clauses));
  const covered = new Set(told.flatMap(({ covers }) => covers));
  const left = changes.filter((change) => !covered.has(change)).length;
  const end = left === 0 ? 'nothing else' : `${left} more ${left === 1 ? 'difference' : 'differences'}`;
  return [...told.map(({ words }) => words), end];
}

function sentenceOf(clauses: readonly string[]): string {
  return `${sentenceCase(clauses.join('; '))}.`;
}

/** How many clauses are told: at least the first. */
function countThatFits(clauses: readonly Clause[]): number {
  let characters = 0;
  const tooLong = clauses.findIndex(({ words }, index) => {
    characters += words.length;
    return index >= MOST_CLAUSES || (index > 0 && characters > MOST_CHARACTERS);
  });
  return tooLong === -1 ? clauses.length : tooLong;
}

function contextSentences(
  before: TraceState,
  after: TraceState,
  differences: readonly Difference[],
): string[] {
  const context = differences.filter(({ aspect, mark }) => aspect === 'context' && mark !== 'same');
  const changed = (what: string) => context.find((each) => each.what === what);
  const question = changed('question');
  const vantage = changed('asked from');
  const families = changed('address families');
  const profile = changed('profile');
  const options = context.filter(({ what }) => what.startsWith('option '));
  return [
    ...(question && !areTwoNames(before, after)
      ? [`These are two questions: ${question.before} and ${question.after}.`]
      : []),
    ...(profile ? [`The profiles differ: ${profile.before} before, ${profile.after} after.`] : []),
    ...(vantage ? [`Asked from ${vantage.before} before, from ${vantage.after} after.`] : []),
    ...(families ? [`Asked over ${families.before} before, over ${families.after} after.`] : []),
    ...(options.length > 0
      ? [`Asked with other options: ${options.map(({ what }) => what.slice('option '.length)).join(', ')}.`]
      : []),
    ...uploaded(before, 'before'),
    ...uploaded(after, 'after'),
    ...unfinished(before, 'before'),
    ...unfinished(after, 'after'),
  ];
}

function uploaded({ uploadedAt }: TraceState, when: string): string[] {
  return uploadedAt === null ? [] : [`The trace ${when} was uploaded from a file.`];
}

/** Says why what a trace lacks is not said to be gone. */
function unfinished({ status, limitsReached }: TraceState, when: string): string[] {
  if (status !== 'done') {
    const words = status === 'running' || status === 'starting' ? 'is still running' : `was ${status}`;
    return [`The trace ${when} ${words}: what it lacks does not count as a difference.`];
  }
  if (limitsReached.length === 0) return [];
  return [`The trace ${when} ran into a limit: what it lacks does not count as a difference.`];
}

/** Names keep their small letters. */
function sentenceCase(text: string): string {
  return /^(?:the|an?|one|new|gone|nothing|newly|no longer|\d) ?/u.test(text) && !/^[^ ]*\./u.test(text)
    ? text[0]!.toUpperCase() + text.slice(1)
    : text;
}
