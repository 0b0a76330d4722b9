// What else the parent's servers say where a delegation begins: other records, other flags, another lifetime.
import { type Finding, ROOT } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type Heard, type ZoneEvidence, distinct, hopsOf, serversOf } from '../zone-evidence.ts';
import { glueInconsistent } from './glue-addresses.ts';
import { parentInconsistent, parentNsDiffers } from './parent.ts';

export const delegationInProgress: Rule = {
  code: 'delegation-in-progress',
  severity: 'info',
  title: 'A change is spreading',
  sentence: (finding) =>
    `The servers of ${zoneText(textParam(finding, 'parent'))} delegate ${finding.zone} differently and hold different versions of their zone (${listed(listParam(finding, 'serials'), 4)}): a change is on its way to all of them.`,
  fix: (finding) => `Trace again after ${textParam(finding, 'refreshSeconds')} seconds.`,
  contact: 'parent-operator',
  reference: ['own rule', 'RFC 1034 section 4.3.5'],
  find: (state, servers, zones) => {
    const differing = [parentInconsistent, parentNsDiffers, glueInconsistent].flatMap((rule) =>
      rule.find(state, servers, zones),
    );
    return zones.flatMap(({ zone, fromParent }) => {
      const own = differing.filter((finding) => finding.zone === zone.name);
      const parent = zones.find((one) => one.zone.name === zone.parent);
      if (own.length === 0 || !parent) return [];
      const said = soasOf(parent, fromParent);
      const serials = distinct(said.map(({ serial }) => `serial ${serial}`));
      if (serials.length < 2) return [];
      return [
        found(
          delegationInProgress,
          zone.name,
          said.map(({ hop }) => hop),
          { params: { parent: parent.zone.name, serials, refreshSeconds: said[0]!.refresh } },
        ),
      ];
    });
  },
};

export const referralWithAuthority: Rule = {
  code: 'referral-aa-set',
  severity: 'notice',
  title: 'Referral with authority',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${zoneText(textParam(finding, 'parent'))} ${finding.seen?.count === 1 ? 'refers' : 'refer'} to ${finding.zone} with the AA flag, though no parent has authority for it.`,
  fix: () => 'The server software is old: upgrade it.',
  contact: 'parent-operator',
  reference: ['RFC 1034 section 4.2.1', 'RFC 2181 section 6.1'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, referrals }) => {
      const wrong = referrals.filter(({ message }) => message.flags.includes('aa'));
      if (!examined || wrong.length === 0) return [];
      return [
        found(referralWithAuthority, zone.name, hopsOf(wrong), {
          seen: { count: wrong.length, of: referrals.length },
          params: { parent: zone.parent ?? ROOT, servers: serversOf(wrong) },
        }),
      ];
    }),
};

export const aliasAtCut = recordAtCut({
  code: 'parent-cname-at-cut',
  severity: 'error',
  title: 'Alias and delegation at one name',
  type: 'CNAME',
  reference: ['RFC 1034 section 3.6.2', 'RFC 2181 section 10.1'],
});

export const dnameAtCut = recordAtCut({
  code: 'dname-at-cut',
  severity: 'warning',
  title: 'DNAME and delegation at one name',
  type: 'DNAME',
  reference: ['RFC 6672 section 2.3'],
});

export const nsTtlsDiffer: Rule = {
  code: 'parent-ns-ttl-differs',
  // The table calls it a notice, but most delegations of the Internet are so, and nobody need change it.
  severity: 'info',
  title: 'Two lifetimes of one delegation',
  sentence: (finding) =>
    `The NS records of ${finding.zone} live for ${counted(Number(textParam(finding, 'atParent')), 'second')} as ${zoneText(textParam(finding, 'parent'))} gives them, and for ${counted(Number(textParam(finding, 'atChild')), 'second')} as the zone itself does.`,
  fix: () => 'Nothing must be done. Reckon with the longer of the two before a move.',
  contact: 'zone-operator',
  reference: ['RFC 2181 section 5.4.1'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, referrals, childNs }) => {
      const atParent = referrals.flatMap(({ message }) => nsTtls(message.authority, zone.name));
      const atChild = childNs.flatMap(({ message }) => nsTtls(message.answer, zone.name));
      if (!examined || atParent.length === 0 || atChild.length === 0) return [];
      if (atChild.some((ttl) => atParent.includes(ttl))) return [];
      return [
        found(nsTtlsDiffer, zone.name, hopsOf([...referrals, ...childNs]), {
          params: {
            parent: zone.parent ?? ROOT,
            atParent: Math.max(...atParent),
            atChild: Math.max(...atChild),
          },
        }),
      ];
    }),
};

function recordAtCut({
  type,
  ...text
}: Pick<Rule, 'code' | 'severity' | 'title' | 'reference'> & { type: string }): Rule {
  const rule: Rule = {
    ...text,
    sentence: (finding) =>
      `${listed(listParam(finding, 'servers'))} of ${zoneText(textParam(finding, 'parent'))} ${finding.seen?.count === 1 ? 'has' : 'have'} a ${type} record at ${finding.zone}, which the parent delegates: a name has one or the other.`,
    fix: ({ zone }) => `Remove the ${type} record at ${zone} from the parent, or the delegation.`,
    contact: 'parent-operator',
    find: (_, __, zones) =>
      zones.flatMap(({ zone, fromParent, referrals }): Finding[] => {
        const holding = fromParent.filter(({ message }) =>
          [...message.answer, ...message.authority].some(
            (record) => record.type === type && record.name === zone.name,
          ),
        );
        if (holding.length === 0 || referrals.length === 0) return [];
        return [
          found(rule, zone.name, [...hopsOf(holding), ...hopsOf(referrals)], {
            seen: { count: holding.length, of: fromParent.length },
            params: { parent: zone.parent ?? ROOT, servers: serversOf(holding) },
          }),
        ];
      }),
  };
  return rule;
}

/** The start of authority of the parent as its servers gave it, asked for it or in a denial. */
function soasOf(parent: ZoneEvidence, fromParent: readonly Heard[]) {
  const denied = fromParent.flatMap(({ hop, message }) =>
    message.authority
      .filter(({ type, name }) => type === 'SOA' && name === parent.zone.name)
      .map(({ data }) => {
        const [, , serial, refresh] = data.split(' ');
        return { hop, serial: Number(serial), refresh: Number(refresh) };
      }),
  );
  return [...parent.soas.map(({ hop, soa }) => ({ hop, ...soa })), ...denied];
}

function nsTtls(records: Heard['message']['answer'], zone: string): number[] {
  return records.filter(({ type, name }) => type === 'NS' && name === zone).map(({ ttl }) => ttl);
}
