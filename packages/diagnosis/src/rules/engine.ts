// What the trace itself could not do: limits and the place it was made from. Always said, never blamed on the zone.
import { type Finding, type HopState, type LimitName, ROOT, zoneNamed } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { hasRoute } from '../server-standing.ts';

const LIMIT_TEXT: Readonly<Record<LimitName, string>> = {
  queries: 'queries in all',
  'check-queries': 'queries about the servers on the way',
  'health-queries': 'queries to examine servers',
  'queries-per-address': 'queries to one address',
  'tries-per-question': 'tries of one question to one address',
  'zone-cuts': 'zone cuts on the way to one name',
  'alias-links': 'aliases in a chain',
  'sub-traces': 'name servers looked up',
  'sub-trace-depth': 'name-server lookups inside each other',
  'name-servers-per-zone': 'name servers of one zone',
  'addresses-per-name-server': 'addresses of one name server',
  'addresses-per-zone': 'addresses of one zone',
  'failing-name-servers': 'name servers of one zone that cannot be found',
  bytes: 'bytes received',
  'wall-time': 'milliseconds',
};

/** Limits that keep one zone from spreading the trace; the others end it. */
const FAN_OUT: ReadonlySet<LimitName> = new Set([
  'sub-traces',
  'name-servers-per-zone',
  'addresses-per-name-server',
  'addresses-per-zone',
  'failing-name-servers',
]);

export const budgetExhausted: Rule = {
  code: 'budget-exhausted',
  severity: 'info',
  title: 'Limit reached',
  sentence: (finding) =>
    `This trace stopped short of everything: it reached its limit of ${listed(listParam(finding, 'limits'))}. What was not asked is marked so.`,
  fix: () => 'Nothing is wrong with the zone for this alone. Trace the part that is missing by itself.',
  contact: 'us',
  reference: ['own rule'],
  find: (state) => {
    const ending = state.limitsReached.filter(({ limit }) => !FAN_OUT.has(limit));
    if (state.status === 'running' || ending.length === 0) return [];
    const limits = [...new Set(ending.map(({ limit, allowed }) => `${allowed} ${LIMIT_TEXT[limit]}`))];
    const cut = state.hops.filter(({ result }) => result.status === 'skipped' && result.reason === 'budget');
    return [engineFinding('budget-exhausted', cut, { limits })];
  },
};

export const notExplored: Rule = {
  code: 'not-explored',
  severity: 'info',
  title: 'Not all servers were asked',
  sentence: (finding) =>
    `Not all of ${zoneText(finding.zone)} was looked at: it goes past our limit of ${listed(listParam(finding, 'limits'))}.`,
  fix: () =>
    'Nothing is wrong with the zone for this alone. The limit keeps a zone from making us send queries without end.',
  contact: 'us',
  reference: ['Afek et al., “NXNSAttack”, 2020', 'own rule'],
  find: (state) => {
    if (state.status === 'running') return [];
    const capped = state.limitsReached.filter(({ limit }) => FAN_OUT.has(limit));
    return Array.from(
      Map.groupBy(capped, ({ zone }) => zone ?? ROOT),
      ([name, reached]) => {
        const { learnedFrom } = zoneNamed(state, name) ?? { learnedFrom: null };
        const limits = [...new Set(reached.map(({ limit, allowed }) => `${allowed} ${LIMIT_TEXT[limit]}`))];
        const hops = learnedFrom === null ? [] : [state.hops[learnedFrom]!];
        return found(notExplored, name, hops, { params: { limits } });
      },
    );
  },
};

export const noIpv6: Rule = {
  code: 'vantage-no-ipv6',
  severity: 'info',
  title: 'No IPv6 from here',
  sentence: (finding) =>
    `No IPv6 works from here, so ${counted(Number(textParam(finding, 'addresses')), 'IPv6 address', 'IPv6 addresses')} could not be tested.`,
  fix: () =>
    'Nothing is wrong with the zone for this. Trace it from a place with IPv6 to have these servers tested.',
  contact: 'us',
  reference: ['own rule'],
  find: (state) => {
    if (state.status === 'running') return [];
    const skipped = state.hops.filter(
      ({ result }) => result.status === 'skipped' && result.reason === 'no-ipv6',
    );
    const sent = state.hops.filter(
      ({ address, result }) => address.includes(':') && result.status !== 'skipped',
    );
    // The root servers do answer over IPv6: when they and all others are silent, it is us.
    const isOurs =
      sent.every(({ result }) => result.status === 'failed') && sent.some(({ zone }) => zone === ROOT);
    const unheard = isOurs || sent.every((hop) => !hasRoute(hop)) ? sent : [];
    const hops = [...skipped, ...unheard];
    if (hops.length === 0) return [];
    return [
      engineFinding('vantage-no-ipv6', hops, { addresses: new Set(hops.map(({ address }) => address)).size }),
    ];
  },
};

function engineFinding(code: string, hops: readonly HopState[], params: Finding['params']): Finding {
  return {
    code,
    severity: 'info',
    confidence: 'high',
    scope: 'trace',
    zone: ROOT,
    evidence: hops.slice(0, 50).map(({ id }) => id),
    params,
  };
}
