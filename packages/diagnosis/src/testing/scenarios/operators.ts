// On whom a domain depends, and who may come to own what it depends on.
import type { ServerSpec, ZoneTreeSpec } from '@delegraph/lab';
import { NS1, NS2, OTHER, hostIn, hostedDomain } from '../bends.ts';
import { domainTree, testZone } from '../trees.ts';
import type { Scenario } from './scenario.ts';

/** The domain with one name server in each of so many domains of others. */
function scattered(count: number): ZoneTreeSpec {
  const letters = Array.from('abcdefgh'.slice(0, count));
  const servers: ServerSpec = Object.fromEntries(
    letters.map((letter, i) => [`ns.${letter}.other.`, `203.0.113.${10 + i}`]),
  );
  return {
    ...domainTree({ servers }),
    'other.': { servers: { 'a.other.': '198.51.100.21' } },
    ...Object.fromEntries(
      letters.map((letter, i) => [
        `${letter}.other.`,
        { servers: { [`ns.${letter}.other.`]: `203.0.113.${10 + i}` } },
      ]),
    ),
  };
}

/** The domain with name servers in two domains, the second of which lives on these. */
function overHub(servers: ServerSpec, glue: Record<string, string[]>): ZoneTreeSpec {
  return {
    ...domainTree({ servers: { 'ns.a.other.': '203.0.113.10', 'ns.b.other.': '203.0.113.11' } }),
    'other.': { servers: { 'a.other.': '198.51.100.21' } },
    'a.other.': { servers: { 'ns.hub.other.': '203.0.113.12' }, glue: { 'ns.hub.other.': [] } },
    'b.other.': { servers, glue },
    'hub.other.': { servers: { 'in.hub.other.': '203.0.113.13' } },
  };
}

/** The domain of `hostedDomain`, but the one its second name server lies in is delegated to these. */
function hostedAt(servers: ServerSpec): ZoneTreeSpec {
  return {
    ...hostedDomain({ servers }),
    ...delegatedIn('com.', servers),
  };
}

/** The domain, delegated to these name servers of somebody else. */
function movedTo(servers: ServerSpec): ZoneTreeSpec {
  return { ...domainTree({ servers }), ...delegatedIn('com.', servers) };
}

/** The zones of these name servers, each of which serves its own, below this top-level domain. */
function delegatedIn(top: string, servers: ServerSpec): ZoneTreeSpec {
  const [first = ''] = Object.keys(servers);
  const domain = first.split('.').slice(-3).join('.');
  return { [top]: { servers: { [`a.${top}`]: '198.51.100.31' } }, [domain]: { servers } };
}

/** The domain with two name servers in each of two domains. */
function providers(one: string, two: string): ZoneTreeSpec {
  return {
    ...domainTree({ servers: { ...pairIn(one, 20), ...pairIn(two, 30) } }),
    'other.': { servers: { 'a.other.': '198.51.100.21' } },
    [one]: { servers: pairIn(one, 20) },
    [two]: { servers: pairIn(two, 30) },
  };
}

function pairIn(domain: string, host: number): ServerSpec {
  return { [`ns1.${domain}`]: `203.0.113.${host}`, [`ns2.${domain}`]: `203.0.113.${host + 1}` };
}

export const operators: readonly Scenario[] = [
  {
    code: 'ns-transitive-large',
    situation: 'name servers in six domains of others',
    tree: scattered(6),
    said: ['ns-transitive-large example.test'],
    near: { situation: 'name servers in five domains of others', tree: scattered(5) },
  },
  {
    code: 'ns-transitive-single-point',
    situation: 'name servers in two domains, both of which live on one host of a third',
    tree: overHub({ 'ns.hub.other.': '203.0.113.12' }, { 'ns.hub.other.': [] }),
    said: ['ns-transitive-single-point example.test'],
    near: {
      situation: 'name servers in two domains, one of which has a host of its own',
      tree: overHub({ 'ns.b.other.': '203.0.113.11' }, {}),
    },
  },
  {
    code: 'multi-provider-ns',
    situation: 'two name servers of one provider, and two of another',
    tree: providers('alpha.other.', 'beta.other.'),
    said: ['multi-provider-ns example.test'],
    near: {
      situation: 'one provider with names in several domains that are called alike',
      tree: providers('dns-07.other.', 'dns-43.other.'),
    },
  },
  {
    code: 'ns-domain-unregistered',
    situation: 'a name server in a domain that is not registered',
    tree: domainTree({ servers: { ...NS1, ...NS2, 'ns.gone.test.': null } }),
    said: ['ns-domain-unregistered example.test ns.gone.test', 'ns-nxdomain example.test ns.gone.test'],
    near: {
      situation: 'a name server that is gone from a domain that is there',
      tree: { ...domainTree({ servers: { ...NS1, ...NS2, 'gone.host.other.': null } }), ...hostIn() },
      said: ['ns-nxdomain example.test gone.host.other'],
    },
  },
  {
    code: 'sacrificial-ns',
    situation: 'a name server that a registrar has renamed to delete its domain',
    tree: {
      ...domainTree({ servers: { ...NS1, ...NS2, 'dropthishost-7.host.other.': '203.0.113.9' } }),
      ...hostIn(),
    },
    said: ['sacrificial-ns example.test dropthishost-7.host.other'],
    near: { situation: 'a name server of a provider', tree: hostedDomain() },
  },
  {
    code: 'delegation-to-parking',
    situation: 'a domain that has expired, and that its registrar has parked',
    tree: movedTo({
      'ns1.pendingrenewaldeletion.com.': '203.0.113.31',
      'ns2.pendingrenewaldeletion.com.': '203.0.113.32',
    }),
    said: ['delegation-to-parking example.test', 'ns-same-second-level example.test'],
    near: {
      situation: 'a domain at a provider whose name only begins alike',
      tree: movedTo({
        'ns1.notpendingrenewaldeletion.com.': '203.0.113.31',
        'ns2.notpendingrenewaldeletion.com.': '203.0.113.32',
      }),
      said: ['ns-same-second-level example.test'],
    },
  },
  {
    code: 'delegation-to-parking',
    situation: 'a domain whose owner has not confirmed who they are',
    tree: movedTo({
      'ns1.failed-whois-verification.namecheap.com.': '203.0.113.31',
      'ns2.failed-whois-verification.namecheap.com.': '203.0.113.32',
    }),
    said: ['delegation-to-parking example.test', 'ns-same-second-level example.test'],
    near: {
      situation: 'a domain at another domain of the same registrar',
      tree: movedTo({
        'dns1.registrar-servers.com.': '203.0.113.31',
        'dns2.registrar-servers.com.': '203.0.113.32',
      }),
      said: ['ns-same-second-level example.test'],
    },
  },
  {
    code: 'delegation-to-parking',
    situation: 'a domain that is for sale',
    tree: movedTo({ 'ns1.sedoparking.com.': '203.0.113.31', 'ns2.sedoparking.com.': '203.0.113.32' }),
    said: ['delegation-to-parking example.test', 'ns-same-second-level example.test'],
  },
  {
    code: 'ns-expired-parking',
    situation: 'a name server in a domain that has expired',
    tree: hostedAt({ 'expirens1.hichina.com.': '203.0.113.31', 'expirens2.hichina.com.': '203.0.113.32' }),
    said: ['ns-expired-parking example.test ns.host.other'],
    near: {
      situation: 'a name server in a domain at another server of the same registrar',
      tree: hostedAt({ 'dns9.hichina.com.': '203.0.113.31', 'dns10.hichina.com.': '203.0.113.32' }),
    },
  },
  {
    code: 'glue-orphan',
    situation: 'glue for a name server whose domain is not delegated any more',
    tree: domainTree({
      servers: { ...NS1, ...NS2, 'ns.gone.test.': null },
      glue: { 'ns.gone.test.': ['203.0.113.1', '203.0.113.2'] },
    }),
    said: [
      'glue-no-authoritative example.test ns.gone.test',
      'glue-orphan example.test ns.gone.test',
      'ns-domain-unregistered example.test ns.gone.test',
      'ns-nxdomain example.test ns.gone.test',
    ],
    near: {
      situation: 'glue for a name server in another domain of the same parent',
      tree: {
        ...domainTree({ servers: { ...NS1, 'ns.host.test.': '203.0.113.2' } }),
        'host.test.': { servers: { 'ns.host.test.': '203.0.113.2' } },
      },
    },
  },
  {
    code: 'glue-orphan',
    situation: 'a name server whose domain is gone, and whose address the registry’s zone still holds',
    tree: {
      ...domainTree({ servers: { ...NS1, ...NS2, 'ns.gone.test.': '203.0.113.1' } }),
      'test.': testZone({ records: ['ns.gone 86400 A 203.0.113.1'] }),
    },
    said: ['glue-orphan example.test ns.gone.test', 'ns-same-address example.test ns1.example.test'],
    near: {
      situation: 'a name server beside those of the registry',
      tree: {
        ...domainTree({ servers: { ...NS1, 'ns.nic.test.': '203.0.113.2' } }),
        'test.': { servers: { 'a.nic.test.': '198.51.100.11' }, records: ['ns.nic 86400 A 203.0.113.2'] },
      },
    },
  },
  {
    code: 'cname-target-unregistered',
    situation: 'an alias into a domain that is not registered',
    tree: domainTree({ records: ['www CNAME www.gone.test.'] }),
    said: [
      'cname-dangling-nxdomain example.test',
      'cname-target-unregistered example.test',
      'negative-cache-window test',
    ],
    near: {
      situation: 'an alias of a name that is gone from a domain that is there',
      tree: { ...domainTree({ records: ['www CNAME gone.other.test.'] }), ...OTHER },
      said: ['cname-dangling-nxdomain example.test', 'negative-cache-window other.test'],
    },
  },
  {
    code: 'cname-cross-zone-count',
    situation: 'an alias chain through three domains',
    tree: {
      ...domainTree({ records: ['www CNAME www.other.test.'] }),
      'other.test.': { ...OTHER['other.test.']!, records: ['www CNAME www.third.test.'] },
      'third.test.': {
        servers: { 'ns1.third.test.': '203.0.113.7', 'ns2.third.test.': '203.0.113.8' },
        records: ['www A 192.0.2.1'],
      },
    },
    said: ['cname-cross-zone-count example.test'],
    near: {
      situation: 'an alias chain through two domains',
      tree: {
        ...domainTree({ records: ['www CNAME web', 'web CNAME www.other.test.'] }),
        'other.test.': { ...OTHER['other.test.']!, records: ['www A 192.0.2.1'] },
      },
    },
  },
];
