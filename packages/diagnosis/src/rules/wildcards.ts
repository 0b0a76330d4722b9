// Wildcards, as seen by names that nobody has: what they answer, where they differ, and what escapes them. RFC 4592.
import {
  type DomainName,
  type ResponseClass,
  type TraceState,
  hasEnded,
  hopsOfZone,
  isBelow,
  labelsOf,
  questionChain,
} from '@delegraph/model';
import { deniesName, givesData, heardFrom, repliesTo } from '../examined.ts';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type Heard, hopsOf, serversOf, setKey } from '../zone-evidence.ts';

export const wildcardAnswer: Rule = {
  code: 'wildcard-answer',
  severity: 'info',
  title: 'Answered by a wildcard',
  sentence: (finding) =>
    `For a random name, which nobody has, ${finding.zone} answers what it answers for ${finding.name}: a wildcard may be all there is.`,
  fix: () => 'Nothing is wrong. That a name is answered proves here not that somebody entered it.',
  contact: 'zone-operator',
  reference: ['RFC 4592 section 2.1'],
  find: (state, _, zones) =>
    zones.flatMap(({ zone }) => {
      const wild = repliesTo(state, zone.name, 'no-such-name').filter(givesData);
      if (wild.length === 0) return [];
      return asked(state, zone.name).flatMap((name) => {
        const same = wild.flatMap((one) => {
          const named = walked(state, zone.name, name).filter(
            (other) =>
              other.hop.address === one.hop.address && saysOf(other.response) === saysOf(one.response),
          );
          return named[0] ? [{ one, named: named[0] }] : [];
        });
        if (same.length === 0) return [];
        return [
          found(
            wildcardAnswer,
            zone.name,
            same.flatMap(({ one, named }) => [named.hop, one.hop]),
            { name },
          ),
        ];
      });
    }),
};

export const wildcardInconsistent: Rule = {
  code: 'wildcard-inconsistent',
  severity: 'warning',
  title: 'A wildcard that not all servers have',
  sentence: (finding) =>
    `For a name that nobody has, ${listed(listParam(finding, 'answeredBy'))} of ${finding.zone} ${listParam(finding, 'answeredBy').length === 1 ? 'answers' : 'answer'} by a wildcard, and ${listed(listParam(finding, 'deniedBy'))} ${listParam(finding, 'deniedBy').length === 1 ? 'says' : 'say'} that there is no such record.`,
  fix: (finding) =>
    `Transfer ${finding.zone} to all of its servers again: ${listed(listParam(finding, 'deniedBy'))} ${listParam(finding, 'deniedBy').length === 1 ? 'holds' : 'hold'} another version, or ${listParam(finding, 'deniedBy').length === 1 ? 'does' : 'do'} not know wildcards.`,
  contact: 'zone-operator',
  reference: ['RFC 4592 section 3.3'],
  find: (state, _, zones) =>
    zones.flatMap(({ zone }) => {
      const replies = repliesTo(state, zone.name, 'no-such-name');
      const answered = replies.filter(givesData);
      const denied = replies.filter((one) => deniesName(one) || hasNoData(one));
      if (answered.length === 0 || denied.length === 0) return [];
      return [
        found(wildcardInconsistent, zone.name, hopsOf([...answered, ...denied]), {
          seen: { count: answered.length, of: answered.length + denied.length },
          params: { answeredBy: serversOf(answered), deniedBy: serversOf(denied) },
        }),
      ];
    }),
};

export const wildcardBlocked: Rule = {
  code: 'wildcard-blocks-subdomain',
  severity: 'info',
  title: 'A name that the wildcard does not reach',
  sentence: (finding) =>
    `The wildcard of ${finding.zone} does not answer for ${finding.name}, because ${textParam(finding, 'blockedBy')} exists: a wildcard never reaches below a name that is there.`,
  fix: (finding) =>
    `If ${finding.name} is to be answered as well, add it, or a wildcard *.${textParam(finding, 'blockedBy')}.`,
  contact: 'zone-operator',
  reference: ['RFC 4592 section 2.2.2', 'RFC 4592 section 4.1'],
  find: (state, _, zones) =>
    zones.flatMap(({ zone }) => {
      const wild = repliesTo(state, zone.name, 'no-such-name').filter(givesData);
      const above = repliesTo(state, zone.name, 'name-above');
      if (wild.length === 0) return [];
      return asked(state, zone.name).flatMap((name) => {
        const cases = wild.flatMap((one) => {
          const { address } = one.hop;
          const denial = walked(state, zone.name, name).find(
            (other) => other.hop.address === address && deniesName(other),
          );
          const blocking = above
            .filter(
              (other) =>
                other.hop.address === address && isBelow(name, other.hop.question.name) && isThere(other),
            )
            .toSorted((a, b) => labelsOf(b.hop.question.name).length - labelsOf(a.hop.question.name).length);
          return denial && blocking[0] ? [{ one, denial, blocking: blocking[0] }] : [];
        });
        const [first] = cases;
        if (!first) return [];
        return [
          found(
            wildcardBlocked,
            zone.name,
            cases.flatMap(({ one, denial, blocking }) => [denial.hop, blocking.hop, one.hop]),
            { name, params: { blockedBy: first.blocking.hop.question.name } },
          ),
        ];
      });
    }),
};

export const registryWildcard: Rule = {
  code: 'delegation-only-violation',
  severity: 'notice',
  title: 'The registry answers for names that nobody has',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${finding.zone} ${finding.seen?.count === 1 ? 'answers' : 'answer'} for a random name in it, which nobody has registered: ${finding.zone} delegates names and answers for all others by a wildcard.`,
  fix: (finding) =>
    `What ${finding.name} is answered comes from the registry, and says neither that the name is registered nor whose it is.`,
  contact: 'registry',
  reference: ['RFC 4592 section 2.1', 'SSAC SAC041'],
  find: (state, _, zones) =>
    zones.flatMap(({ zone }) => {
      const replies = repliesTo(state, zone.name, 'no-such-name');
      const wild = replies.filter(givesData);
      const [name] = asked(state, zone.name);
      if (labelsOf(zone.name).length !== 1 || wild.length === 0 || name === undefined) return [];
      return [
        found(registryWildcard, zone.name, hopsOf(wild), {
          name,
          seen: { count: wild.length, of: replies.length },
          params: { servers: serversOf(wild).toSorted() },
        }),
      ];
    }),
};

/** The names below the zone that the question and its aliases asked its servers for. */
function asked(state: TraceState, zone: DomainName): DomainName[] {
  const names = questionChain(state).map(({ question }) => question.name);
  return [...new Set(names)].filter((name) => isBelow(name, zone));
}

/** What the servers of the zone said to walking queries for the name. */
function walked(state: TraceState, zone: DomainName, name: DomainName): Heard[] {
  if (!hasEnded(state)) return [];
  return hopsOfZone(state, zone)
    .filter(({ probe, question }) => probe === 'walk' && question.name === name)
    .flatMap(heardFrom);
}

/** Data and target as a key to compare; two replies without either are never the same. */
function saysOf(response: ResponseClass): string | symbol {
  if (response.kind === 'alias')
    return response.link.owner === response.link.name ? response.link.target : Symbol();
  if (response.kind !== 'answer') return Symbol();
  return setKey(response.records.map(({ type, data }) => `${type} ${data}`));
}

function hasNoData({ response, hop }: Heard): boolean {
  return response.kind === 'nodata' && response.authoritative && response.soaOwner === hop.zone;
}

function isThere(heard: Heard): boolean {
  return givesData(heard) || hasNoData(heard);
}
