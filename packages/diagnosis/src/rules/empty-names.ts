// Names without records of their own, which exist all the same because names below them do. RFC 8020, RFC 4592 2.2.2.
import { type DomainName, hasEnded, hopsOfZone, isBelow } from '@delegraph/model';
import { deniesName, heardFrom } from '../examined.ts';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type Heard, serversOf } from '../zone-evidence.ts';

export const emptyNameDenied: Rule = {
  code: 'ent-nxdomain',
  severity: 'error',
  title: 'Denies a name that has names below it',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${finding.zone} ${finding.seen?.count === 1 ? 'says' : 'say'} that ${finding.name} does not exist (NXDOMAIN), yet ${finding.seen?.count === 1 ? 'knows' : 'know'} ${textParam(finding, 'below')} below it.`,
  fix: ({ name }) =>
    `Upgrade the server or its online signer: ${name} exists, because names below it do, and the answer must be that it has no such record (NODATA). Resolvers take NXDOMAIN for everything below as well.`,
  contact: 'server-operator',
  reference: ['RFC 8020 section 2', 'RFC 4592 section 2.2.2'],
  find: (state, _, zones) => {
    if (!hasEnded(state)) return [];
    return zones.flatMap(({ zone }) => {
      const heard = hopsOfZone(state, zone.name).flatMap(heardFrom);
      const denials = heard.filter(
        (one) => ASKED_FOR.has(one.hop.probe) && isBelow(one.hop.question.name, zone.name) && deniesName(one),
      );
      const cases = denials.flatMap((denial) => {
        // Another server may hold another version of the zone.
        const below = heard.find(
          (other) =>
            other.hop.address === denial.hop.address &&
            isBelow(other.hop.question.name, denial.hop.question.name) &&
            exists(other, denial.hop.question.name),
        );
        return below ? [{ ...denial, below }] : [];
      });
      return Array.from(
        Map.groupBy(cases, ({ hop }) => hop.question.name),
        ([name, all]) =>
          found(
            emptyNameDenied,
            zone.name,
            all.flatMap(({ hop, below }) => [hop, below.hop]),
            {
              name,
              seen: { count: serversOf(all).length, of: askedFor(heard, name) },
              params: { servers: serversOf(all), below: all[0]!.below.hop.question.name },
            },
          ),
      );
    });
  },
};

/** Walking queries as well: where less than the whole name is told, they ask for the names on the way. */
const ASKED_FOR: ReadonlySet<string> = new Set(['walk', 'name-above']);

/** Whether the reply says that the name asked for exists by something below `above`: what redirects from above it proves
 *  nothing of what is there. */
function exists({ response, hop }: Heard, above: DomainName): boolean {
  switch (response.kind) {
    case 'answer':
      return response.authoritative;
    case 'alias':
      return response.authoritative && isBelow(response.link.owner, above);
    case 'nodata':
      return response.authoritative && response.soaOwner === hop.zone;
    case 'referral':
      return isBelow(response.zone, above);
    default:
      return false;
  }
}

function askedFor(heard: readonly Heard[], name: DomainName): number {
  const asked = heard.filter(({ hop }) => ASKED_FOR.has(hop.probe) && hop.question.name === name);
  return new Set(asked.map(({ hop }) => hop.address)).size;
}
