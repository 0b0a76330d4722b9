// Names in NS records that lead nowhere, or are no names of hosts.
import { type DomainName, type Finding, type TraceState, isWithin, labelsOf } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type Host, type ZoneEvidence, distinct, hopsOf } from '../zone-evidence.ts';

export const nameServerUnresolvable: Rule = {
  code: 'ns-unresolvable',
  severity: 'error',
  title: 'Name server cannot be found',
  sentence: (finding) =>
    `The address of ${finding.nameServer}, a name server of ${finding.zone}, cannot be found: no server of ${zoneText(textParam(finding, 'failedIn'))} answers.`,
  fix: (finding) =>
    `Repair ${zoneText(textParam(finding, 'failedIn'))}, or replace ${finding.nameServer} by a name server that can be found.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 5.3.3', 'RFC 9520 section 2'],
  find: (state, __, zones) =>
    hostFindings(zones, (host, evidence) => {
      const { name, failedIn } = host;
      const isLost = host.ipv4 === 'unresolvable' && host.ipv6 === 'unresolvable';
      if (!isLost || failedIn === null || isWithin(name, evidence.zone.name)) return null;
      const asked = state.hops.filter(
        ({ zone, question, result }) =>
          zone === failedIn && question.name === name && result.status !== 'skipped',
      );
      // A zone that nobody could ask is another fault: its servers cannot be found either.
      if (asked.length === 0) return null;
      return found(nameServerUnresolvable, evidence.zone.name, asked, {
        nameServer: name,
        params: { failedIn },
      });
    }),
};

export const nameServerNxdomain: Rule = {
  code: 'ns-nxdomain',
  severity: 'error',
  title: 'Name server does not exist',
  sentence: ({ nameServer, zone }) => `${nameServer}, a name server of ${zone}, does not exist (NXDOMAIN).`,
  fix: ({ nameServer, zone }) =>
    `Remove ${nameServer} from the delegation of ${zone}, or create it. If its domain is free, somebody else may register it and answer for ${zone}.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 3.6.1', 'RFC 2308 section 2.1'],
  find: (_, __, zones) =>
    hostFindings(zones, (host, { zone }) => {
      const standings = [host.ipv4, host.ipv6];
      if (!standings.includes('nxdomain') || standings.includes('has')) return null;
      return found(nameServerNxdomain, zone.name, host.hops, { nameServer: host.name });
    }),
};

export const nameServerNoAddress: Rule = {
  code: 'ns-no-address',
  severity: 'error',
  title: 'Name server without an address',
  sentence: ({ nameServer, zone }) =>
    `${nameServer}, a name server of ${zone}, has neither an A nor an AAAA record.`,
  fix: ({ nameServer }) => `Publish the address of ${nameServer}, or remove it from the NS records.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 3.6.1', 'RFC 1912 section 2.8'],
  find: (_, __, zones) =>
    hostFindings(zones, (host, { zone }) => {
      if (host.ipv4 !== 'nodata' || host.ipv6 !== 'nodata') return null;
      return found(nameServerNoAddress, zone.name, host.hops, { nameServer: host.name });
    }),
};

export const nameServerIsAddress: Rule = {
  code: 'ns-ip-literal',
  severity: 'error',
  title: 'An address in place of a name',
  sentence: ({ nameServer, zone }) =>
    `An NS record of ${zone} holds ${nameServer}, an IP address written as a name: nothing can be found by it.`,
  fix: ({ nameServer }) => `NS records hold names. Give the server at ${nameServer} a name, and enter that.`,
  contact: 'zone-operator',
  reference: ['RFC 1035 section 3.3.11'],
  find: (state, __, zones) => nameFindings(nameServerIsAddress, zones, state, isLiteral),
};

export const nameServerInvalid: Rule = {
  code: 'ns-invalid-hostname',
  severity: 'warning',
  title: 'Name server with no host name',
  sentence: ({ nameServer, zone }) =>
    `${nameServer}, a name server of ${zone}, is no valid host name: letters, digits and inner hyphens only.`,
  fix: () => 'Rename the server to letters, digits and inner hyphens.',
  contact: 'zone-operator',
  reference: ['RFC 1123 section 2.1', 'RFC 2181 section 11'],
  find: (state, __, zones) =>
    nameFindings(nameServerInvalid, zones, state, (name) => !isLiteral(name) && !isHostName(name)),
};

/** What `judge` finds of the name servers of the zones that were examined. */
function hostFindings(
  zones: readonly ZoneEvidence[],
  judge: (host: Host, evidence: ZoneEvidence) => Finding | null,
): Finding[] {
  return zones
    .filter(({ examined }) => examined)
    .flatMap((evidence) => evidence.hosts.flatMap((host) => judge(host, evidence) ?? []));
}

/** The names that `fits`, whoever gives them. A zone that cannot be asked is judged by its parent alone. */
function nameFindings(
  rule: Rule,
  zones: readonly ZoneEvidence[],
  state: TraceState,
  fits: (name: DomainName) => boolean,
): Finding[] {
  return zones.flatMap(({ zone, parentNames, childNames, referrals, childNs }) => {
    if (zone.learnedFrom === null) return [];
    const evidence =
      referrals.length > 0 ? hopsOf([...referrals, ...childNs]) : [state.hops[zone.learnedFrom]!];
    return distinct([...parentNames, ...childNames])
      .filter(fits)
      .map((nameServer) => found(rule, zone.name, evidence, { nameServer }));
  });
}

/** `192.0.2.1`, also with a zone behind it where the final dot was forgotten. */
function isLiteral(name: DomainName): boolean {
  const labels = labelsOf(name);
  const isIpv4 =
    labels.length >= 4 && labels.slice(0, 4).every((label) => /^\d{1,3}$/.test(label) && Number(label) < 256);
  return isIpv4 || /^[\da-f]*:[\da-f:]*:[\da-f]*$/.test(labels[0] ?? '');
}

/** RFC 952 as loosened by RFC 1123 2.1, and a last label that is not all digits. */
function isHostName(name: DomainName): boolean {
  const labels = labelsOf(name);
  return (
    labels.every((label) => /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}
