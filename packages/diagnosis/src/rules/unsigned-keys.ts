// A zone that its parent calls signed, without keys to check it by. RFC 4035 5.
import { type HopState, type TraceState, hasEnded, hopsOfZone } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, hopsOf } from '../zone-evidence.ts';

/** Queries that failed, so that a server is not judged by one packet. */
const FAILURES = 2;

export const dsWithoutKeys: Rule = {
  code: 'ds-without-dnskey',
  severity: 'error',
  title: 'DS records, and no keys in the zone',
  sentence: (finding) =>
    `${zoneText(textParam(finding, 'parent'))} holds DS records for ${finding.zone}, but ${finding.seen?.of === 1 ? 'the one address that serves it gives no' : `none of the ${finding.seen?.of ?? 0} addresses that serve it gives a`} DNSKEY record: resolvers that validate reject the whole zone.`,
  fix: ({ zone }) => `Remove the DS records of ${zone} at the registrar, or sign the zone again.`,
  contact: 'registrar',
  reference: ['RFC 4035 section 5', 'RFC 6840 section 5.11'],
  find: (state, _, zones) => {
    if (!hasEnded(state)) return [];
    return zones.flatMap((evidence) => {
      const { zone, servers, examined, referrals } = evidence;
      const serving = servers.filter(({ standing }) => standing.kind === 'serves');
      if (!zone.signed || !examined || serving.length === 0) return [];
      const asked = serving.map(({ address }) => keyHopsTo(state, evidence, address));
      if (!asked.every(isWithoutKeys)) return [];
      const withDs = referrals.filter(({ message }) => message.authority.some(({ type }) => type === 'DS'));
      return [
        found(dsWithoutKeys, zone.name, [...hopsOf(withDs), ...asked.flat()], {
          seen: { count: serving.length, of: serving.length },
          params: { parent: zone.parent ?? '.' },
        }),
      ];
    });
  },
};

function keyHopsTo(state: TraceState, { zone }: ZoneEvidence, address: string): HopState[] {
  return hopsOfZone(state, zone.name).filter(
    (hop) => hop.address === address && hop.question.type === 'DNSKEY' && hop.question.name === zone.name,
  );
}

/** Whether the server says that there are no keys, or fails each time it is asked for them. */
function isWithoutKeys(hops: readonly HopState[]): boolean {
  if (hops.some(givesKeys)) return false;
  return hops.some(deniesKeys) || (hops.length >= FAILURES && hops.every(isFailure));
}

function givesKeys({ result }: HopState): boolean {
  return result.status === 'answered' && result.response.kind === 'answer';
}

function deniesKeys({ result, zone }: HopState): boolean {
  if (result.status !== 'answered' || result.response.kind !== 'nodata') return false;
  return result.response.authoritative && result.response.soaOwner === zone;
}

function isFailure({ result }: HopState): boolean {
  if (result.status === 'failed') return result.reason === 'timeout' || result.reason === 'unreachable';
  return result.status === 'answered' && result.response.kind === 'rcode';
}
