// DNAME records: what servers make of them, and where they lead. RFC 6672.
import {
  type AliasLink,
  type DomainName,
  type Finding,
  type HopState,
  type LookupState,
  type ResourceRecord,
  type TraceState,
  hasEnded,
  isWithin,
  questionChain,
  targetOf,
} from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type ZoneEvidence, hopsOf, serversOf } from '../zone-evidence.ts';

export const dnameNoCname: Rule = {
  code: 'dname-no-cname',
  severity: 'error',
  title: 'DNAME without its CNAME',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}) sends the DNAME that redirects ${finding.name}, but not the CNAME made from it, which old resolvers need.`,
  fix: () => 'The server software is broken: upgrade it.',
  contact: 'server-operator',
  reference: ['RFC 6672 section 3.1'],
  find: (state, __, zones) =>
    redirections(state.hops, zones).flatMap(({ hop, cname }) =>
      cname === undefined ? [redirectionFinding(dnameNoCname, hop, {})] : [],
    ),
};

export const dnameTargetMismatch: Rule = {
  code: 'dname-target-mismatch',
  severity: 'error',
  title: 'Wrong CNAME made from a DNAME',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}) makes of the DNAME that redirects ${finding.name} a CNAME to ${textParam(finding, 'made')}; it must be ${textParam(finding, 'right')}.`,
  fix: () => 'The server software is broken: upgrade it. Resolvers discard such an answer.',
  contact: 'server-operator',
  reference: ['RFC 6672 section 2.2'],
  find: (state, __, zones) =>
    redirections(state.hops, zones).flatMap(({ hop, cname, right }) => {
      const made = cname && targetOf(cname);
      return made && made !== right ? [redirectionFinding(dnameTargetMismatch, hop, { made, right })] : [];
    }),
};

export const dnameTtlMismatch: Rule = {
  code: 'dname-ttl-mismatch',
  severity: 'notice',
  title: 'A CNAME that lives otherwise than its DNAME',
  sentence: (finding) =>
    `${finding.nameServer} (${finding.address}) makes of the DNAME that redirects ${finding.name}, which lives for ${counted(Number(textParam(finding, 'dname')), 'second')}, a CNAME of ${counted(Number(textParam(finding, 'cname')), 'second')}.`,
  fix: () => 'The server software is old: upgrade it. The answer can be used.',
  contact: 'server-operator',
  reference: ['RFC 6672 section 3.1'],
  find: (state, __, zones) =>
    redirections(state.hops, zones).flatMap(({ hop, cname, ttl }) =>
      cname === undefined || cname.ttl === ttl
        ? []
        : [redirectionFinding(dnameTtlMismatch, hop, { dname: ttl, cname: cname.ttl })],
    ),
};

export const dnameTooLong: Rule = {
  code: 'dname-yxdomain',
  severity: 'error',
  title: 'A name that grows too long',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${finding.zone} cannot redirect ${finding.name}: the name made by the DNAME is longer than 255 octets (YXDOMAIN).`,
  fix: () => 'Shorten the target of the DNAME, or the names below it.',
  contact: 'zone-operator',
  reference: ['RFC 6672 section 2.2'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, servers }) => {
      if (!examined) return [];
      const said = servers
        .flatMap(({ hops }) => hops)
        .filter(
          ({ result }) =>
            result.status === 'answered' &&
            result.response.kind === 'rcode' &&
            result.response.rcode === 'YXDOMAIN',
        );
      return Array.from(
        Map.groupBy(said, ({ question }) => question.name),
        ([name, hops]) =>
          found(dnameTooLong, zone.name, hops, {
            name,
            params: { servers: serversOf(hops.map((hop) => ({ hop }))) },
          }),
      );
    }),
};

export const dnameLoop: Rule = {
  code: 'dname-loop',
  severity: 'error',
  title: 'A DNAME that leads into itself',
  sentence: (finding) =>
    `The DNAME at ${textParam(finding, 'owner')} leads to ${textParam(finding, 'target')}, and from there back to it: ${finding.name} is redirected for ever.`,
  fix: (finding) => `Point the DNAME at ${textParam(finding, 'owner')} at a name outside the loop.`,
  contact: 'zone-operator',
  reference: ['RFC 6672 section 2.2', 'RFC 1034 section 3.6.2'],
  find: (state, __, zones) =>
    hasEnded(state) ? [...loopOfChain(state), ...loopsInAnswers(state, zones)].slice(0, 1) : [],
};

export const dnameWithDataBelow: Rule = {
  code: 'dname-with-data-below',
  severity: 'warning',
  title: 'Data below a DNAME',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} of ${finding.zone} ${finding.seen?.count === 1 ? 'has' : 'have'} records at ${finding.name}; the other servers redirect it by the DNAME at ${textParam(finding, 'owner')}, below which there must be none.`,
  fix: (finding) =>
    `Remove the records below ${textParam(finding, 'owner')} or the DNAME, and transfer ${finding.zone} to all its servers.`,
  contact: 'zone-operator',
  reference: ['RFC 6672 section 2.4'],
  find: (_, __, zones) =>
    zones.flatMap(({ zone, examined, replies }) =>
      replies.flatMap(({ heard }) => {
        const dnames = heard.flatMap(({ response }) =>
          response.kind === 'alias' && response.authoritative && response.link.type === 'DNAME'
            ? [response.link]
            : [],
        );
        const data = heard.filter(({ response }) => response.kind === 'answer' && response.authoritative);
        const [dname] = dnames;
        if (!examined || !dname || data.length === 0) return [];
        return [
          found(dnameWithDataBelow, zone.name, hopsOf(heard), {
            name: dname.name,
            seen: { count: data.length, of: heard.length },
            params: { owner: dname.owner, servers: serversOf(data) },
          }),
        ];
      }),
    ),
};

/** The answers led by a DNAME, with the CNAME made from it, and what that must point to. */
function redirections(hops: readonly HopState[], zones: readonly ZoneEvidence[]) {
  const examined = new Set(zones.filter((one) => one.examined).map(({ zone }) => zone.name));
  if (examined.size === 0) return [];
  return hops.flatMap((hop) => {
    if (hop.result.status !== 'answered' || !examined.has(hop.zone)) return [];
    const { response, message } = hop.result;
    if (response.kind !== 'alias' || response.link.type !== 'DNAME') return [];
    const cname = message.answer.find(({ type, name }) => type === 'CNAME' && name === response.link.name);
    return [{ hop, cname, right: response.link.target, ttl: response.link.ttl }];
  });
}

function redirectionFinding(rule: Rule, hop: HopState, params: Finding['params']): Finding {
  const { zone, nameServer, address, question } = hop;
  return found(rule, zone, [hop], { nameServer, address, name: question.name, params });
}

/** A DNAME on the way of the question by which the way comes back to a name it has passed. */
function loopOfChain(state: TraceState): Finding[] {
  const chain = questionChain(state);
  const links = linksOf(chain);
  const last = links.at(-1);
  const start = chain.findIndex(({ question }) => question.name === last?.link.target);
  const inLoop = start < 0 ? [] : links.slice(start);
  const dname = inLoop.find(({ link }) => link.type === 'DNAME');
  if (!dname) return [];
  const hops = inLoop.map(({ hopId }) => state.hops[hopId]!);
  const { owner, target } = dname.link;
  const made = dnameTarget(state.hops[dname.hopId]!, owner) ?? target;
  return [
    found(dnameLoop, state.hops[dname.hopId]!.zone, hops, {
      name: last!.link.name,
      params: { owner, target: made },
    }),
  ];
}

/** A DNAME whose target lies below itself, wherever it was seen: each step makes the name longer. */
function loopsInAnswers(state: TraceState, zones: readonly ZoneEvidence[]): Finding[] {
  const examined = new Set(zones.filter((one) => one.examined).map(({ zone }) => zone.name));
  return state.hops.flatMap((hop) => {
    if (hop.result.status !== 'answered' || !examined.has(hop.zone)) return [];
    return hop.result.message.answer.flatMap((record) => {
      const target = record.type === 'DNAME' ? targetOf(record) : null;
      if (target === null || !isWithin(target, record.name)) return [];
      const params = { owner: record.name, target };
      return [found(dnameLoop, hop.zone, [hop], { name: hop.question.name, params })];
    });
  });
}

function linksOf(chain: readonly LookupState[]): { link: AliasLink; hopId: number }[] {
  return chain.flatMap(({ outcome }) =>
    outcome?.kind === 'alias' ? [{ link: outcome.link, hopId: outcome.hopId }] : [],
  );
}

/** What the DNAME itself points to, as its server gave it. */
function dnameTarget({ result }: HopState, owner: DomainName): DomainName | null {
  const records: readonly ResourceRecord[] = result.status === 'answered' ? result.message.answer : [];
  const dname = records.find(({ type, name }) => type === 'DNAME' && name === owner);
  return dname ? targetOf(dname) : null;
}
