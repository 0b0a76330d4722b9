// What a trace says as a whole: how it was made, and what its question came to.
import {
  type ResourceRecord,
  type TraceOutcome,
  type TraceState,
  questionChain,
  traceOutcome,
} from '@delegraph/model';
import { type Account, type Fact, sorted } from './fact.ts';

export function traceAccount(state: TraceState): Account {
  const outcome = traceOutcome(state);
  return {
    facts: [...contextFacts(state), ...(outcome ? outcomeFacts(state, outcome) : [])],
    // An option that is not named is as usual.
    rulesOut: ({ aspect }) => aspect === 'context' || outcome !== null,
  };
}

function contextFacts({ question, vantage, profile, engine, status, options }: TraceState): Fact[] {
  const families = [vantage.ipv4 ? 'IPv4' : '', vantage.ipv6 ? 'IPv6' : ''].filter((family) => family !== '');
  return [
    context('question', 'question', question ? `${question.name} ${question.type}` : 'not known'),
    context('vantage', 'asked from', vantage.name),
    context('families', 'address families', families.join(' and ') || 'none'),
    context('profile', 'profile', profile),
    context('engine', 'engine', engine),
    context('status', 'the trace', status),
    ...Object.entries(options).map(([name, value]) =>
      context(
        `option ${name}`,
        `option ${name}`,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ),
    ),
  ];
}

function context(id: string, what: string, value: string): Fact {
  return { aspect: 'context', id, zone: null, what, value };
}

const OUTCOME_WORDS: Readonly<Record<TraceOutcome['kind'], string>> = {
  answer: 'an answer',
  nodata: 'no such record (NODATA)',
  nxdomain: 'no such name (NXDOMAIN)',
  unresolvable: 'no answer at all',
  loop: 'a circle',
  budget: 'the end of our limits',
};

/** What the question came to. Where the servers do not agree it is chance who was heard first, so all they say counts. */
function outcomeFacts(state: TraceState, { kind, records, chain }: TraceOutcome): Fact[] {
  const common = { zone: null };
  const endings = endingsOf(state);
  const kinds = sorted([kind, ...endings.map(({ kind: said }) => said)].map((said) => OUTCOME_WORDS[said]));
  const facts: Fact[] = [
    { ...common, aspect: 'outcome', id: 'outcome', what: 'outcome', value: kinds.join(' or ') },
    ...chain.map(({ owner, type, target }): Fact => ({
      ...common,
      aspect: 'alias',
      id: `${owner} ${type}`,
      what: `${type} of ${owner}`,
      value: target,
    })),
  ];
  if (records.length === 0) return facts;
  const answers = [{ records, isOwn: false }, ...endings.filter(({ kind: said }) => said === 'answer')];
  const values = new Map(
    answers.map((answer) => {
      const { value, comparable } = recordsValue(answer.records);
      return [comparable, value];
    }),
  );
  const isOwn = answers.slice(1).some((answer) => answer.isOwn);
  const answer = {
    value: sorted(values.values()).join(' or '),
    comparable: sorted(values.keys()).join('\n\n'),
  };
  const timed = answers.flatMap((each) => each.records);
  return [
    ...facts,
    { ...common, aspect: 'answer', id: 'answer', what: 'answer', ...answer },
    { ...common, aspect: 'ttl', id: 'answer', what: 'TTL of the answer', ...ttlValue(timed, isOwn) },
  ];
}

interface Ending {
  kind: 'answer' | 'nodata' | 'nxdomain';
  records: readonly ResourceRecord[];
  /** Whether whoever said so owns the records, so that their TTLs do not count down. */
  isOwn: boolean;
}

/** What the servers that ended the question's last lookup said, each of them. */
function endingsOf(state: TraceState): Ending[] {
  const last = questionChain(state).at(-1);
  const evidence = last?.outcome && 'hopId' in last.outcome ? state.hops[last.outcome.hopId] : undefined;
  if (!evidence) return [];
  const peers = state.hops.filter(
    ({ probe, zone, question }) =>
      probe === 'walk' &&
      zone === evidence.zone &&
      question.name === evidence.question.name &&
      question.type === evidence.question.type,
  );
  return peers.flatMap(({ result }): Ending[] => {
    if (result.status !== 'answered') return [];
    const { response, rememberedAgeMs } = result;
    switch (response.kind) {
      case 'answer':
      case 'nodata':
      case 'nxdomain':
        return [
          {
            kind: response.kind,
            records: response.kind === 'answer' ? response.records : [],
            // What another trace has heard has lived for a while.
            isOwn: response.authoritative && rememberedAgeMs === undefined,
          },
        ];
      default:
        return [];
    }
  });
}

/** The data of records as the value of a fact: without their order, and without the case of names. */
export function recordsValue(records: readonly ResourceRecord[]): { value: string; comparable: string } {
  return {
    value: sorted(records.map(dataText)).join(', '),
    comparable: sorted(records.map(({ type, data }) => `${type} ${comparableData(type, data)}`)).join('\n'),
  };
}

/** Types whose data hold names; in sentences a name has no final dot, but for the root. */
const NAMING = new Set(['NS', 'CNAME', 'DNAME', 'PTR', 'MX', 'SRV', 'SOA']);

function dataText({ type, data }: ResourceRecord): string {
  return NAMING.has(type) ? data.replaceAll(/(?<=\S)\.(?=\s|$)/gu, '') : data;
}

/** The lowest TTL of records as the value of a fact. */
export function ttlValue(
  records: readonly Pick<ResourceRecord, 'ttl'>[],
  isOwn: boolean,
): Pick<Fact, 'value' | 'ttl'> {
  const seconds = Math.min(...records.map(({ ttl }) => ttl));
  return { value: `${seconds} s`, ttl: { seconds, isOwn } };
}

/** In text and in base64 the case of letters counts. */
const CASED = new Set(['TXT', 'SPF', 'CAA', 'URI', 'NAPTR', 'DNSKEY', 'CDNSKEY', 'RRSIG', 'OPENPGPKEY']);

function comparableData(type: string, data: string): string {
  return CASED.has(type) ? data : data.toLowerCase();
}
