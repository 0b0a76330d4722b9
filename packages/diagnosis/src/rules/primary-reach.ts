// Whether the primary that a zone names can be asked for the zone.
import {
  type DomainName,
  type Finding,
  type HopState,
  type TraceState,
  hasEnded,
  hopsOfZone,
  parseDomainName,
} from '@delegraph/model';
import { found } from '../make-finding.ts';
import { textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { hasRoute } from '../server-standing.ts';
import { hopsOf } from '../zone-evidence.ts';

export const primaryUnreachable: Rule = {
  code: 'soa-mname-unreachable',
  severity: 'info',
  title: 'The primary does not serve the zone',
  sentence: (finding) =>
    `The SOA record of ${finding.zone} names ${textParam(finding, 'mname')} as its primary, ${textParam(finding, 'fault') === 'not-serving' ? 'which does not answer for it' : 'whose address no server can tell'}.`,
  fix: () =>
    'A primary may be hidden on purpose. Otherwise name the one that is: dynamic updates are sent there, and notifications leave it out.',
  contact: 'zone-operator',
  reference: ['RFC 2136 section 4.3', 'RFC 1996 section 3.3'],
  find: (state, _, zones) =>
    zones.flatMap(({ zone, soas }): Finding[] => {
      if (!hasEnded(state)) return [];
      const hops = hopsOfZone(state, zone.name).filter(({ probe }) => probe === 'primary-soa');
      // Of several, one was looked up.
      const broken = soas.flatMap((saying) => {
        const mname = nameIn(saying.soa.mname);
        const asked = hops.filter(({ nameServer }) => nameServer === mname);
        if (mname === null) return [];
        if (asked.length > 0)
          return asked.every(isVain) ? [{ saying, mname, asked, fault: 'not-serving' }] : [];
        return isLost(state, mname) ? [{ saying, mname, asked, fault: 'unresolvable' }] : [];
      });
      const [first] = broken;
      if (!first) return [];
      const { mname, asked, fault } = first;
      const saying = broken.map((one) => one.saying);
      return [
        found(primaryUnreachable, zone.name, [...hopsOf(saying), ...asked], { params: { mname, fault } }),
      ];
    }),
};

/** Whether it was asked and gave no SOA record with authority. */
function isVain(hop: HopState): boolean {
  const { result } = hop;
  if (result.status === 'failed') return hasRoute(hop);
  if (result.status !== 'answered' || result.message.flags.includes('tc')) return false;
  return !(result.response.kind === 'answer' && result.response.authoritative);
}

/** Whether its zone could not be asked. That a name does not exist is how a primary is hidden. */
function isLost({ lookups }: TraceState, mname: DomainName): boolean {
  const own = lookups.filter(({ purpose, question }) => purpose === 'target' && question.name === mname);
  return (
    own.length > 0 &&
    own.every(({ outcome }) => outcome?.kind === 'unresolvable' && outcome.notAsked === undefined)
  );
}

function nameIn(text: string): DomainName | null {
  try {
    return parseDomainName(text);
  } catch {
    return null;
  }
}
