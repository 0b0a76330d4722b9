// On whom a zone and an alias chain depend: everybody who must stay up for them to work. Deccio et al., 2010.
import {
  type DomainName,
  type TraceState,
  ROOT,
  hasEnded,
  isWithin,
  labelsOf,
  questionChain,
} from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { reachable, waysOf } from '../zone-ways.ts';
import { type ZoneEvidence, distinct, holderOf, hopsOf } from '../zone-evidence.ts';

const MANY_NAME_SERVERS = 20;
const MANY_ZONES = 5;
/** A lone secondary elsewhere makes no second provider. */
const NAMES_OF_A_PROVIDER = 2;
/** `www` leading into one other zone is how hosting works; past that everybody adds a risk. */
const MANY_ZONES_OF_A_CHAIN = 3;

export const transitiveSinglePoint: Rule = {
  code: 'ns-transitive-single-point',
  severity: 'warning',
  title: 'All servers hang on one domain',
  sentence: (finding) =>
    `The name servers of ${finding.zone} have names in different domains, but all of them can only be found through ${textParam(finding, 'through')}: when that fails, ${finding.zone} fails with it.`,
  fix: (finding) =>
    `Give ${finding.zone} a name server that can be found without ${textParam(finding, 'through')}.`,
  contact: 'zone-operator',
  reference: ['RFC 2182 section 3.1', 'Deccio et al., “Measuring availability in the DNS”, 2010'],
  find: (state, _, zones) => {
    const ways = waysOf(state, zones, 'all glue');
    const reached = reachable(ways);
    return zones.flatMap((evidence) => {
      const { zone, examined, parentNames } = evidence;
      if (!examined || !reached.has(zone.name)) return [];
      const holders = distinct(parentNames.map((name) => holderOf(state, name)));
      return zones
        .map((other) => other.zone.name)
        .filter((other) => isForeign(other, zone.name) && !holders.every((holder) => isWithin(holder, other)))
        .filter((other) => !reachable(ways.filter(({ to }) => to !== other)).has(zone.name))
        .map((through) =>
          found(transitiveSinglePoint, zone.name, whereabouts(evidence), {
            name: through,
            params: { through },
          }),
        );
    });
  },
};

export const transitiveLarge: Rule = {
  code: 'ns-transitive-large',
  severity: 'notice',
  title: 'Many others must work',
  sentence: (finding) =>
    `To find the servers of ${finding.zone}, resolvers may need ${counted(Number(textParam(finding, 'nameServers')), 'name server')} of ${counted(listParam(finding, 'zones').length, 'other domain')}: ${listed(listParam(finding, 'zones'), 4)}.`,
  fix: () =>
    'Each of these operators is trusted with the domain. Fewer, or name servers with glue, are safer.',
  contact: 'zone-operator',
  reference: ['Ramasubramanian and Sirer, “Perils of Transitive Trust”, 2005', 'own rule'],
  find: (state, _, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined } = evidence;
      if (!examined) return [];
      const needed = neededBy(state, evidence, zones);
      const others = needed.map((one) => one.zone.name).filter((name) => isForeign(name, zone.name));
      const names = distinct(needed.flatMap(({ parentNames }) => parentNames));
      if (names.length <= MANY_NAME_SERVERS && others.length <= MANY_ZONES) return [];
      return [
        found(transitiveLarge, zone.name, needed.flatMap(whereabouts), {
          params: { nameServers: names.length, zones: others },
        }),
      ];
    }),
};

export const severalProviders: Rule = {
  code: 'multi-provider-ns',
  severity: 'info',
  title: 'Several DNS providers',
  sentence: (finding) =>
    `The name servers of ${finding.zone} belong to ${counted(listParam(finding, 'providers').length, 'provider')}: ${listed(listParam(finding, 'providers'), 4)}.`,
  fix: () => 'Serial numbers may differ between providers; answers must not.',
  contact: 'zone-operator',
  reference: ['RFC 8901 section 1', 'own rule'],
  find: (state, _, zones) =>
    zones.flatMap((evidence) => {
      const { zone, examined } = evidence;
      const providers = examined ? providersOf(state, evidence, zones) : [];
      if (providers.length < 2) return [];
      return [found(severalProviders, zone.name, whereabouts(evidence), { params: { providers } })];
    }),
};

export const chainAcrossZones: Rule = {
  code: 'cname-cross-zone-count',
  severity: 'info',
  title: 'An alias chain across several domains',
  sentence: (finding) =>
    `${finding.name} leads through ${listParam(finding, 'zones').length} domains, each of which must work: ${listed(listParam(finding, 'zones'), 6)}.`,
  fix: () => 'Nothing must be done. Fewer domains in the chain are fewer that can fail.',
  contact: 'zone-operator',
  reference: ['own rule'],
  find: (state) => {
    if (!hasEnded(state)) return [];
    const chain = questionChain(state);
    const hops = chain.flatMap(({ outcome }) =>
      outcome && 'hopId' in outcome ? [state.hops[outcome.hopId]!] : [],
    );
    const crossed = distinct(hops.map(({ zone }) => zone)).filter((zone) => labelsOf(zone).length > 1);
    if (crossed.length < MANY_ZONES_OF_A_CHAIN) return [];
    return [
      found(chainAcrossZones, hops[0]!.zone, hops, {
        name: chain[0]!.question.name,
        params: { zones: crossed },
      }),
    ];
  },
};

/** A domain of somebody else: not the zone, nor above or below it. */
function isForeign(other: DomainName, zone: DomainName): boolean {
  return labelsOf(other).length > 1 && !isWithin(zone, other) && !isWithin(other, zone);
}

/** The zones below the TLDs that lookups of a zone's servers may lead through, the zone itself first. */
function neededBy(state: TraceState, start: ZoneEvidence, zones: readonly ZoneEvidence[]): ZoneEvidence[] {
  const byName = new Map(zones.map((evidence) => [evidence.zone.name, evidence]));
  const needed = new Set([start]);
  for (const { zone, parentNames } of needed) {
    const next = [...parentNames.map((name) => holderOf(state, name)), zone.parent ?? ROOT];
    for (const name of next) {
      const evidence = byName.get(name);
      if (evidence && labelsOf(name).length > 1) needed.add(evidence);
    }
  }
  return [...needed];
}

/** The providers that have several name servers of a zone, by the domains of their names. Domains that are called alike
 *  (`dns-07.com`, `dns-43.net`) or served by the same name servers belong to one. */
function providersOf(
  state: TraceState,
  { zone, parentNames }: ZoneEvidence,
  zones: readonly ZoneEvidence[],
): string[] {
  const nameServersOf = new Map(zones.map((one) => [one.zone.name, one.parentNames]));
  const groups: { domains: Set<DomainName>; names: DomainName[] }[] = [];
  for (const name of parentNames) {
    const holder = holderOf(state, name);
    // Of a TLD's own servers nobody can say whose they are.
    const domain = labelsOf(holder).length > 1 ? holder : name;
    const group = groups.find(({ domains }) =>
      [...domains].some((other) => isOneOperator(domain, other, zone.name, nameServersOf)),
    );
    if (group) {
      group.domains.add(domain);
      group.names.push(name);
    } else groups.push({ domains: new Set([domain]), names: [name] });
  }
  return groups
    .filter(({ names }) => names.length >= NAMES_OF_A_PROVIDER)
    .map(({ domains }) => listed([...domains]));
}

function isOneOperator(
  a: DomainName,
  b: DomainName,
  zone: DomainName,
  nameServersOf: ReadonlyMap<DomainName, readonly DomainName[]>,
): boolean {
  if (a === b || stemOf(a) === stemOf(b)) return true;
  const [ofA, ofB] = [a, b].map((domain) => (domain === zone ? [] : (nameServersOf.get(domain) ?? [])));
  return ofA!.some((name) => ofB!.includes(name));
}

/** The word a domain is called by, without the numbers that tell it from its sisters. */
function stemOf(domain: DomainName): string {
  return (labelsOf(domain)[0] ?? '').replaceAll(/[\d-]/g, '');
}

function whereabouts({ referrals, hosts }: ZoneEvidence) {
  return [...hopsOf(referrals), ...hosts.flatMap(({ hops }) => hops)];
}
