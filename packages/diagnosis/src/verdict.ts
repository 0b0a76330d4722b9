// The verdict: one sentence for the whole trace, used for the page, titles, alternative texts and documents.
import {
  type DomainName,
  type Finding,
  type TraceOutcome,
  type TraceState,
  ROOT,
  hopsOfZone,
  labelsOf,
  questionChain,
  traceOutcome,
} from '@delegraph/model';
import { suppressedBy } from './fold.ts';
import { listed, zoneText } from './phrases.ts';
import { faultsIn, faultsText, operatorOf, whoRepairs } from './verdict-faults.ts';

export interface Verdict {
  sentence: string;
  tone: 'running' | 'ok' | 'warning' | 'error' | 'neutral';
}

/** The verdict on `state`: what the question came to, where the gravest fault lies, and who must repair it. It follows from how
 *  the question ended, not from the gravest finding: a zone with a lame server can still resolve, and says both. */
export function verdictOf(state: TraceState): Verdict {
  const { question } = state;
  if (!question) return { sentence: 'Starting …', tone: 'running' };
  if (noRootAnswers(state)) {
    return {
      sentence: 'No root server can be reached from here, so nothing can be traced',
      tone: 'error',
    };
  }
  const outcome = traceOutcome(state);
  if (!outcome) return unfinished(state);
  const shown = state.findings.filter((finding) => suppressedBy(finding, state.findings) === null);
  if (shown.some(({ code }) => code === 'vantage-intercepted')) {
    return {
      sentence: `The trace of ${question.name} cannot be trusted: something between here and the root servers answers for them`,
      tone: 'error',
    };
  }
  const faults = faultsIn(shown);
  const sentence = outcomeSentence(state, outcome);
  const works = outcome.kind === 'answer' || outcome.kind === 'nodata';
  // One server denies what others have: that is the news, not the denial.
  const isDisputed = faults.some(({ code, name }) => DISPUTES.has(code) && name === question.name);
  const isUndelegated = shown.some(({ code }) => code === 'no-delegation-nodata');
  const remedy = (works && !isUndelegated) || isDisputed ? faultsText(faults) : '';
  return {
    sentence: sentence + (remedy || remedyText(state, outcome, shown)),
    tone: leftOutBecause(state, outcome) === null ? toneOf(outcome, faults.length > 0) : 'neutral',
  };
}

function toneOf({ kind }: TraceOutcome, hasFaults: boolean): Verdict['tone'] {
  // A limit is ours.
  if (kind === 'budget') return 'neutral';
  if (kind !== 'answer' && kind !== 'nodata') return 'error';
  if (hasFaults) return 'warning';
  return kind === 'answer' ? 'ok' : 'neutral';
}

function unfinished(state: TraceState): Verdict {
  const name = state.question?.name ?? '';
  if (state.status === 'interrupted')
    return { sentence: `The trace of ${name} was cut off before its end`, tone: 'neutral' };
  if (state.status === 'failed')
    return { sentence: `We could not finish the trace of ${name}`, tone: 'error' };
  const hop = state.hops.findLast(({ probe, result }) => probe === 'walk' && result.status === 'asking');
  const asked = { zone: hop?.zone ?? ROOT, name: hop?.question.name ?? name };
  return { sentence: `Asking the servers of ${zoneText(asked.zone)} for ${asked.name} …`, tone: 'running' };
}

/** What the question did not come to because the trace was told to leave something out, as the end of a sentence; null where
 *  it was not that. */
function leftOutBecause(state: TraceState, { kind, records, chain }: TraceOutcome): string | null {
  const alias = chain.at(-1);
  if (kind === 'answer' && alias && records[0]?.type === alias.type && state.question?.type !== alias.type)
    return `leads to ${alias.target}, which the trace was told not to follow`;
  const outcome = questionChain(state).at(-1)?.outcome;
  if (outcome?.kind !== 'unresolvable' || state.options.tcpRetry !== false) return null;
  const isCut = hopsOfZone(state, outcome.zone).some(
    ({ probe, result }) =>
      probe === 'walk' && result.status === 'answered' && result.message.flags.includes('tc'),
  );
  return isCut
    ? `cannot be told: servers of ${zoneText(outcome.zone)} answer in full over TCP alone, which the trace was told to leave out`
    : null;
}

function outcomeSentence(state: TraceState, outcome: TraceOutcome): string {
  const { name, type } = state.question!;
  const { kind, records, chain } = outcome;
  const leftOut = leftOutBecause(state, outcome);
  if (leftOut !== null) return `${name} ${leftOut}`;
  const last = questionChain(state).at(-1)!;
  const target = chain.at(-1)?.target;
  // That it is not delegated says more than that it lacks the record.
  const isUndelegated = state.findings.some(({ code }) => code === 'no-delegation-nodata');
  if (isUndelegated) return `${name} is not delegated in ${zoneText(saidBy(state) ?? ROOT)}`;
  switch (kind) {
    case 'answer': {
      const data = records.map((record) => record.data);
      if (type === 'A' || type === 'AAAA') return `${name} resolves to ${listed(data)}`;
      return data.length === 1
        ? `${name} has the ${type} record ${shorten(data[0]!)}`
        : `${name} has ${data.length} ${type} records`;
    }
    case 'nodata':
      return target
        ? `${name} leads to ${target}, which has no ${type} record in ${zoneText(saidBy(state) ?? ROOT)}`
        : `${name} has no ${type} record in ${zoneText(saidBy(state) ?? ROOT)}`;
    case 'nxdomain': {
      const zone = zoneText(saidBy(state) ?? ROOT);
      return target
        ? `${name} leads to ${target}, which does not exist in ${zone}`
        : `${name} does not exist in ${zone}`;
    }
    case 'loop':
      return `${name} does not resolve: its aliases lead in a circle`;
    case 'unresolvable': {
      const zone = last.outcome?.kind === 'unresolvable' ? last.outcome.zone : ROOT;
      const servers = state.zones.find((known) => known.name === zone)?.nameServers ?? [];
      const reached = servers.some(({ addresses }) => addresses.length > 0);
      return reached
        ? `${name} does not resolve: no server of ${zoneText(zone)} gives a usable answer`
        : `${name} does not resolve: no server of ${zoneText(zone)} has a known address`;
    }
    case 'budget':
      return `${name} was not traced to the end: a limit was reached`;
  }
}

/** The zone whose server had the last word. */
function saidBy(state: TraceState): DomainName | null {
  const outcome = questionChain(state).at(-1)?.outcome;
  if (!outcome || !('hopId' in outcome)) return null;
  const hop = state.hops[outcome.hopId]!;
  // A zone below may have spoken, on a server of both.
  const soaOwner =
    hop.result.status === 'answered' && 'soaOwner' in hop.result.response
      ? hop.result.response.soaOwner
      : null;
  return soaOwner ?? hop.zone;
}

/** Faults that make it doubtful whether a name exists. */
const DISPUTES = new Set(['nxdomain-for-type', 'answer-rcode-inconsistent']);

/** Who can make a question that came to nothing come to something. */
function remedyText(state: TraceState, { kind, chain }: TraceOutcome, faults: readonly Finding[]): string {
  const alias = chain.at(-1);
  switch (kind) {
    case 'nodata': {
      if (faults.some(({ code }) => code === 'no-delegation-nodata'))
        return `; the registrar of ${state.question?.name} must enter its name servers`;
      const isMissed = faults.some(
        ({ code, severity }) => code === 'cname-target-nodata' && severity === 'warning',
      );
      return isMissed ? `; ${operatorOf(saidBy(state) ?? ROOT)} can add it` : '';
    }
    case 'nxdomain': {
      const zone = saidBy(state) ?? ROOT;
      if (alias) return `; ${operatorOf(zoneOfAlias(state))} must change the alias ${alias.name}`;
      if (zone === ROOT) return ', as no such top-level domain is delegated';
      return labelsOf(zone).length === 1
        ? '; its registrar can register it, renew it, or lift a hold'
        : `; ${operatorOf(zone)} can add it`;
    }
    case 'loop':
      return `; ${operatorOf(zoneOfAlias(state))} must point ${alias?.name ?? 'one of them'} elsewhere`;
    case 'unresolvable': {
      const last = questionChain(state).at(-1)!;
      const zone = last.outcome?.kind === 'unresolvable' ? last.outcome.zone : ROOT;
      const cause = faults.find((finding) => finding.zone === zone && finding.severity === 'error');
      const who = cause ? whoRepairs(cause) : '';
      return who === '' ? '' : `; ${who} must repair that`;
    }
    default:
      return '';
  }
}

/** The zone that holds the last alias of the question's chain. */
function zoneOfAlias(state: TraceState): DomainName {
  const aliases = questionChain(state).flatMap(({ outcome }) =>
    outcome?.kind === 'alias' ? [outcome.hopId] : [],
  );
  return aliases.length === 0 ? ROOT : state.hops[aliases.at(-1)!]!.zone;
}

/** Whether the root was asked and none of its servers could be heard. */
export function noRootAnswers(state: TraceState): boolean {
  const hops = hopsOfZone(state, ROOT);
  const chain = questionChain(state);
  return (
    hops.length > 0 &&
    chain[0]?.outcome?.kind === 'unresolvable' &&
    hops.every(({ result }) => result.status === 'failed' || result.status === 'skipped')
  );
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 58)}…`;
}
