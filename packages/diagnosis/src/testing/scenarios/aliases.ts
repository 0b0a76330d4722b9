// Aliases and where they lead.
import { refusesZone, says } from '@delegraph/lab';
import { OTHER, secondSays } from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

export const aliases: readonly Scenario[] = [
  {
    code: 'cname-target-nodata',
    situation: 'an alias of a name without an address',
    tree: domainTree({ records: ['www CNAME mail', 'mail MX 10 www'] }),
    said: ['cname-target-nodata example.test'],
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
  },
  {
    code: 'cname-inconsistent',
    situation: 'an alias at one server, an address at the other',
    tree: secondSays({ question: 'www A', answer: ['www CNAME web', 'web A 192.0.2.1'] }),
    said: ['cname-inconsistent example.test'],
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
  },
  {
    code: 'answer-private',
    situation: 'an address in a private network',
    tree: domainTree({ records: ['www A 10.1.2.3'] }),
    said: ['answer-private example.test'],
  },
];
