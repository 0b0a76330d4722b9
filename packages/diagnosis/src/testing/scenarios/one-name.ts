// Servers that serve their zone, and fail for a name, a type or a resolver in it.
import { answersLate, says } from '@delegraph/lab';
import { SOA, bothSay, hostedDomain, secondSays } from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

const OWN_SOA = `${SOA} 2026112101 7200 3600 1209600 300`;
const OTHER_SOA = 'other.test. SOA a.other.test. hostmaster.other.test. 1 7200 3600 1209600 300';

export const oneName: readonly Scenario[] = [
  {
    code: 'lame-wrong-soa-owner',
    situation: 'a server that has another zone in place of the domain',
    tree: secondSays({ question: '@ SOA', authority: [OTHER_SOA] }),
    said: ['delegation-partially-lame example.test', 'lame-wrong-soa-owner example.test ns2.example.test'],
    near: {
      situation: 'a server that denies a name with its own SOA record',
      tree: domainTree(),
      question: 'www.example.test. AAAA',
    },
  },
  {
    code: 'lame-type-specific',
    situation: 'a load balancer that fails when asked for IPv6 addresses',
    tree: hostedDomain({
      faults: [says('a.host.other.', { question: 'ns AAAA', rcode: 'SERVFAIL', authoritative: false })],
    }),
    said: ['lame-type-specific host.other a.host.other'],
    near: { situation: 'a host without an IPv6 address', tree: hostedDomain() },
  },
  {
    code: 'server-name-servfail',
    situation: 'one server fails for the name asked for',
    tree: secondSays({ question: 'www A', rcode: 'SERVFAIL', authoritative: false }),
    said: ['server-name-servfail example.test ns2.example.test'],
    near: {
      situation: 'one server is slow with the name asked for',
      tree: domainTree({ faults: [answersLate('ns2.example.test.', 400)] }),
    },
  },
  {
    code: 'nxdomain-for-type',
    situation: 'a load balancer that denies a host when asked for IPv6 addresses',
    tree: hostedDomain({
      faults: [
        says('a.host.other.', {
          question: 'ns AAAA',
          rcode: 'NXDOMAIN',
          authority: ['@ 3600 SOA a hostmaster 1 7200 3600 1209600 300'],
        }),
      ],
    }),
    said: ['nxdomain-for-type host.other a.host.other'],
    near: { situation: 'a host without an IPv6 address', tree: hostedDomain() },
  },
  {
    code: 'nxdomain-for-type',
    situation: 'one server denies the whole domain when asked for an IPv6 address',
    tree: secondSays({ question: '@ AAAA', rcode: 'NXDOMAIN', authority: [OWN_SOA] }),
    question: 'example.test. AAAA',
    said: [
      'nxdomain-for-type example.test ns2.example.test',
      'answer-rcode-inconsistent example.test',
      'negative-cache-window example.test',
    ],
    near: { situation: 'a domain without an IPv6 address', tree: domainTree() },
  },
  {
    code: 'negative-wrong-owner',
    situation: 'a server that denies a name with the SOA record of another zone',
    tree: secondSays({ question: 'www AAAA', authority: [OTHER_SOA] }),
    question: 'www.example.test. AAAA',
    said: ['negative-wrong-owner example.test'],
    near: {
      situation: 'a server that denies a name with its own SOA record',
      tree: secondSays({ question: 'www AAAA', authority: [OWN_SOA] }),
    },
  },
  {
    code: 'additional-out-of-zone',
    situation: 'a server that answers more than it was asked',
    tree: secondSays({ question: 'www A', answer: ['www A 192.0.2.1', 'mail A 192.0.2.9'] }),
    said: ['additional-out-of-zone example.test'],
    near: {
      situation: 'an answer with its alias and the target',
      tree: domainTree({ records: ['www CNAME web', 'web A 192.0.2.1'] }),
    },
  },
  {
    code: 'negative-cache-window',
    situation: 'a name that does not exist',
    tree: domainTree(),
    question: 'nowhere.example.test. A',
    said: ['negative-cache-window example.test'],
    near: {
      situation: 'a name without the type asked for',
      tree: domainTree(),
      question: 'www.example.test. MX',
    },
  },
  {
    code: 'qname-minimisation-breaks',
    situation: 'servers that deny a name because it has no records of its own',
    tree: bothSay(
      { question: 'dept A', rcode: 'NXDOMAIN', authority: [OWN_SOA] },
      { records: ['www.dept A 192.0.2.1'] },
    ),
    question: 'www.dept.example.test. A',
    how: { options: { qnameMinimisation: true } },
    said: ['ent-nxdomain example.test', 'qname-minimisation-breaks example.test'],
    near: {
      situation: 'servers that know a name without records of its own',
      tree: domainTree({ records: ['www.dept A 192.0.2.1'] }),
      how: { options: { qnameMinimisation: true } },
    },
  },
];
