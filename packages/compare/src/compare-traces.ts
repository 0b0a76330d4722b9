// Two traces side by side: what was added, removed, changed, and what is the same.
import { type TraceState, labelsOf } from '@delegraph/model';
import { delegationAccount } from './delegation-facts.ts';
import { ASPECTS, type Account, type Aspect, type Fact, keyOf } from './fact.ts';
import type { Difference, Mark } from './difference.ts';
import { findingAccount } from './finding-facts.ts';
import { serverAccount } from './server-facts.ts';
import { type Summary, summaryOf } from './summary.ts';
import { traceAccount } from './trace-facts.ts';

export interface Comparison {
  /** One sentence, or a few: what is to know, the most important first. */
  summary: string;
  /** The same in parts. */
  parts: Omit<Summary, 'text'>;
  /** Everything both traces could be compared by: what is the same, too. From the root downwards. */
  differences: readonly Difference[];
  counts: Readonly<Record<Mark, number>>;
}

/** Compares what two traces say. Round-trip times, tries, the order of records and replies, the case of names, NSIDs, TTLs
 *  that count down and everything else that chance decides are not compared, nor is what one of them has not heard. */
export function compareTraces(before: TraceState, after: TraceState): Comparison {
  const one = accountOf(before, after);
  const other = accountOf(after, before);
  const differences = withMoves(align(one, other)).toSorted(byPlace);
  const counts = { added: 0, removed: 0, changed: 0, same: 0 };
  for (const { mark } of differences) counts[mark] += 1;
  const { text: summary, ...parts } = summaryOf(before, after, differences);
  return { summary, parts, differences, counts };
}

/** Whether the trace was heard out, so that what it lacks is not there. */
export function isWhole({ status, limitsReached }: TraceState): boolean {
  return status === 'done' && limitsReached.length === 0;
}

const FAMILIES: Readonly<Record<Aspect, 'trace' | 'delegation' | 'server' | 'finding'>> = {
  context: 'trace',
  outcome: 'trace',
  alias: 'trace',
  answer: 'trace',
  delegation: 'delegation',
  'parent-ns': 'delegation',
  'child-ns': 'delegation',
  glue: 'delegation',
  address: 'delegation',
  ds: 'delegation',
  standing: 'server',
  serial: 'server',
  soa: 'server',
  'server-answer': 'server',
  ttl: 'delegation',
  finding: 'finding',
};

function accountOf(state: TraceState, other: TraceState): Account {
  const accounts = {
    trace: traceAccount(state),
    delegation: delegationAccount(state),
    server: serverAccount(state),
    finding: findingAccount(state, other),
  };
  return {
    facts: Object.values(accounts).flatMap(({ facts }) => facts),
    rulesOut: (fact) =>
      (fact.aspect === 'context' || isWhole(state)) && accounts[FAMILIES[fact.aspect]].rulesOut(fact),
  };
}

function align(before: Account, after: Account): Difference[] {
  const earlier = new Map(before.facts.map((fact) => [keyOf(fact), fact]));
  const later = new Map(after.facts.map((fact) => [keyOf(fact), fact]));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key): Difference[] => {
    const [old, now] = [earlier.get(key), later.get(key)];
    if (old && now) return [difference(isSame(old, now) ? 'same' : 'changed', old, now)];
    if (old) return after.rulesOut(old) ? [difference('removed', old, null)] : [];
    return before.rulesOut(now!) ? [difference('added', null, now!)] : [];
  });
}

/** Where a name server has one address less and one more of a family, the one took the place of the other. */
function withMoves(differences: readonly Difference[]): Difference[] {
  const moves = Map.groupBy(
    differences.filter(
      ({ aspect, mark }) =>
        (aspect === 'glue' || aspect === 'address') && (mark === 'added' || mark === 'removed'),
    ),
    ({ aspect, zone, nameServer, address }) =>
      `${aspect} ${zone} ${nameServer} ${address!.includes(':') ? 6 : 4}`,
  );
  const moved = new Map<Difference, Difference>();
  for (const [one, other, ...others] of moves.values()) {
    if (!other || others.length > 0 || one!.mark === other.mark) continue;
    const [removed, added] = one!.mark === 'removed' ? [one!, other] : [other, one!];
    moved.set(added, { ...added, mark: 'changed', before: removed.before });
    moved.set(removed, added);
  }
  return differences.flatMap((each) => {
    const instead = moved.get(each);
    return instead && each.mark === 'removed' ? [] : [instead ?? each];
  });
}

function difference(mark: Mark, before: Fact | null, after: Fact | null): Difference {
  const { aspect, zone, nameServer = null, address = null, what } = (after ?? before)!;
  return {
    mark,
    aspect,
    zone,
    nameServer,
    address,
    what,
    before: before?.value ?? null,
    after: after?.value ?? null,
  };
}

function isSame(old: Fact, now: Fact): boolean {
  if (old.ttl && now.ttl) {
    if (old.ttl.seconds === now.ttl.seconds) return true;
    // Whoever does not own it gives what is left of it.
    const lower = old.ttl.seconds < now.ttl.seconds ? old.ttl : now.ttl;
    return !lower.isOwn;
  }
  return (old.comparable ?? old.value) === (now.comparable ?? now.value);
}

/** What is about the whole trace, then zone by zone from the root downwards. */
function byPlace(one: Difference, other: Difference): number {
  return (
    depthOf(one) - depthOf(other) ||
    compareText(one.zone ?? '', other.zone ?? '') ||
    ASPECTS.indexOf(one.aspect) - ASPECTS.indexOf(other.aspect) ||
    compareText(one.what, other.what)
  );
}

function depthOf({ zone }: Difference): number {
  return zone === null ? -1 : labelsOf(zone).length;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
