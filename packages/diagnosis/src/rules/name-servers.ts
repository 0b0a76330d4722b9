// Names of name servers.
import type { Finding } from '@delegraph/model';
import { textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';

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
  find: (state) =>
    state.zones.flatMap((zone) =>
      zone.nameServers.flatMap((server): Finding[] => {
        const lookups = state.lookups.filter(
          ({ purpose, question }) => purpose === 'nameserver-address' && question.name === server.name,
        );
        const aliases = lookups.flatMap(({ outcome }) => (outcome?.kind === 'alias' ? [outcome] : []));
        const [first] = aliases;
        if (!first) return [];
        const hasGlue = server.addresses.some(({ source }) => source === 'glue');
        return [
          {
            code: 'ns-is-cname',
            severity: 'error',
            confidence: 'high',
            scope: 'name-server',
            zone: zone.name,
            nameServer: server.name,
            evidence: [first.hopId],
            params: { target: first.link.target, glue: hasGlue ? 'yes' : 'no' },
          },
        ];
      }),
    ),
};
