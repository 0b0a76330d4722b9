// Aliases: chains that loop, lead nowhere or are longer than resolvers follow.
import {
  type AliasLink,
  type Finding,
  type LookupState,
  type Severity,
  type TraceState,
  questionChain,
} from '@delegraph/model';
import { textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';

/** Links after which the first resolvers give up (Unbound before 1.17: 8; PowerDNS and Unbound now: 11). */
const LONG_CHAIN = 8;
const TOO_LONG_CHAIN = 11;

export const aliasLoop: Rule = {
  code: 'cname-loop',
  severity: 'error',
  title: 'Alias loop',
  sentence: (finding) =>
    `${finding.name} is an alias of ${textParam(finding, 'target')}, which leads back to it: the chain never ends.`,
  fix: ({ name }) => `Give one of the names in the loop an address, or point ${name} at a name outside it.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 3.6.2'],
  find: (state) => {
    const chain = questionChain(state);
    const last = chain.at(-1);
    if (last?.outcome?.kind !== 'alias' || last.outcome.next !== null) return [];
    const { link, hopId } = last.outcome;
    if (!chain.some(({ question }) => question.name === link.target)) return [];
    return [aliasFinding(state, 'cname-loop', 'error', link, [hopId, ...hopsOf(chain)])];
  },
};

export const danglingAlias: Rule = {
  code: 'cname-dangling-nxdomain',
  severity: 'error',
  title: 'Dangling alias',
  sentence: (finding) =>
    `${finding.name} is an alias of ${textParam(finding, 'target')}, which does not exist (NXDOMAIN).`,
  fix: (finding) =>
    `Remove the alias at ${finding.name}, or restore ${textParam(finding, 'target')}. If that name belongs to a hosting provider, somebody else may be able to claim it.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 3.6.2', 'RFC 2308 section 2.1'],
  find: (state) => {
    const chain = questionChain(state);
    const [alias, target] = chain.slice(-2);
    if (alias?.outcome?.kind !== 'alias' || target?.outcome?.kind !== 'nxdomain') return [];
    return [
      aliasFinding(state, 'cname-dangling-nxdomain', 'error', alias.outcome.link, [
        alias.outcome.hopId,
        target.outcome.hopId,
      ]),
    ];
  },
};

export const longChain: Rule = {
  code: 'cname-chain-long',
  severity: 'warning',
  title: 'Long alias chain',
  sentence: (finding) =>
    `${finding.name} leads through ${textParam(finding, 'links')} aliases; resolvers give up after 8 to 16.`,
  fix: ({ name }) => `Shorten the chain: point ${name} straight at the name that has the address.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 3.6.2', 'own rule'],
  find: (state) => {
    const chain = questionChain(state);
    const ended = chain.at(-1)?.outcome;
    const links = chain.flatMap(({ outcome }) => (outcome?.kind === 'alias' ? [outcome.link] : []));
    const [first] = links;
    // A loop has no length.
    const isLoop =
      ended?.kind === 'alias' && chain.some(({ question }) => question.name === ended.link.target);
    if (!ended || !first || isLoop || links.length <= LONG_CHAIN) return [];
    const severity: Severity = links.length > TOO_LONG_CHAIN ? 'error' : 'warning';
    const finding = aliasFinding(state, 'cname-chain-long', severity, first, hopsOf(chain));
    return [{ ...finding, params: { ...finding.params, links: links.length } }];
  },
};

/** `evidence` starts with the hop that gave the link. */
function aliasFinding(
  state: TraceState,
  code: string,
  severity: Severity,
  link: AliasLink,
  evidence: number[],
): Finding {
  return {
    code,
    severity,
    confidence: 'high',
    scope: 'name',
    zone: state.hops[evidence[0]!]!.zone,
    name: link.name,
    evidence: [...new Set(evidence)],
    params: { target: link.target, type: link.type },
  };
}

function hopsOf(chain: readonly LookupState[]): number[] {
  return chain.flatMap(({ outcome }) => (outcome && 'hopId' in outcome ? [outcome.hopId] : []));
}
