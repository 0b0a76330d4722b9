// Data in a reply that does not belong there: of another zone, another name, another class.
import {
  type DomainName,
  type HopState,
  type Message,
  ROOT,
  addressesOfZone,
  isBelow,
  isWithin,
  labelsOf,
  targetOf,
} from '@delegraph/model';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { distinct, holderOf, serverText, serversOf } from '../zone-evidence.ts';

export const negativeWrongOwner: Rule = {
  code: 'negative-wrong-owner',
  severity: 'warning',
  title: 'Denial by another zone',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} ${listParam(finding, 'servers').length === 1 ? 'denies' : 'deny'} ${finding.name} with the SOA record of ${zoneText(textParam(finding, 'owner'))}, which is no zone of ${finding.zone} that could hold it.`,
  fix: ({ zone }) => `The server answers from another zone or view than ${zone}. Check which zones it loads.`,
  contact: 'server-operator',
  reference: ['RFC 2308 section 3', 'RFC 2308 section 5'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, replies }) =>
      replies.flatMap(({ heard }) => {
        const wrong = heard.flatMap((one) => {
          const { response, hop } = one;
          if (response.kind !== 'nodata' && response.kind !== 'nxdomain') return [];
          const owner = response.soaOwner;
          const fits = owner === null || (isWithin(owner, zone.name) && isWithin(hop.question.name, owner));
          return fits || !response.authoritative ? [] : [{ ...one, owner }];
        });
        if (!examined || wrong.length === 0) return [];
        return [
          found(
            negativeWrongOwner,
            zone.name,
            wrong.map(({ hop }) => hop),
            {
              name: wrong[0]!.hop.question.name,
              seen: { count: wrong.length, of: heard.length },
              params: { owner: wrong[0]!.owner, servers: serversOf(wrong) },
            },
          ),
        ];
      }),
    ),
};

export const foreignClass: Rule = {
  code: 'foreign-class-data',
  severity: 'error',
  title: 'Records of another class',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}), a server of ${zoneText(finding.zone)}, puts records of another class into its answers: ${textParam(finding, 'detail')}`,
  fix: () => 'A broken responder answers there: replace it.',
  contact: 'server-operator',
  reference: ['RFC 1035 section 3.2.4', 'RFC 2181 section 5'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, servers }) =>
      servers.flatMap(({ address, hops }) => {
        const foreign = hops.flatMap((hop) =>
          problemsOf(hop)
            .filter((problem) => / is of class \d+ instead of IN\.$/.test(problem))
            .map((detail) => ({ hop, detail })),
        );
        const [first] = foreign;
        if (!first) return [];
        return [
          found(
            foreignClass,
            zone.name,
            foreign.map(({ hop }) => hop),
            {
              nameServer: first.hop.nameServer,
              address,
              params: { detail: first.detail.replace(/^The /, 'the ') },
            },
          ),
        ];
      }),
    ),
};

export const foreignAnswer: Rule = {
  code: 'cname-includes-foreign-answer',
  severity: 'notice',
  title: 'An answer that is another’s to give',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${finding.zone} ${listParam(finding, 'servers').length === 1 ? 'adds' : 'add'} records of ${textParam(finding, 'target')} to the alias at ${finding.name}, although other servers have authority for them.`,
  fix: () => 'Nothing must be done: resolvers that take care ignore them and ask the right server.',
  contact: 'server-operator',
  reference: ['RFC 2181 section 5.4.1'],
  find: (state, __, zones) => {
    const served = new Map(
      state.zones.map((zone) => [zone.name, addressesOfZone(state, zone).map(({ address }) => address)]),
    );
    return strayFindings(foreignAnswer, zones, (hop, message) => {
      const chain = chainIn(message, hop.question.name);
      const isForeign = (name: DomainName) => {
        const home = holderOf(state, name);
        if (isWithin(name, hop.zone) || home === ROOT || labelsOf(home).length < 2) return false;
        return !served.get(home)!.includes(hop.address);
      };
      return message.answer.map(({ name }) => name).filter((name) => chain.has(name) && isForeign(name));
    });
  },
};

export const strayRecords: Rule = {
  code: 'additional-out-of-zone',
  severity: 'notice',
  title: 'Records nobody asked for',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${finding.zone} ${listParam(finding, 'servers').length === 1 ? 'answers' : 'answer'} for ${finding.name} with records of ${textParam(finding, 'target')} as well, to which no alias leads.`,
  fix: () => 'Nothing must be done: resolvers ignore them. Minimal responses keep answers short.',
  contact: 'server-operator',
  reference: ['RFC 2181 section 5.4.1'],
  find: (_, __, zones) =>
    strayFindings(strayRecords, zones, (hop, message) => {
      const chain = chainIn(message, hop.question.name);
      return message.answer.map(({ name }) => name).filter((name) => !chain.has(name));
    }),
};

/** A finding for each name asked for to which servers add records of names that `straysIn` objects to. */
function strayFindings(
  rule: Rule,
  zones: Parameters<Rule['find']>[2],
  straysIn: (hop: HopState, message: Message) => DomainName[],
) {
  return zones.flatMap(({ zone, examined, replies }) =>
    replies.flatMap(({ heard }) => {
      if (!examined) return [];
      const strays = heard.flatMap((one) => {
        const [target] = straysIn(one.hop, one.message);
        return target === undefined ? [] : [{ hop: one.hop, target }];
      });
      if (strays.length === 0) return [];
      return [
        found(
          rule,
          zone.name,
          strays.map(({ hop }) => hop),
          {
            name: strays[0]!.hop.question.name,
            seen: { count: strays.length, of: heard.length },
            params: {
              target: listed(distinct(strays.map(({ target }) => target))),
              servers: distinct(strays.map(({ hop }) => serverText(hop))),
            },
          },
        ),
      ];
    }),
  );
}

/** The names an answer speaks of on its way from `start`: along its CNAMEs, and the owners of its DNAMEs. */
function chainIn({ answer }: Message, start: DomainName): ReadonlySet<DomainName> {
  const names = new Set([start]);
  for (const name of names) {
    for (const record of answer) {
      if (record.type === 'DNAME' && isBelow(name, record.name)) names.add(record.name);
      if (record.type !== 'CNAME' || record.name !== name) continue;
      const target = targetOf(record);
      if (target) names.add(target);
    }
  }
  return names;
}

function problemsOf({ result }: HopState): readonly string[] {
  return result.status === 'answered' ? result.message.problems : [];
}
