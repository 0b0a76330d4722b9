// The start of authority: whether the servers of a zone hold the same version of it, and whether its times make sense.
import { type Finding, labelsOf, parseDomainName } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { isNewer, mayBeUnderWay } from '../serial.ts';
import { type Soa, type SoaSaying, type ZoneEvidence, distinct, hopsOf } from '../zone-evidence.ts';

const DAY_SECONDS = 86_400;
const MIN_REFRESH_SECONDS = 1200;
const MIN_EXPIRE_SECONDS = 7 * DAY_SECONDS;
const MIN_NEGATIVE_SECONDS = 60;

export const serialMismatch: Rule = {
  code: 'soa-serial-mismatch',
  severity: 'warning',
  title: 'Servers hold different versions',
  sentence: (finding) =>
    `The servers of ${finding.zone} hold different versions of it: ${listed(listParam(finding, 'behind'))} ${listParam(finding, 'behind').length === 1 ? 'is' : 'are'} behind serial ${textParam(finding, 'newest')}. Each was asked once, so a transfer may just be under way.`,
  fix: ({ zone }) =>
    `Trace again in a few minutes. If it stays, check the transfer of ${zone} from its primary to the servers that are behind.`,
  contact: 'zone-operator',
  reference: ['RFC 1982 section 3.2', 'RFC 1034 section 4.3.5'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, soas }) => {
      const newest = soas.reduce<number | null>(
        (best, { soa }) => (best === null || isNewer(soa.serial, best) ? soa.serial : best),
        null,
      );
      if (newest === null) return [];
      const behind = soas.filter(
        ({ soa }) => isNewer(newest, soa.serial) && !mayBeUnderWay(soa.serial, newest, soa.refresh),
      );
      if (behind.length === 0) return [];
      return [
        found(serialMismatch, zone.name, hopsOf(soas), {
          confidence: 'low',
          seen: { count: behind.length, of: soas.length },
          params: {
            newest,
            behind: behind.map(({ hop, soa }) => `${hop.nameServer} (${hop.address}) at ${soa.serial}`),
          },
        }),
      ];
    }),
};

export const fieldsDiffer: Rule = {
  code: 'soa-fields-differ',
  severity: 'notice',
  title: 'SOA records differ',
  sentence: (finding) =>
    `The servers of ${finding.zone} give the same serial, but not the same ${listed(listParam(finding, 'fields'))} in the SOA record.`,
  fix: () =>
    'One serial with two contents means two primaries, or an edit without a new serial. Transfer the zone again.',
  contact: 'zone-operator',
  reference: ['RFC 1035 section 3.3.13'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, soas }) => {
      const groups = [...Map.groupBy(soas, ({ soa }) => soa.serial).values()];
      const fields = distinct(groups.flatMap(differingFields));
      return fields.length === 0
        ? []
        : [found(fieldsDiffer, zone.name, hopsOf(soas), { params: { fields } })];
    }),
};

export const rnameInvalid: Rule = {
  code: 'soa-rname-invalid',
  severity: 'notice',
  title: 'No mailbox in the SOA record',
  sentence: (finding) =>
    `The mailbox of ${finding.zone} in its SOA record, ${textParam(finding, 'rname')}, is none.`,
  fix: ({ zone }) => `Write the mailbox with a dot in place of the @: hostmaster.${zone}.`,
  contact: 'zone-operator',
  reference: ['RFC 1912 section 2.2', 'RFC 1035 section 3.3.13'],
  find: (_, __, zones) =>
    soaFindings(rnameInvalid, zones, ({ rname }) => (isMailbox(rname) ? null : { rname })),
};

export const timersOdd: Rule = {
  code: 'soa-timers-odd',
  severity: 'notice',
  title: 'Odd SOA times',
  sentence: (finding) =>
    `The SOA record of ${finding.zone} has odd times: ${listed(listParam(finding, 'odd'))}.`,
  fix: () => 'Common times are refresh 14400, retry 3600 and expire 1209600 seconds.',
  contact: 'zone-operator',
  reference: ['RFC 1912 section 2.2'],
  find: (_, __, zones) =>
    soaFindings(timersOdd, zones, ({ refresh, retry, expire }) => {
      const odd = [
        refresh < MIN_REFRESH_SECONDS ? `refresh ${refresh} is below ${MIN_REFRESH_SECONDS}` : '',
        retry >= refresh ? `retry ${retry} is not below refresh ${refresh}` : '',
        expire < MIN_EXPIRE_SECONDS ? `expire ${expire} is below ${MIN_EXPIRE_SECONDS}` : '',
      ].filter((text) => text !== '');
      return odd.length === 0 ? null : { odd };
    }),
};

export const minimumHigh: Rule = {
  code: 'soa-minimum-high',
  severity: 'warning',
  title: 'Denials are kept too long',
  sentence: (finding) =>
    `Resolvers keep it for ${counted(Number(textParam(finding, 'seconds')), 'second')} that a name in ${finding.zone} does not exist: a slip or a deletion sticks that long.`,
  fix: () => 'Lower the minimum in the SOA record to 300 to 3600 seconds.',
  contact: 'zone-operator',
  reference: ['RFC 2308 section 5'],
  find: (_, __, zones) =>
    soaFindings(minimumHigh, zones, (soa) =>
      negativeSeconds(soa) > DAY_SECONDS ? { seconds: negativeSeconds(soa) } : null,
    ),
};

export const minimumLow: Rule = {
  code: 'soa-minimum-low',
  severity: 'notice',
  title: 'Denials are hardly kept',
  sentence: (finding) =>
    `Resolvers keep it for only ${counted(Number(textParam(finding, 'seconds')), 'second')} that a name in ${finding.zone} does not exist, and then ask again.`,
  fix: () => 'Raise the minimum in the SOA record to 300 to 3600 seconds.',
  contact: 'zone-operator',
  reference: ['RFC 2308 section 5'],
  find: (_, __, zones) =>
    soaFindings(minimumLow, zones, (soa) =>
      negativeSeconds(soa) < MIN_NEGATIVE_SECONDS ? { seconds: negativeSeconds(soa) } : null,
    ),
};

/** How long a denial is cached. RFC 2308 5. */
function negativeSeconds({ ttl, minimum }: Soa): number {
  return Math.min(ttl, minimum);
}

/** One finding for each zone of which a server gives an SOA that `judge` objects to. */
function soaFindings(
  rule: Rule,
  zones: readonly ZoneEvidence[],
  judge: (soa: Soa) => Finding['params'] | null,
): Finding[] {
  return zones.flatMap(({ zone, soas }) => {
    const bad = soas.flatMap((saying) => {
      const params = judge(saying.soa);
      return params === null ? [] : [{ saying, params }];
    });
    if (bad.length === 0) return [];
    const { params } = bad[0]!;
    return [found(rule, zone.name, hopsOf(bad.map(({ saying }) => saying)), { params })];
  });
}

function differingFields(group: readonly SoaSaying[]): string[] {
  const fields = {
    primary: ({ mname }: Soa) => mname.toLowerCase(),
    mailbox: ({ rname }: Soa) => rname.toLowerCase(),
    refresh: ({ refresh }: Soa) => refresh,
    retry: ({ retry }: Soa) => retry,
    expire: ({ expire }: Soa) => expire,
    minimum: ({ minimum }: Soa) => minimum,
  };
  return Object.entries(fields)
    .filter(([, valueOf]) => new Set(group.map(({ soa }) => valueOf(soa))).size > 1)
    .map(([name]) => name);
}

/** A mailbox is a local part, and a domain of at least one label. */
function isMailbox(rname: string): boolean {
  if (rname.includes('@')) return false;
  try {
    return labelsOf(parseDomainName(rname)).length >= 2;
  } catch {
    return false;
  }
}
