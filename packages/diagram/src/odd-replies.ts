// Servers that did not say what their siblings said, though each of them serves: the marked edges of the picture.
import {
  type DomainName,
  type HopState,
  type LookupState,
  type ResponseClass,
  type TraceState,
  type ZoneState,
  hasEnded,
  isWithin,
  targetOf,
} from '@delegraph/model';
import { countText } from './quantity-text.ts';
import type { TraceView } from './trace-view.ts';

export interface OddReply {
  /** Stable while the trace grows. */
  key: string;
  /** The zone whose servers disagree. */
  zone: DomainName;
  /** What they disagree about: a delegation, or the card of a lookup. */
  about: { kind: 'delegation'; zone: DomainName } | { kind: 'lookup'; key: string; lookupId: number };
  /** How many addresses of how many did not say what the others said. */
  count: number;
  of: number;
  /** What they said instead: `NXDOMAIN`, or `3 ways`. */
  words: string;
  /** The accessible name. */
  label: string;
}

/** The odd replies about the delegation of `zone`; compared when the trace has ended, so that nothing is taken back. A
 *  server that is lame has its mark already. */
export function oddReferrals(state: TraceView, { name, parent, learnedFrom }: ZoneState): OddReply[] {
  if (parent === null || learnedFrom === null) return [];
  const hops = state.hopsOf(parent).filter(({ question }) => isWithin(question.name, name));
  const odd = oddAmong(state, hops, { expectedId: learnedFrom, cut: name });
  if (!odd) return [];
  return [
    {
      ...odd,
      key: `odd delegation ${name}`,
      zone: parent,
      about: { kind: 'delegation', zone: name },
      label: `delegation of ${name}: ${odd.label}`,
    },
  ];
}

/** The odd replies to a lookup whose card is `key`. */
export function oddAnswers(state: TraceView, lookup: LookupState, key: string): OddReply[] {
  const { id, question, outcome } = lookup;
  const decisive = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
  if (!decisive || decisive.question.name !== question.name) return [];
  const hops = state
    .hopsOf(decisive.zone)
    .filter((hop) => hop.question.name === question.name && hop.question.type === question.type);
  const odd = oddAmong(state, hops, { expectedId: decisive.id, cut: null });
  if (!odd) return [];
  return [
    {
      ...odd,
      key: `odd ${key}`,
      zone: decisive.zone,
      about: { kind: 'lookup', key, lookupId: id },
      label: `${question.name} ${question.type}: ${odd.label}`,
    },
  ];
}

/** Those that do not say what the reply `expectedId` says, which the trace went on with. `cut`: the zone whose delegation
 *  is compared. */
function oddAmong(
  state: TraceState,
  hops: readonly HopState[],
  { expectedId, cut }: { expectedId: number; cut: DomainName | null },
): Pick<OddReply, 'count' | 'of' | 'words' | 'label'> | null {
  if (!hasEnded(state)) return null;
  const said = [...Map.groupBy(hops, ({ address }) => address).values()].flatMap(([hop]) => {
    const words = hop && !isLame(state, hop) ? sayingOf(hop, cut) : null;
    return words === null ? [] : [{ hop: hop!, ...words }];
  });
  const expected = said.find(({ hop }) => hop.id === expectedId) ?? said[0];
  const odd = said.filter(({ key }) => key !== expected?.key);
  const [first] = odd;
  if (!first) return null;
  const ways = new Set(odd.map(({ key }) => key)).size;
  const words = ways === 1 ? first.words : `${ways} ways`;
  const who = odd.map(({ hop }) => `${hop.nameServer} (${hop.address})`).join(', ');
  return {
    count: odd.length,
    of: said.length,
    words,
    label: `warning: ${countText(odd.length, 'address', 'addresses')} of ${said.length} did not say what the others said: ${who}`,
  };
}

/** What a server that serves its zone said: a key to compare by, and a word or two. Null for what proves nothing. */
function sayingOf({ result, zone }: HopState, cut: DomainName | null): { key: string; words: string } | null {
  if (result.status !== 'answered' || result.message.flags.includes('tc')) return null;
  const { response, message } = result;
  // A server of the parent that serves the zone itself has no reason to refer to it.
  if (cut !== null && isOfZone(response, cut)) return null;
  switch (response.kind) {
    case 'referral': {
      const names = message.authority.flatMap((record) =>
        record.name === response.zone ? (targetOf(record) ?? []) : [],
      );
      return { key: `referral ${response.zone} ${names.toSorted().join(' ')}`, words: 'other NS' };
    }
    case 'answer': {
      const data = [...new Set(response.records.map((record) => record.data))].toSorted();
      return { key: `answer ${data.join(' ')}`, words: data.length === 1 ? data[0]! : 'other data' };
    }
    case 'alias':
      return { key: `alias ${response.link.target}`, words: response.link.type };
    case 'nodata':
    case 'nxdomain': {
      // A denial from above is what a lame server says.
      if (response.soaOwner !== null && !isWithin(response.soaOwner, zone)) return null;
      return { key: response.kind, words: response.kind.toUpperCase() };
    }
    default:
      return null;
  }
}

function isOfZone(response: ResponseClass, cut: DomainName): boolean {
  if (response.kind === 'answer' || response.kind === 'alias') return true;
  const isDenial = response.kind === 'nodata' || response.kind === 'nxdomain';
  return isDenial && response.soaOwner !== null && isWithin(response.soaOwner, cut);
}

function isLame({ findings }: TraceState, hop: HopState): boolean {
  return findings.some(
    ({ code, zone, address }) => code.startsWith('lame-') && zone === hop.zone && address === hop.address,
  );
}
