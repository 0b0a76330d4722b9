// What resolvers experience of the question of a trace, computed from its evidence without another query. findings.md 14.
import {
  type Experience,
  type ExperiencedOutcome,
  type StyleExperience,
  type TraceState,
  asOfTraceTier,
  followsAlias,
} from '@delegraph/model';
import { cachedData } from './outcome-caches.ts';
import { OutcomeEvidence, type ResolverStyle } from './outcome-evidence.ts';
import { limitUses } from './outcome-limits.ts';
import { headlineOf } from './outcome-text.ts';
import { OutcomeWalk, type Walked } from './outcome-walk.ts';
import { FIRST_TRY_MS } from './resolver-limits.ts';

/** What resolvers experience; null for a trace that has not ended well, or that asked one server a zone: it cannot tell. */
export function experienceOf(wholeState: TraceState): Experience | null {
  const state = asOfTraceTier(wholeState);
  const { question, options, status } = state;
  if (!question || status !== 'done' || options.breadth === 'path') return null;
  const evidence = new OutcomeEvidence(state);
  if (evidence.root.servers.length === 0) return null;
  const parentCentric = styleExperience(state, evidence, 'parent-centric');
  if (parentCentric.outcomes.every(({ kind }) => kind === 'unknown')) return null;
  const childCentric = state.zones.some(({ name }) => evidence.hasOwnNames(name))
    ? styleExperience(state, evidence, 'child-centric')
    : null;
  return {
    headline: headlineOf({ parentCentric, childCentric }),
    parentCentric,
    childCentric,
    cached: cachedData(state),
    limits: limitUses(state, parentCentric.expectedQueries),
  };
}

function styleExperience(
  { question, options }: TraceState,
  evidence: OutcomeEvidence,
  style: ResolverStyle,
): StyleExperience {
  const setup = { evidence, style, follows: (followed: number) => followsAlias(options, followed) };
  const firstTry = new OutcomeWalk({ ...setup, retries: false }).resolve(question!);
  const walk = new OutcomeWalk({ ...setup, retries: true });
  const withRetry = walk.resolve(question!);
  const { expectedTimeouts, worstTimeouts, expectedQueries } = withRetry;
  const atOnce = withRetry.ends.reduce((sum, end) => sum + end.atOnce, 0);
  return {
    outcomes: outcomesOf(firstTry, withRetry),
    wait: {
      share: rounded(Math.max(0, 1 - atOnce)),
      expectedTimeouts: rounded(expectedTimeouts),
      worstTimeouts,
      expected: waitFor(expectedTimeouts),
      worst: waitFor(worstTimeouts),
    },
    expectedQueries: rounded(expectedQueries),
    notAsked: [...walk.notAsked],
  };
}

function outcomesOf(firstTry: Walked, withRetry: Walked): ExperiencedOutcome[] {
  const outcomes = new Map<string, ExperiencedOutcome>();
  for (const walked of [withRetry, firstTry]) {
    for (const { kind, records, probability } of walked.ends) {
      const key = [kind, ...records].join(' ');
      const outcome = outcomes.get(key) ?? { kind, records, firstTry: 0, withRetry: 0, worstCase: 0 };
      const share = rounded(probability);
      const isPossible = share > 0;
      outcomes.set(
        key,
        walked === withRetry
          ? { ...outcome, withRetry: share, worstCase: isPossible ? 1 : 0 }
          : { ...outcome, firstTry: share },
      );
    }
  }
  return [...outcomes.values()]
    .filter(({ firstTry: first, withRetry: retried }) => first > 0 || retried > 0)
    .toSorted((a, b) => b.withRetry - a.withRetry || b.firstTry - a.firstTry);
}

function waitFor(timeouts: number) {
  const { fromMs, toMs } = FIRST_TRY_MS;
  return { fromMs: Math.round(timeouts * fromMs), toMs: Math.round(timeouts * toMs) };
}

/** To nine digits: what is left of sums that should be 0 or 1 is not shown. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
