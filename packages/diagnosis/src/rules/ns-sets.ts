// Parent says, child says: whether the NS records on both sides of a cut are the same, and everywhere the same.
import type { Finding } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, distinct, hopsOf, setKey } from '../zone-evidence.ts';

export const setsDisjoint: Rule = {
  code: 'ns-sets-disjoint',
  severity: 'error',
  title: 'Parent and child name different servers',
  sentence: (finding) =>
    `${zoneText(textParam(finding, 'parent'))} delegates ${finding.zone} to ${listed(listParam(finding, 'atParent'))}, but the zone itself names ${listed(listParam(finding, 'atChild'))}: no server is in both sets.`,
  fix: ({ zone }) =>
    `Resolvers use one set or the other. Make them the same: correct the NS records in ${zone}, or the name servers at the registrar.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) =>
    zones.flatMap((evidence) => {
      const { zone, parentNames, childNames } = evidence;
      if (!areDisjoint(evidence)) return [];
      return [
        found(setsDisjoint, zone.name, bothSides(evidence), {
          params: { parent: zone.parent ?? '.', atParent: parentNames, atChild: childNames },
        }),
      ];
    }),
};

export const onlyAtParent: Rule = {
  code: 'ns-only-at-parent',
  severity: 'warning',
  title: 'Name server only at the parent',
  sentence: (finding) =>
    `${zoneText(textParam(finding, 'parent'))} names ${finding.nameServer} for ${finding.zone}; the zone itself does not${textParam(finding, 'serves') === 'yes' ? '' : ', and it does not serve it'}.`,
  fix: ({ nameServer, zone }) =>
    `Remove ${nameServer} at the registrar, or add it to the NS records of ${zone}.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.2', 'RFC 1912 section 2.3'],
  find: (_, __, zones) =>
    zones.flatMap((evidence): Finding[] => {
      const { zone, parentNames, childNames, servers } = evidence;
      if (childNames.length === 0 || areDisjoint(evidence)) return [];
      return parentNames
        .filter((name) => !childNames.includes(name))
        .map((nameServer) => {
          const own = servers.filter(({ nameServers }) => nameServers.includes(nameServer));
          const fails = own.every(({ standing }) => standing.kind === 'lame');
          return found(onlyAtParent, zone.name, bothSides(evidence), {
            nameServer,
            severity: fails ? 'error' : 'warning',
            params: { parent: zone.parent ?? '.', serves: fails ? 'no' : 'yes' },
          });
        });
    }),
};

export const onlyAtChild: Rule = {
  code: 'ns-only-at-child',
  severity: 'notice',
  title: 'Name server only in the zone',
  sentence: (finding) =>
    `${finding.zone} names ${finding.nameServer} as its server; ${zoneText(textParam(finding, 'parent'))} does not delegate to it.`,
  fix: ({ nameServer, zone }) =>
    `Add ${nameServer} at the registrar, or remove it from the NS records of ${zone}.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 4.2.2'],
  find: (_, __, zones) =>
    zones.flatMap((evidence): Finding[] => {
      const { zone, parentNames, childNames, whole } = evidence;
      if (areDisjoint(evidence) || !whole) return [];
      return childNames
        .filter((name) => !parentNames.includes(name))
        .map((nameServer) =>
          found(onlyAtChild, zone.name, bothSides(evidence), {
            nameServer,
            params: { parent: zone.parent ?? '.' },
          }),
        );
    }),
};

export const childInconsistent: Rule = {
  code: 'ns-child-inconsistent',
  severity: 'error',
  title: 'The zone’s servers name different servers',
  sentence: (finding) =>
    `The servers of ${finding.zone} give ${textParam(finding, 'variants')} different NS sets for it; not all of the ${counted(finding.seen?.of ?? 0, 'address', 'addresses')} asked name ${listed(listParam(finding, 'differing'))}.`,
  fix: ({ zone }) =>
    `Some servers hold another version of ${zone}, or there are two primaries. Transfer the zone to all of them.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 4.2.2', 'RFC 2181 section 5'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, childNs, childNames }) => {
      const variants = distinct(childNs.map(({ nameServers }) => setKey(nameServers)));
      if (variants.length < 2) return [];
      const differing = childNames.filter(
        (name) => !childNs.every(({ nameServers }) => nameServers.includes(name)),
      );
      return [
        found(childInconsistent, zone.name, hopsOf(childNs), {
          seen: { count: variants.length, of: childNs.length },
          params: { variants: variants.length, differing },
        }),
      ];
    }),
};

function areDisjoint({ parentNames, childNames, whole }: ZoneEvidence): boolean {
  return whole && childNames.length > 0 && !childNames.some((name) => parentNames.includes(name));
}

function bothSides({ referrals, childNs }: ZoneEvidence) {
  return hopsOf([...referrals, ...childNs]);
}
