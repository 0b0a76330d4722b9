// Why a name was looked up, by which way, and how long its end holds.
import {
  type DomainName,
  type HopState,
  type LookupState,
  type TraceState,
  aliasChain,
} from '@delegraph/model';
import { countText, ttlText } from '../../units.ts';
import { saidText } from '../said.ts';
import { type Explanation, explanation, zoneWords } from './explanation.ts';

export function explainLookup(state: TraceState, lookup: LookupState): Explanation {
  const kind = lookup.outcome?.kind;
  return explanation(
    [
      { title: 'Why it was looked up', sentences: [reasonOf(state, lookup)] },
      { title: 'The way', sentences: wayOf(state, lookup) },
      { title: 'How it ended', sentences: endOf(state, lookup) },
    ],
    [
      'referral',
      kind === 'alias' && 'CNAME',
      kind === 'nodata' && 'NODATA',
      kind === 'nxdomain' && 'NXDOMAIN',
      'TTL',
    ],
  );
}

function reasonOf(state: TraceState, { purpose, question, neededBy, id }: LookupState): string {
  switch (purpose) {
    case 'question':
      return `${question.name} ${question.type} is what was asked for.`;
    case 'alias': {
      const before = state.lookups.find(({ outcome }) => outcome?.kind === 'alias' && outcome.next === id);
      return before
        ? `${before.question.name} is an alias of ${question.name}, so the search begins anew with that name.`
        : `An alias leads to ${question.name}, so the search begins anew with that name.`;
    }
    case 'nameserver-address':
      return neededBy === null
        ? `${question.name} is a name server, and whoever asks it needs its address.`
        : `${question.name} is a name server of ${zoneWords(neededBy)}, and whoever asks it needs its address.`;
    case 'target':
      return `A record names ${question.name} as a host; it was looked up to see whether that has an address.`;
  }
}

/** A sentence for each zone: what the reply that led on said. */
function wayOf(state: TraceState, lookup: LookupState): string[] {
  const walked = state.hops.filter(({ lookupId, probe }) => lookupId === lookup.id && probe === 'walk');
  const steps = [...Map.groupBy(walked, ({ zone }) => zone)].map(([zone, hops]) =>
    stepText(zone, hops, lookup),
  );
  return [`The search began at ${zoneWords(lookup.startZone)}, the nearest zone known by then.`, ...steps];
}

function stepText(zone: DomainName, hops: readonly HopState[], { outcome }: LookupState): string {
  const ended = outcome && 'hopId' in outcome ? hops.find(({ id }) => id === outcome.hopId) : undefined;
  const led =
    ended ??
    hops.find(({ result }) => result.status === 'answered' && result.response.kind === 'referral') ??
    hops.find(({ result }) => result.status === 'answered') ??
    hops[0]!;
  const asked = countText(new Set(hops.map(({ address }) => address)).size, 'address', 'addresses');
  return `${zone === '.' ? 'The root' : zone}: ${led.nameServer} (${led.address}) ${replyText(led)}; ${asked} asked.`;
}

function replyText(hop: HopState): string {
  const said = saidText(hop);
  if (hop.result.status !== 'answered') return `gave nothing (${said})`;
  return said.startsWith('refers') ? said : `says: ${said}`;
}

function endOf(state: TraceState, lookup: LookupState): string[] {
  const { outcome } = lookup;
  switch (outcome?.kind) {
    case undefined:
      return ['It has not ended so far.'];
    case 'answer': {
      const ttl = Math.min(...outcome.records.map((record) => record.ttl));
      return [`It has an answer, which resolvers may keep for ${ttlText(ttl)}.`];
    }
    case 'alias': {
      const chain = aliasChain(state, lookup);
      const ttls = chain.flatMap((each) => (each.outcome?.kind === 'alias' ? [each.outcome.link.ttl] : []));
      return [
        `It is an alias of ${outcome.link.target}, which resolvers may keep for ${ttlText(outcome.link.ttl)}.`,
        ...(ttls.length > 1
          ? [`From here on, the whole chain holds for ${ttlText(Math.min(...ttls))}.`]
          : []),
        ...(outcome.next === null ? ['It was not followed further.'] : []),
      ];
    }
    case 'nodata':
    case 'nxdomain': {
      const kept = denialSeconds(state.hops[outcome.hopId]);
      const what =
        outcome.kind === 'nodata' ? 'The name has no record of this type' : 'The name does not exist';
      return [kept === null ? `${what}.` : `${what}, and resolvers may keep that for ${ttlText(kept)}.`];
    }
    case 'unresolvable':
      return [`No server of ${zoneWords(outcome.zone)} gave an answer that leads on.`];
    case 'loop':
      return ['To find it, it would have to be found already: it needs itself.'];
    case 'budget':
      return ['It was given up, because a limit of this trace was reached. That says nothing of the name.'];
  }
}

/** The lesser of the TTL of the SOA record and of its minimum field. RFC 2308 5. */
function denialSeconds(hop: HopState | undefined): number | null {
  if (hop?.result.status !== 'answered') return null;
  const soa = hop.result.message.authority.find(({ type }) => type === 'SOA');
  const minimum = Number(soa?.data.split(' ').at(-1));
  return soa && Number.isInteger(minimum) ? Math.min(soa.ttl, minimum) : null;
}
