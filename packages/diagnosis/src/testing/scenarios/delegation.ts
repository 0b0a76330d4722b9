// Delegations, as the parent's servers give them.
import { answersLate, refusesZone } from '@delegraph/lab';
import { NS1, NS2, parentSays } from '../bends.ts';
import { domainTree, root, testZone } from '../trees.ts';
import type { Scenario } from './scenario.ts';

export const delegation: readonly Scenario[] = [
  {
    code: 'no-delegation-nodata',
    situation: 'a domain that the top-level domain knows without delegating it',
    tree: { '.': root, 'test.': testZone({ records: ['example TXT "reserved"'] }) },
    question: 'example.test. A',
    said: ['no-delegation-nodata test'],
    near: {
      situation: 'a domain that is delegated and has no address',
      tree: domainTree(),
    },
  },
  {
    code: null,
    situation: 'a name without data inside its own zone',
    tree: domainTree(),
    question: 'example.test. MX',
    said: [],
  },
  {
    code: 'delegation-parent-inconsistent',
    situation: 'one server of the parent has not heard of the domain',
    tree: parentSays({
      question: 'www.example A',
      rcode: 'NXDOMAIN',
      authority: ['@ SOA a.test. hostmaster 1 7200 3600 1209600 300'],
    }),
    said: ['delegation-parent-inconsistent example.test'],
    near: {
      situation: 'one server of the parent is slow',
      tree: { ...domainTree(), 'test.': testZone({ faults: [answersLate('b.test.', 500)] }) },
    },
  },
  {
    code: 'parent-ns-set-differs',
    situation: 'one server of the parent names one name server less',
    tree: parentSays({
      question: 'www.example A',
      authoritative: false,
      authority: ['example NS ns1.example'],
      additional: ['ns1.example.test. 86400 A 203.0.113.1'],
    }),
    said: ['parent-ns-set-differs example.test'],
    near: {
      situation: 'both servers of the parent name the same name servers',
      tree: domainTree(),
    },
  },
  {
    code: null,
    situation: 'one server of the parent gives the same NS set in another order',
    tree: parentSays({
      question: 'www.example A',
      authoritative: false,
      authority: ['example NS ns2.example', 'example NS ns1.example'],
      additional: ['ns2.example.test. 86400 A 203.0.113.2', 'ns1.example.test. 86400 A 203.0.113.1'],
    }),
    said: [],
  },
  {
    code: 'parent-lame',
    situation: 'a server of the parent refuses the parent zone',
    tree: { ...domainTree(), 'test.': testZone({ faults: [refusesZone('b.test.')] }) },
    said: ['delegation-partially-lame test', 'lame-refused test b.test', 'parent-lame example.test'],
    near: {
      situation: 'one server of the parent is slow',
      tree: { ...domainTree(), 'test.': testZone({ faults: [answersLate('b.test.', 500)] }) },
    },
  },
  {
    code: 'referral-too-large',
    situation: 'thirteen name servers with long names',
    tree: domainTree({
      servers: Object.fromEntries(
        Array.from({ length: 13 }, (_, i) => [
          `${'x'.repeat(50)}${i}.${'y'.repeat(50)}${i}.example.test.`,
          `203.0.113.${i + 1}`,
        ]),
      ),
    }),
    said: ['referral-too-large example.test'],
    near: {
      situation: 'thirteen name servers with short names',
      tree: domainTree({
        servers: Object.fromEntries(
          Array.from({ length: 13 }, (_, i) => [`n${i}.example.test.`, `203.0.113.${i + 1}`]),
        ),
      }),
    },
  },
  {
    code: 'zone-cut-hidden',
    situation: 'parent and child on the same servers, and the denial comes from the child',
    tree: {
      ...domainTree(),
      'sub.example.test.': { servers: { ...NS1, ...NS2 }, records: ['www A 192.0.2.2'] },
    },
    question: 'www.sub.example.test. AAAA',
    said: ['zone-cut-hidden example.test'],
    near: {
      situation: 'a denial from a zone whose referral was seen',
      tree: {
        ...domainTree(),
        'sub.example.test.': {
          servers: { 'ns1.sub.example.test.': '203.0.113.3', 'ns2.sub.example.test.': '203.0.113.4' },
          records: ['www A 192.0.2.2'],
        },
      },
    },
  },
  {
    code: null,
    situation: 'parent and child on the same servers',
    tree: {
      ...domainTree(),
      'sub.example.test.': { servers: { ...NS1, ...NS2 }, records: ['www A 192.0.2.2'] },
    },
    question: 'www.sub.example.test. A',
    said: [],
  },
  {
    code: null,
    situation: 'a top-level domain and a domain in it on the same servers, and no such name there',
    tree: domainTree({ servers: { 'a.test.': '198.51.100.11', 'b.test.': '198.51.100.12' } }),
    question: 'nowhere.example.test. A',
    said: ['negative-cache-window test', 'zone-cut-hidden test'],
  },
];
