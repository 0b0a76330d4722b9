// DNAME records, and what stands beside aliases.
import { NS1, NS2, OTHER, bothSay, secondSays } from '../bends.ts';
import { domainTree, root } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const WITH_WWW = { 'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.5'] } };
const REDIRECTED = { ...domainTree({ records: ['old DNAME other.test.'] }), ...WITH_WWW };
const LONG = Array.from({ length: 3 }, () => 'x'.repeat(60)).join('.');

/** A reverse zone in which an address is an alias, as for a network smaller than /24. */
function reverse(...records: string[]) {
  return {
    '.': root,
    'arpa.': { servers: { 'a.arpa.': '198.51.100.11', 'b.arpa.': '198.51.100.12' } },
    '2.0.192.in-addr.arpa.': {
      servers: { 'ns1.2.0.192.in-addr.arpa.': '203.0.113.1', 'ns2.2.0.192.in-addr.arpa.': '203.0.113.2' },
      records: ['5 CNAME 5.0-25', ...records],
    },
  };
}

export const dnames: readonly Scenario[] = [
  {
    code: 'dname-ttl-mismatch',
    situation: 'a CNAME that lives shorter than the DNAME it is made from',
    tree: {
      ...secondSays(
        { question: 'www.old A', answer: ['old DNAME other.test.', 'www.old 60 CNAME www.other.test.'] },
        { records: ['old DNAME other.test.'] },
      ),
      ...WITH_WWW,
    },
    question: 'www.old.example.test. A',
    said: ['dname-ttl-mismatch example.test ns2.example.test'],
    near: { situation: 'a CNAME that lives as long as its DNAME', tree: REDIRECTED },
  },
  {
    code: 'dname-yxdomain',
    situation: 'a DNAME that makes too long a name',
    tree: { ...domainTree({ records: [`old DNAME ${LONG}`] }) },
    question: `${'y'.repeat(60)}.old.example.test. A`,
    said: ['dname-yxdomain example.test'],
    near: {
      situation: 'a DNAME that makes a short name',
      tree: REDIRECTED,
      question: 'www.old.example.test. A',
    },
  },
  {
    code: 'dname-loop',
    situation: 'two DNAMEs that lead into each other',
    tree: domainTree({ records: ['old DNAME new', 'new DNAME old'] }),
    question: 'www.old.example.test. A',
    said: ['cname-loop example.test', 'dname-loop example.test'],
    near: { situation: 'a DNAME that leads elsewhere', tree: REDIRECTED },
  },
  {
    code: 'dname-loop',
    situation: 'a DNAME that leads below itself',
    tree: domainTree({ records: ['old DNAME older.old'] }),
    question: 'www.old.example.test. A',
    said: ['dname-loop example.test', 'dname-yxdomain example.test'],
    near: { situation: 'a DNAME that leads beside itself', tree: REDIRECTED },
  },
  {
    code: 'dname-with-data-below',
    situation: 'one server has records where the other redirects',
    tree: {
      ...secondSays(
        { question: 'www.old A', answer: ['www.old 3600 A 192.0.2.5'] },
        { records: ['old 3600 DNAME other.test.'] },
      ),
      ...WITH_WWW,
    },
    question: 'www.old.example.test. A',
    said: ['cname-inconsistent example.test', 'dname-with-data-below example.test'],
    near: { situation: 'both servers redirect', tree: REDIRECTED },
  },
  {
    code: 'cname-with-other-data',
    situation: 'an alias that has an address as well',
    tree: bothSay({ question: 'www A', answer: ['www CNAME web', 'www A 192.0.2.1'] }),
    said: ['cname-with-other-data example.test'],
    near: {
      situation: 'an alias whose target has an address',
      tree: bothSay({ question: 'www A', answer: ['www CNAME web', 'web A 192.0.2.1'] }),
    },
  },
  {
    code: 'cname-not-chased-in-answer',
    situation: 'servers that leave the target of an alias to the asker',
    tree: bothSay({ question: 'www A', answer: ['www CNAME web'] }, { records: ['web A 192.0.2.1'] }),
    said: ['cname-not-chased-in-answer example.test'],
    near: {
      situation: 'servers that give the target of an alias as well',
      tree: domainTree({ records: ['www CNAME web', 'web A 192.0.2.1'] }),
    },
  },
  {
    code: 'cname-includes-foreign-answer',
    situation: 'servers that give the address of an alias target they do not serve',
    tree: {
      ...bothSay({ question: 'www A', answer: ['www CNAME www.other.test.', 'www.other.test. A 192.0.2.5'] }),
      ...WITH_WWW,
    },
    said: ['cname-includes-foreign-answer example.test'],
    near: {
      situation: 'servers that give the address of an alias target they do serve',
      tree: {
        ...bothSay({
          question: 'www A',
          answer: ['www CNAME www.other.test.', 'www.other.test. A 192.0.2.5'],
        }),
        'other.test.': { servers: { ...NS1, ...NS2 }, records: ['www A 192.0.2.5'] },
      },
      said: ['ns-same-second-level other.test'],
    },
  },
  {
    code: 'ptr-to-cname-loop',
    situation: 'a reverse name that is an alias of nothing',
    tree: reverse(),
    question: '5.2.0.192.in-addr.arpa. PTR',
    said: [
      'cname-dangling-nxdomain 2.0.192.in-addr.arpa',
      'negative-cache-window 2.0.192.in-addr.arpa',
      'ptr-to-cname-loop 2.0.192.in-addr.arpa',
    ],
    near: {
      situation: 'a reverse name that is an alias of a host’s name',
      tree: reverse('5.0-25 PTR www.example.test.'),
    },
  },
  {
    code: 'ns-under-dname',
    situation: 'a name server below a DNAME',
    tree: domainTree({
      servers: { ...NS1, 'ns2.old.example.test.': '203.0.113.2' },
      records: ['www A 192.0.2.1', 'old DNAME new'],
    }),
    said: ['ns-under-dname example.test ns2.old.example.test'],
    near: {
      situation: 'a name server beside a DNAME',
      tree: domainTree({ records: ['www A 192.0.2.1', 'old DNAME new'] }),
    },
  },
];
