// Servers whose replies cannot be used as they come.
import {
  answersEmpty,
  answersLate,
  caseFolds,
  dropsTries,
  malformed,
  notAuthoritative,
  recursesFromCache,
  truncates,
  wrongSource,
} from '@delegraph/lab';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

export const servers: readonly Scenario[] = [
  {
    code: 'server-flaky',
    situation: 'a server that loses the first packet of each question, beside one that loses none',
    tree: domainTree({ faults: [dropsTries('ns2.example.test.', 1)] }),
    said: ['server-flaky example.test ns2.example.test'],
    near: {
      situation: 'a server that is slow',
      tree: domainTree({ faults: [answersLate('ns2.example.test.', 400)] }),
    },
  },
  {
    code: null,
    situation: 'all servers lose the first packet of each question',
    tree: domainTree({ faults: [dropsTries('ns1.example.test.', 1), dropsTries('ns2.example.test.', 1)] }),
    said: [],
  },
  {
    code: 'malformed-response',
    situation: 'a server that sends what is no message',
    tree: domainTree({ faults: [malformed('ns2.example.test.')] }),
    said: ['malformed-response example.test ns2.example.test'],
    near: {
      situation: 'a server that changes the case of the name',
      tree: domainTree({ faults: [caseFolds('ns2.example.test.')] }),
    },
  },
  {
    code: 'wrong-source-address',
    situation: 'a server that replies from another address',
    tree: domainTree({ faults: [wrongSource('ns2.example.test.', '203.0.113.77')] }),
    said: ['wrong-source-address example.test ns2.example.test'],
    near: {
      situation: 'a server that replies over TCP only',
      tree: domainTree({ faults: [truncates('ns2.example.test.')] }),
    },
  },
  {
    code: 'lame-cached-recursion',
    situation: 'a recursive resolver among the name servers',
    tree: domainTree({ faults: [recursesFromCache('ns2.example.test.')] }),
    said: ['delegation-partially-lame example.test', 'lame-cached-recursion example.test ns2.example.test'],
    near: {
      situation: 'a server without authority that is no resolver',
      tree: domainTree({ faults: [notAuthoritative('ns2.example.test.')] }),
      said: [
        'delegation-partially-lame example.test',
        'lame-not-authoritative example.test ns2.example.test',
      ],
    },
  },
  {
    code: null,
    situation: 'a lame server denies nothing and disagrees with nobody',
    tree: domainTree({ faults: [answersEmpty('ns2.example.test.')] }),
    said: ['delegation-partially-lame example.test', 'lame-empty-response example.test ns2.example.test'],
  },
];
