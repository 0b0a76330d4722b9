// Lifetimes that do not fit each other, or are none.
import { isAddressRecord } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { hopsOf } from '../zone-evidence.ts';

export const addressTtlShorter: Rule = {
  code: 'ns-address-ttl-shorter-than-ns',
  severity: 'info',
  title: 'Addresses are forgotten before the names',
  sentence: (finding) =>
    `The NS records of ${finding.zone} live for ${counted(Number(textParam(finding, 'nsSeconds')), 'second')}, but the ${listParam(finding, 'nameServers').length === 1 ? 'address' : 'addresses'} of ${listed(listParam(finding, 'nameServers'))} for ${counted(Number(textParam(finding, 'addressSeconds')), 'second')}: resolvers ask for ${listParam(finding, 'nameServers').length === 1 ? 'it' : 'them'} again meanwhile.`,
  fix: () => 'Nothing must be done. Equal lifetimes save queries.',
  contact: 'zone-operator',
  reference: ['own rule'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, childNs, hosts }) => {
      const nsTtls = childNs.flatMap(({ message }) =>
        message.answer.filter(({ type, name }) => type === 'NS' && name === zone.name).map(({ ttl }) => ttl),
      );
      if (!examined || nsTtls.length === 0) return [];
      const nsSeconds = Math.min(...nsTtls);
      const shorter = hosts.flatMap(({ name, hops }) => {
        const ttls = hops.flatMap(({ result }) =>
          result.status !== 'answered'
            ? []
            : result.message.answer
                .filter((record) => isAddressRecord(record) && record.name === name)
                .map(({ ttl }) => ttl),
        );
        const seconds = Math.min(...ttls);
        return seconds < nsSeconds ? [{ name, hops, seconds }] : [];
      });
      if (shorter.length === 0) return [];
      return [
        found(addressTtlShorter, zone.name, [...hopsOf(childNs), ...shorter.flatMap(({ hops }) => hops)], {
          params: {
            nsSeconds,
            addressSeconds: Math.min(...shorter.map(({ seconds }) => seconds)),
            nameServers: shorter.map(({ name }) => name),
          },
        }),
      ];
    }),
};

export const ttlHighBit: Rule = {
  code: 'ttl-high-bit',
  severity: 'error',
  title: 'A lifetime that is none',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}), a server of ${zoneText(finding.zone)}, gives a TTL of more than 2147483647 seconds, which resolvers read as 0: ${textParam(finding, 'detail')}`,
  fix: () => 'Set a TTL of at most 2147483647 seconds; a day is common.',
  contact: 'zone-operator',
  reference: ['RFC 2181 section 8'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, servers }) =>
      servers.flatMap(({ address, hops }) => {
        const high = hops.flatMap((hop) =>
          (hop.result.status === 'answered' ? hop.result.message.problems : [])
            .filter((problem) => /^The TTL of .* has its top bit set/.test(problem))
            .map((detail) => ({ hop, detail })),
        );
        const [first] = high;
        if (!first) return [];
        return [
          found(
            ttlHighBit,
            zone.name,
            high.map(({ hop }) => hop),
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
