// Every way for one of two servers not to serve its zone, beside a server that comes near it and serves.
import {
  type FaultMaker,
  answersEmpty,
  answersLate,
  deniesApex,
  deniesAuthority,
  dropsTries,
  failsZone,
  formErrorOnEdns,
  formErrors,
  hasNoApex,
  noTcp,
  notAuthoritative,
  notImplemented,
  refersSideways,
  refersToItself,
  refersUpward,
  refusesZone,
  says,
  silent,
  truncates,
  unreachable,
} from '@delegraph/lab';
import { NS1, NS2, SOA } from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const SECOND = 'ns2.example.test.';
const lateBy =
  (delayMs: number): FaultMaker =>
  (server) =>
    answersLate(server, delayMs);
const sideways: FaultMaker = (server) => refersSideways(server, 'elsewhere.test.');
const denies: FaultMaker = (server) =>
  says(server, { question: 'www A', authority: [`${SOA} 2026112101 7200 3600 1209600 300`] });

/** The code, what the second server does and how, and what it does in the twin. */
const WAYS: readonly [code: string, does: string, fault: FaultMaker, nearMiss: string, near: FaultMaker][] = [
  ['lame-refused', 'refuses the zone', refusesZone, 'is slow', lateBy(500)],
  ['lame-servfail', 'fails for the zone', failsZone, 'is slow', lateBy(700)],
  ['lame-notauth', 'says NOTAUTH', deniesAuthority, 'does not know EDNS', formErrorOnEdns],
  ['lame-notauth', 'says NOTIMP', notImplemented, 'does not know EDNS', formErrorOnEdns],
  ['lame-notauth', 'says FORMERR', formErrors, 'does not know EDNS', formErrorOnEdns],
  ['lame-timeout', 'stays silent', silent, 'answers after a second', lateBy(1000)],
  ['lame-unreachable', 'cannot be reached', unreachable, 'takes no TCP', noTcp],
  ['lame-not-authoritative', 'answers without authority', notAuthoritative, 'truncates over UDP', truncates],
  ['lame-upward-referral', 'refers to the root', refersUpward, 'is slow', lateBy(300)],
  ['lame-self-referral', 'refers to the zone’s own servers', refersToItself, 'is slow', lateBy(300)],
  ['lame-sideways-referral', 'refers to another domain', sideways, 'is slow', lateBy(300)],
];

export const lame: readonly Scenario[] = [
  ...WAYS.map(([code, does, fault, nearMiss, near]) => ({
    code,
    situation: `one of two servers ${does}`,
    tree: domainTree({ faults: [fault(SECOND)] }),
    said: ['delegation-partially-lame example.test', `${code} example.test ns2.example.test`],
    near: {
      situation: `one of two servers ${nearMiss}, and not: ${does}`,
      tree: domainTree({ faults: [near(SECOND)] }),
    },
  })),
  ...(
    [
      ['lame-nxdomain-apex', 'says that the domain does not exist', deniesApex],
      ['lame-nodata-apex', 'has no zone that begins at the domain', hasNoApex],
      ['lame-empty-response', 'replies with nothing', answersEmpty],
    ] as const
  ).map(([code, does, fault]) => ({
    code,
    situation: `one of two servers ${does}`,
    tree: domainTree({ faults: [fault(SECOND)] }),
    said: ['delegation-partially-lame example.test', `${code} example.test ns2.example.test`],
    near: {
      situation: `both servers deny the name asked for, and not: one ${does}`,
      tree: domainTree({ records: ['www TXT "no address"'], faults: [denies(SECOND)] }),
    },
  })),
  {
    code: 'delegation-partially-lame',
    situation: 'one of two servers refuses',
    tree: domainTree({ faults: [refusesZone(SECOND)] }),
    said: ['delegation-partially-lame example.test', 'lame-refused example.test ns2.example.test'],
    near: {
      situation: 'one of two servers loses packets',
      tree: domainTree({ faults: [dropsTries('ns1.example.test.', 1), dropsTries(SECOND, 1)] }),
    },
  },
  {
    code: 'delegation-fully-lame',
    situation: 'both servers refuse',
    tree: domainTree({ faults: [refusesZone('ns1.example.test.'), refusesZone(SECOND)] }),
    said: [
      'delegation-fully-lame example.test',
      'lame-refused example.test ns1.example.test',
      'lame-refused example.test ns2.example.test',
    ],
    near: {
      situation: 'one of two servers refuses',
      tree: domainTree({ faults: [refusesZone(SECOND)] }),
      said: ['delegation-partially-lame example.test', 'lame-refused example.test ns2.example.test'],
    },
  },
  {
    code: 'no-delegation-nxdomain',
    situation: 'a domain that nobody has registered',
    tree: domainTree(),
    question: 'www.unregistered.test. A',
    said: ['negative-cache-window test', 'no-delegation-nxdomain test'],
    near: {
      situation: 'a name that is missing from a domain that is there',
      tree: domainTree(),
      question: 'nowhere.example.test. A',
      said: ['negative-cache-window example.test'],
    },
  },
  {
    code: 'glue-missing-in-domain',
    situation: 'no glue for one of two name servers in the domain',
    tree: domainTree({ glue: { [SECOND]: [] } }),
    said: ['glue-missing-in-domain example.test ns2.example.test'],
    near: { situation: 'glue for both', tree: domainTree() },
  },
  {
    code: 'glue-missing-all',
    situation: 'no glue for any name server in the domain',
    tree: domainTree({ glue: { 'ns1.example.test.': [], [SECOND]: [] } }),
    said: [
      'glue-missing-all example.test',
      'glue-missing-in-domain example.test ns1.example.test',
      'glue-missing-in-domain example.test ns2.example.test',
    ],
    near: {
      situation: 'glue for one of them',
      tree: domainTree({ servers: { ...NS1, ...NS2 }, glue: { [SECOND]: [] } }),
      said: ['glue-missing-in-domain example.test ns2.example.test'],
    },
  },
];
