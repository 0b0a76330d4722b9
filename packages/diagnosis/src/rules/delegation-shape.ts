// Delegations no resolver likes to follow: too many servers, too long a way to them, or a way that leads back.
import {
  type DomainName,
  type HopState,
  type LookupState,
  type TraceState,
  ROOT,
  hasEnded,
  isBelow,
  zoneNamed,
} from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { distinct, hopsOf } from '../zone-evidence.ts';

/** BIND reads no more name servers of a delegation (max-delegation-servers). */
const MOST_NAME_SERVERS = 13;
const MOST_ADDRESSES = 26;
/** djbdns follows no more name servers without glue inside each other. */
const DEEP = 3;

export const referralLoop: Rule = {
  code: 'referral-loop',
  severity: 'error',
  title: 'The delegation leads back',
  sentence: (finding) =>
    `Every server that ${zoneText(textParam(finding, 'parent'))} names for ${finding.zone} refers back to ${listed(listParam(finding, 'back').map(zoneText))}, where the way came from: ${listed(listParam(finding, 'servers'))}.`,
  fix: ({ zone }) =>
    `Load ${zone} on these servers, or have the registrar delegate it to servers that have it.`,
  contact: 'registrar',
  reference: ['RFC 1034 section 5.3.3'],
  find: (state, servers) => {
    if (!hasEnded(state)) return [];
    return state.zones.flatMap(({ name, parent }) => {
      const tested = (servers.get(name) ?? []).filter(({ standing }) => standing.kind !== 'untested');
      const parentAddresses = (servers.get(parent ?? ROOT) ?? []).map(({ address }) => address);
      const back = tested.map(({ address, standing }) => {
        if (standing.kind !== 'lame') return null;
        const [hop] = standing.evidence;
        const to = referredBackTo(state, hop!, parentAddresses.includes(address));
        return to === null ? null : { hop: hop!, to };
      });
      const proved = back.filter((one) => one !== null);
      if (proved.length === 0 || proved.length < tested.length) return [];
      return [
        found(
          referralLoop,
          name,
          proved.map(({ hop }) => hop),
          {
            seen: { count: proved.length, of: tested.length },
            params: {
              parent: parent ?? ROOT,
              back: distinct(proved.map(({ to }) => to)),
              servers: proved.map(({ hop }) => `${hop.nameServer} (${hop.address})`),
            },
          },
        ),
      ];
    });
  },
};

export const delegationTooDeep: Rule = {
  code: 'delegation-too-deep',
  severity: 'error',
  title: 'Too deep a delegation',
  sentence: (finding) =>
    `The way to ${finding.zone} is too long: it needs more than ${textParam(finding, 'allowed')} ${textParam(finding, 'of')}, and resolvers give up.`,
  fix: ({ zone }) => `Give ${zone} name servers with glue, or names that lie in zones which have it.`,
  contact: 'zone-operator',
  reference: ['RFC 9471 section 2.3', 'own rule'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    return state.limitsReached.flatMap(({ limit, allowed, zone }) => {
      const of = TOO_DEEP.get(limit);
      if (of === undefined) return [];
      const deepest = gluelessChains(state).toSorted((a, b) => b.chain.length - a.chain.length)[0];
      const about = limit === 'sub-trace-depth' && deepest ? deepest.zone : (zone ?? ROOT);
      const evidence = limit === 'sub-trace-depth' ? (deepest?.hops ?? []) : state.hops.slice(-1);
      return [found(delegationTooDeep, about, evidence, { params: { allowed, of } })];
    });
  },
};

export const gluelessDepth: Rule = {
  code: 'glueless-depth-high',
  severity: 'warning',
  title: 'A long way to the name servers',
  sentence: (finding) =>
    `To find ${finding.nameServer}, a name server of ${finding.zone}, one must first find ${counted(Number(textParam(finding, 'depth')) - 1, 'other name server')} one inside the other: ${listed(listParam(finding, 'others'), 6)}.`,
  fix: ({ zone }) =>
    `Give ${zone} name servers with glue of their own, or in a zone that has some. Resolvers give up after three to seven steps.`,
  contact: 'zone-operator',
  reference: ['RFC 9471 section 2.3', 'own rule'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const deep = gluelessChains(state).filter(({ chain }) => chain.length > DEEP);
    return [...Map.groupBy(deep, ({ zone, chain }) => `${zone} ${chain[0]!}`).values()].map((group) => {
      const { zone, chain, hops } = group.toSorted((a, b) => b.chain.length - a.chain.length)[0]!;
      return found(gluelessDepth, zone, hops, {
        nameServer: chain[0]!,
        params: { depth: chain.length, others: chain.slice(1) },
      });
    });
  },
};

export const tooManyNameServers: Rule = {
  code: 'too-many-ns',
  severity: 'warning',
  title: 'Too many name servers',
  sentence: (finding) =>
    `${finding.zone} has ${counted(Number(textParam(finding, 'names')), 'name server')} at ${counted(Number(textParam(finding, 'addresses')), 'address', 'addresses')}; resolvers read the first ${MOST_NAME_SERVERS} or so, and ignore the rest.`,
  fix: ({ zone }) => `Name four to six servers for ${zone}, and let anycast do what more names were to do.`,
  contact: 'zone-operator',
  reference: ['own rule', 'RFC 2182 section 5'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, parentNames, childNames, servers, referrals, childNs }) => {
      const names = distinct([...parentNames, ...childNames]).length;
      const addresses = servers.length;
      if (!examined || (names <= MOST_NAME_SERVERS && addresses <= MOST_ADDRESSES)) return [];
      return [
        found(tooManyNameServers, zone.name, hopsOf([...referrals, ...childNs]), {
          params: { names, addresses },
        }),
      ];
    }),
};

const TOO_DEEP: ReadonlyMap<string, string> = new Map([
  ['sub-trace-depth', 'name servers found through each other'],
  ['zone-cuts', 'zone cuts'],
]);

/** Where on its own way a lame server sends whoever asks it; null when it is not a way back. That its root hints lie there is
 *  another matter. */
function referredBackTo(state: TraceState, { zone, result }: HopState, servesParent: boolean) {
  if (result.status !== 'answered') return null;
  const { response } = result;
  // Asked by its parent's name it refers to the zone, and asked by the zone's name it does so again.
  if (response.kind === 'referral-self') return servesParent ? zone : null;
  if (response.kind !== 'referral-up' || response.zone === ROOT) return null;
  return zoneNamed(state, response.zone) && isBelow(zone, response.zone) ? response.zone : null;
}

interface GluelessChain {
  /** The zone whose name server is looked for. */
  zone: DomainName;
  /** The names looked up, each for the one before it. */
  chain: DomainName[];
  hops: HopState[];
}

/** For each name server without glue the lookups that led to it. */
function gluelessChains(state: TraceState): GluelessChain[] {
  const hopsByLookup = Map.groupBy(state.hops, ({ lookupId }) => lookupId);
  return state.lookups.filter(isGlueless).map((lookup) => {
    const lookups: LookupState[] = [];
    for (let one: LookupState | undefined = lookup; one; one = parentOf(one))
      if (isGlueless(one)) lookups.unshift(one);
    return {
      zone: lookups[0]!.neededBy!,
      chain: distinct(lookups.map(({ question }) => question.name)),
      hops: lookups.flatMap(({ id }) => hopsByLookup.get(id) ?? []),
    };
  });

  function parentOf({ parentLookupId }: LookupState): LookupState | undefined {
    return parentLookupId === null ? undefined : state.lookups[parentLookupId];
  }

  function isGlueless({ purpose, neededBy, question }: LookupState): boolean {
    if (purpose !== 'nameserver-address' || neededBy === null) return false;
    const server = zoneNamed(state, neededBy)?.nameServers.find(({ name }) => name === question.name);
    return !server?.addresses.some(({ source }) => source !== 'lookup');
  }
}
