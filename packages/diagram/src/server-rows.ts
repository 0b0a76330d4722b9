// The name servers of a zone as rows: one each, and one more for every address with a fault of its own.
import { type DomainName, type Finding, type HopState, type ZoneState, fastestMs } from '@delegraph/model';
import { type Endpoint, type Standing, endpointOf, faultOf } from './endpoint.ts';
import { durationText } from './quantity-text.ts';
import type { TraceView } from './trace-view.ts';

export interface ServerRow {
  nameServer: DomainName;
  /** None while none is known. */
  addresses: readonly string[];
  standing: Standing;
  /** The gravest finding about it; null when the standing is no severity. */
  finding: Finding | null;
  /** How long its quickest answer took, or the word for there being none. */
  time: string;
}

/** The rows of a zone's name servers in the order of the NS RRset, then those only a finding names.
 *  Never fewer in a later state: an address leaves the row of its name server only for a row of its own. */
export function serverRows(state: TraceView, zone: ZoneState): ServerRow[] {
  const hops = Map.groupBy(state.hopsOf(zone.name), ({ address }) => address);
  const findings = state.findings.filter(
    (finding) => finding.zone === zone.name && faultOf(finding) !== null,
  );
  const faulty = new Set(findings.flatMap(({ address }) => address ?? []));
  return serversOf(zone, findings).flatMap(({ nameServer, addresses }) => {
    const endpoint = (address: string | null): Endpoint =>
      endpointOf(state, zone.name, {
        nameServer,
        address,
        hops: (address !== null && hops.get(address)) || [],
      });
    const own = addresses
      .filter((address) => faulty.has(address))
      .map((address) => rowOf([endpoint(address)], hops));
    const shared = addresses.filter((address) => !faulty.has(address)).map(endpoint);
    if (addresses.length === 0) return [rowOf([endpoint(null)], hops)];
    return shared.length === 0 ? own : [rowOf(shared, hops), ...own];
  });
}

/** Every name server with its addresses, also those known from findings alone. */
function serversOf(
  zone: ZoneState,
  findings: readonly Finding[],
): { nameServer: DomainName; addresses: string[] }[] {
  const servers = new Map<DomainName, Set<string>>(
    zone.nameServers.map(({ name, addresses }) => [name, new Set(addresses.map(({ address }) => address))]),
  );
  for (const { nameServer, address } of findings) {
    if (nameServer === undefined) continue;
    const addresses = servers.get(nameServer) ?? new Set();
    servers.set(nameServer, address === undefined ? addresses : addresses.add(address));
  }
  return [...servers].map(([nameServer, addresses]) => ({ nameServer, addresses: [...addresses] }));
}

/** The standing that tells most about several: what is wrong before what is open before what is well. */
const TELLING: readonly Standing[] = [
  'error',
  'warning',
  'notice',
  'suspect',
  'asking',
  'waiting',
  'ok',
  'skipped',
];

function rowOf(endpoints: readonly Endpoint[], hops: ReadonlyMap<string, readonly HopState[]>): ServerRow {
  const told = endpoints.toSorted((a, b) => TELLING.indexOf(a.standing) - TELLING.indexOf(b.standing))[0]!;
  const addresses = endpoints.flatMap(({ address }) => address ?? []);
  const ms = fastestMs(addresses.flatMap((address) => hops.get(address) ?? []));
  return {
    nameServer: told.nameServer,
    addresses,
    standing: told.standing,
    finding: told.finding,
    time: ms === null ? told.time : durationText(ms),
  };
}
