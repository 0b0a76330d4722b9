// The start of authority: one record, with a primary that exists, and a serial that only grows.
import { type DomainName, type TraceState, isWithin, parseDomainName } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { isNewer, mayBeUnderWay } from '../serial.ts';
import { type ZoneEvidence, distinct, holderOf, hopsOf, serversOf } from '../zone-evidence.ts';

export const soaMultiple: Rule = {
  code: 'soa-multiple',
  severity: 'error',
  title: 'Several SOA records',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} ${finding.seen?.count === 1 ? 'gives' : 'give'} ${counted(Number(textParam(finding, 'records')), 'SOA record')} for ${finding.zone}; a zone has one.`,
  fix: ({ zone }) => `Keep one SOA record in the zone file of ${zone}.`,
  contact: 'zone-operator',
  reference: ['RFC 1035 section 5.2', 'RFC 2181 section 6.1'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, soas }) => {
      const multiple = soas.filter(
        ({ response }) => response.kind === 'answer' && response.records.length > 1,
      );
      const [first] = multiple;
      if (first?.response.kind !== 'answer') return [];
      return [
        found(soaMultiple, zone.name, hopsOf(multiple), {
          seen: { count: multiple.length, of: soas.length },
          params: { records: first.response.records.length, servers: serversOf(multiple) },
        }),
      ];
    }),
};

export const serialRegressing: Rule = {
  code: 'soa-serial-regressing',
  severity: 'error',
  title: 'A serial that went back',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}) gave serial ${textParam(finding, 'before')} of ${finding.zone}, and then ${textParam(finding, 'after')}, which is older.`,
  fix: ({ zone }) =>
    `Either ${zone} was rolled back without a new serial, or two servers with different versions stand behind that address. Give the right version a serial above all others.`,
  contact: 'zone-operator',
  reference: ['RFC 1982 section 3.2', 'RFC 1912 section 2.2'],
  find: (state, __, zones) =>
    zones.flatMap(({ zone, examined, servers }) => {
      if (!examined) return [];
      return servers.flatMap(({ address, hops }) => {
        const said = hops
          .flatMap((hop) => serialsIn(hop, zone.name))
          .toSorted((a, b) => a.hop.sentAtMs - b.hop.sentAtMs);
        const back = said.findIndex(({ hop, serial, refresh }, i) => {
          const before = said[i - 1];
          if (!before || !isNewer(before.serial, serial)) return false;
          // Of two that were out at once nobody can say which is the later one.
          if ((before.hop.endedAtMs ?? Infinity) > hop.sentAtMs) return false;
          return !mayBeUnderWay(serial, before.serial, refresh);
        });
        if (back < 0) return [];
        const [before, after] = [said[back - 1]!, said[back]!];
        return [
          found(serialRegressing, zone.name, [before.hop, after.hop], {
            nameServer: after.hop.nameServer,
            address,
            params: { before: before.serial, after: after.serial },
          }),
        ];
      });
    }),
};

export const primaryNotListed: Rule = {
  code: 'soa-mname-not-ns',
  severity: 'info',
  title: 'An unknown primary',
  sentence: (finding) =>
    `The SOA record of ${finding.zone} names ${textParam(finding, 'mname')} as its primary, which is no name server of the zone, nor in a domain that has one.`,
  fix: () =>
    'A primary may be hidden on purpose. If it was left behind by a former provider, name the one that is.',
  contact: 'zone-operator',
  reference: ['RFC 1035 section 3.3.13', 'RFC 2136 section 4.3'],
  find: (state, __, zones) =>
    zones.flatMap((evidence) => {
      const { zone, soas } = evidence;
      const mnames = distinct(soas.map(({ soa }) => soa.mname.toLowerCase()));
      const unknown = mnames.filter((mname) => !isKnownPrimary(mname, state, evidence));
      if (unknown.length === 0) return [];
      const saying = soas.filter(({ soa }) => unknown.includes(soa.mname.toLowerCase()));
      return [
        found(primaryNotListed, zone.name, hopsOf(saying), {
          params: { mname: listed(unknown.map((mname) => mname.replace(/(?<=.)\.$/, ''))) },
        }),
      ];
    }),
};

/** Whether the primary is a name server, or hidden where one would look for it: in the zone, or beside a name server. */
function isKnownPrimary(
  text: string,
  state: TraceState,
  { zone, parentNames, childNames }: ZoneEvidence,
): boolean {
  let mname: DomainName;
  try {
    mname = parseDomainName(text);
  } catch {
    return false;
  }
  const names = [...parentNames, ...childNames];
  const homes = names
    .map((name) => holderOf(state, name))
    .filter((home) => isWithin(home, zone.parent ?? home));
  return (
    isWithin(mname, zone.name) ||
    names.includes(mname) ||
    homes.some((home) => home !== zone.parent && isWithin(mname, home)) ||
    names.some((name) => domainOf(name) !== '' && domainOf(name) === domainOf(mname))
  );
}

/** What a host's name and its neighbours' have in common: all but the first label. */
function domainOf(name: DomainName): string {
  return name.slice(name.indexOf('.') + 1);
}

/** The serials of the zone in one reply, as answer or as part of a denial. */
function serialsIn(hop: TraceState['hops'][number], zone: DomainName) {
  if (hop.result.status !== 'answered' || !hop.result.message.flags.includes('aa')) return [];
  const { answer, authority } = hop.result.message;
  return [...answer, ...authority]
    .filter(({ type, name }) => type === 'SOA' && name === zone)
    .slice(0, 1)
    .map(({ data }) => {
      const [, , serial, refresh] = data.split(' ');
      return { hop, serial: Number(serial), refresh: Number(refresh) };
    });
}
