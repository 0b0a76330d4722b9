// What the servers of a zone say of it, and whether they agree.
import { says } from '@delegraph/lab';
import { SOA, secondSays } from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const LEFT_BEHIND = `${SOA} 2026080101 7200 3600 1209600 300`;

export const authority: readonly Scenario[] = [
  {
    code: 'soa-serial-mismatch',
    situation: 'one server is months behind',
    tree: secondSays({ question: '@ SOA', answer: [LEFT_BEHIND] }),
    said: ['soa-serial-mismatch example.test'],
    near: {
      situation: 'one server is five versions behind',
      tree: secondSays({ question: '@ SOA', answer: [`${SOA} 2026112096 7200 3600 1209600 300`] }),
    },
  },
  {
    code: null,
    situation: 'one server is one version behind, as while a transfer runs',
    tree: secondSays({ question: '@ SOA', answer: [`${SOA} 2026112100 7200 3600 1209600 300`] }),
    said: [],
  },
  {
    code: 'change-visible-after',
    situation: 'a name has moved, and one server has not heard of it',
    tree: domainTree({
      records: ['www 3600 A 192.0.2.1'],
      faults: [
        says('ns2.example.test.', { question: '@ SOA', answer: [LEFT_BEHIND] }),
        says('ns2.example.test.', { question: 'www A', answer: ['www 7200 A 192.0.2.9'] }),
      ],
    }),
    said: [
      'answer-inconsistent example.test',
      'change-visible-after example.test',
      'soa-serial-mismatch example.test',
    ],
    near: {
      situation: 'one server is months behind, and answers the same',
      tree: secondSays({ question: '@ SOA', answer: [LEFT_BEHIND] }),
      said: ['soa-serial-mismatch example.test'],
    },
  },
  {
    code: 'soa-fields-differ',
    situation: 'one serial with two contents',
    tree: secondSays({ question: '@ SOA', answer: [`${SOA} 2026112101 7200 1800 1209600 300`] }),
    said: ['soa-fields-differ example.test'],
    near: {
      situation: 'another version with other contents',
      tree: secondSays({ question: '@ SOA', answer: [`${SOA} 2026112100 7200 1800 1209600 300`] }),
    },
  },
  {
    code: 'soa-rname-invalid',
    situation: 'a mailbox that is none',
    tree: domainTree({ records: ['www A 192.0.2.1', '@ 3600 SOA ns1 hostmaster. 1 7200 3600 1209600 300'] }),
    said: ['soa-rname-invalid example.test'],
    near: {
      situation: 'a mailbox with a dot in its local part',
      tree: domainTree({
        records: ['www A 192.0.2.1', '@ 3600 SOA ns1 host.master.example.test. 1 7200 3600 1209600 300'],
      }),
    },
  },
  ...(
    [
      ['soa-timers-odd', 'a retry longer than the refresh', '7200 14400 1209600 300'],
      ['soa-minimum-high', 'denials that live for a week', '7200 3600 1209600 604800'],
      ['soa-minimum-low', 'denials that live for five seconds', '7200 3600 1209600 5'],
      [null, 'sensible times', '14400 3600 1209600 3600'],
    ] as const
  ).map(([code, situation, times]) => ({
    code,
    situation,
    tree: domainTree({ records: ['www A 192.0.2.1', `@ 604800 SOA ns1 hostmaster 1 ${times}`] }),
    said: code ? [`${code} example.test`] : [],
    ...(code ? { near: { situation: `sensible times, unlike ${situation}`, tree: domainTree() } } : {}),
  })),
  {
    code: 'negative-missing-soa',
    situation: 'a server that denies without its SOA record',
    tree: secondSays({ question: 'www AAAA' }),
    question: 'www.example.test. AAAA',
    said: ['negative-missing-soa example.test'],
    near: {
      situation: 'a server that denies with its SOA record',
      tree: domainTree(),
    },
  },
  {
    code: 'answer-inconsistent',
    situation: 'one server still gives the old address',
    tree: secondSays(
      { question: 'www A', answer: ['www 3600 A 192.0.2.9'] },
      { records: ['www 3600 A 192.0.2.1'] },
    ),
    said: ['answer-inconsistent example.test'],
    near: {
      situation: 'both servers give two addresses, each in another order',
      tree: secondSays(
        { question: 'www A', answer: ['www 3600 A 192.0.2.9', 'www 3600 A 192.0.2.1'] },
        { records: ['www 3600 A 192.0.2.1', 'www 3600 A 192.0.2.9'] },
      ),
    },
  },
  {
    code: null,
    situation: 'each server gives the address of another place, for a minute',
    tree: secondSays(
      { question: 'www A', answer: ['www 60 A 192.0.2.9'] },
      { records: ['www 60 A 192.0.2.1'] },
    ),
    said: [],
  },
  {
    code: 'answer-rcode-inconsistent',
    situation: 'one server has the name, the other denies it',
    tree: secondSays({
      question: 'www A',
      rcode: 'NXDOMAIN',
      authority: [`${SOA} 2026112101 7200 3600 1209600 300`],
    }),
    said: ['answer-rcode-inconsistent example.test'],
    near: {
      situation: 'both servers deny the name',
      tree: domainTree({ records: ['mail A 192.0.2.1'] }),
      said: ['negative-cache-window example.test'],
    },
  },
  {
    code: 'answer-ttl-inconsistent',
    situation: 'one answer with two lifetimes',
    tree: secondSays({ question: 'www A', answer: ['www 60 A 192.0.2.1'] }),
    said: ['answer-ttl-inconsistent example.test'],
    near: {
      situation: 'one answer whose lifetime differs by some seconds',
      tree: secondSays({ question: 'www A', answer: ['www 297 A 192.0.2.1'] }),
    },
  },
  {
    code: 'rrset-ttl-mixed',
    situation: 'two addresses of one name with different lifetimes',
    tree: domainTree({ records: ['www 300 A 192.0.2.1', 'www 60 A 192.0.2.2'] }),
    said: ['rrset-ttl-mixed example.test'],
    near: {
      situation: 'two addresses of one name with one lifetime',
      tree: domainTree({ records: ['www 300 A 192.0.2.1', 'www 300 A 192.0.2.2'] }),
    },
  },
];
