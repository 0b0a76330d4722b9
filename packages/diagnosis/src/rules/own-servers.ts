// Name servers that only the zone itself names: resolvers go on with them when they have asked the zone.
import { type DomainName, type Finding, type HopState, type TraceState, hopsOfZone } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type Standing, judgeOwnServer } from '../server-standing.ts';
import { type Host, type ZoneEvidence, hopsOf } from '../zone-evidence.ts';

export const childBroken: Rule = {
  code: 'ns-child-broken',
  severity: 'error',
  title: 'The zone names a server that does not work',
  sentence: (finding) =>
    `${finding.zone} names ${finding.nameServer} as its server, to which ${zoneText(textParam(finding, 'parent'))} does not delegate; ${textParam(finding, 'fault') === 'lame' ? 'it does not serve the zone' : 'no address of it can be found'}.`,
  fix: ({ nameServer, zone }) =>
    `Remove ${nameServer} from the NS records of ${zone}, or repair it: resolvers that have heard of it from the zone go there.`,
  contact: 'zone-operator',
  reference: ['RFC 2181 section 5.4.1', 'RFC 1034 section 4.2.2'],
  find: (state, _, zones) =>
    zones.flatMap((evidence): Finding[] => {
      const { zone, servers, childNs, ownHosts } = evidence;
      if (!servers.some(({ standing }) => standing.kind === 'serves')) return [];
      return ownHosts.flatMap((host) => {
        const broken = faultOf(state, evidence, host);
        if (!broken) return [];
        const naming = childNs.filter(({ nameServers }) => nameServers.includes(host.name));
        return [
          found(childBroken, zone.name, [...hopsOf(naming), ...broken.hops], {
            nameServer: host.name,
            params: { parent: zone.parent ?? '.', fault: broken.fault },
          }),
        ];
      });
    }),
};

/** What is wrong with a name server of the zone's own; null where it works, or nobody knows. */
function faultOf(
  state: TraceState,
  { zone }: ZoneEvidence,
  host: Host,
): { fault: 'lame' | 'no-address'; hops: readonly HopState[] } | null {
  const standings = standingsOf(state, zone.name, host.name);
  const lame = standings.flatMap((standing) => (standing.kind === 'lame' ? [standing] : []));
  if (lame.length > 0)
    return standings.some(({ kind }) => kind === 'serves' || kind === 'pending')
      ? null
      : { fault: 'lame', hops: lame.flatMap(({ evidence }) => evidence) };
  const isWithout = [host.ipv4, host.ipv6].every((family) => WITHOUT_ADDRESS.has(family));
  return isWithout && standings.length === 0 ? { fault: 'no-address', hops: host.hops } : null;
}

/** An alias is another fault, and most resolvers follow it. */
const WITHOUT_ADDRESS: ReadonlySet<string> = new Set(['nodata', 'nxdomain', 'unresolvable']);

function standingsOf(state: TraceState, zone: DomainName, nameServer: DomainName): Standing[] {
  const hops = hopsOfZone(state, zone).filter(
    ({ probe, nameServer: asked }) =>
      asked === nameServer && (probe === 'own-soa' || probe === 'own-question'),
  );
  return Array.from(Map.groupBy(hops, ({ address }) => address).values(), (toOne) =>
    judgeOwnServer(state, toOne),
  );
}
