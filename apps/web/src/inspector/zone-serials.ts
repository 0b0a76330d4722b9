// Which version of a zone each of its servers holds: the serial in the SOA record it gave with authority.
import { type TraceState, type ZoneState, hopsOfZone } from '@delegraph/model';

export interface SerialGroup {
  serial: number;
  /** `ns1.example.test (192.0.2.1)`, one for each address. */
  servers: string[];
  /** Whether fewer servers hold it than hold another. */
  isOdd: boolean;
}

/** The serials heard, the commonest first; of one address, the last it gave. */
export function zoneSerials(state: TraceState, zone: ZoneState): SerialGroup[] {
  const latest = new Map<string, { serial: number; server: string }>();
  for (const hop of hopsOfZone(state, zone.name)) {
    if (hop.result.status !== 'answered' || !hop.result.message.flags.includes('aa')) continue;
    const { answer, authority } = hop.result.message;
    const soa = [...answer, ...authority].find(({ type, name }) => type === 'SOA' && name === zone.name);
    const serial = Number(soa?.data.split(' ')[2]);
    if (Number.isInteger(serial))
      latest.set(hop.address, { serial, server: `${hop.nameServer} (${hop.address})` });
  }
  const groups = Array.from(
    Map.groupBy(latest.values(), ({ serial }) => serial),
    ([serial, same]) => ({ serial, servers: same.map(({ server }) => server) }),
  ).toSorted((one, other) => other.servers.length - one.servers.length || other.serial - one.serial);
  const most = groups[0]?.servers.length ?? 0;
  return groups.map((group) => ({ ...group, isOdd: group.servers.length < most }));
}
