// Glue that is there, and does not help as it should: it leads to a dead server, or is nobody's to give, or lives otherwise.
import { type HopState, type ResourceRecord, ROOT, isAddressRecord, isWithin } from '@delegraph/model';
import { comparedGlue, gluedHosts, hopsWith } from '../glued-hosts.ts';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, distinct, glueIn, hopsOf, setKey } from '../zone-evidence.ts';

/** Lifetimes of glue and of the address itself may differ this much before they explain anything. */
const TTL_FACTOR = 10;

export const glueUnreachable: Rule = {
  code: 'glue-unreachable',
  severity: 'error',
  title: 'Glue leads to a dead address',
  sentence: (finding) =>
    `The glue for ${finding.nameServer} gives only ${listed(listParam(finding, 'glue'))}, where nobody answers; ${listed(listParam(finding, 'works'))}, which its own zone gives as well, serves ${finding.zone}.`,
  fix: (finding) =>
    `Enter ${listed(listParam(finding, 'works'))} in the host object of ${finding.nameServer} at the registrar, and remove the dead address.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.2', 'RFC 9471 section 2.1'],
  find: (_, __, zones) =>
    comparedGlue(zones).flatMap((compared) => {
      const { evidence, host, glue, missing, surplus } = compared;
      const standingAt = (address: string) =>
        evidence.servers.find((server) => server.address === address)?.standing;
      const isDead = (address: string) => {
        const standing = standingAt(address);
        return standing?.kind === 'lame' && TRANSPORT.has(standing.code);
      };
      const works = missing.filter((address) => standingAt(address)?.kind === 'serves');
      // Glue that the zone does not give at all is stale, which says more.
      if (surplus.length > 0 || works.length === 0 || !glue.every(isDead)) return [];
      const asked = evidence.servers.filter(({ address }) => glue.includes(address));
      const hops = [...hopsWith(compared), ...asked.flatMap((server) => server.hops)];
      return [
        found(glueUnreachable, evidence.zone.name, hops, { nameServer: host.name, params: { glue, works } }),
      ];
    }),
};

export const foreignGlueMismatch: Rule = {
  code: 'glue-out-of-bailiwick-mismatch',
  severity: 'notice',
  title: 'Glue nobody may use, and wrong',
  sentence: (finding) =>
    `${zoneText(textParam(finding, 'parent'))} gives ${listed(listParam(finding, 'glue'))} for ${finding.nameServer}, which lies outside it and has ${listed(listParam(finding, 'own'))}: resolvers ignore that, people are misled.`,
  fix: ({ nameServer }) => `Remove the host object of ${nameServer} where the registry allows it.`,
  contact: 'parent-operator',
  reference: ['own rule', 'RFC 9471 section 2'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined, hosts, referrals } = evidence;
      return hosts.flatMap(({ name, addresses, hops }) => {
        if (!examined || isWithin(name, zone.parent ?? ROOT) || addresses.length === 0) return [];
        const giving = referrals.filter((referral) => glueIn(referral, name).length > 0);
        const glue = distinct(giving.flatMap((referral) => glueIn(referral, name)));
        if (glue.every((address) => addresses.includes(address))) return [];
        return [
          found(foreignGlueMismatch, zone.name, [...hopsOf(giving), ...hops], {
            nameServer: name,
            params: { parent: zone.parent ?? ROOT, glue, own: [...addresses] },
          }),
        ];
      });
    }),
};

export const glueTtlDiffers: Rule = {
  code: 'glue-ttl-differs',
  severity: 'info',
  title: 'Two lifetimes of one address',
  sentence: (finding) =>
    `The address of ${finding.nameServer} lives for ${counted(Number(textParam(finding, 'atParent')), 'second')} as glue, and for ${counted(Number(textParam(finding, 'own')), 'second')} in its own zone.`,
  fix: () => 'Nothing must be done. Before an address changes, reckon with the longer of the two.',
  contact: 'zone-operator',
  reference: ['RFC 2181 section 5.4.1'],
  find: (_, __, zones) =>
    gluedHosts(zones).flatMap(({ evidence, host, glue }) => {
      const own = ttlsIn(host.hops, host.name, 'answer');
      const atParent = ttlsIn(hopsOf(evidence.referrals), host.name, 'additional');
      if (glue.length === 0 || own.length === 0 || setKey(glue) !== setKey(host.addresses)) return [];
      const [longest, shortest] = [Math.max(...own, ...atParent), Math.min(...own, ...atParent)];
      if (shortest === 0 || longest <= TTL_FACTOR * shortest) return [];
      return [
        found(glueTtlDiffers, evidence.zone.name, hopsWith({ evidence, host }), {
          nameServer: host.name,
          params: { atParent: Math.max(...atParent), own: Math.max(...own) },
        }),
      ];
    }),
};

const TRANSPORT: ReadonlySet<string> = new Set(['lame-timeout', 'lame-unreachable']);

function ttlsIn(
  hops: readonly HopState[],
  name: ZoneEvidence['zone']['name'],
  section: 'answer' | 'additional',
) {
  return hops.flatMap(({ result }) => {
    const records: readonly ResourceRecord[] = result.status === 'answered' ? result.message[section] : [];
    return records.filter((record) => isAddressRecord(record) && record.name === name).map(({ ttl }) => ttl);
  });
}
