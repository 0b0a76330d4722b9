// A fact that a trace tells, so that two traces can be laid side by side fact by fact.
import type { DomainName } from '@delegraph/model';

/** What is said of one zone and its servers, in the order it is told. */
export const ZONE_ASPECTS = [
  'delegation',
  'parent-ns',
  'child-ns',
  'glue',
  'address',
  'ds',
  'standing',
  'serial',
  'soa',
  'server-answer',
] as const;

/** What a fact is about. The order is that of the table: from what was asked, down the tree, to what was found. */
export const ASPECTS = ['context', 'outcome', 'alias', 'answer', ...ZONE_ASPECTS, 'ttl', 'finding'] as const;

export type Aspect = (typeof ASPECTS)[number];

export interface Fact {
  aspect: Aspect;
  /** The same in two traces for what is to be compared with each other; unique within its aspect and zone. */
  id: string;
  /** Null for what is about the whole trace. */
  zone: DomainName | null;
  nameServer?: DomainName;
  address?: string;
  /** For people: `ns1.shop.test at the parent`. */
  what: string;
  /** For people: `192.0.2.1`. */
  value: string;
  /** Equal where the values say the same; the value itself unless said. */
  comparable?: string;
  /** Of a TTL: its seconds, and whether whoever said it owns it, so that it does not count down. */
  ttl?: { seconds: number; isOwn: boolean };
}

/** What one trace says. */
export interface Account {
  facts: readonly Fact[];
  /** Whether the trace, which lacks this fact of another, says by that that it is not so. Else it has not heard of it. */
  rulesOut: (fact: Fact) => boolean;
}

export function keyOf({ aspect, zone, id }: Fact): string {
  return `${aspect} ${zone ?? ''} ${id}`;
}

/** Texts in an order that does not depend on who answered first. */
export function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].toSorted();
}
