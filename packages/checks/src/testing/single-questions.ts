// Questions to one server that a trace seldom asks, where a server that is not careful goes wrong.

export interface SingleQuestion {
  situation: string;
  /** `www.names.test. A` */
  question: string;
  /** The servers of a top-level domain, or those of the zones below. */
  role: 'tld' | 'domains';
  /** False: a query without EDNS. */
  edns?: boolean;
  /** What the query says it can receive. */
  udpSize?: number;
}

const LABEL = 'a'.repeat(60);

/** What the zone `names.test.` holds for them. */
export const recordsOfSingleQuestions: readonly string[] = [
  'dangling CNAME nowhere',
  'loop1 CNAME loop2',
  'loop2 CNAME loop1',
  `long DNAME ${[LABEL, LABEL, LABEL, 'b'.repeat(40)].join('.')}.test.`,
  'out CNAME www.elsewhere.',
  'renamed DNAME wild',
  'to-cut CNAME x.cut',
  'cut NS ns.elsewhere.',
  'to-wildcard CNAME x.alias',
  'to-text CNAME taken.wild',
  '*.star.shallow A 192.0.2.1',
];

export const singleQuestions: readonly SingleQuestion[] = [
  { situation: 'NS at the apex', question: 'names.test. NS', role: 'domains' },
  { situation: 'NS elsewhere', question: 'www.names.test. NS', role: 'domains' },
  { situation: 'NS at the cut', question: 'names.test. NS', role: 'tld' },
  { situation: 'DS at the child', question: 'names.test. DS', role: 'domains' },
  { situation: 'DS of an unsigned child', question: 'names.test. DS', role: 'tld' },
  { situation: 'DS of a signed child', question: 'nsec.test. DS', role: 'tld' },
  { situation: 'DS below a cut', question: 'x.nsec.test. DS', role: 'tld' },
  { situation: 'DS of oneself', question: 'test. DS', role: 'tld' },
  { situation: 'DS where parent and child are together', question: 'sub.together.test. DS', role: 'domains' },
  { situation: 'NS where parent and child are together', question: 'sub.together.test. NS', role: 'domains' },
  { situation: 'an alias to nothing', question: 'dangling.names.test. A', role: 'domains' },
  { situation: 'the alias itself', question: 'dangling.names.test. CNAME', role: 'domains' },
  { situation: 'a loop of aliases', question: 'loop1.names.test. A', role: 'domains' },
  { situation: 'an alias out of the zone', question: 'out.names.test. A', role: 'domains' },
  { situation: 'an alias below a cut', question: 'to-cut.names.test. A', role: 'domains' },
  { situation: 'an alias to a wildcard', question: 'to-wildcard.names.test. A', role: 'domains' },
  { situation: 'an alias to a name without the type', question: 'to-text.names.test. A', role: 'domains' },
  { situation: 'a DNAME to a wildcard', question: 'q.renamed.names.test. A', role: 'domains' },
  {
    situation: 'a DNAME that makes a name too long',
    question: `${'c'.repeat(30)}.long.names.test. A`,
    role: 'domains',
  },
  { situation: 'the asterisk itself', question: '*.wild.names.test. A', role: 'domains' },
  { situation: 'below the asterisk', question: 'x.*.wild.names.test. A', role: 'domains' },
  { situation: 'a wildcard without the type', question: 'x.wild.names.test. MX', role: 'domains' },
  { situation: 'above a wildcard', question: 'star.shallow.names.test. A', role: 'domains' },
  { situation: 'two above a wildcard', question: 'shallow.names.test. A', role: 'domains' },
  { situation: 'a delegation inside', question: 'cut.names.test. A', role: 'domains' },
  { situation: 'DS of a delegation inside', question: 'cut.names.test. DS', role: 'domains' },
  { situation: 'a foreign name', question: 'www.nowhere.example. A', role: 'domains' },
  { situation: 'DS of a foreign name', question: 'nowhere.example. DS', role: 'domains' },
  { situation: 'the root', question: '. NS', role: 'domains' },
  { situation: 'every type', question: 'www.names.test. ANY', role: 'domains' },
  { situation: 'a type nobody knows', question: 'www.names.test. TYPE65280', role: 'domains' },
  { situation: 'without EDNS', question: 'www.names.test. A', role: 'domains', edns: false },
  { situation: 'a large set without EDNS', question: 'www.large.test. A', role: 'domains', edns: false },
  { situation: 'a large set into 512 octets', question: 'www.large.test. A', role: 'domains', udpSize: 512 },
  { situation: 'a large set into less', question: 'www.large.test. A', role: 'domains', udpSize: 100 },
  { situation: 'a large set into 4096', question: 'www.large.test. A', role: 'domains', udpSize: 4096 },
];
