// What the inspector says of a thing in plain sentences: from the facts of the trace, with the words of RFC 9499.
import { type DomainName, ROOT } from '@delegraph/model';

export interface Explanation {
  parts: readonly ExplanationPart[];
  /** Those that the sentences use. */
  words: readonly Word[];
}

/** Without sentences there is no such part. */
export interface ExplanationPart {
  title: string;
  sentences: readonly string[];
}

/** In our own words, with the section of RFC 9499 that has the definition. */
export const WORDS = {
  'zone cut': {
    section: 7,
    means: 'The border between two zones: above it the parent speaks, below it the child.',
  },
  delegation: {
    section: 7,
    means: 'NS records of a parent that hand a part of its names to the servers of a child zone.',
  },
  referral: { section: 4, means: 'A reply without an answer that names the servers of a zone further down.' },
  glue: { section: 7, means: 'Addresses of name servers that the parent gives with a referral.' },
  'in-domain': { section: 7, means: 'Said of a name server whose own name lies in the zone it serves.' },
  'lame delegation': { section: 7, means: 'A delegation to a server that does not serve the zone.' },
  'authoritative server': { section: 6, means: 'A server that knows a zone of itself, and not from others.' },
  'root hints': {
    section: 6,
    means: 'The names and addresses of the root servers that a resolver begins with.',
  },
  TTL: {
    section: 5,
    means: 'Time to live: for how many seconds a record may be kept before it is asked for again.',
  },
  CNAME: { section: 2, means: 'A record that makes its owner an alias of another name.' },
  NODATA: { section: 3, means: 'The name exists, and has no record of the type asked for.' },
  NXDOMAIN: { section: 3, means: 'The name does not exist, nor does anything below it.' },
} as const;

export type Word = keyof typeof WORDS;

/** The parts that say something. */
export function explanation(
  parts: readonly ExplanationPart[],
  words: readonly (Word | false)[],
): Explanation {
  return {
    parts: parts.filter(({ sentences }) => sentences.length > 0),
    words: words.filter((word) => word !== false),
  };
}

/** `a`, `a and b`, `a, b and c`, `a, b, c and 9 more`. */
export function listed(items: readonly string[], most = 4): string {
  const shown = items.length > most ? items.slice(0, most - 1) : items;
  const all = shown.length < items.length ? [...shown, `${items.length - shown.length} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** A zone in a sentence. */
export function zoneWords(zone: DomainName): string {
  return zone === ROOT ? 'the root' : zone;
}
