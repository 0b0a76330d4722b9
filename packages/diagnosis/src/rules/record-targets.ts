// The hosts that MX, SRV, HTTPS and SVCB records send to. RFC 2181 10.3, RFC 2782, RFC 9460 2.4.2.
import {
  type DomainName,
  type Finding,
  type HopState,
  type LookupState,
  type ResourceRecord,
  type TraceState,
  hasEnded,
  questionChain,
  serviceHostOf,
} from '@delegraph/model';
import { found } from '../make-finding.ts';
import { textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';

export const mailHostIsAlias: Rule = {
  code: 'mx-target-is-cname',
  severity: 'warning',
  title: 'The mail host is an alias',
  sentence: aliasSentence('MX'),
  fix: aliasFix('MX'),
  contact: 'zone-operator',
  reference: ['RFC 2181 section 10.3', 'RFC 5321 section 5.1'],
  find: (state) => aliasesAmong(mailHostIsAlias, state, 'MX'),
};

export const serviceHostIsAlias: Rule = {
  code: 'srv-target-is-cname',
  severity: 'warning',
  title: 'The host of the service is an alias',
  sentence: aliasSentence('SRV'),
  fix: aliasFix('SRV'),
  contact: 'zone-operator',
  reference: ['RFC 2782, “Target”'],
  find: (state) => aliasesAmong(serviceHostIsAlias, state, 'SRV'),
};

export const aliasModeBroken: Rule = {
  code: 'https-alias-mode-broken',
  severity: 'warning',
  title: 'The service is sent to a name that fails',
  sentence: (finding) =>
    `The ${textParam(finding, 'type')} record of ${textParam(finding, 'owner')} sends all clients on to ${finding.name}, ${textParam(finding, 'outcome') === 'nxdomain' ? 'which does not exist' : 'whose servers all fail'}.`,
  fix: (finding) =>
    `Correct the target, or remove the ${textParam(finding, 'type')} record: clients that follow it have no other way.`,
  contact: 'zone-operator',
  reference: ['RFC 9460 section 2.4.2', 'RFC 9460 section 3'],
  find: (state) =>
    hostsOfAnswer(state, ['HTTPS', 'SVCB']).flatMap(({ record, host, hop, lookups }): Finding[] => {
      const isAliasMode = record.data.startsWith('0 ');
      const outcomes = lookups.map(({ outcome }) => outcome?.kind);
      if (!isAliasMode || outcomes.length === 0) return [];
      // A target without addresses may send on to the next.
      const isGone = outcomes.includes('nxdomain');
      const isLost = lookups.every(
        ({ outcome }) => outcome?.kind === 'unresolvable' && outcome.notAsked === undefined,
      );
      if (!isGone && !isLost) return [];
      return [
        found(aliasModeBroken, hop.zone, [hop, ...endsOf(state, lookups)], {
          name: host,
          params: {
            type: record.type,
            owner: record.name,
            outcome: isGone ? 'nxdomain' : 'unresolvable',
          },
        }),
      ];
    }),
};

function aliasSentence(type: string): Rule['sentence'] {
  return (finding) =>
    `The ${type} record of ${textParam(finding, 'owner')} sends to ${finding.name}, which is an alias of ${textParam(finding, 'target')}; a host with addresses of its own must stand there.`;
}

function aliasFix(type: string): Rule['fix'] {
  return (finding) =>
    `Name ${textParam(finding, 'target')} in the ${type} record, or give ${finding.name} address records in place of the alias.`;
}

function aliasesAmong(rule: Rule, state: TraceState, type: string): Finding[] {
  return hostsOfAnswer(state, [type]).flatMap(({ record, host, hop, lookups }): Finding[] => {
    const aliased = lookups.find(({ outcome }) => outcome?.kind === 'alias');
    if (aliased?.outcome?.kind !== 'alias') return [];
    const { link } = aliased.outcome;
    return [
      found(rule, hop.zone, [hop, ...endsOf(state, [aliased])], {
        name: host,
        params: { owner: record.name, target: link.target },
      }),
    ];
  });
}

interface HostOfAnswer {
  record: ResourceRecord;
  host: DomainName;
  /** The hop that gave the record. */
  hop: HopState;
  /** Of its addresses. */
  lookups: readonly LookupState[];
}

/** The hosts that the answer to the question sends to, each once, with what was found of them. */
function hostsOfAnswer(state: TraceState, types: readonly string[]): HostOfAnswer[] {
  const outcome = questionChain(state).at(-1)?.outcome;
  if (!hasEnded(state) || outcome?.kind !== 'answer') return [];
  const hop = state.hops[outcome.hopId]!;
  const hosts = outcome.records.flatMap((record) => {
    const host = types.includes(record.type) ? serviceHostOf(record) : null;
    return host === null ? [] : [{ record, host }];
  });
  return Array.from(
    Map.groupBy(hosts, ({ host }) => host),
    ([host, [first]]) => ({
      record: first!.record,
      host,
      hop,
      lookups: state.lookups.filter(
        ({ purpose, question }) => purpose === 'target' && question.name === host,
      ),
    }),
  );
}

function endsOf({ hops }: TraceState, lookups: readonly LookupState[]): HopState[] {
  return lookups.flatMap(({ outcome }) => (outcome && 'hopId' in outcome ? [hops[outcome.hopId]!] : []));
}
