// The place a trace was made from: whether its network loses packets, or answers in the place of others.
import { type HopState, type TraceState, ROOT, hasEnded, labelsOf } from '@delegraph/model';
import { isIpv6 } from '../address-space.ts';
import { found } from '../make-finding.ts';
import { counted } from '../phrases.ts';
import type { Rule } from '../rule.ts';

/** Fewer servers than this say nothing about a network. */
const ENOUGH_SERVERS = 4;

export const vantageIntercepted: Rule = {
  code: 'vantage-intercepted',
  severity: 'error',
  title: 'Somebody answers for the root servers',
  sentence: ({ seen }) =>
    `${seen?.count ?? 0} of ${counted(seen?.of ?? 0, 'root server address', 'root server addresses')} that were heard answered like a resolver, without authority, where root servers only refer: something on the way intercepts DNS.`,
  fix: () =>
    'Trace from another network: a router or provider here takes every DNS query to a resolver of its own.',
  contact: 'us',
  reference: ['RFC 7754 section 4', 'own rule'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const heard = state.hops.filter(({ zone, result }) => zone === ROOT && result.status === 'answered');
    const posing = heard.filter(answersAsResolver);
    if (posing.length === 0) return [];
    return [
      found(vantageIntercepted, ROOT, posing, {
        scope: 'trace',
        seen: { count: addressesOf(posing).size, of: addressesOf(heard).size },
      }),
    ];
  },
};

export const vantageDegraded: Rule = {
  code: 'vantage-degraded',
  severity: 'info',
  title: 'A bad line here',
  sentence: ({ seen }) =>
    `${seen?.count ?? 0} of ${counted(seen?.of ?? 0, 'server')} of the root and the top-level domains did not answer, which can only be the network here: that others are silent proves nothing.`,
  fix: () => 'Nothing is wrong with the zone for this. Trace again, or from another place.',
  contact: 'us',
  reference: ['own rule'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const asked = topHops(state);
    const silent = asked.filter(
      (hop) => !asked.some((other) => other.address === hop.address && other.result.status === 'answered'),
    );
    const [count, of] = [addressesOf(silent).size, addressesOf(asked).size];
    if (of < ENOUGH_SERVERS || 2 * count <= of) return [];
    return [found(vantageDegraded, ROOT, silent, { scope: 'trace', seen: { count, of } })];
  },
};

/** The queries to servers that many look after, and that do not fail together. Where IPv6 does not work at all, that has a
 *  code of its own. */
function topHops(state: TraceState): HopState[] {
  const sent = state.hops.filter(
    ({ zone, result }) =>
      labelsOf(zone).length < 2 && (result.status === 'answered' || result.status === 'failed'),
  );
  const hearsIpv6 = sent.some(({ address, result }) => isIpv6(address) && result.status === 'answered');
  return hearsIpv6 ? sent : sent.filter(({ address }) => !isIpv6(address));
}

/** Root servers answer with authority or refer. */
function answersAsResolver({ result }: HopState): boolean {
  if (result.status !== 'answered') return false;
  const { response } = result;
  return (
    ['answer', 'alias', 'nodata', 'nxdomain'].includes(response.kind) &&
    'authoritative' in response &&
    !response.authoritative
  );
}

function addressesOf(hops: readonly HopState[]): ReadonlySet<string> {
  return new Set(hops.map(({ address }) => address));
}
