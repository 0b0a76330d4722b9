// What a lookup came to, as its card in the answer column says it.
import {
  type AliasLink,
  type DomainName,
  type HopState,
  type LookupState,
  type ResourceRecord,
  type TraceState,
  aliasChain,
  followsAlias,
  questionChain,
} from '@delegraph/model';
import { countText } from './quantity-text.ts';
import type { TraceView } from './trace-view.ts';

export interface LookupCard {
  /** Stable while the trace grows. */
  key: string;
  /** The lookup a click selects: the first, where several share the card. */
  lookupId: number;
  name: DomainName;
  kind: LookupCardKind;
  /** The records or words of the result, at least one line. */
  lines: readonly string[];
  /** Where it was heard and how long it holds. */
  detail: string;
  /** The zones whose servers said so, or should have. */
  sources: readonly DomainName[];
  /** Of what no server of its source gave a usable answer to: how many addresses were asked, and whether it was we who
   *  chose not to ask. Null of anything else. */
  unanswered: { asked: number; isUntested: boolean } | null;
  /** The accessible name. */
  label: string;
}

/** `failed`: no server answered, or the aliases go in circles. `cut`: a limit of ours ended it. `address`: the address of
 *  a name server, needed on the way. */
export type LookupCardKind =
  | 'asking'
  | 'answer'
  | 'alias'
  | 'nodata'
  | 'nxdomain'
  | 'failed'
  | 'cut'
  | 'address';

const MOST_RECORDS = 3;

/** The card of the question or of an alias it led to. */
export function lookupCard(state: TraceView, lookup: LookupState): LookupCard {
  const { id, question, outcome } = lookup;
  const said = outcomeText(state, lookup);
  const evidence = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
  const source = evidence?.zone ?? (outcome?.kind === 'unresolvable' ? outcome.zone : null);
  return {
    key: `lookup ${id}`,
    lookupId: id,
    name: question.name,
    ...said,
    sources: source === null ? [] : [source],
    unanswered:
      outcome?.kind === 'unresolvable'
        ? { asked: askedOf(state, outcome.zone), isUntested: outcome.notAsked !== undefined }
        : null,
    label: [question.name, ...said.lines, said.detail].join(' '),
  };
}

/** The card of a name server whose addresses had to be looked up; `lookups` are those of its name, one per type. */
export function addressCard(
  state: TraceState,
  lookups: readonly [LookupState, ...LookupState[]],
): LookupCard {
  const [first] = lookups;
  const ends = lookups.map((lookup) => aliasChain(state, lookup).at(-1)!);
  const records = ends.flatMap(({ outcome }) => (outcome?.kind === 'answer' ? outcome.records : []));
  const evidence = ends.flatMap(({ outcome }) =>
    outcome && 'hopId' in outcome ? [state.hops[outcome.hopId]!.zone] : [],
  );
  const types = lookups.map(({ question }) => question.type).join(', ');
  const pending = ends.some(({ outcome }) => outcome === null);
  const aliased = ends.flatMap(({ outcome }) => (outcome?.kind === 'alias' ? [outcome.link] : []));
  const none = pending
    ? `asking ${types}`
    : aliased[0]
      ? `${aliased[0].type} ${aliased[0].target}`
      : 'no address';
  const lines = records.length > 0 ? recordLines(records) : [none];
  const ttl = records.length > 0 ? [`TTL ${ttlOf(records)} s`] : [];
  const detail = [...ttl, 'for a name server'].join(' · ');
  return {
    key: `address ${first.question.name}`,
    lookupId: first.id,
    name: first.question.name,
    kind: 'address',
    lines,
    detail,
    sources: [...new Set(evidence)],
    unanswered: null,
    label: [first.question.name, ...lines, detail].join(' '),
  };
}

function outcomeText(state: TraceView, lookup: LookupState): Pick<LookupCard, 'kind' | 'lines' | 'detail'> {
  const { outcome, question } = lookup;
  if (outcome === null) {
    const hop = state.hops.findLast(({ lookupId }) => lookupId === lookup.id);
    return {
      kind: 'asking',
      lines: [`asking ${question.type}`],
      detail: hop ? `servers of ${zoneText(hop.zone)}` : '…',
    };
  }
  switch (outcome.kind) {
    case 'answer': {
      const detail = joined([`TTL ${ttlOf(outcome.records)} s`, ...saidBy(state, outcome.hopId)]);
      return { kind: 'answer', lines: recordLines(outcome.records), detail };
    }
    case 'alias': {
      const { link, next, hopId } = outcome;
      const lines = [`${link.type} ${link.target}`];
      const ttl = `TTL ${link.ttl} s`;
      if (next !== null) return { kind: 'alias', lines, detail: joined([ttl, ...saidBy(state, hopId)]) };
      if (isVisited(state, lookup, link))
        return { kind: 'failed', lines, detail: joined([ttl, 'the aliases go in a circle']) };
      const isWished = !followsAlias(state.options, questionChain(state).length - 1);
      return {
        kind: 'cut',
        lines,
        detail: joined([ttl, isWished ? 'not followed, as told' : 'not followed: our limit']),
      };
    }
    case 'nodata':
      return {
        kind: 'nodata',
        lines: [`no ${question.type} record`],
        detail: joined(['NODATA', ...saidBy(state, outcome.hopId)]),
      };
    case 'nxdomain':
      return {
        kind: 'nxdomain',
        lines: ['NXDOMAIN'],
        detail: joined(['no such name', ...saidBy(state, outcome.hopId)]),
      };
    case 'unresolvable':
      return {
        kind: 'failed',
        lines: ['no answer'],
        detail: `no server of ${zoneText(outcome.zone)} gave one`,
      };
    case 'loop':
      return { kind: 'failed', lines: ['loop'], detail: 'it needs itself to be answered' };
    default:
      return {
        kind: 'cut',
        lines: ['not finished'],
        detail: `our limit: ${outcome.limit.replaceAll('-', ' ')}`,
      };
  }
}

/** `aa`, and how many of the servers asked the same gave a reply of the same kind. A reply may hold the end of an alias
 *  as well as the alias, so the question is that of the reply and not always that of the lookup. */
function saidBy(state: TraceView, hopId: number): string[] {
  const evidence = state.hops[hopId];
  if (evidence?.result.status !== 'answered') return [];
  const { zone, question } = evidence;
  const { response } = evidence.result;
  const peers = state
    .hopsOf(zone)
    .filter(
      ({ probe, question: asked, result }) =>
        probe === 'walk' &&
        asked.name === question.name &&
        asked.type === question.type &&
        (result.status === 'answered' || result.status === 'failed'),
    );
  const same = peers.filter(
    ({ result }) => result.status === 'answered' && result.response.kind === response.kind,
  );
  const authoritative = 'authoritative' in response && response.authoritative ? ['aa'] : [];
  return [...authoritative, `${distinct(same)} of ${countText(distinct(peers), 'server')}`];
}

/** How many addresses of the zone were asked anything on the walk. */
function askedOf(state: TraceView, zone: DomainName): number {
  return distinct(
    state.hopsOf(zone).filter(({ probe, result }) => probe === 'walk' && result.status !== 'skipped'),
  );
}

function isVisited(state: TraceState, lookup: LookupState, { target }: AliasLink): boolean {
  for (let at: LookupState | undefined = lookup; at;) {
    if (at.question.name === target) return true;
    at = at.parentLookupId === null ? undefined : state.lookups[at.parentLookupId];
  }
  return false;
}

function recordLines(records: readonly ResourceRecord[]): string[] {
  const shown = records.slice(0, MOST_RECORDS).map(({ type, data }) => `${type} ${data}`);
  const hidden = records.length - shown.length;
  return hidden === 0 ? shown : [...shown, `+${hidden} more`];
}

function ttlOf(records: readonly ResourceRecord[]): number {
  return Math.min(...records.map(({ ttl }) => ttl));
}

function distinct(hops: readonly HopState[]): number {
  return new Set(hops.map(({ address }) => address)).size;
}

function zoneText(zone: DomainName): string {
  return zone === '.' ? 'the root' : zone;
}

function joined(parts: readonly string[]): string {
  return parts.join(' · ');
}
