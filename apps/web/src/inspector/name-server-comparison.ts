// What the parent says of a zone's name servers, beside what the zone says itself.
import {
  type DomainName,
  type HopState,
  type TraceState,
  type ZoneState,
  hopsOfZone,
  targetOf,
} from '@delegraph/model';

export interface ComparedNameServer {
  name: DomainName;
  /** TTL in seconds where the NS record was seen; null where it was not. */
  parentTtl: number | null;
  childTtl: number | null;
}

export interface NameServerComparison {
  rows: ComparedNameServer[];
  /** Whether the zone itself has said anything about its name servers yet. */
  childSpoke: boolean;
}

/** The union of both NS sets, with who has which. Says nothing about servers of one side that disagree among themselves. */
export function compareNameServers(state: TraceState, zone: ZoneState): NameServerComparison {
  const referrals = zone.parent === null ? [] : referralsTo(state, zone.parent, zone.name);
  const parent = nsTtls(referrals, zone.name, 'authority');
  const child = nsTtls(hopsOfZone(state, zone.name), zone.name, 'answer');
  const names = new Set([...zone.nameServers.map(({ name }) => name), ...parent.keys(), ...child.keys()]);
  const rows = [...names].map((name) => ({
    name,
    parentTtl: parent.get(name) ?? null,
    childTtl: child.get(name) ?? null,
  }));
  return { rows, childSpoke: child.size > 0 };
}

/** The hops to servers of `parent` that were referred to `zone`. */
export function referralsTo(state: TraceState, parent: DomainName, zone: DomainName): HopState[] {
  return hopsOfZone(state, parent).filter(
    ({ result }) =>
      result.status === 'answered' && result.response.kind === 'referral' && result.response.zone === zone,
  );
}

function nsTtls(
  hops: readonly HopState[],
  zone: DomainName,
  section: 'answer' | 'authority',
): Map<DomainName, number> {
  const ttls = new Map<DomainName, number>();
  for (const { result } of hops) {
    if (result.status !== 'answered') continue;
    for (const record of result.message[section]) {
      const target = record.type === 'NS' && record.name === zone ? targetOf(record) : null;
      if (target) ttls.set(target, record.ttl);
    }
  }
  return ttls;
}
