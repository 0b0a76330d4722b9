// The referrals to a zone, put together where servers of the parent said the same.
import { type DomainName, type HopState, type TraceState, referralsTo, targetOf } from '@delegraph/model';

export interface ReferralGroup {
  /** Who said it: one hop for each address. */
  hops: HopState[];
  nameServers: DomainName[];
  /** Glue as it was received, one line for each record. */
  glue: string[];
  signed: boolean;
}

/** The distinct referrals, the commonest first. TTLs and the order of records make no difference. */
export function referralGroups(state: TraceState, parent: DomainName, zone: DomainName): ReferralGroup[] {
  const groups = new Map<string, ReferralGroup>();
  for (const hop of referralsTo(state, parent, zone)) {
    if (hop.result.status !== 'answered') continue;
    const { authority, additional } = hop.result.message;
    const nameServers = authority.flatMap((record) => {
      const target = record.type === 'NS' && record.name === zone ? targetOf(record) : null;
      return target ? [target] : [];
    });
    nameServers.sort();
    const signed = authority.some((record) => record.type === 'DS' && record.name === zone);
    const glueRecords = additional.filter(({ name }) => nameServers.includes(name));
    const glue = glueRecords.map(({ name, type, data }) => `${name} ${type} ${data}`).toSorted();
    const key = JSON.stringify([nameServers, glue, signed]);
    const group = groups.get(key);
    if (!group) groups.set(key, { hops: [hop], nameServers, glue, signed });
    else if (!group.hops.some(({ address }) => address === hop.address)) group.hops.push(hop);
  }
  return [...groups.values()].toSorted((one, other) => other.hops.length - one.hops.length);
}
