// What resolvers experience, in words: which of the figures is worth saying, and how.
import type {
  CachedData,
  Experience,
  ExperiencedOutcome,
  LimitUse,
  StyleExperience,
  WaitRange,
} from '@delegraph/model';
import { counted, listed } from './phrases.ts';

type Figures = Pick<Experience, 'parentCentric' | 'childCentric'>;

/** Smaller shares are not worth a sentence. */
const WORTH_SAYING = 0.005;

/** Code by code what is said, the gravest first: the sentence, or null where it does not hold. */
const HEADLINES: Readonly<Record<string, (figures: Figures) => string | null>> = {
  'works-until-refresh': ({ parentCentric, childCentric }) =>
    childCentric && failing(childCentric) - failing(parentCentric) > WORTH_SAYING
      ? `Works until the cache refreshes: the servers that the zone itself names fail for ${shareOf(failing(childCentric), 'lookup')}`
      : null,
  'works-after-refresh': ({ parentCentric, childCentric }) =>
    childCentric && failing(parentCentric) - failing(childCentric) > WORTH_SAYING
      ? `The first contact fails for ${shareOf(failing(parentCentric), 'cold lookup')}; resolvers that know the zone's own servers get through`
      : null,
  'never-resolves': ({ parentCentric }) =>
    failing(parentCentric) > 1 - WORTH_SAYING ? 'No resolver gets an answer' : null,
  'some-lookups-fail': ({ parentCentric }) =>
    failing(parentCentric) > WORTH_SAYING
      ? `${capital(shareOf(failing(parentCentric), 'cold lookup'))} fails, whichever server is tried next`
      : null,
  'some-are-denied': ({ parentCentric }) => {
    const denied = shareOfKind(parentCentric, 'nxdomain') + shareOfKind(parentCentric, 'nodata');
    const answered = shareOfKind(parentCentric, 'answer');
    return denied > WORTH_SAYING && answered > WORTH_SAYING
      ? `${capital(shareOf(denied, 'cold lookup'))} is told that there is no such data, which no resolver tries again`
      : null;
  },
  'some-lookups-wait': ({ parentCentric: { wait } }) => {
    if (wait.share <= WORTH_SAYING) return null;
    // Of those that wait at all.
    const { fromMs, toMs } = wait.expected;
    const unlucky = { fromMs: fromMs / wait.share, toMs: toMs / wait.share };
    return `${capital(shareOf(wait.share, 'cold lookup'))} waits ${secondsText(unlucky)} longer`;
  },
  'first-tries-fail': ({ parentCentric }) => {
    const lost = failing(parentCentric, 'firstTry');
    return lost > WORTH_SAYING
      ? `${capital(shareOf(lost, 'first try', 'first tries'))} fails; the next one helps`
      : null;
  },
};

/** The first headline that holds; null where lookups just work. */
export function headlineOf(figures: Figures): Experience['headline'] {
  for (const [code, sentenceFor] of Object.entries(HEADLINES)) {
    const sentence = sentenceFor(figures);
    if (sentence !== null) return { code, sentence };
  }
  return null;
}

/** A share as people say it: `every lookup`, `about 1 in 4 lookups`, `about 2 in 3 lookups`, `fewer than 1 in 100 lookups`. */
export function shareOf(share: number, thing: string, things = `${thing}s`): string {
  if (share > 1 - WORTH_SAYING) return `every ${thing}`;
  if (share < 1 / 100) return `fewer than 1 in 100 ${things}`;
  const [count, of] = nearestFraction(share);
  return `about ${count} in ${of} ${things}`;
}

/** The simplest fraction that is within a tenth of the share. */
function nearestFraction(share: number): [count: number, of: number] {
  for (let of = 2; of <= 100; of += 1) {
    const count = Math.max(1, Math.round(share * of));
    if (count < of && Math.abs(count / of - share) <= share / 10) return [count, of];
  }
  return [Math.round(share * 100), 100];
}

/** A range of waiting as people say it: `0.4 to 2 s`. */
function secondsText({ fromMs, toMs }: WaitRange): string {
  return `${secondsOf(fromMs)} to ${secondsOf(toMs)} s`;
}

function secondsOf(ms: number): number {
  return Number((ms / 1000).toPrecision(ms < 1000 ? 1 : 2));
}

function failing({ outcomes }: StyleExperience, when: 'firstTry' | 'withRetry' = 'withRetry'): number {
  return outcomes
    .filter(({ kind }) => kind === 'servfail' || kind === 'loop')
    .reduce((sum, outcome) => sum + outcome[when], 0);
}

function shareOfKind({ outcomes }: StyleExperience, kind: string): number {
  return outcomes
    .filter((outcome) => outcome.kind === kind)
    .reduce((sum, { withRetry }) => sum + withRetry, 0);
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

/** An outcome in a few words: `192.0.2.1`, `no answer at all`. */
export function outcomeText({ kind, records }: Pick<ExperiencedOutcome, 'kind' | 'records'>): string {
  return kind === 'answer' ? listed(records) : OUTCOME_WORDS[kind];
}

const OUTCOME_WORDS: Readonly<Record<Exclude<ExperiencedOutcome['kind'], 'answer'>, string>> = {
  nodata: 'no such record (NODATA)',
  nxdomain: 'no such name (NXDOMAIN)',
  servfail: 'no answer (SERVFAIL)',
  loop: 'a circle of aliases (SERVFAIL)',
  unknown: 'not known: not asked',
};

/** What waiting a lookup meets, in one sentence; null for none. */
export function waitText({ share, worstTimeouts, worst }: StyleExperience['wait']): string | null {
  if (worstTimeouts === 0) return null;
  return `${capital(shareOf(share, 'cold lookup'))} asks a server that does not answer; the unluckiest waits for ${counted(worstTimeouts, 'time-out')}, ${secondsText(worst)}.`;
}

/** Until when caches can hold old data of that kind, in one sentence. */
export function cachedText({ holds, record, ttlSeconds, until }: CachedData): string {
  return `${CACHED_WORDS[holds]} can live in caches until ${until.slice(0, 16).replace('T', ' ')}Z: ${record}, TTL ${ttlSeconds} s.`;
}

const CACHED_WORDS: Readonly<Record<CachedData['holds'], string>> = {
  'name-servers': 'Old name servers',
  addresses: 'Old addresses of name servers',
  answer: 'An old answer',
  denial: 'A denial',
};

/** A limit that is crossed, in one sentence. */
export function limitText({ resolver, what, allowed, used }: LimitUse): string {
  return `${resolver} allows ${allowed} ${what}; this takes ${used}.`;
}
