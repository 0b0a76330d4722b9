// What the cut of a zone means, and what a resolver that comes to it meets.
import { judgeServers } from '@delegraph/diagnosis';
import { type TraceState, type ZoneState, ROOT } from '@delegraph/model';
import { countText } from '../../units.ts';
import { saidText } from '../said.ts';
import { whatIsAgreed, whoDelegates } from './delegation.ts';
import { type Explanation, explanation, listed, zoneWords } from './explanation.ts';

export function explainZone(state: TraceState, zone: ZoneState): Explanation {
  const resolver = whatResolverMeets(state, zone);
  return explanation(
    [
      { title: 'Who delegates it', sentences: whoDelegates(state, zone) },
      {
        title: zone.parent === null ? 'What it says' : 'What was agreed',
        sentences: whatIsAgreed(state, zone),
      },
      { title: 'What a resolver does with it', sentences: [...resolver, ...whatCameOfIt(state, zone)] },
    ],
    [
      ...(zone.name === ROOT
        ? (['root hints'] as const)
        : (['zone cut', 'delegation', 'referral', 'glue', 'in-domain'] as const)),
      'authoritative server',
      resolver.some((sentence) => sentence.includes('not serve')) && 'lame delegation',
      'TTL',
    ],
  );
}

/** How many of its servers are of use, and what is lost on the others. */
function whatResolverMeets(state: TraceState, zone: ZoneState): string[] {
  const judged = judgeServers(state).get(zone.name) ?? [];
  const lame = judged.flatMap(({ address, nameServers, standing }) =>
    standing.kind === 'lame'
      ? [
          {
            who: `${nameServers[0]} (${address})`,
            said: saidText(standing.evidence[0]!),
            code: standing.code,
          },
        ]
      : [],
  );
  const serving = judged.filter(({ standing }) => standing.kind === 'serves').length;
  const unknown = judged.length - serving - lame.length;
  if (judged.length === 0) return ['No address of its name servers is known, so nobody can ask it.'];
  const sentences = [
    `It has ${countText(judged.length, 'address', 'addresses')} to choose from, and asks any of them.`,
  ];
  if (serving === judged.length)
    sentences.push(
      serving === 1 ? 'It serves the zone.' : 'All of them serve the zone, so it does not matter which.',
    );
  if (lame.length > 0) {
    const silent = lame.some(({ code }) => code === 'lame-timeout');
    sentences.push(
      `${lame.length} of them ${lame.length === 1 ? 'does' : 'do'} not serve it: ${listed(lame.map(({ who, said }) => `${who}: ${said}`))}.`,
      serving === 0
        ? 'None is left that does, so resolvers tell whoever asks them that they failed (SERVFAIL).'
        : `Whoever picks ${lame.length === 1 ? 'it' : 'one of those'} first ${silent ? 'waits in vain' : 'loses that query'}, and goes on to another.`,
    );
  }
  if (unknown > 0)
    sentences.push(
      `This trace did not see whether ${unknown} of them ${unknown === 1 ? 'serves' : 'serve'} the zone.`,
    );
  return sentences;
}

/** Where the searches of this trace ended in the zone or went on from it. */
function whatCameOfIt(state: TraceState, zone: ZoneState): string[] {
  const children = state.zones.filter(({ parent }) => parent === zone.name).map(({ name }) => name);
  const ended = state.lookups.filter(({ outcome, purpose }) => {
    const hop = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
    return hop?.zone === zone.name && (purpose === 'question' || purpose === 'alias');
  });
  return [
    ...ended.map(({ question, outcome }) => {
      const asked = `${question.name} ${question.type}`;
      if (outcome?.kind === 'alias')
        return `In this trace ${asked} led out of it: an alias of ${outcome.link.target}.`;
      return `In this trace ${asked} ended here: ${outcomeWords(outcome?.kind)}.`;
    }),
    ...(children.length > 0
      ? [`In this trace the search went on from ${zoneWords(zone.name)} to ${listed(children)}.`]
      : []),
  ];
}

function outcomeWords(kind: string | undefined): string {
  if (kind === 'nodata') return 'the name has no record of this type';
  return kind === 'nxdomain' ? 'the name does not exist' : 'that is the answer';
}
