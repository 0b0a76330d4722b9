// A zone of the trace as its card says it: who serves it, and how each of its servers stands.
import {
  type DomainName,
  type HopState,
  type ZoneState,
  ROOT,
  addressesOfZone,
  fastestMs,
} from '@delegraph/model';
import { type Endpoint, type Fault, endpointOf, faultOf, gravest } from './endpoint.ts';
import { findingWords } from './finding-words.ts';
import { countText, durationText } from './quantity-text.ts';
import { type ServerRow, serverRows } from './server-rows.ts';
import type { TraceView } from './trace-view.ts';

/** Zones with at most so many name servers show them by name instead of a dot per address. */
const FEW_NAME_SERVERS = 4;
const MOST_ROWS = 6;

export interface ZoneCard {
  zone: DomainName;
  parent: DomainName | null;
  /** Of the tree; 0 is that of the asked name. */
  branch: number;
  severity: Fault | null;
  signed: boolean;
  /** `13 NS · 26 addresses`. */
  summary: string;
  /** One endpoint per distinct address, IPv4 and IPv6 apart; empty in a card of rows. */
  dots: { v4: readonly Endpoint[]; v6: readonly Endpoint[] };
  /** All name servers of a small zone, else those with a fault. */
  rows: readonly ServerRow[];
  /** How many rows had no room. */
  hiddenRows: number;
  /** How many more rows the card has when it is unfolded. */
  foldedRows: number;
  /** What came of asking them all; null in a card of rows, where the rows say it. */
  progress: string | null;
  /** The accessible name. */
  label: string;
}

/** The card of `zone`. Never gets lower while the trace grows: nothing leaves it, and whether it has dots or rows is
 *  decided by the first referral. `isUnfolded`: with a row for every name server, however many there are. */
export function zoneCard(
  state: TraceView,
  zone: ZoneState,
  branch: number,
  { isUnfolded = false }: { isUnfolded?: boolean } = {},
): ZoneCard {
  const hops = state.hopsOf(zone.name);
  const addresses = addressesOfZone(state, zone, hops);
  const dots = addresses.map((each) =>
    endpointOf(state, zone.name, { ...each, nameServer: each.nameServers[0]! }),
  );
  const servers = serverRows(state, zone);
  const few = firstNameServers(state, zone) <= FEW_NAME_SERVERS;
  const candidates = few || isUnfolded ? servers : servers.filter(({ finding }) => finding !== null);
  const rows = isUnfolded ? candidates : choose(candidates);
  const worst = gravest(
    state.findings.filter(
      (finding) => finding.zone === zone.name && finding.scope !== 'trace' && finding.scope !== 'name',
    ),
  );
  const severity = worst && faultOf(worst);
  const count = `${zone.nameServers.length} NS`;
  const known = countText(addresses.length, 'address', 'addresses');
  const summary = zone.name === ROOT ? `root · ${count} · ${known}` : `${count} · ${known}`;
  return {
    zone: zone.name,
    parent: zone.parent,
    branch,
    severity,
    signed: zone.signed,
    summary: zone.nameServers.length === 0 ? 'root' : summary,
    dots: few
      ? { v4: [], v6: [] }
      : {
          v4: dots.filter(({ address }) => !isIPv6(address)),
          v6: dots.filter(({ address }) => isIPv6(address)),
        },
    rows,
    hiddenRows: candidates.length - rows.length,
    foldedRows: servers.length - rows.length,
    progress: few ? null : progressText(addresses, hops),
    label: labelText(zone, severity, dots, worst && findingWords(worst)),
  };
}

/** As many as there is room for, those with a fault before others, in the order given. */
function choose(rows: readonly ServerRow[]): ServerRow[] {
  const byNeed = rows.toSorted((a, b) => Number(b.finding !== null) - Number(a.finding !== null));
  const chosen = new Set(byNeed.slice(0, MOST_ROWS));
  return rows.filter((row) => chosen.has(row));
}

/** The number of name servers in the referral that told of the zone first, or in the hints. */
function firstNameServers(state: TraceView, zone: ZoneState): number {
  const first = zone.learnedFrom === null ? undefined : state.hops[zone.learnedFrom];
  if (first?.result.status === 'answered') {
    const names = first.result.message.authority.filter(
      ({ type, name }) => type === 'NS' && name === zone.name,
    );
    if (names.length > 0) return names.length;
  }
  const hinted = zone.nameServers.filter(({ addresses }) =>
    addresses.some(({ source }) => source === 'hint'),
  );
  return hinted.length || zone.nameServers.length;
}

function progressText(
  addresses: readonly { hops: readonly HopState[] }[],
  hops: readonly HopState[],
): string {
  const total = addresses.length;
  const count = (status: HopState['result']['status']) =>
    addresses.filter((each) => each.hops.some(({ result }) => result.status === status)).length;
  const answered = count('answered');
  if (count('asking') > 0) return `asking ${answered} of ${total}`;
  if (hops.length === 0) return 'not asked yet';
  if (answered === 0) return count('failed') > 0 ? 'no answer' : 'not asked';

  const verb = agree(hops) ? 'agree' : 'answered';
  const skipped = count('skipped');
  if (skipped > 0 && answered + skipped === total) return `${answered} ${verb} · ${skipped} not asked`;
  if (answered === total && hops.some(isRemembered)) return `${total} ${verb} · remembered`;
  const ms = fastestMs(hops)!;
  const quickest = hops.find(({ result }) => result.status === 'answered' && result.elapsedMs === ms)!;
  const speed = `${quickest.nameServer.split('.')[0]!} ${durationText(ms)}`;
  return answered === total
    ? `${total} ${verb} · fastest ${speed}`
    : `${answered} of ${total} answered · ${speed}`;
}

/** Whether it was not asked, because an earlier trace had heard it. */
function isRemembered({ result }: HopState): boolean {
  return result.status === 'answered' && result.rememberedAgeMs !== undefined;
}

/** Whether all who were asked the same question said the same; TTLs and the order of records do not matter. */
function agree(hops: readonly HopState[]): boolean {
  const replies = new Map<string, string>();
  return hops.every(({ question, result }) => {
    if (result.status !== 'answered') return true;
    const { rcode, answer, authority } = result.message;
    const asked = `${question.name} ${question.type}`;
    const said = [...answer, ...authority.filter(({ type }) => type === 'NS')]
      .map(({ name, type, data }) => `${name} ${type} ${data.toLowerCase()}`)
      .toSorted()
      .concat(rcode)
      .join('\n');
    const before = replies.get(asked) ?? said;
    replies.set(asked, before);
    return said === before;
  });
}

function labelText(
  { name, nameServers }: ZoneState,
  severity: Fault | null,
  endpoints: readonly Endpoint[],
  words: string | null,
): string {
  const subject = `zone ${name === ROOT ? 'root' : name}`;
  const addresses = countText(endpoints.length, 'address', 'addresses');
  if (severity === null) return `${subject}: ${countText(nameServers.length, 'name server')}, ${addresses}`;
  const lame = endpoints.filter(({ finding }) => finding?.code.startsWith('lame-')).length;
  return `${subject}, ${severity}: ${lame > 0 ? `${lame} of ${addresses} lame` : words}`;
}

function isIPv6(address: string | null): boolean {
  return address?.includes(':') ?? false;
}
