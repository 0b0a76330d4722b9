// How one address stands as a server of one zone: what its dot or row in the card shows.
import {
  SEVERITIES,
  type DomainName,
  type Finding,
  type HopState,
  type Severity,
  type TraceState,
  fastestMs,
} from '@delegraph/model';
import { durationText } from './quantity-text.ts';

/** `waiting`: not asked yet. `asking`: a query is out. `suspect`: something went wrong and is being confirmed, so no
 *  finding says so yet. `skipped`: we chose not to ask. The severities: a finding is about it. */
export type Standing = 'ok' | 'waiting' | 'asking' | 'suspect' | 'skipped' | Fault;

/** The severities that mark a server. What is only `info` does not. */
export type Fault = Exclude<Severity, 'info'>;

export interface Endpoint {
  nameServer: DomainName;
  /** Null while no address of the name server is known. */
  address: string | null;
  standing: Standing;
  /** The gravest finding about it; null unless the standing is a severity. */
  finding: Finding | null;
  /** How long its quickest answer took, or the word for there being none. */
  time: string;
}

/** The endpoint `address` of `nameServer`, from the hops to that address as a server of `zone`. */
export function endpointOf(
  state: TraceState,
  zone: DomainName,
  {
    nameServer,
    address,
    hops,
  }: { nameServer: DomainName; address: string | null; hops: readonly HopState[] },
): Endpoint {
  const finding = gravest(
    state.findings.filter(
      (found) =>
        found.zone === zone &&
        (found.address === undefined ? found.nameServer === nameServer : found.address === address),
    ),
  );
  const fault = finding === null ? null : faultOf(finding);
  const standing = fault ?? standingOf(hops, state.status === 'running' || state.status === 'starting');
  return { nameServer, address, standing, finding, time: timeOf(hops) };
}

/** The finding of the gravest severity, the first of its kind; null when none marks a server. */
export function gravest(findings: readonly Finding[]): Finding | null {
  for (const severity of SEVERITIES) {
    const found = findings.find((finding) => finding.severity === severity);
    if (found && faultOf(found)) return found;
  }
  return null;
}

/** The mark of a finding, or null when it is too light for one. */
export function faultOf({ severity }: Finding): Fault | null {
  return severity === 'info' ? null : severity;
}

function standingOf(hops: readonly HopState[], running: boolean): Standing {
  const asked = hops.filter(({ result }) => result.status !== 'skipped');
  if (asked.length === 0) return hops.length > 0 || !running ? 'skipped' : 'waiting';
  if (asked.some(wentWrong)) return 'suspect';
  return asked.some(({ result }) => result.status === 'answered') ? 'ok' : 'asking';
}

function wentWrong({ result }: HopState): boolean {
  if (result.status === 'failed') return true;
  return (
    result.status === 'answered' &&
    ['rcode', 'referral-up', 'referral-sideways'].includes(result.response.kind)
  );
}

function timeOf(hops: readonly HopState[]): string {
  const ms = fastestMs(hops);
  if (ms !== null) return durationText(ms);
  const statuses = hops.map(({ result }) => result.status);
  if (statuses.includes('asking')) return '…';
  const failure = hops.map(({ result }) => result).find((result) => result.status === 'failed');
  if (failure) return failure.reason === 'timeout' ? 'timeout' : 'failed';
  return '–';
}
