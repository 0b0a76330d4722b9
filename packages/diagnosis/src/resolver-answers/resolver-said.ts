// What a resolver's reply comes to: the end of its alias chain, and for how long it may be kept.
import {
  type DomainName,
  type Message,
  type Question,
  type ResourceRecord,
  classifyResponse,
  ROOT,
} from '@delegraph/model';
import { distinct } from '../zone-evidence.ts';

/** An end of a lookup: an answer with its data, or a denial. */
export interface LookupEnd {
  kind: 'answer' | 'nodata' | 'nxdomain';
  /** Sorted and without doubles; empty for a denial. */
  data: readonly string[];
}

export interface ResolverSaid extends LookupEnd {
  /** Seconds that each RRset on the way may still be kept, by its owner. */
  ttls: ReadonlyMap<DomainName, number>;
  /** The least of them; null where the reply has no record that says so. */
  ttlSeconds: number | null;
}

const MOST_LINKS = 32;

/** Null for a reply that is neither an answer nor a denial: another RCODE, or nothing useful. */
export function resolverSaid(question: Question, message: Message): ResolverSaid | null {
  const ttls = new Map<DomainName, number>();
  let { name } = question;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const response = classifyResponse(message, ROOT, { name, type: question.type });
    if (response.kind === 'alias') {
      ttls.set(name, response.link.ttl);
      name = response.link.target;
      continue;
    }
    if (response.kind === 'answer') {
      ttls.set(name, leastTtl(response.records));
      return { kind: 'answer', data: dataOf(response.records), ttls, ttlSeconds: leastOf(ttls) };
    }
    const isDenied = response.kind === 'nodata' || response.kind === 'nxdomain';
    // Resolvers may leave out the SOA record of a denial.
    const isBare = response.kind === 'empty' && message.rcode === 'NOERROR';
    if (!isDenied && !isBare) return null;
    const soa = message.authority.find(({ type }) => type === 'SOA');
    if (soa) ttls.set(name, negativeTtl(soa));
    const kind = message.rcode === 'NXDOMAIN' ? 'nxdomain' : 'nodata';
    return { kind, data: [], ttls, ttlSeconds: leastOf(ttls) };
  }
  return null;
}

/** The data of an RRset, so that equal sets have equal texts: names are compared without case (RFC 4343). */
export function dataOf(records: readonly ResourceRecord[]): string[] {
  return distinct(
    records.map(({ type, data }) => (CASELESS.has(type) ? data.toLowerCase() : data)),
  ).toSorted();
}

export function leastTtl(records: readonly ResourceRecord[]): number {
  return Math.min(...records.map(({ ttl }) => ttl));
}

/** How long a denial is kept. RFC 2308 section 5. */
export function negativeTtl({ ttl, data }: ResourceRecord): number {
  const minimum = Number(data.split(' ').at(-1));
  return Number.isFinite(minimum) ? Math.min(ttl, minimum) : ttl;
}

const CASELESS: ReadonlySet<string> = new Set(['NS', 'CNAME', 'DNAME', 'PTR', 'MX', 'SRV', 'SOA']);

function leastOf(ttls: ReadonlyMap<DomainName, number>): number | null {
  return ttls.size === 0 ? null : Math.min(...ttls.values());
}
