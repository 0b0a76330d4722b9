// How an address stands as a server of a zone, in a mark and a few words.
import { describeFinding } from '@delegraph/diagnosis';
import {
  type DomainName,
  type HopState,
  SEVERITIES,
  type SkipReason,
  type TraceState,
  type ZoneState,
  fastestMs,
  hopResultText,
  hopsOfZone,
  asOfTraceTier,
} from '@delegraph/model';
import type { Mark } from './verdict/severity-glyph.tsx';

export interface Standing {
  mark: Mark;
  words: string;
  /** Of the quickest answer; null when none came. */
  elapsedMs: number | null;
}

/** The gravest thing known of the address as a server of the zone. */
export function standingOfAddress(state: TraceState, zone: DomainName, address: string): Standing {
  const hops = hopsOfZone(asOfTraceTier(state), zone).filter((hop) => hop.address === address);
  const elapsedMs = fastestMs(hops);
  const finding = SEVERITIES.filter((severity) => severity === 'error' || severity === 'warning')
    .flatMap((severity) => state.findings.filter((candidate) => candidate.severity === severity))
    .find((candidate) => candidate.zone === zone && candidate.address === address);
  if (finding) return { mark: finding.severity, words: describeFinding(finding).title, elapsedMs };
  if (elapsedMs !== null) return { mark: 'ok', words: 'answers', elapsedMs };
  if (hops.some(({ result }) => result.status === 'asking'))
    return { mark: 'pending', words: 'asking', elapsedMs };
  const last = hops.at(-1);
  return { mark: 'untested', words: last ? unansweredText(last) : 'not asked', elapsedMs };
}

/** The standing of a name server: that of its worst address, or of having none. */
export function standingOfServer(state: TraceState, zone: ZoneState, nameServer: DomainName): Standing {
  const addresses = zone.nameServers.find(({ name }) => name === nameServer)?.addresses ?? [];
  const finding = state.findings.find(
    (candidate) =>
      candidate.zone === zone.name &&
      candidate.nameServer === nameServer &&
      candidate.address === undefined &&
      (candidate.severity === 'error' || candidate.severity === 'warning'),
  );
  const all = addresses.map(({ address }) => standingOfAddress(state, zone.name, address));
  if (finding)
    all.unshift({ mark: finding.severity, words: describeFinding(finding).title, elapsedMs: null });
  return worstOf(all) ?? { mark: 'untested', words: 'no address known', elapsedMs: null };
}

/** The worst of several, with the quickest of their times; null of none. */
export function worstOf(standings: readonly Standing[]): Standing | null {
  const worst = standings.toSorted(
    (one, other) => GRAVITY.indexOf(one.mark) - GRAVITY.indexOf(other.mark),
  )[0];
  if (!worst) return null;
  const times = standings.flatMap(({ elapsedMs }) => (elapsedMs === null ? [] : [elapsedMs]));
  return { ...worst, elapsedMs: times.length === 0 ? null : Math.min(...times) };
}

/** Why a query was not asked, in words. */
export const SKIP_WORDS: Record<SkipReason, string> = {
  budget: 'not asked: the limit of queries was reached',
  'address-policy': 'not asked: its address is for special purposes',
  'no-ipv6': 'not asked: no IPv6 from here',
  'no-ipv4': 'not asked: no IPv4 from here',
  'not-wanted': 'not asked: the trace was told to leave it out',
  'no-socket': 'not asked: this machine could not send',
  'cut-off': 'not asked: the trace was over before',
};

// Not tested is no fault: it stands behind every answer that was had.
const GRAVITY: readonly Mark[] = ['error', 'warning', 'pending', 'notice', 'info', 'ok', 'untested'];

function unansweredText(hop: HopState): string {
  return hop.result.status === 'skipped' ? SKIP_WORDS[hop.result.reason] : hopResultText(hop);
}
