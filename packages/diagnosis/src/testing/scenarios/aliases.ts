// Aliases and where they lead.
import { refusesZone, says } from '@delegraph/lab';
import { OTHER, bothSay, secondSays } from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

/** So many aliases in a row, and an address. */
function chainOf(links: number): string[] {
  const names = ['www', ...Array.from({ length: links }, (_, i) => `n${i}`)];
  return [
    ...names.slice(0, -1).map((owner, i) => `${owner} CNAME ${names[i + 1]}`),
    `${names.at(-1)} A 192.0.2.1`,
  ];
}

export const aliases: readonly Scenario[] = [
  {
    code: 'cname-loop',
    situation: 'two aliases of each other',
    tree: domainTree({ records: ['www CNAME web', 'web CNAME www'] }),
    said: ['cname-loop example.test'],
    near: {
      situation: 'two aliases of one name',
      tree: domainTree({ records: ['www CNAME web', 'web CNAME host', 'host A 192.0.2.1'] }),
    },
  },
  {
    code: 'cname-dangling-nxdomain',
    situation: 'an alias of a name that does not exist',
    tree: domainTree({ records: ['www CNAME gone'] }),
    said: ['cname-dangling-nxdomain example.test', 'negative-cache-window example.test'],
    near: {
      situation: 'an alias of a name without an address',
      tree: domainTree({ records: ['www CNAME mail', 'mail MX 10 www'] }),
      said: ['cname-target-nodata example.test'],
    },
  },
  {
    code: 'cname-chain-long',
    situation: 'nine aliases in a row',
    tree: domainTree({ records: chainOf(9) }),
    said: ['cname-chain-long example.test'],
    near: { situation: 'eight aliases in a row', tree: domainTree({ records: chainOf(8) }) },
  },
  {
    code: 'ns-is-cname',
    situation: 'a name server that is an alias',
    tree: domainTree({ records: ['www A 192.0.2.1', 'ns2 CNAME host', 'host A 203.0.113.2'] }),
    said: ['ns-is-cname example.test ns2.example.test'],
    near: {
      situation: 'an alias of a name server',
      tree: domainTree({ records: ['www A 192.0.2.1', 'mail CNAME ns2'] }),
    },
  },
  {
    code: 'cname-target-nodata',
    situation: 'an alias of a name without an address',
    tree: domainTree({ records: ['www CNAME mail', 'mail MX 10 www'] }),
    said: ['cname-target-nodata example.test'],
    near: {
      situation: 'an alias of a name with an address',
      tree: domainTree({ records: ['www CNAME mail', 'mail MX 10 www', 'mail A 192.0.2.1'] }),
    },
  },
  {
    code: 'cname-target-unresolvable',
    situation: 'an alias into a zone that nobody serves',
    tree: {
      ...domainTree({ records: ['www CNAME www.other.test.'] }),
      'other.test.': {
        ...OTHER['other.test.']!,
        faults: [refusesZone('ns1.other.test.'), refusesZone('ns2.other.test.')],
      },
    },
    said: [
      'delegation-fully-lame other.test',
      'lame-refused other.test ns1.other.test',
      'lame-refused other.test ns2.other.test',
      'cname-target-unresolvable example.test',
    ],
    near: {
      situation: 'an alias into a zone one of whose servers refuses it',
      tree: {
        ...domainTree({ records: ['www CNAME www.other.test.'] }),
        'other.test.': {
          ...OTHER['other.test.']!,
          records: ['www A 192.0.2.5'],
          faults: [refusesZone('ns1.other.test.')],
        },
      },
      said: ['delegation-partially-lame other.test', 'lame-refused other.test ns1.other.test'],
    },
  },
  {
    code: null,
    situation: 'an alias into a healthy zone',
    tree: {
      ...domainTree({ records: ['www CNAME www.other.test.'] }),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
    },
    said: [],
  },
  {
    code: 'cname-at-apex',
    situation: 'the domain itself is an alias',
    tree: domainTree({ records: ['@ CNAME www', 'www A 192.0.2.1'] }),
    question: 'example.test. A',
    said: ['cname-at-apex example.test'],
    near: {
      situation: 'a name in the domain is an alias of the domain',
      tree: domainTree({ records: ['www CNAME @', '@ A 192.0.2.1'] }),
      question: 'www.example.test. A',
    },
  },
  {
    code: 'cname-multiple',
    situation: 'a name with two aliases',
    tree: domainTree({
      faults: ['ns1', 'ns2'].map((name) =>
        says(`${name}.example.test.`, {
          question: 'www A',
          answer: ['www CNAME one', 'www CNAME two', 'one A 192.0.2.1', 'two A 192.0.2.2'],
        }),
      ),
    }),
    said: ['cname-multiple example.test'],
    near: {
      situation: 'a name with two addresses',
      tree: domainTree({ records: ['www A 192.0.2.1', 'www A 192.0.2.2'] }),
    },
  },
  {
    code: 'cname-inconsistent',
    situation: 'an alias at one server, an address at the other',
    tree: secondSays({ question: 'www A', answer: ['www CNAME web', 'web A 192.0.2.1'] }),
    said: ['cname-inconsistent example.test'],
    near: {
      situation: 'one alias at both servers',
      tree: bothSay({ question: 'www A', answer: ['www CNAME web', 'web A 192.0.2.1'] }),
    },
  },
  {
    code: 'dname-no-cname',
    situation: 'a server that leaves the CNAME to the asker',
    tree: {
      ...secondSays(
        { question: 'www.old A', answer: ['old DNAME other.test.'] },
        { records: ['old DNAME other.test.'] },
      ),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
    },
    question: 'www.old.example.test. A',
    said: ['dname-no-cname example.test ns2.example.test'],
    near: {
      situation: 'a server that makes the CNAME',
      tree: {
        ...domainTree({ records: ['old DNAME other.test.'] }),
        'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
      },
    },
  },
  {
    code: 'dname-target-mismatch',
    situation: 'a server that makes the wrong CNAME of a DNAME',
    tree: {
      ...secondSays(
        { question: 'www.old A', answer: ['old DNAME other.test.', 'www.old CNAME other.test.'] },
        { records: ['old DNAME other.test.'] },
      ),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
    },
    question: 'www.old.example.test. A',
    said: ['dname-target-mismatch example.test ns2.example.test'],
    near: {
      situation: 'a server that makes the right CNAME',
      tree: {
        ...domainTree({ records: ['old DNAME other.test.'] }),
        'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
      },
    },
  },
  {
    code: null,
    situation: 'a DNAME and the CNAME made from it',
    tree: {
      ...domainTree({ records: ['old DNAME other.test.'] }),
      'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] },
    },
    question: 'www.old.example.test. A',
    said: [],
  },
  {
    code: 'alias-target-private',
    situation: 'an alias of an address in a private network',
    tree: domainTree({ records: ['www CNAME web', 'web A 192.168.1.1'] }),
    said: ['alias-target-private example.test'],
    near: {
      situation: 'an alias of a public address',
      tree: domainTree({ records: ['www CNAME web', 'web A 192.0.2.1'] }),
    },
  },
  {
    code: 'answer-private',
    situation: 'an address in a private network',
    tree: domainTree({ records: ['www A 10.1.2.3'] }),
    said: ['answer-private example.test'],
    near: {
      situation: 'an address beside a private network',
      tree: domainTree({ records: ['www A 11.1.2.3'] }),
    },
  },
];
