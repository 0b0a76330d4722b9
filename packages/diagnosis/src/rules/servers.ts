// Servers whose replies cannot be used as they come: unreadable, from elsewhere, or only now and then.
import {
  type DomainName,
  type HopState,
  type TraceState,
  formOf,
  hasEnded,
  hopsOfZone,
} from '@delegraph/model';
import { isIpv6 } from '../address-space.ts';
import { found } from '../make-finding.ts';
import { counted, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import type { JudgedAddress } from '../server-standing.ts';

/** Hops that must all show it, so that a lossy line is not taken for a bad server. */
const FLAKY_HOPS = 4;

export const serverFlaky: Rule = {
  code: 'server-flaky',
  severity: 'warning',
  title: 'Answers only now and then',
  sentence: ({ nameServer, address, zone, seen }) =>
    `${nameServer} (${address}), a server of ${zone}, left ${seen?.count ?? 0} of ${counted(seen?.of ?? 0, 'try', 'tries')} unanswered, at least one for every question; others were heard without loss.`,
  fix: () => 'Look for overload, rate limits or packet loss at that server.',
  contact: 'server-operator',
  reference: ['RFC 8906 section 3', 'own rule'],
  find: (state, _, zones) =>
    zones.flatMap(({ zone, examined, servers: judged }) => {
      if (!examined || !hasEnded(state)) return [];
      const servers = judged.map((server) => ({ ...server, hops: usualHopsTo(state, zone.name, server) }));
      return servers.flatMap((server) => {
        const { lost, tries } = lossOf(server);
        const isSure = server.hops.length >= FLAKY_HOPS && server.hops.every(lostSome);
        // Where the neighbours suffer too, it is the line.
        const others = servers.filter(
          (other) => other !== server && isIpv6(other.address) === isIpv6(server.address),
        );
        const isAlone = others.some((other) => other.hops.length > 1 && lossOf(other).lost === 0);
        if (!isSure || !isAlone) return [];
        return [
          found(serverFlaky, zone.name, server.hops, {
            nameServer: server.nameServers[0]!,
            address: server.address,
            seen: { count: lost, of: tries },
          }),
        ];
      });
    }),
};

export const malformedResponse: Rule = {
  code: 'malformed-response',
  severity: 'error',
  title: 'Unreadable replies',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}), a server of ${zoneText(finding.zone)}, sends what is no DNS message: ${textParam(finding, 'detail')}.`,
  fix: () => 'Show its operator the reply in octets. Resolvers discard it.',
  contact: 'server-operator',
  reference: ['RFC 1035 section 4.1'],
  find: (_, __, zones) => brokenFindings(malformedResponse, zones, 'malformed', () => true),
};

export const wrongSource: Rule = {
  code: 'wrong-source-address',
  severity: 'error',
  title: 'Replies from another address',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}), a server of ${zoneText(finding.zone)}, replies from another address than the one asked: ${textParam(finding, 'detail')}.`,
  fix: () =>
    'Bind the server to its public address, so that replies leave from where the query came to. Resolvers discard them.',
  contact: 'server-operator',
  reference: ['RFC 2181 section 4', 'RFC 5452 section 9.1'],
  find: (_, __, zones) =>
    brokenFindings(wrongSource, zones, 'mismatched', (detail) => /^(?:a )?reply from /.test(detail)),
};

/** Servers none of whose replies over UDP could be used, with what was wrong with them. */
function brokenFindings(
  rule: Rule,
  zones: Parameters<Rule['find']>[2],
  result: 'malformed' | 'mismatched',
  fits: (detail: string) => boolean,
) {
  return zones.flatMap(({ zone, servers }) =>
    servers.flatMap(({ address, nameServers, hops }) => {
      const broken = hops.flatMap((hop) =>
        hop.tries.flatMap((one) => (one.result === result && fits(one.detail ?? '') ? [{ hop, one }] : [])),
      );
      const isHeard = hops.some(({ tries }) =>
        tries.some((one) => one.transport === 'udp' && one.result === 'response'),
      );
      if (broken.length < 2 || isHeard) return [];
      return [
        found(
          rule,
          zone.name,
          broken.map(({ hop }) => hop),
          {
            nameServer: nameServers[0]!,
            address,
            params: { detail: broken[0]!.one.detail ?? 'it cannot be read' },
          },
        ),
      ];
    }),
  );
}

/** What a server was asked in the usual form, its examination included: an unusual query may go unanswered for what it is. */
function usualHopsTo(state: TraceState, zone: DomainName, { address }: JudgedAddress): HopState[] {
  return hopsOfZone(state, zone).filter(
    (hop) => hop.address === address && Object.keys(formOf(hop.probe)).length === 0,
  );
}

/** Whether a UDP try was lost, and another one answered in less time than we had waited for that: a server that takes longer
 *  is slow, and loses nothing. */
function lostSome({ tries }: HopState): boolean {
  const udp = tries.filter(({ transport }) => transport === 'udp');
  const lost = udp.filter(({ result }) => result === 'timeout');
  return udp.some(
    ({ result, elapsedMs }) => result === 'response' && lost.some((one) => elapsedMs < one.elapsedMs),
  );
}

function lossOf({ hops }: Pick<JudgedAddress, 'hops'>): { lost: number; tries: number } {
  const tries = hops.flatMap((hop) => hop.tries);
  return { lost: tries.filter(({ result }) => result === 'timeout').length, tries: tries.length };
}
