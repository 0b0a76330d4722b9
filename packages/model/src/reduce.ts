// Events to state. A replay does no harm: an event already applied is ignored.
import { classifyResponse } from './classify.ts';
import type { NameServerAddresses, TraceEvent } from './events.ts';
import { type DomainName, ROOT } from './names.ts';
import type { HopState, LookupState, NameServerState, TraceState, ZoneState } from './state.ts';

/** The state after `event`. Returns `state` itself for an event it already holds.
 *  Throws `RangeError` when an event is missing before this one. */
export function reduceTrace(state: TraceState, event: TraceEvent): TraceState {
  return step(state, event, copying);
}

/** The state after all of `events`: as by `reduceTrace` one by one, but in a time that grows with their number and not
 *  with its square. Throws `RangeError` when one is missing. */
export function reduceEvents(state: TraceState, events: readonly TraceEvent[]): TraceState {
  const lists = growing();
  return events.reduce((before, event) => step(before, event, lists), state);
}

/** How a list gets another item, or an item another value. */
interface Lists {
  append: <Item>(list: readonly Item[], item: Item) => readonly Item[];
  replace: <Item>(list: readonly Item[], index: number, item: Item) => readonly Item[];
}

/** Every change is a new list. */
const copying: Lists = {
  append: (list, item) => [...list, item],
  replace: (list, index, item) => list.with(index, item),
};

/** A list is copied once and then changed in place: nobody has seen the copy yet. */
function growing(): Lists {
  const own = new Set<readonly unknown[]>();
  const owned = <Item>(list: readonly Item[]): Item[] => {
    if (own.has(list)) return list as Item[];
    const copy = [...list];
    own.add(copy);
    return copy;
  };
  return {
    append(list, item) {
      const grown = owned(list);
      grown.push(item);
      return grown;
    },
    replace(list, index, item) {
      const changed = owned(list);
      changed[index] = item;
      return changed;
    },
  };
}

function step(state: TraceState, event: TraceEvent, lists: Lists): TraceState {
  if (event.seq <= state.seq) return state;
  if (event.seq !== state.seq + 1) {
    throw new RangeError(`event ${event.seq} follows event ${state.seq}; those between are missing`);
  }
  return { ...apply(state, event, lists), seq: event.seq, atMs: event.atMs };
}

function apply(state: TraceState, event: TraceEvent, lists: Lists): TraceState {
  switch (event.type) {
    case 'trace-started': {
      const { question, profile, vantage, engine, startedAt, roots, options = {} } = event;
      const root: ZoneState = {
        name: ROOT,
        parent: null,
        learnedAtMs: event.atMs,
        learnedFrom: null,
        signed: false,
        nameServers: roots,
      };
      return {
        ...state,
        status: 'running',
        question,
        profile,
        vantage,
        engine,
        startedAt,
        options,
        zones: [root],
      };
    }
    case 'lookup-started': {
      const { lookupId: id, purpose, question, zone, parentLookupId, neededBy = null } = event;
      const lookup: LookupState = {
        id,
        purpose,
        question,
        startZone: zone,
        parentLookupId,
        neededBy,
        startedAtMs: event.atMs,
        endedAtMs: null,
        outcome: null,
      };
      return { ...state, lookups: lists.append(state.lookups, lookup) };
    }
    case 'query-sent':
    case 'query-skipped': {
      const { hopId: id, lookupId, zone, nameServer, address, addressSource, question, probe } = event;
      const skipped = event.type === 'query-skipped';
      // It turned out that this machine could not send it.
      if (skipped && state.hops[id])
        return withHop(state, lists, id, (hop) => ({
          ...hop,
          endedAtMs: event.atMs,
          result: { status: 'skipped', reason: event.reason },
        }));
      const hop: HopState = {
        id,
        lookupId,
        zone,
        nameServer,
        address,
        addressSource,
        question,
        probe,
        sentAtMs: event.atMs,
        endedAtMs: skipped ? event.atMs : null,
        tries: [],
        result: skipped ? { status: 'skipped', reason: event.reason } : { status: 'asking' },
      };
      return { ...state, hops: lists.append(state.hops, hop) };
    }
    case 'query-remembered': {
      const { type: _, seq: __, atMs, hopId: id, ageMs, elapsedMs, message, wire, ...target } = event;
      const response = classifyResponse(message, event.zone, event.question);
      const hop: HopState = {
        ...target,
        id,
        sentAtMs: atMs,
        endedAtMs: atMs,
        tries: [],
        result: { status: 'answered', elapsedMs, message, wire, response, rememberedAgeMs: ageMs },
      };
      return { ...state, hops: lists.append(state.hops, hop) };
    }
    case 'query-tried':
      return withHop(state, lists, event.hopId, (hop) => ({ ...hop, tries: [...hop.tries, event.attempt] }));
    case 'response-received':
      return withHop(state, lists, event.hopId, (hop) => ({
        ...hop,
        endedAtMs: event.atMs,
        tries: event.tries,
        result: {
          status: 'answered',
          elapsedMs: event.elapsedMs,
          message: event.message,
          wire: event.wire,
          response: classifyResponse(event.message, hop.zone, hop.question),
        },
      }));
    case 'query-failed':
      return withHop(state, lists, event.hopId, (hop) => ({
        ...hop,
        endedAtMs: event.atMs,
        tries: event.tries,
        result: { status: 'failed', elapsedMs: event.elapsedMs, reason: event.reason },
      }));
    case 'delegation-learned': {
      const { zone, parent, hopId, nameServers, signed } = event;
      const known = state.zones.find(({ name }) => name === zone);
      if (!known) {
        const learned = {
          name: zone,
          parent,
          learnedAtMs: event.atMs,
          learnedFrom: hopId,
          signed,
          nameServers,
        };
        return { ...state, zones: lists.append(state.zones, learned) };
      }
      return withZone(state, lists, zone, (old) => ({
        ...old,
        signed: old.signed || signed,
        nameServers: nameServers.reduce(mergeNameServer, old.nameServers),
      }));
    }
    case 'addresses-learned': {
      const { nameServer: name, addresses } = event;
      return withZone(state, lists, event.zone, (old) => ({
        ...old,
        nameServers: mergeNameServer(old.nameServers, { name, addresses }),
      }));
    }
    case 'alias-followed':
      return state;
    case 'lookup-ended': {
      const { lookupId: id, outcome } = event;
      const lookup = state.lookups[id];
      if (!lookup) return state;
      const ended = { ...lookup, endedAtMs: event.atMs, outcome };
      return { ...state, lookups: lists.replace(state.lookups, id, ended) };
    }
    case 'examination-started':
      return { ...state, examination: { startedAtMs: event.atMs, firstHopId: state.hops.length } };
    case 'limit-reached': {
      const { limit, allowed, zone } = event;
      return { ...state, limitsReached: [...state.limitsReached, { limit, allowed, zone }] };
    }
    case 'finding-raised':
      return { ...state, findings: lists.append(state.findings, event.finding) };
    case 'trace-ended':
      return {
        ...state,
        status: event.status,
        endReason: event.reason,
        hops: state.hops.map((hop) =>
          hop.result.status === 'asking'
            ? { ...hop, endedAtMs: event.atMs, result: { status: 'skipped', reason: 'cut-off' } }
            : hop,
        ),
      };
    default:
      return assertNever(event);
  }
}

function withHop(
  state: TraceState,
  lists: Lists,
  id: number,
  change: (hop: HopState) => HopState,
): TraceState {
  const hop = state.hops[id];
  return hop ? { ...state, hops: lists.replace(state.hops, id, change(hop)) } : state;
}

function withZone(
  state: TraceState,
  lists: Lists,
  name: DomainName,
  change: (zone: ZoneState) => ZoneState,
): TraceState {
  const index = state.zones.findIndex((zone) => zone.name === name);
  const zone = state.zones[index];
  return zone ? { ...state, zones: lists.replace(state.zones, index, change(zone)) } : state;
}

function mergeNameServer(
  known: readonly NameServerState[],
  learned: NameServerAddresses,
): readonly NameServerState[] {
  const old = known.find(({ name }) => name === learned.name);
  if (!old) return [...known, learned];
  const added = learned.addresses.filter(
    (candidate) => !old.addresses.some(({ address }) => address === candidate.address),
  );
  return known.map((server) =>
    server === old ? { ...server, addresses: [...server.addresses, ...added] } : server,
  );
}

function assertNever(event: never): never {
  throw new TypeError(`unknown event ${JSON.stringify(event)}`);
}
