// What real servers and the lab must agree on: a small Internet of which each zone is served by four kinds of software.
import type { ServerSpec, ZoneTreeSpec } from '@delegraph/lab';
import { SOFTWARE } from './daemons.ts';
import type { Operator } from './real-network.ts';
import { recordsOfSingleQuestions } from './single-questions.ts';

export interface Scenario {
  situation: string;
  /** `www.example.test. A` */
  question: string;
  path: string[];
  /** The RCODE, and the records of the answer in alphabetical order. */
  answer: string;
  chain?: string[];
  findings?: string[];
}

/** Name servers of a zone, in it: ns1 runs NSD, ns2 Knot, ns3 BIND, ns4 PowerDNS. */
function fourServers(zone: string, which: readonly number[] = [1, 2, 3, 4]): ServerSpec {
  return Object.fromEntries(which.map((n) => [`ns${n}.${zone}`, `203.0.113.${n}`]));
}

function topLevelServers(zone: string): ServerSpec {
  return Object.fromEntries(TLD_ADDRESSES.map((address, i) => [`ns${i + 1}.nic.${zone}`, address]));
}

const ROOT_SERVERS: ServerSpec = { 'a.root.test.': '198.51.100.1', 'b.root.test.': '198.51.100.3' };
export const DOMAIN_ADDRESSES = [1, 2, 3, 4].map((n) => `203.0.113.${n}`);
export const TLD_ADDRESSES = [1, 2, 3, 4].map((n) => `198.51.100.1${n}`);
const THIRTEEN: ServerSpec = Object.fromEntries(
  Array.from('abcdefghijklm', (letter, i) => [
    `${letter}.ns.thirteen.test.`,
    [`203.0.113.${101 + i}`, `2001:db8::${(i + 1).toString(16)}`],
  ]),
);
/** Too much for 1232 octets, and not more than the hundred that BIND accepts. */
const LARGE_SET = Array.from({ length: 90 }, (_, i) => `192.0.2.${i + 1}`);
/** One zone on each server, each with three of twelve aliases. */
const LINKS = ['one.test.', 'two.example.', 'three.test.', 'four.example.'];
const LINK_NAMES = Array.from({ length: 13 }, (_, i) => `l${i}.${LINKS[i % 4]}`);

/** The software at an address, by its last number; the roles are root, top-level domain, and the rest. */
export function operatorAt(address: string): Operator {
  const last = address.includes(':')
    ? Number.parseInt(address.split(':').at(-1)!, 16)
    : Number(address.split('.')[3]);
  const role = !address.startsWith('198.') ? 'domains' : last > 10 ? 'tld' : 'root';
  const index = role === 'tld' ? last - 11 : (last > 100 ? last - 101 : last - 1) % 4;
  return { software: SOFTWARE[index]!, role };
}

export function zonesOfScenarios(ds: { nsec: string; nsec3: string }): ZoneTreeSpec {
  const signedRecords = ['www A 192.0.2.1', '*.wild A 192.0.2.2', 'a.empty A 192.0.2.3'];
  return {
    '.': { servers: ROOT_SERVERS },
    'test.': { servers: topLevelServers('test.') },
    'example.': { servers: topLevelServers('example.') },
    'partial.test.': {
      servers: fourServers('partial.test.'),
      glue: { 'ns2.partial.test.': [], 'ns3.partial.test.': [] },
      records: ['www A 192.0.2.1'],
    },
    'dname.test.': { servers: fourServers('dname.test.'), records: ['old DNAME new.target.example.'] },
    'target.example.': {
      servers: fourServers('target.example.'),
      records: ['www.new A 192.0.2.2', 'long CNAME www.new'],
    },
    'names.test.': {
      servers: fourServers('names.test.'),
      records: [
        '*.wild A 192.0.2.3',
        '*.wild TXT "a text"',
        'taken.wild TXT "no address"',
        '*.alias CNAME www',
        'deep.under.wild A 192.0.2.4',
        'a.b.empty A 192.0.2.5',
        'www A 192.0.2.6',
        'www AAAA 2001:db8::6',
        'mail MX 10 www',
        ...recordsOfSingleQuestions,
      ],
    },
    'nsec.test.': { servers: fourServers('nsec.test.'), ds: [ds.nsec], records: signedRecords },
    'nsec3.test.': { servers: fourServers('nsec3.test.'), ds: [ds.nsec3], records: signedRecords },
    'large.test.': {
      servers: fourServers('large.test.'),
      records: LARGE_SET.map((address) => `www A ${address}`),
    },
    'together.test.': { servers: fourServers('together.test.'), records: ['www A 192.0.2.7'] },
    'sub.together.test.': { servers: fourServers('sub.together.test.'), records: ['www A 192.0.2.8'] },
    'split.test.': {
      servers: fourServers('split.test.', [1, 2, 3]),
      childServers: fourServers('split.test.', [2, 3, 4]),
      records: ['www A 192.0.2.9', 'ns1 A 203.0.113.1'],
    },
    'thirteen.test.': { servers: THIRTEEN, records: ['www A 192.0.2.10'] },
    'xn--bcher-kva.test.': { servers: fourServers('xn--bcher-kva.test.'), records: ['www A 192.0.2.11'] },
    ...Object.fromEntries(
      LINKS.map((zone, i) => [
        zone,
        {
          servers: fourServers(zone, [i + 1]),
          records: LINK_NAMES.flatMap((name, at) => {
            if (at % 4 !== i) return [];
            return [at === 12 ? `${name} A 192.0.2.12` : `${name} CNAME ${LINK_NAMES[at + 1]}`];
          }),
        },
      ]),
    ),
  };
}

/** The way from the root through `test.` to a zone below it, and how it ends there. */
function way(zone: string, end = 'answer'): string[] {
  return ['. -> test.', `test. -> ${zone}`, `${zone} -> ${end}`];
}

/** What a zone signed with NSEC and one signed with NSEC3 say alike. */
function signedScenarios(zone: string, proof: string): Scenario[] {
  return [
    {
      situation: `an answer from a zone signed with ${proof}`,
      question: `www.${zone} A`,
      path: way(zone),
      answer: 'NOERROR, A 192.0.2.1',
    },
    {
      situation: `NXDOMAIN proven by ${proof}`,
      question: `nothing.${zone} A`,
      path: way(zone, 'nxdomain'),
      answer: 'NXDOMAIN',
      findings: [`negative-cache-window ${zone.slice(0, -1)}`],
    },
    {
      situation: `NODATA proven by ${proof}`,
      question: `www.${zone} AAAA`,
      path: way(zone, 'nodata'),
      answer: 'NOERROR',
    },
    {
      situation: `a wildcard proven by ${proof}`,
      question: `x.wild.${zone} A`,
      path: way(zone),
      answer: 'NOERROR, A 192.0.2.2',
    },
    {
      situation: `an empty non-terminal proven by ${proof}`,
      question: `empty.${zone} A`,
      path: way(zone, 'nodata'),
      answer: 'NOERROR',
    },
  ];
}

export const scenarios: readonly Scenario[] = [
  {
    situation: 'a referral with glue for two of four name servers',
    question: 'www.partial.test. A',
    path: way('partial.test.'),
    answer: 'NOERROR, A 192.0.2.1',
    findings: [
      'glue-missing-in-domain partial.test ns2.partial.test',
      'glue-missing-in-domain partial.test ns3.partial.test',
    ],
  },
  {
    situation: 'a DNAME into another top-level domain',
    question: 'www.old.dname.test. A',
    path: [
      ...way('dname.test.', 'alias www.new.target.example.'),
      '. -> example.',
      'example. -> target.example.',
      'target.example. -> answer',
    ],
    answer: 'NOERROR, A 192.0.2.2',
    chain: ['www.old.dname.test -> www.new.target.example'],
  },
  {
    situation: 'the DNAME itself',
    question: 'old.dname.test. DNAME',
    path: way('dname.test.'),
    answer: 'NOERROR, DNAME new.target.example.',
  },
  {
    situation: 'a wildcard',
    question: 'any.thing.wild.names.test. A',
    path: way('names.test.'),
    answer: 'NOERROR, A 192.0.2.3',
  },
  {
    situation: 'a wildcard that leads away by CNAME',
    question: 'x.alias.names.test. A',
    path: [...way('names.test.', 'alias www.names.test.'), 'names.test. -> answer'],
    answer: 'NOERROR, A 192.0.2.6',
    chain: ['x.alias.names.test -> www.names.test'],
  },
  {
    situation: 'a name that exists keeps the wildcard away',
    question: 'taken.wild.names.test. A',
    path: way('names.test.', 'nodata'),
    answer: 'NOERROR',
  },
  {
    situation: 'an empty non-terminal keeps the wildcard away from the names below it',
    question: 'x.under.wild.names.test. A',
    path: way('names.test.', 'nxdomain'),
    answer: 'NXDOMAIN',
    findings: ['negative-cache-window names.test'],
  },
  {
    situation: 'an empty non-terminal',
    question: 'b.empty.names.test. A',
    path: way('names.test.', 'nodata'),
    answer: 'NOERROR',
  },
  {
    situation: 'NODATA',
    question: 'mail.names.test. A',
    path: way('names.test.', 'nodata'),
    answer: 'NOERROR',
  },
  {
    situation: 'NXDOMAIN',
    question: 'nothing.names.test. A',
    path: way('names.test.', 'nxdomain'),
    answer: 'NXDOMAIN',
    findings: ['negative-cache-window names.test'],
  },
  {
    situation: 'a name that is not delegated',
    question: 'www.nobody.test. A',
    path: ['. -> test.', 'test. -> nxdomain'],
    answer: 'NXDOMAIN',
    findings: ['negative-cache-window test', 'no-delegation-nxdomain test'],
  },
  ...signedScenarios('nsec.test.', 'NSEC'),
  ...signedScenarios('nsec3.test.', 'NSEC3'),
  {
    situation: 'an answer that fits only TCP',
    question: 'www.large.test. A',
    path: way('large.test.'),
    answer: ['NOERROR', ...LARGE_SET.map((address) => `A ${address}`).toSorted()].join(', '),
  },
  {
    situation: 'parent and child on one server, which refers nobody',
    question: 'www.sub.together.test. A',
    path: way('together.test.'),
    answer: 'NOERROR, A 192.0.2.8',
  },
  {
    situation: 'parent and child name different servers',
    question: 'www.split.test. A',
    path: way('split.test.'),
    answer: 'NOERROR, A 192.0.2.9',
    findings: [
      'glue-ttl-differs split.test ns1.split.test',
      'ns-address-ttl-shorter-than-ns split.test',
      'ns-only-at-child split.test ns4.split.test',
      'ns-only-at-parent split.test ns1.split.test',
    ],
  },
  {
    situation: 'thirteen name servers with both kinds of address',
    question: 'www.thirteen.test. A',
    path: way('thirteen.test.'),
    answer: 'NOERROR, A 192.0.2.10',
  },
  {
    situation: 'an internationalised name',
    question: 'www.bücher.test. A',
    path: way('xn--bcher-kva.test.'),
    answer: 'NOERROR, A 192.0.2.11',
  },
  {
    situation: 'twelve aliases over four zones on four servers',
    question: 'l0.one.test. A',
    path: [
      ...way('one.test.', 'alias l1.two.example.'),
      '. -> example.',
      'example. -> two.example.',
      'two.example. -> alias l2.three.test.',
      'test. -> three.test.',
      'three.test. -> alias l3.four.example.',
      'example. -> four.example.',
      'four.example. -> alias l4.one.test.',
      ...LINK_NAMES.slice(4, 12).map((_, i) => `${LINKS[i % 4]} -> alias ${LINK_NAMES[i + 5]}`),
      'one.test. -> answer',
    ],
    answer: 'NOERROR, A 192.0.2.12',
    chain: LINK_NAMES.slice(0, 12).map((name, i) =>
      `${name} -> ${LINK_NAMES[i + 1]}`.replace(/\.(?= |$)/g, ''),
    ),
    findings: [
      'cname-chain-long one.test',
      'cname-cross-zone-count one.test',
      ...['four.example', 'one.test', 'three.test', 'two.example'].map((zone) => `single-ns ${zone}`),
    ],
  },
];
