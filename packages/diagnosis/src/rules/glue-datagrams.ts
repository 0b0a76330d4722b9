// Glue that a server leaves out of a datagram without a word, and gives over TCP. RFC 9471.
import {
  type DomainName,
  type HopState,
  type Message,
  type TraceState,
  isAddressRecord,
  isWithin,
} from '@delegraph/model';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { distinct, serversOf } from '../zone-evidence.ts';

export const glueTruncated: Rule = {
  code: 'glue-partial-truncated',
  severity: 'warning',
  title: 'Glue left out without saying so',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${zoneText(textParam(finding, 'parent'))} ${finding.seen?.count === 1 ? 'leaves' : 'leave'} addresses of ${listed(listParam(finding, 'nameServers'))} out of the referral to ${finding.zone} over UDP without setting TC, and ${finding.seen?.count === 1 ? 'gives' : 'give'} them over TCP.`,
  fix: () =>
    'Upgrade the server: a referral that cannot hold all glue for servers in the zone must be marked as truncated, so that resolvers ask again over TCP.',
  contact: 'parent-operator',
  reference: ['RFC 9471 section 3.1'],
  find: (state, _, zones) =>
    zones.flatMap(({ zone }) => {
      const cases = state.hops.flatMap((full) => {
        const { question, address } = full;
        if (full.probe !== 'referral-tcp' || full.zone !== zone.parent) return [];
        const datagram = state.hops.find(
          (hop) =>
            hop.probe === 'walk' &&
            hop.zone === zone.parent &&
            hop.address === address &&
            hop.question.name === question.name &&
            hop.question.type === question.type,
        );
        const left = datagram ? leftOut(datagram, full, zone.name) : [];
        return left.length === 0 ? [] : [{ hop: full, datagram: datagram!, left }];
      });
      if (cases.length === 0) return [];
      return [
        found(
          glueTruncated,
          zone.name,
          cases.flatMap(({ hop, datagram }) => [datagram, hop]),
          {
            seen: { count: cases.length, of: askedTwice(state, zone.parent!, zone.name) },
            params: {
              parent: zone.parent!,
              nameServers: distinct(cases.flatMap(({ left }) => left)),
              servers: serversOf(cases),
            },
          },
        ),
      ];
    }),
};

/** The name servers inside the zone whose addresses only the referral over TCP gave. */
function leftOut(datagram: HopState, full: HopState, zone: DomainName): DomainName[] {
  const before = referralTo(datagram, zone);
  const after = referralTo(full, zone);
  const isDatagram = datagram.tries.at(-1)?.transport === 'udp';
  if (!before || !after || !isDatagram || before.flags.includes('tc')) return [];
  const given = new Set(addressed(before));
  return distinct(addressed(after)).filter((name) => isWithin(name, zone) && !given.has(name));
}

function addressed({ additional }: Message): DomainName[] {
  return additional.filter(isAddressRecord).map(({ name }) => name);
}

function referralTo({ result }: HopState, zone: DomainName): Message | null {
  if (result.status !== 'answered' || result.response.kind !== 'referral') return null;
  return result.response.zone === zone ? result.message : null;
}

function askedTwice({ hops }: TraceState, parent: DomainName, zone: DomainName): number {
  const asked = hops.filter(
    ({ probe, zone: of, question }) =>
      probe === 'referral-tcp' && of === parent && isWithin(question.name, zone),
  );
  return new Set(asked.map(({ address }) => address)).size;
}
