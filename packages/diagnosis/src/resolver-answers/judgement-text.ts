// What is said about a resolver's reply beside a trace, and what to do about it.
import type { DomainName, ExtendedError, Resolver, ResolverReply, TraceState } from '@delegraph/model';
import { questionChain } from '@delegraph/model';
import { counted, listed } from '../phrases.ts';
import { holderOf } from '../zone-evidence.ts';
import { extendedErrorKind, extendedErrorText } from './extended-errors.ts';
import { type AdvisedStep, flushAdvice, step } from './flush-advice.ts';
import { type ResolverJudgement, type WhyDifferent, type WhyOlder, judgeResolver } from './judge-resolver.ts';

export interface ResolverVerdict {
  judgement: ResolverJudgement;
  /** The judgement in a word or two. */
  title: string;
  sentence: string;
  /** Empty where there is nothing to do. */
  todo: AdvisedStep[];
}

/** A reply judged and put into words. */
export function resolverVerdict(state: TraceState, reply: ResolverReply): ResolverVerdict {
  const judgement = judgeResolver(state, reply);
  return { judgement, ...wordsFor(judgement), todo: todoFor(judgement, state, reply.resolver) };
}

function wordsFor(judgement: ResolverJudgement): { title: string; sentence: string } {
  switch (judgement.kind) {
    case 'agrees':
      return { title: 'Agrees', sentence: 'It says what the servers in the trace say.' };
    case 'cached':
      return {
        title: 'Agrees, from its cache',
        sentence: `It says what the servers in the trace say, and will ask again in ${durationWords(judgement.leftSeconds)} at the latest.`,
      };
    case 'one-side':
      return {
        title: 'Agrees with some servers',
        sentence: `It says what ${listed(judgement.servers)} ${judgement.servers.length === 1 ? 'says' : 'say'}; of ${counted(judgement.of, 'server')} that spoke, the others say something else, so it may change its mind.`,
      };
    case 'older':
      return {
        title: 'Older data',
        sentence: olderSentence(judgement.why, judgement.servers, judgement.errors),
      };
    case 'differs':
      return {
        title: judgement.why === 'private' ? 'Differs: another view' : 'Differs',
        sentence: differsSentence(judgement),
      };
    case 'fails':
      return { title: 'Fails', sentence: failsSentence(judgement) };
    case 'silent':
      return { title: 'No answer', sentence: SILENCE[judgement.reason] };
    case 'not-asked':
      return {
        title: 'Not asked',
        sentence: `This machine could not send the question (${judgement.detail}), so nothing is known of the resolver.`,
      };
    case 'not-compared':
      return {
        title: 'Not compared',
        sentence:
          'To ANY a server gives what it likes to give (RFC 8482), so this says nothing about the trace.',
      };
  }
}

const SILENCE = {
  timeout: 'It did not answer two queries within 8 seconds.',
  unreachable: 'It cannot be reached from here.',
  malformed: 'What it sent cannot be read as a DNS message.',
  mismatched: 'What came was no reply to our question.',
} as const;

function olderSentence(why: WhyOlder, servers: readonly string[], errors: readonly ExtendedError[]): string {
  const only = `It says what only ${listed(servers)} ${servers.length === 1 ? 'says' : 'say'}`;
  switch (why) {
    case 'stale':
      return `It says itself that this is old data which it could not renew: ${ownWords(errors)}.`;
    case 'not-in-zone':
      return `${only}: the parent still names that side, and the zone does not.`;
    case 'stale-glue':
      return `${only}: old glue at the parent still leads there, and the zone itself gives another address.`;
    case 'old-serial':
      return `${only}: an older version of the zone, by its serial number.`;
  }
}

function differsSentence({
  why,
  said,
  foreign,
  errors,
}: Extract<ResolverJudgement, { kind: 'differs' }>): string {
  const what =
    said.kind === 'answer'
      ? `gives ${listed(foreign.length > 0 ? foreign : said.data)}`
      : `says that there is no such ${said.kind === 'nxdomain' ? 'name' : 'record'}`;
  const own = errors.length > 0 ? ` In its words: ${ownWords(errors)}.` : '';
  switch (why) {
    case 'withheld':
      return `It ${what}: it keeps the name from its clients.${own}`;
    case 'private':
      return `It ${what}, a private address that no server in the trace gives: its clients seem to have a view of their own (split horizon).${own}`;
    case 'unheard':
      return `It ${what}, and in the trace no server answered with authority: it remembers what was said before, or reaches servers that the trace could not.${own}`;
    case 'unknown':
      return `It ${what}, as no server in the trace does: it has older data or another view (split horizon), or the zone has changed since the trace.${own}`;
  }
}

function failsSentence({ rcode, errors, traceToo }: Extract<ResolverJudgement, { kind: 'fails' }>): string {
  const too = traceToo ? ' In the trace no server answered with authority either.' : '';
  if (errors.length > 0) return `It answers ${rcode}, in its words: ${ownWords(errors)}.${too}`;
  if (rcode === 'REFUSED')
    return `It answers REFUSED: it seems not to serve the address of this machine.${too}`;
  if (rcode === 'NOERROR')
    return `It refers to other servers in place of an answer: it is no resolver.${too}`;
  return `It answers ${rcode}, and does not say why.${too}`;
}

/** Without a full stop at the end: that is the sentence's. */
function ownWords(errors: readonly ExtendedError[]): string {
  return errors.map(extendedErrorText).join('; ').replace(/\.$/, '');
}

function todoFor(judgement: ResolverJudgement, state: TraceState, resolver: Resolver): AdvisedStep[] {
  const { question } = state;
  if (!question) return [];
  const flush = () => flushAdvice(resolver, question, zoneOf(state));
  switch (judgement.kind) {
    case 'older':
      return [...flush(), step('Or wait for its TTL to run out.')];
    case 'differs':
      return differsTodo(judgement.why, flush);
    case 'fails': {
      if (judgement.rcode !== 'SERVFAIL') return [];
      const isValidation = judgement.errors.some((error) => extendedErrorKind(error) === 'validation');
      const first = isValidation
        ? 'Mend DNSSEC: the DS records at the parent, or the signatures of the zone.'
        : 'Mend what the findings of the trace name, if they name anything.';
      return [
        step(first),
        ...flush(),
        step('Or wait: a failure is remembered for at most 5 minutes (RFC 9520).'),
      ];
    }
    case 'one-side':
      return [step('Make all name servers of the zone say the same.')];
    default:
      return [];
  }
}

function differsTodo(why: WhyDifferent, flush: () => AdvisedStep[]): AdvisedStep[] {
  if (why === 'withheld') return [step('Whoever runs the resolver can say why, and let the name through.')];
  if (why === 'private') {
    return [
      step(
        'Make sure that both views are meant; the public one must have public addresses and name servers.',
      ),
    ];
  }
  return [
    step('Trace again, to see whether the zone has changed.'),
    ...flush(),
    step('Or wait for its TTL to run out.'),
  ];
}

function zoneOf(state: TraceState): DomainName | null {
  const last = questionChain(state).at(-1);
  return last ? holderOf(state, last.question.name) : null;
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`, `1 d 3 h`: the two greatest units. */
function durationWords(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [size, unit] of [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.length === 0 ? 'less than a second' : parts.slice(0, 2).join(' ');
}
