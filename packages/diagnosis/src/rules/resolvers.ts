// What resolvers will make of what was seen: how long they keep a denial or what is being replaced, and where asking for less
// than the whole name fails.
import {
  type CachedData,
  type Finding,
  type HopState,
  hasEnded,
  isBelow,
  questionChain,
} from '@delegraph/model';
import { found } from '../make-finding.ts';
import { answeringZones, cachedData } from '../outcome-caches.ts';
import { counted, listParam, listed, minuteText, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { serversOf } from '../zone-evidence.ts';
import { aliasInconsistent } from './alias-records.ts';
import { answerInconsistent, rcodeInconsistent } from './answers.ts';
import { childInconsistent } from './ns-sets.ts';
import { delegationInProgress } from './parent-records.ts';
import { serialMismatch } from './soa.ts';

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
    const until = minuteText(startedAt + (hop.endedAtMs ?? 0) + 1000 * seconds);
    return [
      found(negativeCacheWindow, hop.zone, [hop], { name: last!.question.name, params: { seconds, until } }),
    ];
  },
};

export const changeVisibleAfter: Rule = {
  code: 'change-visible-after',
  severity: 'info',
  title: 'Until when old data lives',
  sentence: (finding) =>
    `Old and new data of ${finding.zone} are served at once. What caches took up during this trace they may keep until ${textParam(finding, 'until')}: ${textParam(finding, 'record')} lives for ${counted(Number(textParam(finding, 'seconds')), 'second')} as ${zoneText(textParam(finding, 'saidBy'))} gives it.`,
  fix: () =>
    'Leave the old servers and addresses in service until then, or flush the caches that matter to you.',
  contact: 'zone-operator',
  reference: ['own rule', 'RFC 1034 section 3.6'],
  find: (state, servers, zones) => {
    if (state.status !== 'done') return [];
    const foundBy = (rules: readonly Rule[]) => rules.flatMap((rule) => rule.find(state, servers, zones));
    const behind = foundBy([serialMismatch]);
    // Another version alone changes nothing for those who ask.
    const isNews = (finding: Finding) => behind.some(({ zone }) => zone === finding.zone);
    const delegations = [
      ...foundBy([delegationInProgress]),
      ...(behind.length > 0 ? foundBy([childInconsistent]).filter(isNews) : []),
    ];
    const answers = behind.length > 0 ? foundBy(ANSWERS_DIFFER).filter(isNews) : [];
    const cached = cachedData(state);
    return answeringZones(state).flatMap((zone) => {
      const moved = delegations.filter((finding) => finding.zone === zone);
      const changed = [...moved, ...answers.filter((finding) => finding.zone === zone)];
      const longest = cached.find(({ holds }) => moved.length > 0 || ANSWERED.has(holds));
      if (changed.length === 0 || !longest) return [];
      const { record, saidBy, ttlSeconds, until } = longest;
      return [
        found(
          changeVisibleAfter,
          zone,
          changed.flatMap(({ evidence }) => evidence.map((id) => state.hops[id]!)),
          { params: { until: minuteText(Date.parse(until)), record, saidBy, seconds: ttlSeconds } },
        ),
      ];
    });
  },
};

/** How servers that hold different versions of a zone mislead those who ask for a name in it. */
const ANSWERS_DIFFER = [answerInconsistent, rcodeInconsistent, aliasInconsistent];
/** What caches then hold of it, while the delegation stays as it is. */
const ANSWERED: ReadonlySet<CachedData['holds']> = new Set(['answer', 'denial']);

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
