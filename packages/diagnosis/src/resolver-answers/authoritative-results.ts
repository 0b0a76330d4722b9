// Every end that the question can come to by what servers said with authority in a trace, and who says so.
import {
  type DomainName,
  type HopState,
  type Message,
  type Question,
  type ResponseClass,
  type TraceState,
  classifyResponse,
  isOfTraceTier,
  isWithin,
  nameServerTable,
  zoneNamed,
} from '@delegraph/model';
import { isNewer } from '../serial.ts';
import { type LookupEnd, dataOf, leastTtl, negativeTtl } from './resolver-said.ts';

export interface AuthoritativeResult extends LookupEnd {
  /** Seconds by the owner of each RRset on the way; the longest where servers do not agree. */
  ttls: ReadonlyMap<DomainName, number>;
  /** Who says so, where servers do not agree: one hop for each address of the last step at which they part. */
  hops: readonly HopState[];
  /** How many addresses were heard at that step. */
  of: number;
  /** Why all who say so are behind the others; null where they are not, or nobody says otherwise. */
  behind: Behind | null;
}

/** `not-in-zone`: only the parent still names these servers. `stale-glue`: only glue leads to these addresses.
 *  `old-serial`: they have an older version of the zone. */
export type Behind = 'not-in-zone' | 'stale-glue' | 'old-serial';

/** The results of a trace that has ended, those that most servers give first. */
export function authoritativeResults(state: TraceState): AuthoritativeResult[] {
  if (!state.question) return [];
  const found = endsOf(state, state.question, { path: [], ttls: new Map(), parted: null, from: [] });
  return found
    .map((end) => ({ ...end, behind: found.length > 1 ? behindOf(state, end.hops) : null }))
    .toSorted(
      (a, b) => Number(a.behind !== null) - Number(b.behind !== null) || b.hops.length - a.hops.length,
    );
}

type End = Omit<AuthoritativeResult, 'behind'>;

interface Way {
  path: readonly DomainName[];
  ttls: ReadonlyMap<DomainName, number>;
  /** The last step at which servers said different things. */
  parted: Pick<End, 'hops' | 'of'> | null;
  /** The hops whose replies led here: they may tell of the target as well, and then nobody is asked again. */
  from: readonly HopState[];
}

interface Said {
  hop: HopState;
  kind: LookupEnd['kind'] | 'alias';
  data: readonly string[];
  ttl: number;
  target: DomainName | null;
}

function endsOf(state: TraceState, question: Question, { path, ttls, parted, from }: Way): End[] {
  const { name } = question;
  if (path.includes(name)) return [];
  const said = sayingsOf(state, question, from);
  const groups = [...Map.groupBy(said, ({ kind, data }) => `${kind} ${data.join('\n')}`).values()];
  return groups.flatMap((group) => {
    const [{ kind, data, target }] = group as [Said];
    const step = { hops: group.map(({ hop }) => hop), of: said.length };
    const way = {
      path: [...path, name],
      ttls: new Map(ttls).set(name, Math.max(...group.map(({ ttl }) => ttl))),
      parted: groups.length > 1 ? step : parted,
      from: step.hops,
    };
    if (kind !== 'alias') return [{ kind, data, ttls: way.ttls, ...(way.parted ?? step) }];
    return target ? endsOf(state, { ...question, name: target }, way) : [];
  });
}

/** What each address says to the question with authority: what it told of an alias's target in its own zone, or the latest
 *  reply to the question itself. */
function sayingsOf(state: TraceState, question: Question, from: readonly HopState[]): Said[] {
  const { name, type } = question;
  const asked = state.hops.filter(
    (hop) => hop.question.name === name && hop.question.type === type && isOfTraceTier(hop.probe),
  );
  const told = from.filter(({ zone }) => isWithin(name, zone));
  const byAddress = new Map(
    [...told, ...asked].flatMap((hop) => {
      const said = hop.result.status === 'answered' ? readingOf(hop, hop.result.message, question) : null;
      return said ? [[`${hop.zone} ${hop.address}`, said] as const] : [];
    }),
  );
  return [...byAddress.values()];
}

function readingOf(hop: HopState, message: Message, question: Question): Said | null {
  const response = classifyResponse(message, hop.zone, question);
  if (!isAuthoritative(response)) return null;
  switch (response.kind) {
    case 'answer': {
      const { records } = response;
      return { hop, kind: 'answer', data: dataOf(records), ttl: leastTtl(records), target: null };
    }
    case 'alias': {
      const { target, ttl } = response.link;
      return { hop, kind: 'alias', data: [target], ttl, target };
    }
    case 'nodata':
    case 'nxdomain': {
      const soa = message.authority.find((record) => record.type === 'SOA');
      return { hop, kind: response.kind, data: [], ttl: soa ? negativeTtl(soa) : 0, target: null };
    }
    default:
      return null;
  }
}

function isAuthoritative(response: ResponseClass): boolean {
  return 'authoritative' in response && response.authoritative;
}

function behindOf(state: TraceState, hops: readonly HopState[]): Behind | null {
  if (hops.every((hop) => isOnlyAtParent(state, hop))) return 'not-in-zone';
  if (hops.every((hop) => isStaleGlue(state, hop))) return 'stale-glue';
  return hops.every((hop) => hasOldSerial(state, hop)) ? 'old-serial' : null;
}

function isOnlyAtParent(state: TraceState, hop: HopState): boolean {
  return rowOf(state, hop)?.mark === 'only-parent';
}

function isStaleGlue(state: TraceState, hop: HopState): boolean {
  const row = rowOf(state, hop)?.addresses.find(({ address }) => address === hop.address);
  return row?.mark === 'only-parent';
}

function rowOf(state: TraceState, { zone: zoneName, nameServer }: HopState) {
  const zone = zoneNamed(state, zoneName);
  const table = zone ? nameServerTable(state, zone) : null;
  return table?.rows.find(({ name }) => name === nameServer);
}

function hasOldSerial(state: TraceState, hop: HopState): boolean {
  const serials = new Map(
    state.hops
      .filter(({ zone, question }) => zone === hop.zone && question.name === zone && question.type === 'SOA')
      .flatMap(({ address, result }) => {
        const soa = result.status === 'answered' && result.message.answer.find(({ type }) => type === 'SOA');
        return soa ? [[address, Number(soa.data.split(' ')[2])] as const] : [];
      }),
  );
  const own = serials.get(hop.address);
  return own !== undefined && [...serials.values()].some((serial) => isNewer(serial, own));
}
