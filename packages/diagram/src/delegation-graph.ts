// The view of a trace: its zones, what joins them, and the answers, in words and counts but without any geometry.
import { type DomainName, type LookupState, type TraceState, type ZoneState, ROOT } from '@delegraph/model';
import { type Delegation, delegationOf } from './delegation.ts';
import { branchesOf, neededLookups } from './drawn.ts';
import { type GraphScope, withinScope } from './graph-scope.ts';
import { type LookupCard, addressCard, lookupCard } from './lookup-card.ts';
import { type OddReply, oddAnswers, oddReferrals } from './odd-replies.ts';
import { countText } from './quantity-text.ts';
import { traceView } from './trace-view.ts';
import { type ZoneCard, zoneCard } from './zone-card.ts';

export interface DelegationGraph {
  /** One sentence: what the whole picture says. */
  title: string;
  /** In the order they were learned: parents before their children, the root first. */
  zones: readonly ZoneCard[];
  /** One per zone but the root. */
  delegations: readonly Delegation[];
  /** The answer column: the question and its aliases in order, then the name servers that had to be looked up. */
  lookups: readonly LookupCard[];
  /** From one card of the answer column to the next, numbered from 1. */
  aliases: readonly AliasStep[];
  dependencies: readonly Dependency[];
  /** Where servers of one zone do not say the same. */
  oddReplies: readonly OddReply[];
}

export interface AliasStep {
  from: string;
  to: string;
  type: 'CNAME' | 'DNAME';
  number: number;
  fromLookupId: number;
}

/** A name server of `zone` whose address the lookup of the card `from` told. */
export interface Dependency {
  /** `checked`: its glue was known, the lookup only verified it. */
  kind: 'needed' | 'checked';
  from: string;
  zone: DomainName;
  nameServer: DomainName;
}

/** The picture of `state` in words. Append-only: what is in it stays in it as the trace goes on, in the same order.
 *  `unfolded`: the zones whose cards have a row for every name server. */
export function delegationGraph(
  wholeState: TraceState,
  scope: GraphScope = 'all',
  unfolded: ReadonlySet<DomainName> = NONE,
): DelegationGraph {
  const state = traceView(wholeState);
  const { lookups, zones: known } = withinScope(state, scope);
  const branches = branchesOf(state);
  const zones = known.length === 0 ? [ROOT_TO_COME] : known;
  const cards = zones.map((zone) =>
    zoneCard(state, zone, branches.get(zone.name) ?? 0, { isUnfolded: unfolded.has(zone.name) }),
  );
  const chain = lookups.filter((lookup) => isOfQuestion(state, lookup));
  const addresses = addressLookups(state, lookups);
  const needed = neededLookups(state);
  return {
    title: titleOf(state, cards),
    zones: cards,
    delegations: zones.flatMap((zone) =>
      zone.parent === null ? [] : [delegationOf(state, zone, zone.parent)],
    ),
    lookups: [
      ...chain.map((lookup) => lookupCard(state, lookup)),
      ...addresses.map((same) => addressCard(state, same)),
    ],
    aliases: chain.flatMap((lookup, index) => aliasStep(lookup, index)),
    dependencies: addresses.flatMap((same) => dependenciesOf(same, needed)),
    oddReplies: [
      ...zones.flatMap((zone) => oddReferrals(state, zone)),
      ...chain.flatMap((lookup) => oddAnswers(state, lookup, `lookup ${lookup.id}`)),
    ],
  };
}

const NONE: ReadonlySet<DomainName> = new Set();

/** Stands for the root until the trace has started. */
const ROOT_TO_COME: ZoneState = {
  name: ROOT,
  parent: null,
  learnedAtMs: 0,
  learnedFrom: null,
  signed: false,
  nameServers: [],
};

/** Whether the lookup is the question or follows from it by aliases alone. */
function isOfQuestion(state: TraceState, lookup: LookupState): boolean {
  if (lookup.purpose === 'question') return true;
  if (lookup.purpose !== 'alias' || lookup.parentLookupId === null) return false;
  return isOfQuestion(state, state.lookups[lookup.parentLookupId]!);
}

/** The drawn lookups of name servers, those of one name together, in the order the names were first looked up. */
function addressLookups(state: TraceState, drawn: readonly LookupState[]): [LookupState, ...LookupState[]][] {
  const names = new Set(
    state.lookups
      .filter(({ purpose }) => purpose === 'nameserver-address')
      .map(({ question }) => question.name),
  );
  return [...names].flatMap((name) => {
    const [first, ...others] = drawn.filter(
      ({ purpose, question }) => purpose === 'nameserver-address' && question.name === name,
    );
    return first ? [[first, ...others] as [LookupState, ...LookupState[]]] : [];
  });
}

function aliasStep({ id, outcome }: LookupState, index: number): AliasStep[] {
  if (outcome?.kind !== 'alias' || outcome.next === null) return [];
  const { link, next } = outcome;
  return [
    { from: `lookup ${id}`, to: `lookup ${next}`, type: link.type, number: index + 1, fromLookupId: id },
  ];
}

function dependenciesOf(lookups: readonly LookupState[], needed: ReadonlySet<number>): Dependency[] {
  const zones = new Set(lookups.flatMap(({ neededBy }) => neededBy ?? []));
  const nameServer = lookups[0]!.question.name;
  return [...zones].map((zone) => {
    const kind = lookups.some(({ id, neededBy }) => neededBy === zone && needed.has(id))
      ? 'needed'
      : 'checked';
    return { kind, from: `address ${nameServer}`, zone, nameServer };
  });
}

function titleOf({ question, status, findings }: TraceState, zones: readonly ZoneCard[]): string {
  if (question === null) return 'Delegation: the root.';
  const faulty = new Set(
    findings
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .flatMap(({ nameServer, address }) => nameServer ?? address ?? []),
  );
  const soFar = status === 'running' ? ' so far' : '';
  const faults =
    faulty.size === 0
      ? 'no name server with a fault'
      : `${countText(faulty.size, 'name server')} with faults`;
  return `Delegation of ${question.name}${soFar}: ${countText(zones.length, 'zone')}, ${faults}.`;
}
