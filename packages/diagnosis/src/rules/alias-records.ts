// CNAME records themselves: where they may stand, how many, and whether the servers agree on them.
import { type Finding, type HopState, type ResourceRecord, isBelow, targetOf } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, distinct, hopsOf } from '../zone-evidence.ts';

/** Aliases that live no longer than this may differ on purpose: load is steered by them. */
const STEERING_TTL_SECONDS = 300;

export const aliasAtApex: Rule = {
  code: 'cname-at-apex',
  severity: 'error',
  title: 'Alias at the top of the zone',
  sentence: (finding) =>
    `${finding.zone} itself is an alias of ${textParam(finding, 'target')}, but a zone needs its SOA and NS records there, and a CNAME tolerates no others.`,
  fix: ({ zone }) =>
    `Give ${zone} A and AAAA records in place of the CNAME, or your provider’s ALIAS or ANAME.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 3.6.2', 'RFC 1912 section 2.4'],
  find: (state, __, zones) =>
    zones.flatMap(({ zone, soas }) => {
      const aliases = aliasesIn(state.hops, zone.name).filter(({ record }) => record.name === zone.name);
      if (soas.length === 0 || aliases.length === 0) return [];
      return [
        found(aliasAtApex, zone.name, [...aliases.map(({ hop }) => hop), ...hopsOf(soas)], {
          name: zone.name,
          params: { target: targetOf(aliases[0]!.record) ?? '' },
        }),
      ];
    }),
};

export const aliasMultiple: Rule = {
  code: 'cname-multiple',
  severity: 'error',
  title: 'Several aliases at one name',
  sentence: (finding) =>
    `${finding.name} has ${listParam(finding, 'targets').length} CNAME records, to ${listed(listParam(finding, 'targets'))}; there may be one.`,
  fix: ({ name }) => `Keep one CNAME record at ${name}.`,
  contact: 'zone-operator',
  reference: ['RFC 2181 section 10.1'],
  find: (state, __, zones) =>
    zones.flatMap(({ zone, examined }) => {
      if (!examined) return [];
      const byHop = Map.groupBy(
        aliasesIn(state.hops, zone.name),
        ({ hop, record }) => `${hop.id} ${record.name}`,
      );
      const multiple = [...byHop.values()].filter((group) => targetsOf(group).length > 1);
      return Array.from(
        Map.groupBy(multiple, (group) => group[0]!.record.name),
        ([name, groups]) =>
          found(
            aliasMultiple,
            zone.name,
            groups.map((group) => group[0]!.hop),
            { name, params: { targets: targetsOf(groups[0]!) } },
          ),
      );
    }),
};

export const aliasInconsistent: Rule = {
  code: 'cname-inconsistent',
  severity: 'error',
  title: 'Servers disagree on an alias',
  sentence: (finding) =>
    `The servers of ${finding.zone} disagree on ${finding.name}: ${listed(listParam(finding, 'answers'), 4)}.`,
  fix: ({ zone }) => `Some servers hold another version of ${zone}. Transfer it to all of them.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 4.3.5', 'RFC 2181 section 10.1'],
  find: (_, __, zones) =>
    zones
      .filter(({ examined }) => examined)
      .flatMap(({ zone, replies }) => replies.flatMap((reply) => disagreement(zone.name, reply))),
};

interface Alias {
  hop: HopState;
  record: ResourceRecord;
}

/** The CNAME records servers of the zone gave with authority, for names in it and not made from a DNAME. */
function aliasesIn(hops: readonly HopState[], zone: ZoneEvidence['zone']['name']): Alias[] {
  return hops.flatMap((hop) => {
    if (hop.zone !== zone || hop.result.status !== 'answered') return [];
    const { answer, flags } = hop.result.message;
    const dnames = answer.filter(({ type }) => type === 'DNAME');
    return answer
      .filter(({ type, name }) => type === 'CNAME' && !dnames.some((dname) => isBelow(name, dname.name)))
      .filter(() => flags.includes('aa'))
      .map((record) => ({ hop, record }));
  });
}

function targetsOf(aliases: readonly Alias[]): string[] {
  return distinct(aliases.map(({ record }) => targetOf(record) ?? record.data));
}

function disagreement(
  zone: ZoneEvidence['zone']['name'],
  { heard }: ZoneEvidence['replies'][number],
): Finding[] {
  const said = heard.flatMap(({ hop, response }) => {
    if (response.kind === 'alias' && response.authoritative)
      return [{ hop, text: `an alias of ${response.link.target}`, ttl: response.link.ttl }];
    if (response.kind === 'answer' && response.authoritative)
      return [{ hop, text: `${hop.question.type} records`, ttl: Infinity }];
    return [];
  });
  const variants = distinct(said.map(({ text }) => text));
  const isSteered = said.every(({ ttl }) => ttl <= STEERING_TTL_SECONDS);
  if (variants.length < 2 || isSteered) return [];
  const hops = said.map(({ hop }) => hop);
  return [
    found(aliasInconsistent, zone, hops, { name: hops[0]!.question.name, params: { answers: variants } }),
  ];
}
