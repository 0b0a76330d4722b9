// The hosts that an answer sends to for its service.
import { refusesZone } from '@delegraph/lab';
import { hostIn } from '../bends.ts';
import { domainTree } from '../trees.ts';
import type { Scenario } from './scenario.ts';

/** The domain with these records in place of its own. */
function holding(...records: string[]) {
  return domainTree({ records });
}

export const serviceHosts: readonly Scenario[] = [
  {
    code: 'mx-target-is-cname',
    situation: 'mail for the domain goes to an alias',
    tree: holding('@ MX 10 mail', 'mail CNAME web', 'web A 192.0.2.1'),
    question: 'example.test. MX',
    said: ['mx-target-is-cname example.test'],
    near: {
      situation: 'mail for the domain goes to a host, and for another name nowhere',
      tree: holding('@ MX 10 mail', '@ MX 20 .', 'mail A 192.0.2.1'),
    },
  },
  {
    code: 'srv-target-is-cname',
    situation: 'a service of the domain lies at an alias',
    tree: holding('_imap._tcp SRV 0 1 993 mail', 'mail CNAME web', 'web A 192.0.2.1'),
    question: '_imap._tcp.example.test. SRV',
    said: ['srv-target-is-cname example.test'],
    near: {
      situation: 'a service of the domain lies at a host',
      tree: holding('_imap._tcp SRV 0 1 993 mail', 'mail A 192.0.2.1'),
    },
  },
  {
    code: 'https-alias-mode-broken',
    situation: 'a website is sent to a name that does not exist',
    tree: holding('@ HTTPS 0 pool'),
    question: 'example.test. HTTPS',
    said: ['https-alias-mode-broken example.test'],
    near: {
      situation: 'a website is sent to a name with an address',
      tree: holding('@ HTTPS 0 pool', 'pool A 192.0.2.1'),
    },
  },
  {
    code: 'https-alias-mode-broken',
    situation: 'a website is sent to a domain whose servers all fail',
    tree: {
      ...holding('@ HTTPS 0 pool.host.other.'),
      ...hostIn({ faults: [refusesZone('a.host.other.')] }),
    },
    question: 'example.test. HTTPS',
    said: [
      'delegation-fully-lame host.other',
      'https-alias-mode-broken example.test',
      'lame-refused host.other a.host.other',
    ],
    near: {
      situation: 'a website with a way of its own and a name that does not exist',
      tree: holding('@ HTTPS 1 pool'),
    },
  },
];
