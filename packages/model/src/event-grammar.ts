// The grammar of an event log, which stands at the events themselves: whether a list of events can be a trace.
import type { TraceEvent } from './events.ts';
import { ROOT } from './names.ts';
import { isOfTraceTier } from './probe.ts';

/** What keeps `events` from being the whole log of a trace by the grammar of `TraceFact`, in one sentence that names the
 *  event; null when nothing does. Every event must have the shape of its type. What is open when a trace is cut short has
 *  no end. */
export function grammarFault(events: readonly TraceEvent[]): string | null {
  const book: Book = {
    length: events.length,
    hops: [],
    lookups: [],
    zones: new Set([ROOT]),
    isExamination: false,
    atMs: 0,
  };
  for (const [index, event] of events.entries()) {
    const fault = numberFault(event, index, book.atMs) ?? eventFault(event, index, book);
    if (fault !== null) return `Event ${index}, ${event.type}: ${fault}.`;
    book.atMs = event.atMs;
  }
  const end = events.at(-1);
  if (end?.type !== 'trace-ended') return 'The log does not end with trace-ended.';
  if (end.status !== 'done') return null;
  if (book.lookups.some(({ ended }) => !ended)) return 'The trace is done, but a lookup has not ended.';
  if (end.reason === null && book.hops.includes('asking'))
    return 'The trace is done, but a hop has not ended.';
  return null;
}

/** What of the events before matters for the next. */
interface Book {
  /** Of the whole log. */
  length: number;
  hops: ('asking' | 'over')[];
  lookups: { followed: boolean; ended: boolean }[];
  zones: Set<string>;
  isExamination: boolean;
  atMs: number;
}

function numberFault({ seq, atMs }: TraceEvent, index: number, beforeMs: number): string | null {
  if (seq !== index) return `its number is ${seq}`;
  return atMs < beforeMs ? `its time of ${atMs} ms is before that of the event before` : null;
}

function eventFault(event: TraceEvent, index: number, book: Book): string | null {
  const { hops, lookups, zones } = book;
  const isFirst = event.type === 'trace-started';
  if (isFirst !== (index === 0)) return isFirst ? 'it comes twice' : 'trace-started must come first';
  switch (event.type) {
    case 'trace-started':
    case 'limit-reached':
    case 'finding-raised':
      return null;
    case 'trace-ended':
      return index === book.length - 1 ? null : 'events come after it';
    case 'examination-started':
      if (book.isExamination) return 'it comes twice';
      if (hops.includes('asking') || lookups.some(({ ended }) => !ended)) return 'the trace tier is not over';
      book.isExamination = true;
      return null;
    case 'lookup-started': {
      const { lookupId, parentLookupId, zone } = event;
      if (book.isExamination) return 'the examination has no lookups';
      if (lookupId !== lookups.length) return `lookup ${lookupId} is not the next`;
      if (parentLookupId === null ? lookupId !== 0 : parentLookupId >= lookupId)
        return 'the lookup it was started for is not before it';
      if (!zones.has(zone)) return `the zone ${zone} is not known`;
      lookups.push({ followed: false, ended: false });
      return null;
    }
    case 'alias-followed': {
      const lookup = lookups[event.lookupId];
      if (!lookup || lookup.ended || lookup.followed) return `lookup ${event.lookupId} follows no alias now`;
      if (event.next >= lookups.length) return `there is no lookup ${event.next}`;
      lookup.followed = true;
      return null;
    }
    case 'lookup-ended': {
      const { lookupId, outcome } = event;
      const lookup = lookups[lookupId];
      if (!lookup || lookup.ended) return `lookup ${lookupId} is not open`;
      if ('hopId' in outcome && outcome.hopId >= hops.length) return `there is no hop ${outcome.hopId}`;
      if (outcome.kind === 'alias' && outcome.next !== null && outcome.next >= lookups.length)
        return `there is no lookup ${outcome.next}`;
      lookup.ended = true;
      return null;
    }
    case 'query-sent':
    case 'query-skipped':
    case 'query-remembered': {
      const { hopId, lookupId, zone, probe } = event;
      const cannotSend = event.type === 'query-skipped' && event.reason === 'no-socket';
      if (cannotSend && hops[hopId] === 'asking') {
        hops[hopId] = 'over';
        return null;
      }
      if (hopId !== hops.length) return `hop ${hopId} is not the next`;
      if (lookupId >= lookups.length) return `there is no lookup ${lookupId}`;
      if (!zones.has(zone)) return `the zone ${zone} is not known`;
      if (book.isExamination === isOfTraceTier(probe)) return `the probe ${probe} is of the other tier`;
      hops.push(event.type === 'query-sent' ? 'asking' : 'over');
      return null;
    }
    case 'query-tried':
      return hops[event.hopId] === 'asking' ? null : `hop ${event.hopId} is not open`;
    case 'response-received':
    case 'query-failed':
      if (hops[event.hopId] !== 'asking') return `hop ${event.hopId} is not open`;
      if (event.tries.length === 0) return 'it has no tries';
      hops[event.hopId] = 'over';
      return null;
    case 'delegation-learned':
      if (!zones.has(event.parent)) return `the parent ${event.parent} is not known`;
      if (event.hopId >= hops.length) return `there is no hop ${event.hopId}`;
      zones.add(event.zone);
      return null;
    case 'addresses-learned':
      if (!zones.has(event.zone)) return `the zone ${event.zone} is not known`;
      if (event.lookupId >= lookups.length) return `there is no lookup ${event.lookupId}`;
      return event.addresses.length > 0 ? null : 'it has no addresses';
    default:
      return assertNever(event);
  }
}

function assertNever(event: never): never {
  throw new TypeError(`unknown event ${JSON.stringify(event)}`);
}
