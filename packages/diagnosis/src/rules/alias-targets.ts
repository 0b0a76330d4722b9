// Where aliases lead to: a name without data, a zone that is down, an address nobody can reach.
import {
  type AliasLink,
  type LookupOutcome,
  type TraceState,
  hasEnded,
  isAddressRecord,
  questionChain,
} from '@delegraph/model';
import { addressSpaceOf } from '../address-space.ts';
import { found } from '../make-finding.ts';
import { listParam, listed, textParam, zoneText } from '../phrases.ts';
import type { Rule } from '../rule.ts';

export const targetNodata: Rule = {
  code: 'cname-target-nodata',
  severity: 'warning',
  title: 'Alias of a name without data',
  sentence: (finding) =>
    `${finding.name} is an alias of ${textParam(finding, 'target')}, which has no ${textParam(finding, 'type')} record.`,
  fix: (finding) =>
    `Add the ${textParam(finding, 'type')} record at ${textParam(finding, 'target')}, or point the alias elsewhere.`,
  contact: 'zone-operator',
  reference: ['RFC 2308 section 2.2', 'RFC 1034 section 3.6.2'],
  find: (state) => {
    const end = lastAlias(state);
    if (end?.outcome.kind !== 'nodata') return [];
    const { link, hopId, type, outcome } = end;
    return [
      found(targetNodata, state.hops[hopId]!.zone, [state.hops[hopId]!, state.hops[outcome.hopId]!], {
        name: link.name,
        // That a host has no IPv6 address is no fault of the alias.
        severity: type === 'A' ? 'warning' : 'notice',
        params: { target: link.target, type },
      }),
    ];
  },
};

export const targetUnresolvable: Rule = {
  code: 'cname-target-unresolvable',
  severity: 'error',
  title: 'Alias into a dead zone',
  sentence: (finding) =>
    `${finding.name} is an alias of ${textParam(finding, 'target')}, which cannot be resolved: no server of ${zoneText(textParam(finding, 'failedIn'))} gives a usable answer.`,
  fix: (finding) =>
    `Repair ${zoneText(textParam(finding, 'failedIn'))}, or point the alias at ${finding.name} elsewhere.`,
  contact: 'zone-operator',
  reference: ['RFC 9520 section 2', 'RFC 1034 section 3.6.2'],
  find: (state) => {
    const end = lastAlias(state);
    if (end?.outcome.kind !== 'unresolvable') return [];
    const { link, hopId, outcome } = end;
    return [
      found(targetUnresolvable, state.hops[hopId]!.zone, [state.hops[hopId]!], {
        name: link.name,
        params: { target: link.target, failedIn: outcome.zone },
      }),
    ];
  },
};

export const targetPrivate: Rule = {
  code: 'alias-target-private',
  severity: 'warning',
  title: 'Alias of a private address',
  sentence: (finding) =>
    `${finding.name} leads over an alias to ${listed(listParam(finding, 'addresses'))} (${textParam(finding, 'use')}), which nobody outside its network can reach.`,
  fix: () =>
    'Serve such names inside that network only. Outside they lead nowhere, or to somebody else’s host.',
  contact: 'zone-operator',
  reference: ['RFC 6890 section 2.2', 'RFC 1918 section 5'],
  find: (state) => privateAnswer(targetPrivate, state, (links) => links > 0),
};

export const answerPrivate: Rule = {
  code: 'answer-private',
  severity: 'info',
  title: 'A private address',
  sentence: (finding) =>
    `${finding.name} has the address ${listed(listParam(finding, 'addresses'))} (${textParam(finding, 'use')}), which nobody outside its network can reach.`,
  fix: () => 'If it is meant for an internal network, serve it there only.',
  contact: 'zone-operator',
  reference: ['RFC 1918 section 5'],
  find: (state) => privateAnswer(answerPrivate, state, (links) => links === 0),
};

/** The last alias of the question's chain, and how the lookup of its target ended. Null while the trace runs: another
 *  server may know better. */
function lastAlias(
  state: TraceState,
): { link: AliasLink; hopId: number; type: string; outcome: LookupOutcome } | null {
  if (!hasEnded(state)) return null;
  const [alias, target] = questionChain(state).slice(-2);
  if (alias?.outcome?.kind !== 'alias' || !target?.outcome) return null;
  const { link, hopId } = alias.outcome;
  return { link, hopId, type: target.question.type, outcome: target.outcome };
}

function privateAnswer(rule: Rule, state: TraceState, fits: (links: number) => boolean) {
  if (!hasEnded(state)) return [];
  const chain = questionChain(state);
  const outcome = chain.at(-1)?.outcome;
  if (outcome?.kind !== 'answer' || !fits(chain.length - 1)) return [];
  const { whyPrivate } = addressSpaceOf(state.profile);
  const addresses = outcome.records.filter(isAddressRecord).map(({ data }) => data);
  const reserved = addresses.filter((address) => whyPrivate(address) !== null);
  if (reserved.length === 0) return [];
  const hop = state.hops[outcome.hopId]!;
  return [
    found(rule, hop.zone, [hop], {
      name: chain[0]!.question.name,
      params: { addresses: reserved, use: whyPrivate(reserved[0]!)! },
    }),
  ];
}
