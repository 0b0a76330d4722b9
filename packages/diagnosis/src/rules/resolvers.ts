// What resolvers will make of what was seen: how long they keep a denial, and where asking for less than the whole name fails.
import { type HopState, hasEnded, isBelow, questionChain } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { serversOf } from '../zone-evidence.ts';

export const negativeCacheWindow: Rule = {
  code: 'negative-cache-window',
  severity: 'info',
  title: 'How long the denial is kept',
  sentence: (finding) =>
    `A resolver that asked for ${finding.name} when this trace did keeps it for ${counted(Number(textParam(finding, 'seconds')), 'second')}, until ${textParam(finding, 'until')}, that the name does not exist.`,
  fix: () => 'After the name is there, wait until then, or flush the caches that matter to you.',
  contact: 'zone-operator',
  reference: ['RFC 2308 section 5', 'RFC 9520 section 3.2'],
  find: (state) => {
    const last = questionChain(state).at(-1);
    const outcome = last?.outcome;
    if (!hasEnded(state) || outcome?.kind !== 'nxdomain') return [];
    const hop = state.hops[outcome.hopId]!;
    if (hop.result.status !== 'answered') return [];
    const soa = hop.result.message.authority.find(({ type }) => type === 'SOA');
    const minimum = Number(soa?.data.split(' ')[6]);
    if (!soa || Number.isNaN(minimum)) return [];
    const seconds = Math.min(soa.ttl, minimum);
    const startedAt = Date.parse(state.startedAt);
    if (Number.isNaN(startedAt)) return [];
    const untilMs = startedAt + (hop.endedAtMs ?? 0) + 1000 * seconds;
    const until = `${new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return [
      found(negativeCacheWindow, hop.zone, [hop], { name: last!.question.name, params: { seconds, until } }),
    ];
  },
};

export const minimisationBreaks: Rule = {
  code: 'qname-minimisation-breaks',
  severity: 'error',
  title: 'Fails resolvers that ask for less',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${finding.zone} ${finding.seen?.count === 1 ? 'answers' : 'answer'} ${textParam(finding, 'rcode')} for ${finding.name}, yet ${finding.seen?.count === 1 ? 'knows' : 'know'} ${textParam(finding, 'below')} below it: resolvers that ask label by label stop there.`,
  fix: ({ name }) =>
    `Upgrade the server: ${name} exists, because names below it do, and the answer must be that it has no such record (NODATA).`,
  contact: 'server-operator',
  reference: ['RFC 9156 section 2.3', 'RFC 8020 section 2'],
  find: (state, __, zones) =>
    zones.flatMap(({ zone, servers }) => {
      const broken = servers.flatMap(({ hops }) =>
        hops.flatMap((hop) => {
          const rcode = stopsAt(hop);
          const below = hops.find(
            (other) =>
              other.lookupId === hop.lookupId &&
              isBelow(other.question.name, hop.question.name) &&
              isKnown(other),
          );
          return rcode && below ? [{ hop, rcode, below }] : [];
        }),
      );
      return Array.from(
        Map.groupBy(broken, ({ hop }) => hop.question.name),
        ([name, all]) =>
          found(
            minimisationBreaks,
            zone.name,
            all.flatMap(({ hop, below }) => [hop, below]),
            {
              name,
              seen: { count: all.length, of: servers.length },
              params: {
                servers: serversOf(all),
                rcode: all[0]!.rcode,
                below: all[0]!.below.question.name,
              },
            },
          ),
      );
    }),
};

/** The error with which a server stops a resolver that asks for this name on its way down. */
function stopsAt({ probe, result }: HopState): string | null {
  if (probe !== 'walk' || result.status !== 'answered') return null;
  const { response } = result;
  if (response.kind === 'nxdomain') return response.authoritative ? 'NXDOMAIN' : null;
  return response.kind === 'rcode' && response.rcode === 'SERVFAIL' ? response.rcode : null;
}

function isKnown({ result }: HopState): boolean {
  return (
    result.status === 'answered' && ['answer', 'alias', 'nodata', 'referral'].includes(result.response.kind)
  );
}
