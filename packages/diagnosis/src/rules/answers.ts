// Whether the servers of a zone give the same answer to the same question, and whole ones.
import type { Finding, HopState, ResourceRecord } from '@delegraph/model';
import { found } from '../make-finding.ts';
import { counted, listParam, listed, textParam } from '../phrases.ts';
import type { Rule } from '../rule.ts';
import { type Heard, type ZoneEvidence, distinct, hopsOf, serversOf, setKey } from '../zone-evidence.ts';

/** Answers that live no longer than this may differ on purpose: load is steered by them. */
const STEERING_TTL_SECONDS = 300;
/** What a clock or a cache may make of the same TTL. */
const TTL_SLACK_SECONDS = 5;

export const answerInconsistent: Rule = {
  code: 'answer-inconsistent',
  severity: 'warning',
  title: 'Servers answer differently',
  sentence: (finding) =>
    `The servers of ${finding.zone} give ${textParam(finding, 'variants')} different answers for ${finding.name} ${textParam(finding, 'type')}: ${listed(listParam(finding, 'answers'), 4)}.`,
  fix: ({ zone }) => `Some servers hold another version of ${zone}. Transfer it to all of them.`,
  contact: 'zone-operator',
  reference: ['RFC 1034 section 4.3.5'],
  find: (_, __, zones) =>
    questionFindings(answerInconsistent, zones, (heard) => {
      const answers = recordsHeard(heard);
      const variants = Map.groupBy(answers, ({ records }) => setKey(records.map(({ data }) => data)));
      if (variants.size < 2 || answers.every(({ records }) => mayBeSteered(records))) return null;
      return {
        of: answers,
        params: {
          variants: variants.size,
          answers: Array.from(
            variants,
            ([data, group]) => `${data} at ${counted(group.length, 'address', 'addresses')}`,
          ),
        },
      };
    }),
};

export const rcodeInconsistent: Rule = {
  code: 'answer-rcode-inconsistent',
  severity: 'error',
  title: 'It exists, and it does not',
  sentence: (finding) =>
    `${listed(listParam(finding, 'deniedBy'))} ${listParam(finding, 'deniedBy').length === 1 ? 'says' : 'say'} that ${finding.name} does not exist; the other servers of ${finding.zone} have it.`,
  fix: ({ zone, name }) =>
    `Resolvers believe whichever they ask first. Transfer ${zone} to the servers that deny ${name}.`,
  contact: 'zone-operator',
  reference: ['RFC 8020 section 2', 'RFC 1034 section 4.3.5'],
  find: (_, __, zones) =>
    questionFindings(rcodeInconsistent, zones, (heard) => {
      const said = heard.filter(({ response }) => 'authoritative' in response && response.authoritative);
      const denials = said.filter(({ message }) => message.rcode === 'NXDOMAIN');
      // With an alias the RCODE is that of its target.
      const others = said.filter(({ message }) => message.rcode === 'NOERROR');
      if (
        denials.length === 0 ||
        others.length === 0 ||
        said.some(({ response }) => response.kind === 'alias')
      )
        return null;
      return {
        of: said,
        seen: { count: denials.length, of: said.length },
        params: { deniedBy: serversOf(denials) },
      };
    }),
};

export const answerTtlInconsistent: Rule = {
  code: 'answer-ttl-inconsistent',
  severity: 'notice',
  title: 'One answer, different lifetimes',
  sentence: (finding) =>
    `The servers of ${finding.zone} give the same answer for ${finding.name} with different TTLs: ${listed(listParam(finding, 'ttls'), 4)} seconds.`,
  fix: ({ zone }) =>
    `Some servers hold another version of ${zone}, or answer from a cache. Check their transfer.`,
  contact: 'zone-operator',
  reference: ['RFC 2181 section 5.2'],
  find: (_, __, zones) =>
    questionFindings(answerTtlInconsistent, zones, (heard) => {
      const answers = recordsHeard(heard);
      const sameData =
        new Set(answers.map(({ records }) => setKey(records.map(({ data }) => data)))).size === 1;
      const ttls = distinct(answers.map(({ records }) => Math.min(...records.map(({ ttl }) => ttl))));
      if (!sameData || Math.max(...ttls) - Math.min(...ttls) <= TTL_SLACK_SECONDS) return null;
      return { of: answers, params: { ttls: ttls.map(String) } };
    }),
};

export const negativeMissingSoa: Rule = {
  code: 'negative-missing-soa',
  severity: 'error',
  title: 'Denial without SOA',
  sentence: (finding) =>
    `${listed(listParam(finding, 'servers'))} ${listParam(finding, 'servers').length === 1 ? 'denies' : 'deny'} ${finding.name} ${textParam(finding, 'type')} without the SOA record of ${finding.zone}, so no resolver can remember it.`,
  fix: () =>
    'A load balancer or a home-made server answers there. Have it add the SOA record to negative answers.',
  contact: 'server-operator',
  reference: ['RFC 2308 section 2', 'RFC 2308 section 5'],
  find: (_, __, zones) =>
    questionFindings(negativeMissingSoa, zones, (heard) => {
      const bare = heard.filter(isBareDenial);
      return bare.length === 0
        ? null
        : { of: bare, seen: { count: bare.length, of: heard.length }, params: { servers: serversOf(bare) } };
    }),
};

export const ttlMixed: Rule = {
  code: 'rrset-ttl-mixed',
  severity: 'warning',
  title: 'Mixed lifetimes in one RRset',
  sentence: (finding) =>
    `The ${textParam(finding, 'type')} records of ${finding.name} have different TTLs in one answer: ${listed(listParam(finding, 'ttls'), 4)} seconds.`,
  fix: ({ name }) => `Give all records of that type at ${name} the same TTL. Resolvers use the lowest.`,
  contact: 'zone-operator',
  reference: ['RFC 2181 section 5.2'],
  find: (state, __, zones) =>
    zones.flatMap(({ zone, examined }) => {
      if (!examined) return [];
      const mixed = state.hops
        .filter((hop) => hop.zone === zone.name)
        .flatMap((hop) => mixedSetsIn(hop).map((set) => ({ ...set, hop })));
      return Array.from(
        Map.groupBy(mixed, ({ records }) => `${records[0]!.name} ${records[0]!.type}`).values(),
        (group) => {
          const { name, type } = group[0]!.records[0]!;
          const ttls = distinct(group[0]!.records.map(({ ttl }) => String(ttl)));
          return found(
            ttlMixed,
            zone.name,
            group.map(({ hop }) => hop),
            { name, params: { type, ttls } },
          );
        },
      );
    }),
};

interface Objection {
  of: readonly Heard[];
  seen?: { count: number; of: number };
  params: Finding['params'];
}

/** A finding for each question to an examined zone that `judge` objects to. A name is judged by one type. */
function questionFindings(
  rule: Rule,
  zones: readonly ZoneEvidence[],
  judge: (heard: readonly Heard[]) => Objection | null,
): Finding[] {
  return zones
    .filter(({ examined }) => examined)
    .flatMap(({ zone, replies }) =>
      replies.flatMap(({ heard }) => {
        const objection = heard.length === 0 ? null : judge(heard);
        if (!objection) return [];
        const { name, type } = heard[0]!.hop.question;
        const { of, seen, params } = objection;
        return [
          found(rule, zone.name, hopsOf(of), {
            name,
            ...(seen ? { seen } : {}),
            params: { type, ...params },
          }),
        ];
      }),
    );
}

function recordsHeard(heard: readonly Heard[]): (Heard & { records: readonly ResourceRecord[] })[] {
  return heard.flatMap((one) => {
    const { response } = one;
    return response.kind === 'answer' && response.authoritative
      ? [{ ...one, records: response.records }]
      : [];
  });
}

/** Addresses that are handed out by load or by place. */
function mayBeSteered(records: readonly ResourceRecord[]): boolean {
  return records.every(({ type, ttl }) => (type === 'A' || type === 'AAAA') && ttl <= STEERING_TTL_SECONDS);
}

/** NODATA or NXDOMAIN that an authority says without saying for how long. */
function isBareDenial({ response, message }: Heard): boolean {
  if (!message.flags.includes('aa')) return false;
  if (response.kind === 'nxdomain') return response.soaOwner === null;
  return response.kind === 'empty' || response.kind === 'referral-self';
}

/** The RRsets of the answer section whose records differ in TTL. RRSIG records are no RRset (RFC 4035 2.2). */
function mixedSetsIn({ result }: HopState): { records: ResourceRecord[] }[] {
  if (result.status !== 'answered') return [];
  const sets = Map.groupBy(result.message.answer, ({ name, type }) => `${name} ${type}`);
  return [...sets.values()]
    .filter((records) => records[0]!.type !== 'RRSIG' && new Set(records.map(({ ttl }) => ttl)).size > 1)
    .map((records) => ({ records }));
}
