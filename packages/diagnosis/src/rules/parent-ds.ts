// DS records where the parent has no delegation to secure.
import { type HopState, hasEnded } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { listParam, listed, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { serversOf } from '../zone-evidence.ts';

export const dsWithoutDelegation: Rule = {
  code: 'ds-at-non-delegation',
  severity: 'warning',
  title: 'DS records without a delegation',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${zoneText(finding.zone)} ${finding.seen?.count === 1 ? 'has' : 'have'} DS records for ${finding.name}, but no NS records.`,
  fix: ({ name, zone }) =>
    `Remove the DS records of ${name} from ${zoneText(zone)}, or delegate ${name} with NS records.`,
  contact: 'parent-operator',
  reference: ['RFC 4035 section 2.4'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const cases = state.hops.flatMap((hop) => {
      if (hop.probe !== 'parent-ds' || !givesDs(hop)) return [];
      const { zone, address, question } = hop;
      const denial = state.hops.find(
        (other) =>
          other.probe === 'parent-ns' &&
          other.zone === zone &&
          other.address === address &&
          other.question.name === question.name &&
          deniesNs(other),
      );
      return denial ? [{ hop, denial, name: question.name }] : [];
    });
    return Array.from(
      Map.groupBy(cases, ({ name }) => name),
      ([name, all]) =>
        found(
          dsWithoutDelegation,
          all[0]!.hop.zone,
          all.flatMap(({ hop, denial }) => [hop, denial]),
          {
            name,
            seen: { count: all.length, of: asked(state.hops, name) },
            params: { parent: all[0]!.hop.zone, servers: serversOf(all) },
          },
        ),
    );
  },
};

function givesDs({ result }: HopState): boolean {
  return result.status === 'answered' && result.response.kind === 'answer' && result.response.authoritative;
}

/** Whether the parent's own zone says so: a denial from below would be the child's. */
function deniesNs({ result, zone }: HopState): boolean {
  if (result.status !== 'answered' || result.response.kind !== 'nodata') return false;
  return result.response.authoritative && result.response.soaOwner === zone;
}

function asked(hops: readonly HopState[], name: string): number {
  const ds = hops.filter(({ probe, question }) => probe === 'parent-ds' && question.name === name);
  return new Set(ds.map(({ address }) => address)).size;
}
