// Servers that answer for names which are in no zone of theirs, nor in anybody's.
import { found } from '../make-finding.ts';
import { givesData, repliesTo } from '../examined.ts';
import type { Rule } from '../rule.ts';

export const answersForEverything: Rule = {
  code: 'server-answers-everything',
  severity: 'warning',
  title: 'Answers for every name there is',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}), a server of ${finding.zone}, also answers with authority for a random name below invalid, which exists nowhere.`,
  fix: ({ nameServer }) =>
    `Check that ${nameServer} is the server you mean: parking and sinkhole servers answer so, for whatever they are asked.`,
  contact: 'zone-operator',
  reference: ['RFC 6761 section 6.4', 'own rule'],
  find: (state, _, zones) =>
    zones.flatMap(({ zone }) =>
      repliesTo(state, zone.name, 'foreign-name')
        .filter(givesData)
        .map(({ hop }) =>
          found(answersForEverything, zone.name, [hop], {
            nameServer: hop.nameServer,
            address: hop.address,
          }),
        ),
    ),
};
