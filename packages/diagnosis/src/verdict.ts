// The verdict: one sentence for the whole trace, used for the page, titles, alternative texts and documents.
import {
  type Finding,
  type TraceOutcome,
  type TraceState,
  ROOT,
  hopsOfZone,
  questionChain,
  traceOutcome,
} from '@delegraph/model';
import { suppressedBy } from './fold.ts';
import { counted, listed, zoneText } from './phrases.ts';

export interface Verdict {
  sentence: string;
  tone: 'running' | 'ok' | 'warning' | 'error' | 'neutral';
}

/** The verdict on `state`. It follows from how the question ended, not from the gravest finding: a zone with a lame server
 *  can still resolve, and says both. */
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
  const faults = faultsText(
    state.findings.filter((finding) => suppressedBy(finding, state.findings) === null),
  );
  const sentence = outcomeSentence(state, outcome);
  const works = outcome.kind === 'answer' || outcome.kind === 'nodata';
  return {
    sentence: works && faults ? `${sentence}, with ${faults}` : sentence,
    tone: toneOf(outcome, faults !== ''),
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

function outcomeSentence(state: TraceState, { kind, records, chain }: TraceOutcome): string {
  const { name, type } = state.question!;
  const last = questionChain(state).at(-1)!;
  const target = chain.at(-1)?.target;
  switch (kind) {
    case 'answer': {
      const data = records.map((record) => record.data);
      if (type === 'A' || type === 'AAAA') return `Resolves to ${listed(data)}`;
      return data.length === 1
        ? `Has the ${type} record ${shorten(data[0]!)}`
        : `Has ${data.length} ${type} records`;
    }
    case 'nodata':
      return target
        ? `${name} leads to ${target}, which has no ${type} record`
        : `${name} exists, but has no ${type} record`;
    case 'nxdomain':
      return target ? `${name} leads to ${target}, which does not exist` : `${name} does not exist`;
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

/** What only says again, from another side, what the sentence or a lame server says. */
const SAID_ALREADY = new Set([
  'delegation-partially-lame',
  'ipv4-all-lame',
  'ipv6-all-lame',
  'ipv6-lame-some',
  'parent-lame',
  'cname-target-nodata',
]);

/** `2 lame servers and missing glue`, or nothing. Only errors and warnings are faults. */
function faultsText(all: readonly Finding[]): string {
  const findings = all.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const lame = findings.filter(({ code }) => code.startsWith('lame-'));
  const dead = findings.filter(({ code }) => code === 'delegation-fully-lame');
  const glue = findings.filter(({ code }) => code.startsWith('glue-missing'));
  const told = new Set([...lame, ...dead, ...glue]);
  const others = findings.filter(
    (finding) =>
      !SAID_ALREADY.has(finding.code) &&
      !told.has(finding) &&
      // Its zone is the dead one.
      !(finding.code === 'ns-unresolvable' && dead.length > 0),
  );
  // Of a server with two addresses both may be lame.
  const lameServers = new Set(lame.map(({ nameServer, address }) => nameServer ?? address)).size;
  const parts = [
    dead.length > 0 ? `${dead.length === 1 ? 'a dead zone' : `${dead.length} dead zones`} beside it` : '',
    lameServers > 0 ? counted(lameServers, 'lame server') : '',
    glue.length > 0 ? 'missing glue' : '',
    others.length > 0 ? counted(others.length, told.size > 0 ? 'other fault' : 'fault') : '',
  ];
  return listed(
    parts.filter((part) => part !== ''),
    parts.length,
  );
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
