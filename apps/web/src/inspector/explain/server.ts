// What one address, or one name server, is to a zone: where it comes from, what it said, and what follows.
import { judgeServers } from '@delegraph/diagnosis';
import {
  type AddressSource,
  type DomainName,
  type HopState,
  type TraceState,
  type ZoneState,
  nameServerTable,
  probePurpose,
} from '@delegraph/model';
import { durationText } from '../../units.ts';
import { BAILIWICK_WORDS, bailiwickOf } from '../bailiwick.ts';
import { saidText } from '../said.ts';
import { serverFacts } from '../server-facts.ts';
import { serverRole } from '../server-role.ts';
import { type Explanation, explanation, listed, zoneWords } from './explanation.ts';

/** More of what a server said is in its packets. */
const MOST_SAID = 8;

export function explainAddress(state: TraceState, zone: ZoneState, address: string): Explanation {
  const hops = state.hops.filter((hop) => hop.zone === zone.name && hop.address === address);
  const { mark } = serverRole(state, zone.name, address);
  return explanation(
    [
      { title: 'Where the address comes from', sentences: originSentences(zone, address) },
      { title: 'What it said', sentences: saidSentences(hops) },
      { title: 'What follows', sentences: consequences(state, zone, address) },
    ],
    [
      'authoritative server',
      mark === 'error' && 'lame delegation',
      zone.nameServers.some((server) => server.addresses.some((it) => it.source === 'glue')) && 'glue',
      zone.parent === null && 'root hints',
    ],
  );
}

export function explainNameServer(state: TraceState, zone: ZoneState, nameServer: DomainName): Explanation {
  const row = nameServerTable(state, zone)?.rows.find(({ name }) => name === nameServer);
  const bailiwick = bailiwickOf(nameServer, zone);
  const addresses = zone.nameServers.find(({ name }) => name === nameServer)?.addresses ?? [];
  const named = {
    equal: 'Parent and zone both name it',
    differs: 'Not all servers name it',
    unknown: 'The parent names it; the zone was not heard',
    'only-parent': 'Only the parent names it',
    'only-child': 'Only the zone itself names it',
  };
  return explanation(
    [
      {
        title: 'Who names it',
        sentences: [
          row
            ? `${named[row.mark]} as a name server of ${zone.name}.`
            : `It is a name server of ${zoneWords(zone.name)}.`,
          ...(bailiwick === null ? [] : [`It is ${BAILIWICK_WORDS[bailiwick]}.`]),
        ],
      },
      {
        title: 'Where its addresses come from',
        sentences:
          addresses.length === 0
            ? ['No address of it was found, so nobody can ask it.']
            : addresses.map(({ address, source }) => `${address} ${ORIGINS[source](zone)}.`),
      },
      {
        title: 'What follows',
        sentences: addresses.flatMap(({ address }) =>
          consequences(state, zone, address)
            .slice(0, 1)
            .map((sentence) => `${address}: ${sentence}`),
        ),
      },
    ],
    ['authoritative server', bailiwick === 'in-domain' && 'in-domain', 'glue'],
  );
}

const ORIGINS: Readonly<Record<AddressSource, (zone: ZoneState) => string>> = {
  hint: () => 'is in the root hints that this trace began with',
  glue: ({ parent }) => `came as glue with a referral of ${parent === null ? 'the root' : zoneWords(parent)}`,
  lookup: () => 'was looked up, as a resolver does where no glue gives it',
  supplied: () => 'was supplied by whoever asked for this trace',
};

function originSentences(zone: ZoneState, address: string): string[] {
  return zone.nameServers.flatMap(({ name, addresses }) =>
    addresses
      .filter((candidate) => candidate.address === address)
      .map(({ source, originAs }) => {
        const announced = originAs
          ? ` It is announced by AS${originAs.number}${originAs.holder ? ` (${originAs.holder})` : ''}.`
          : '';
        return `It is an address of ${name}, which serves ${zoneWords(zone.name)}; it ${ORIGINS[source](zone)}.${announced}`;
      }),
  );
}

/** The same reply to the same question is told once. */
function saidSentences(hops: readonly HopState[]): string[] {
  const told = [...Map.groupBy(hops, sentenceOf)].map(([sentence, same]) =>
    same.length === 1 ? sentence : `${sentence.slice(0, -1)}, ${same.length} times.`,
  );
  if (told.length <= MOST_SAID) return told;
  return [...told.slice(0, MOST_SAID), `${told.length - MOST_SAID} more replies are among the packets.`];
}

function sentenceOf(hop: HopState): string {
  const purpose = hop.probe === 'walk' ? 'to go on with the search' : probePurpose(hop.probe);
  return `${hop.question.name} ${hop.question.type}, asked ${purpose}: ${saidText(hop)}.`;
}

function consequences(state: TraceState, zone: ZoneState, address: string): string[] {
  const { mark, verdict } = serverRole(state, zone.name, address);
  const name = zoneWords(zone.name);
  const others = (judgeServers(state).get(zone.name) ?? []).filter((server) => server.address !== address);
  const serving = others.filter(({ standing }) => standing.kind === 'serves').length;
  if (mark === 'error') {
    return [
      `It is lame for ${name}: the delegation sends resolvers there, and it does not serve the zone (${verdict.replace(/^no, /, '')}).`,
      serving === 0
        ? 'No other address serves the zone either, so resolvers cannot answer for it.'
        : `A resolver that asks it first has to ask again; ${othersText(serving, others.length)} the zone.`,
    ];
  }
  if (mark !== 'ok') return [`Whether it serves ${name} is not known: ${verdict}.`];
  const { elapsedMs, nsids } = serverFacts(
    state.hops.filter((hop) => hop.zone === zone.name && hop.address === address),
  );
  return [
    verdict === 'yes'
      ? `It speaks for ${name} with authority.`
      : `It was heard to refer on to zones below ${name}, as its servers do.`,
    ...(elapsedMs === null ? [] : [`Its quickest answer took ${durationText(elapsedMs)}.`]),
    ...(nsids.length > 1
      ? [`Several instances share the address: they call themselves ${listed(nsids)}.`]
      : []),
  ];
}

function othersText(serving: number, others: number): string {
  if (serving === others)
    return others === 1 ? 'the other address serves' : `all ${others} other addresses serve`;
  return `${serving} of the ${others} other addresses ${serving === 1 ? 'serves' : 'serve'}`;
}
