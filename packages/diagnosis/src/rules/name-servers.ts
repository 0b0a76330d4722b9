// Names of name servers.
import type { DomainName, Finding, LookupOutcome, TraceState } from '@delegraph/model';
import { textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';

export const nameServerUnderDname: Rule = {
  code: 'ns-under-dname',
  severity: 'error',
  title: 'Name server below a DNAME',
  sentence: (finding) =>
    `${finding.nameServer}, a name server of ${finding.zone}, is redirected to ${textParam(finding, 'target')} by a DNAME above it, and has no address of its own.`,
  fix: ({ nameServer, zone }) =>
    `Name a server in the NS records of ${zone} that has A and AAAA records, outside the part that is redirected. Some resolvers fail the whole zone for ${nameServer}.`,
  contact: 'zone-operator',
  reference: ['RFC 2181 section 10.3', 'RFC 6672 section 2.4'],
  find: (state) => aliasedServers(nameServerUnderDname, state, 'DNAME'),
};

export const nameServerIsAlias: Rule = {
  code: 'ns-is-cname',
  severity: 'error',
  title: 'Name server is an alias',
  sentence: (finding) => {
    const consequence =
      textParam(finding, 'glue') === 'yes'
        ? 'it works only as long as the glue of the parent is used'
        : 'it has no address of its own';
    const { nameServer, zone } = finding;
    return `${nameServer}, a name server of ${zone}, is an alias of ${textParam(finding, 'target')}: ${consequence}.`;
  },
  fix: ({ nameServer, zone }) =>
    `Some resolvers fail the whole zone for this. Give ${nameServer} A and AAAA records of its own, or name the real server in the NS records of ${zone}.`,
  contact: 'zone-operator',
  reference: ['RFC 2181 section 10.3', 'RFC 1912 section 2.4'],
  find: (state) => aliasedServers(nameServerIsAlias, state, 'CNAME'),
};

/** The name servers whose own name an alias of this type redirects. */
function aliasedServers({ code, severity }: Rule, state: TraceState, type: 'CNAME' | 'DNAME'): Finding[] {
  const aliased = new Map<DomainName, Extract<LookupOutcome, { kind: 'alias' }>>();
  for (const { purpose, question, outcome } of state.lookups) {
    if (purpose !== 'nameserver-address' || outcome?.kind !== 'alias' || outcome.link.type !== type) continue;
    if (!aliased.has(question.name)) aliased.set(question.name, outcome);
  }
  if (aliased.size === 0) return [];
  return state.zones.flatMap((zone) =>
    zone.nameServers.flatMap((server): Finding[] => {
      const alias = aliased.get(server.name);
      if (!alias) return [];
      const hasGlue = server.addresses.some(({ source }) => source === 'glue');
      return [
        {
          code,
          severity,
          confidence: 'high',
          scope: 'name-server',
          zone: zone.name,
          nameServer: server.name,
          evidence: [alias.hopId],
          params: { target: alias.link.target, glue: hasGlue ? 'yes' : 'no' },
        },
      ];
    }),
  );
}
