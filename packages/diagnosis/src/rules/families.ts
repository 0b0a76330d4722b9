// IPv4 and IPv6: whether a zone can be reached over both, and whether its servers' addresses are public.
import { type Finding, zoneNamed } from '@delegraph/model';
import { addressSpaceOf, isIpv6 } from '../address-space.ts';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import type { JudgedAddress } from '../server-standing.ts';
import { type ZoneEvidence, glueFor, hopsOf } from '../zone-evidence.ts';

export const nameServerPrivate: Rule = {
  code: 'ns-address-private',
  severity: 'error',
  title: 'Name server at a private address',
  sentence: (finding) =>
    `${finding.nameServer}, a name server of ${finding.zone}, has the address ${finding.address} (${textParam(finding, 'use')}), which nobody outside its network can reach.`,
  fix: ({ nameServer }) => `Publish the public address of ${nameServer}.`,
  contact: 'zone-operator',
  reference: ['RFC 6890 section 2.2', 'RFC 1918 section 5'],
  find: ({ profile }, __, zones) => {
    const { whyPrivate, whyUnrouted } = addressSpaceOf(profile);
    // What nobody at all can reach is a fault of its own.
    return ownAddresses(nameServerPrivate, zones, (address) =>
      whyUnrouted(address) === null ? whyPrivate(address) : null,
    );
  },
};

export const nameServerBogon: Rule = {
  code: 'ns-address-bogon',
  severity: 'error',
  title: 'Name server at an address of nobody',
  sentence: (finding) =>
    `${finding.nameServer}, a name server of ${finding.zone}, has the address ${finding.address} (${textParam(finding, 'use')}), to which no network has a route.`,
  fix: ({ nameServer }) => `Publish the address at which ${nameServer} can be reached.`,
  contact: 'zone-operator',
  reference: ['RFC 6890 section 2.2', 'RFC 1112 section 4'],
  find: ({ profile }, __, zones) => ownAddresses(nameServerBogon, zones, addressSpaceOf(profile).whyUnrouted),
};

export const noIpv6Server: Rule = {
  code: 'no-ipv6',
  severity: 'notice',
  title: 'No name server with IPv6',
  sentence: ({ zone }) => `No name server of ${zone} has an IPv6 address.`,
  fix: ({ zone }) => `Give at least one name server of ${zone}, better two, an AAAA record and IPv6 glue.`,
  contact: 'zone-operator',
  reference: ['RFC 3901 section 4'],
  find: (state, servers, zones) =>
    zones.flatMap((evidence) => {
      const { zone, hosts } = evidence;
      const isDenied = hosts.every(({ ipv6 }) => ipv6 === 'nodata' || ipv6 === 'nxdomain');
      // Below a parent without IPv6 nobody gets here who has nothing else.
      const parent = servers.get(zone.parent!) ?? [];
      if (!mayJudge(evidence) || !isDenied || !parent.some(hasIpv6) || evidence.servers.some(hasIpv6))
        return [];
      // Root hints may lack what the root has.
      if (!zoneNamed(state, zone.name)) return [];
      return [found(noIpv6Server, zone.name, whereabouts(evidence))];
    }),
};

export const noIpv4Server: Rule = {
  code: 'no-ipv4',
  severity: 'warning',
  title: 'No name server with IPv4',
  sentence: ({ zone }) => `No name server of ${zone} has an IPv4 address: who has no IPv6 cannot resolve it.`,
  fix: ({ zone }) => `Give at least one name server of ${zone} an A record and IPv4 glue.`,
  contact: 'zone-operator',
  reference: ['RFC 3901 section 4'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) => {
      const isDenied = evidence.hosts.every(({ ipv4 }) => ipv4 === 'nodata' || ipv4 === 'nxdomain');
      if (!mayJudge(evidence) || !isDenied || !evidence.servers.some(hasIpv6)) return [];
      if (!evidence.servers.every(hasIpv6)) return [];
      return [found(noIpv4Server, evidence.zone.name, whereabouts(evidence))];
    }),
};

export const ipv6AllLame = familyLame({
  code: 'ipv6-all-lame',
  title: 'Dead over IPv6',
  family: 'IPv6',
  other: 'IPv4',
  isIn: hasIpv6,
});

export const ipv4AllLame = familyLame({
  code: 'ipv4-all-lame',
  title: 'Dead over IPv4',
  family: 'IPv4',
  other: 'IPv6',
  isIn: (server) => !hasIpv6(server),
});

export const ipv6LameSome: Rule = {
  code: 'ipv6-lame-some',
  severity: 'warning',
  title: 'Works over IPv4 only',
  sentence: (finding) =>
    `${finding.nameServer} serves ${finding.zone} over IPv4, but not at ${listed(listParam(finding, 'addresses'))}.`,
  fix: ({ nameServer }) =>
    `Repair IPv6 at ${nameServer}, or withdraw its AAAA record: a dead address slows first lookups.`,
  contact: 'server-operator',
  reference: ['RFC 3901 section 4', 'RFC 4472 section 5.1'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, servers }) => {
      // Where all of IPv6 is dead, that is said of the zone.
      if (!servers.some((server) => hasIpv6(server) && server.standing.kind === 'serves')) return [];
      return zone.nameServers.flatMap(({ name }) => {
        const own = servers.filter(({ nameServers }) => nameServers.includes(name));
        const lame = own.filter((server) => hasIpv6(server) && server.standing.kind === 'lame');
        const serves = own.some((server) => !hasIpv6(server) && server.standing.kind === 'serves');
        if (lame.length === 0 || !serves) return [];
        return [
          found(
            ipv6LameSome,
            zone.name,
            own.flatMap(({ hops }) => hops),
            {
              nameServer: name,
              params: { addresses: lame.map(({ address }) => address) },
            },
          ),
        ];
      });
    }),
};

/** The addresses name servers have by themselves, as far as `whyNot` objects to them. */
function ownAddresses(
  rule: Rule,
  zones: readonly ZoneEvidence[],
  whyNot: (address: string) => string | null,
): Finding[] {
  return zones.flatMap((evidence) =>
    evidence.hosts.flatMap(({ name, addresses, hops }) =>
      addresses.flatMap((address): Finding[] => {
        const use = whyNot(address);
        // In glue it has been said already.
        if (!evidence.examined || use === null || glueFor(evidence, name).includes(address)) return [];
        return [found(rule, evidence.zone.name, hops, { nameServer: name, address, params: { use } })];
      }),
    ),
  );
}

function hasIpv6({ address }: JudgedAddress): boolean {
  return isIpv6(address);
}

/** Whether all is known that can be known of the addresses of its name servers. */
function mayJudge({ examined, whole, hosts, servers }: ZoneEvidence): boolean {
  return examined && whole && hosts.length > 0 && servers.length > 0;
}

function whereabouts({ referrals, hosts }: ZoneEvidence) {
  return [...hopsOf(referrals), ...hosts.flatMap(({ hops }) => hops)];
}

function familyLame({
  code,
  title,
  family,
  other,
  isIn,
}: {
  code: string;
  title: string;
  family: string;
  other: string;
  isIn: (server: JudgedAddress) => boolean;
}): Rule {
  const rule: Rule = {
    code,
    severity: 'error',
    title,
    sentence: ({ zone, seen }) =>
      seen?.of === 1
        ? `The only ${family} address of ${zone} does not serve it; ${other} does.`
        : `None of the ${seen?.of ?? 0} ${family} addresses of ${zone} serves it; ${other} does.`,
    fix: ({ zone }) => `Who has only ${family} cannot resolve ${zone}. Repair its servers' ${family}.`,
    contact: 'server-operator',
    reference: ['RFC 3901 section 4'],
    find: (_, __, zones) =>
      zones.flatMap(({ zone, servers }) => {
        const tested = servers.filter(({ standing }) => standing.kind !== 'untested');
        const own = tested.filter(isIn);
        const isDead = own.length > 0 && own.every(({ standing }) => standing.kind === 'lame');
        const works = tested.some((server) => !isIn(server) && server.standing.kind === 'serves');
        if (!isDead || !works) return [];
        return [
          found(
            rule,
            zone.name,
            own.flatMap(({ standing }) => (standing.kind === 'lame' ? standing.evidence : [])),
            {
              seen: { count: own.length, of: own.length },
            },
          ),
        ];
      }),
  };
  return rule;
}
