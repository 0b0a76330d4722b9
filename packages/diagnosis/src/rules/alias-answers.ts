// What stands beside an alias in an answer, or should.
import { type HopState, isWithin, questionChain, hasEnded } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { distinct, holderOf, hopsOf, serversOf } from '../zone-evidence.ts';

/** What may stand beside a CNAME. RFC 4034 2.1, 4035 2.5. */
const MAY_STAND_BESIDE = new Set(['CNAME', 'RRSIG', 'NSEC', 'KEY']);

export const aliasWithOtherData: Rule = {
  code: 'cname-with-other-data',
  severity: 'error',
  title: 'Alias with other records',
  sentence: (finding) =>
    `${finding.name} has a CNAME and ${listed(listParam(finding, 'types'))} records at ${listed(listParam(finding, 'servers'))}; a CNAME tolerates no others.`,
  fix: ({ name }) => `Keep either the CNAME or the other records at ${name}.`,
  contact: 'zone-operator',
  reference: ['RFC 2181 section 10.1', 'RFC 1034 section 3.6.2'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, servers }) =>
      Array.from(
        Map.groupBy(
          servers.flatMap(({ hops }) => mixedNames(hops)),
          ({ name }) => name,
        ),
        ([name, mixed]) => ({ name, mixed }),
      )
        // At the apex it has a code of its own.
        .filter(({ name }) => name !== zone.name && isWithin(name, zone.name))
        .map(({ name, mixed }) =>
          found(
            aliasWithOtherData,
            zone.name,
            mixed.flatMap(({ hops }) => hops),
            {
              name,
              params: {
                types: distinct(mixed.flatMap(({ types }) => types)),
                servers: serversOf(mixed.map(({ hops }) => ({ hop: hops[0]! }))),
              },
            },
          ),
        ),
    ),
};

export const aliasNotChased: Rule = {
  code: 'cname-not-chased-in-answer',
  severity: 'info',
  title: 'An alias without its target',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} ${listParam(finding, 'servers').length === 1 ? 'has' : 'have'} the target of the alias ${finding.name}, ${textParam(finding, 'target')}, in the same zone, but ${listParam(finding, 'servers').length === 1 ? 'leaves' : 'leave'} it out of the answer.`,
  fix: () => 'Nothing must be done: it costs one more query.',
  contact: 'server-operator',
  reference: ['RFC 1034 section 4.3.2'],
  find: (state, __, zones) =>
    zones.flatMap(({ zone, examined, replies }) =>
      replies.flatMap(({ heard }) => {
        const bare = heard.flatMap((one) => {
          const { response, message } = one;
          if (response.kind !== 'alias' || !response.authoritative) return [];
          const { target } = response.link;
          const isChased =
            message.answer.some(({ name }) => name === target) ||
            message.authority.some(({ type }) => type === 'SOA' || type === 'NS');
          // Across zones servers leave it out on purpose: nobody may trust it.
          const isOwn = holderOf(state, target) === zone.name;
          return isChased || !isOwn || message.rcode !== 'NOERROR' ? [] : [{ ...one, target }];
        });
        if (!examined || bare.length === 0) return [];
        return [
          found(aliasNotChased, zone.name, hopsOf(bare), {
            name: bare[0]!.hop.question.name,
            seen: { count: bare.length, of: heard.length },
            params: { target: bare[0]!.target, servers: serversOf(bare) },
          }),
        ];
      }),
    ),
};

export const brokenReverseAlias: Rule = {
  code: 'ptr-to-cname-loop',
  severity: 'warning',
  title: 'Reverse name leads nowhere',
  sentence: (finding) =>
    `The reverse name ${finding.name} is an alias into ${textParam(finding, 'target')}, as for a network smaller than /24, and ${textParam(finding, 'end')}.`,
  fix: (finding) =>
    `Add the PTR record at ${textParam(finding, 'target')}, or correct the delegation of the zone it should lie in.`,
  contact: 'zone-operator',
  reference: ['RFC 2317 section 4'],
  find: (state) => {
    const { question } = state;
    const chain = questionChain(state);
    const links = chain.flatMap(({ outcome }) => (outcome?.kind === 'alias' ? [outcome] : []));
    const last = chain.at(-1)?.outcome;
    if (!hasEnded(state) || question?.type !== 'PTR' || links.length === 0 || !last) return [];
    const end =
      last.kind === 'alias' ? (last.next === null ? 'comes back to itself' : null) : ENDS.get(last.kind);
    if (!end) return [];
    const hops = chain.flatMap(({ outcome }) =>
      outcome && 'hopId' in outcome ? [state.hops[outcome.hopId]!] : [],
    );
    return [
      found(brokenReverseAlias, hops[0]!.zone, hops, {
        name: links.at(-1)!.link.name,
        params: { target: links.at(-1)!.link.target, end },
      }),
    ];
  },
};

const ENDS: ReadonlyMap<string, string> = new Map([
  ['nxdomain', 'that name does not exist'],
  ['nodata', 'that name has no PTR record'],
  ['unresolvable', 'no server of its zone answers'],
]);

/** The names at which one server has a CNAME and other records, from one reply or from two. */
function mixedNames(hops: readonly HopState[]) {
  const records = hops.flatMap((hop) =>
    hop.result.status === 'answered' && hop.result.message.flags.includes('aa')
      ? hop.result.message.answer.map((record) => ({ hop, record }))
      : [],
  );
  return Array.from(
    Map.groupBy(records, ({ record }) => record.name),
    ([name, all]) => ({
      name,
      hops: distinct(all.map(({ hop }) => hop)),
      types: distinct(all.map(({ record }) => record.type)).filter((type) => !MAY_STAND_BESIDE.has(type)),
      hasAlias: all.some(({ record }) => record.type === 'CNAME'),
    }),
  ).filter(({ types, hasAlias }) => hasAlias && types.length > 0);
}
