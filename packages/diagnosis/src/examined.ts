// What servers said when they were examined, after the trace tier: it is judged at the end, when all of them have spoken.
import {
  type DomainName,
  type HopState,
  type Probe,
  type TraceState,
  hasEnded,
  hopsOfZone,
} from '@delegraph/model';
import type { Heard } from './zone-evidence.ts';

/** The whole replies to these probes from the servers of `zone`; none before the trace has ended. */
export function repliesTo(state: TraceState, zone: DomainName, ...probes: readonly Probe[]): Heard[] {
  if (!hasEnded(state)) return [];
  return hopsOfZone(state, zone).flatMap((hop) => (probes.includes(hop.probe) ? heardFrom(hop) : []));
}

/** What a hop was answered with; nothing for a reply that was cut off. */
export function heardFrom(hop: HopState): Heard[] {
  const { result } = hop;
  if (result.status !== 'answered' || result.message.flags.includes('tc')) return [];
  return [{ hop, message: result.message, response: result.response }];
}

/** Whether it gives records or an alias with authority. */
export function givesData({ response }: Heard): boolean {
  return (response.kind === 'answer' || response.kind === 'alias') && response.authoritative;
}

/** Whether it says with authority, by the SOA record of its zone, that the name does not exist. */
export function deniesName({ response, hop }: Heard): boolean {
  return response.kind === 'nxdomain' && response.authoritative && response.soaOwner === hop.zone;
}
