// One event of a trace as a sentence: what a teacher would say while pointing at it.
import { describeFinding } from '@delegraph/diagnosis';
import {
  type HopState,
  type TraceEvent,
  type TraceState,
  hopResultText,
  probePurpose,
} from '@delegraph/model';
import { SKIP_WORDS } from '../standing.ts';
import { countText, durationText } from '../units.ts';

type Of<Type extends TraceEvent['type']> = Extract<TraceEvent, { type: Type }>;

/** What `event` tells. `state` is the state just after it. */
export function stepSentence(state: TraceState, event: TraceEvent): string {
  switch (event.type) {
    case 'trace-started':
      return `We look for ${event.question.name} ${event.question.type}, and know ${countText(event.roots.length, 'root server')}`;
    case 'lookup-started':
      return lookupSentence(event);
    case 'query-sent':
      return `We ask ${serverText(event)} ${purposeText(event)}`;
    case 'query-remembered':
      return `${event.nameServer} told an earlier trace, ${durationText(event.ageMs)} ago: ${repliedSentence(state.hops[event.hopId]!)}`;
    case 'query-skipped':
      return `${serverText(event)} is ${SKIP_WORDS[event.reason]}`;
    case 'query-tried':
      return triedSentence(state, event);
    case 'response-received':
      return repliedSentence(state.hops[event.hopId]!);
    case 'query-failed': {
      const hop = state.hops[event.hopId]!;
      return `${serverText(hop)}: ${hopResultText(hop)}, after ${durationText(event.elapsedMs)}`;
    }
    case 'delegation-learned': {
      const given = event.nameServers.filter(({ addresses }) => addresses.length > 0).length;
      const servers = countText(event.nameServers.length, 'name server');
      return `So ${event.zone} has ${servers}, ${given === 0 ? 'none' : given} with an address given`;
    }
    case 'addresses-learned':
      return `${event.nameServer} has the address ${event.addresses.map(({ address }) => address).join(', ')}`;
    case 'alias-followed':
      return `${event.link.name} is an alias: we go on with ${event.link.target}`;
    case 'lookup-ended':
      return endSentence(state, event);
    case 'finding-raised':
      return `Found: ${describeFinding(event.finding).sentence}`;
    case 'examination-started':
      return 'The picture is whole. Now each server that serves the zone is examined';
    case 'limit-reached':
      return `A limit of this trace is reached: ${event.allowed} ${event.limit.replaceAll('-', ' ')}`;
    case 'trace-ended':
      return event.status === 'done'
        ? 'Every server that matters was asked: the trace is complete'
        : `The trace ends here: ${event.reason ?? event.status}`;
  }
}

function lookupSentence({ question, purpose, zone, neededBy }: Of<'lookup-started'>): string {
  const wanted = `${question.name} ${question.type}`;
  const start = `starting at ${zone === '.' ? 'the root' : zone}`;
  if (purpose === 'question') return `The search for ${wanted} begins, ${start}`;
  if (purpose === 'alias') return `The search goes on for ${wanted}, ${start}`;
  if (purpose === 'target')
    return `We look up ${wanted}, to see whether a host that a record names has an address`;
  return `We look up ${wanted}, because it is a name server of ${neededBy ?? 'a zone on the way'}`;
}

function triedSentence(state: TraceState, { hopId, attempt }: Of<'query-tried'>): string {
  const server = serverText(state.hops[hopId]!);
  const transport = attempt.transport.toUpperCase();
  if (attempt.truncated) return `${server} says its reply does not fit into ${transport}`;
  if (attempt.result === 'response') return `${server} replies ${attempt.rcode ?? ''} over ${transport}`;
  if (attempt.result === 'timeout')
    return `${server} says nothing over ${transport} for ${durationText(attempt.elapsedMs)}`;
  return `${server} cannot be asked over ${transport}: ${attempt.detail ?? attempt.result}`;
}

function repliedSentence(hop: HopState): string {
  if (hop.result.status !== 'answered') return hopResultText(hop);
  const { response, message } = hop.result;
  const server = hop.nameServer;
  switch (response.kind) {
    case 'referral': {
      const servers = message.authority.filter(
        ({ type, name }) => type === 'NS' && name === response.zone,
      ).length;
      return `${server} refers us to ${countText(servers, 'server')} of ${response.zone}`;
    }
    case 'answer': {
      const [first] = response.records;
      const more = response.records.length - 1;
      return `${server} answers ${first!.type} ${first!.data}${more > 0 ? ` and ${more} more` : ''}`;
    }
    case 'alias':
      return `${server} says ${response.link.name} is an alias of ${response.link.target}`;
    case 'nodata':
      return `${server} says there is no ${hop.question.type} record of ${hop.question.name}`;
    case 'nxdomain':
      return `${server} says ${hop.question.name} does not exist`;
    case 'rcode':
      return `${server} answers ${response.rcode}`;
    case 'referral-up':
      return `${server} sends us back up, to ${response.zone === '.' ? 'the root' : response.zone}`;
    case 'referral-sideways':
      return `${server} sends us aside, to ${response.zone}`;
    case 'referral-self':
      return `${server} names the servers of the zone itself, and answers nothing`;
    case 'empty':
      return `${server} replies with nothing in it`;
  }
}

function endSentence(state: TraceState, { lookupId, outcome }: Of<'lookup-ended'>): string {
  const { name, type } = state.lookups[lookupId]!.question;
  switch (outcome.kind) {
    case 'answer':
      return `${name} ${type} is found: ${outcome.records.map(({ data }) => data).join(', ')}`;
    case 'nodata':
      return `${name} exists and has no ${type} record`;
    case 'nxdomain':
      return `${name} does not exist`;
    case 'alias':
      return `${name} leads to ${outcome.link.target}`;
    case 'unresolvable':
      return `${name} cannot be found: no server of ${outcome.zone} gives an answer`;
    case 'loop':
      return `${name} needs itself to be found: a loop`;
    case 'budget':
      return `The search for ${name} is given up at a limit of ours`;
  }
}

function serverText({ nameServer, address }: { nameServer: string; address: string }): string {
  return `${nameServer} (${address})`;
}

function purposeText({ probe, question }: Of<'query-sent'>): string {
  if (probe === 'walk') return `for ${question.name} ${question.type}`;
  return `for ${question.name} ${question.type} ${probePurpose(probe)}`;
}
