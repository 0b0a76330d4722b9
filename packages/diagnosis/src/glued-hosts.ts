// Name servers with the addresses in their glue beside those of their own zone.
import type { HopState } from '@delegraph/model';
import { isIpv6 } from './address-space.ts';
import { type Host, type ZoneEvidence, glueFor, hopsOf } from './zone-evidence.ts';

export interface GluedHost {
  evidence: ZoneEvidence;
  host: Host;
  glue: string[];
}

export interface ComparedGlue extends GluedHost {
  own: string[];
  /** In the glue and not in the zone. */
  surplus: string[];
  /** In the zone and not in the glue, of a family that has glue. */
  missing: string[];
}

export function isIpv4(address: string): boolean {
  return !isIpv6(address);
}

/** The name servers of the examined zones, each with the addresses in its glue. */
export function gluedHosts(zones: readonly ZoneEvidence[]): GluedHost[] {
  return zones
    .filter(({ examined }) => examined)
    .flatMap((evidence) =>
      evidence.hosts.map((host) => ({ evidence, host, glue: glueFor(evidence, host.name) })),
    );
}

/** The hosts whose glue and own addresses are both known, family by family. */
export function comparedGlue(zones: readonly ZoneEvidence[]): ComparedGlue[] {
  return gluedHosts(zones).flatMap(({ evidence, host, glue }) => {
    if (glue.length === 0 || host.addresses.length === 0) return [];
    const known = (address: string) => {
      const standing = isIpv6(address) ? host.ipv6 : host.ipv4;
      return standing === 'has' || standing === 'nodata';
    };
    const hasGlue = (address: string) => glue.some((other) => isIpv6(other) === isIpv6(address));
    return [
      {
        evidence,
        host,
        glue,
        own: [...host.addresses],
        surplus: glue.filter((address) => known(address) && !host.addresses.includes(address)),
        missing: host.addresses.filter((address) => hasGlue(address) && !glue.includes(address)),
      },
    ];
  });
}

/** The referrals that gave the glue, and the hops that gave the addresses. */
export function hopsWith({ evidence, host }: Pick<GluedHost, 'evidence' | 'host'>): HopState[] {
  return [...hopsOf(evidence.referrals), ...host.hops];
}
