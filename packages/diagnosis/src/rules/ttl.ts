// How long the delegation may be remembered.
import { isAddressRecord } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type NsSaying, type ZoneEvidence, distinct, hopsOf } from '../zone-evidence.ts';

const SHORT_SECONDS = 3600;
const LONG_SECONDS = 7 * 86_400;

export const ttlZero: Rule = {
  code: 'ttl-zero',
  severity: 'notice',
  title: 'Records nobody may keep',
  sentence: (finding) =>
    `The delegation of ${finding.zone} has a TTL of 0 on ${listed(listParam(finding, 'records'))}, so every lookup starts over.`,
  fix: () => 'Raise the TTL; a day is common for NS records and the addresses of name servers.',
  contact: 'zone-operator',
  reference: ['RFC 1035 section 3.2.1', 'RFC 2181 section 8'],
  find: (state, __, zones) =>
    zones.flatMap(({ zone, examined, referrals, childNs, hosts }) => {
      if (!examined) return [];
      const said = [
        ...referrals.flatMap(({ hop, message }) =>
          [...message.authority, ...message.additional].map((record) => ({ hop, record })),
        ),
        ...childNs.flatMap(({ hop, message }) => message.answer.map((record) => ({ hop, record }))),
        ...hosts.flatMap(({ hops }) =>
          hops.flatMap((hop) =>
            hop.result.status === 'answered'
              ? hop.result.message.answer.map((record) => ({ hop, record }))
              : [],
          ),
        ),
      ];
      const zero = said.filter(
        ({ record }) => record.ttl === 0 && (record.type === 'NS' || isAddressRecord(record)),
      );
      if (zero.length === 0) return [];
      const records = distinct(zero.map(({ record }) => `${record.name} ${record.type}`));
      return [
        found(
          ttlZero,
          zone.name,
          zero.map(({ hop }) => hop),
          { params: { records } },
        ),
      ];
    }),
};

export const nsTtlShort: Rule = {
  code: 'ns-ttl-short',
  severity: 'notice',
  title: 'Short-lived NS records',
  sentence: (finding) =>
    `The NS records of ${finding.zone} live for ${textParam(finding, 'seconds')} seconds only, so its servers are asked for them often, and an outage is felt soon.`,
  fix: () => 'Raise the TTL of the NS records to a day; an hour is the least that is sensible.',
  contact: 'zone-operator',
  reference: ['own rule', 'RFC 1912 section 2.2'],
  find: (_, __, zones) => ttlFindings(nsTtlShort, zones, (seconds) => seconds > 0 && seconds < SHORT_SECONDS),
};

export const nsTtlLong: Rule = {
  code: 'ns-ttl-long',
  severity: 'info',
  title: 'Long-lived NS records',
  sentence: (finding) =>
    `The NS records of ${finding.zone} live for ${Math.floor(Number(textParam(finding, 'seconds')) / 86_400)} days: a move to other servers takes that long.`,
  fix: () => 'Lower the TTL some time before a move.',
  contact: 'zone-operator',
  reference: ['own rule'],
  find: (_, __, zones) => ttlFindings(nsTtlLong, zones, (seconds) => seconds > LONG_SECONDS),
};

function ttlFindings(rule: Rule, zones: readonly ZoneEvidence[], fits: (seconds: number) => boolean) {
  return zones.flatMap(({ zone, examined, childNs }) => {
    const fitting = childNs.filter((saying) => fits(secondsOf(saying)));
    if (!examined || fitting.length === 0) return [];
    return [found(rule, zone.name, hopsOf(fitting), { params: { seconds: secondsOf(fitting[0]!) } })];
  });
}

function secondsOf({ message, hop }: NsSaying): number {
  const own = message.answer.filter(({ name, type }) => type === 'NS' && name === hop.question.name);
  return Math.min(...own.map(({ ttl }) => ttl));
}
