// Traces to draw: each is the event log of one situation, in documentation names and addresses.
import type { TraceEvent } from '@delegraph/model';
import { addressRecord, answers, cname, eventLog, record, thirteen } from './event-log.ts';

const ROOTS = thirteen('root-servers.test', 10);
const TEST = thirteen('nic.test', 30);
const EXAMPLE = thirteen('gtld.example', 50);
const SHOP = { 'ns1.shop.test': ['192.0.2.53'], 'ns2.shop.test': ['192.0.2.54'] };

/** A name whose zone has two name servers, all well. */
export function healthy(): TraceEvent[] {
  const log = eventLog('www.shop.test A', ROOTS);
  const lookup = log.lookup('question', 'www.shop.test A');
  log.refer(lookup, '.', 'test', TEST, { signed: true });
  log.refer(lookup, 'test', 'shop.test', SHOP);
  const [hopId] = log.ask(lookup, 'shop.test', 'www.shop.test A', () =>
    answers(record('www.shop.test', 'A', '203.0.113.80')),
  );
  log.endLookup(lookup, {
    kind: 'answer',
    records: [record('www.shop.test', 'A', '203.0.113.80')],
    hopId: hopId!,
  });
  return log.end();
}

/** As `healthy`, in the middle of asking the top-level domain. */
export function halfway(): TraceEvent[] {
  const log = eventLog('www.shop.test A', ROOTS);
  const lookup = log.lookup('question', 'www.shop.test A');
  log.refer(lookup, '.', 'test', TEST, {
    signed: true,
    reply: (address) => (address.endsWith('::53') ? 'pending' : null),
  });
  log.refer(lookup, 'test', 'shop.test', SHOP, {
    reply: (address) => (/\.(30|31|32|33)$/.test(address) ? null : 'pending'),
  });
  log.ask(lookup, 'shop.test', 'www.shop.test A', (address) =>
    address === '192.0.2.53' ? { rcode: 'REFUSED' } : 'pending',
  );
  return log.events;
}

/** The name does not exist; IPv6 cannot be asked from here. */
export function nxdomain(): TraceEvent[] {
  const log = eventLog('gone.test A', ROOTS);
  const lookup = log.lookup('question', 'gone.test A');
  log.refer(lookup, '.', 'test', TEST, { reply: notByIPv6 });
  const [hopId] = log.ask(
    lookup,
    'test',
    'gone.test A',
    (address) =>
      notByIPv6(address) ?? {
        rcode: 'NXDOMAIN',
        flags: ['qr', 'aa'],
        authority: [record('test', 'SOA', 'a.nic.test. x. 1 2 3 4 5')],
      },
  );
  log.endLookup(lookup, { kind: 'nxdomain', hopId: hopId! });
  return log.end();
}

/** The picture of the design: a lame server, missing glue, two aliases into another top-level domain, and a name server
 *  whose address had to be looked up there. */
export function troubled(): TraceEvent[] {
  const log = eventLog('www.shop-demo.test A', ROOTS);
  const question = log.lookup('question', 'www.shop-demo.test A');
  log.refer(question, '.', 'test', TEST, { signed: true });
  const servers = {
    'ns1.shop-demo.test': ['192.0.2.53'],
    'ns2.shop-demo.test': ['192.0.2.54'],
    'ns3.dns-host.example': ['198.51.100.7'],
    'ns4.shop-demo.test': ['198.51.100.8'],
  };
  const [referral] = log.refer(question, 'test', 'shop-demo.test', servers, {
    glue: (name) => name !== 'ns2.shop-demo.test',
  });
  log.raise('glue-missing-in-domain', 'warning', {
    zone: 'shop-demo.test',
    nameServer: 'ns2.shop-demo.test',
    evidence: [referral!],
  });

  const address = log.lookup('nameserver-address', 'ns3.dns-host.example A', {
    parent: question,
    neededBy: 'shop-demo.test',
  });
  const first = cname('www.shop-demo.test', 'shop.edge-demo.example', 300);
  const shop = log.ask(question, 'shop-demo.test', 'www.shop-demo.test A', () =>
    answers(record(first.name, 'CNAME', `${first.target}.`)),
  );

  const alias = log.lookup('alias', 'shop.edge-demo.example A', { parent: question });
  log.endLookup(question, { kind: 'alias', link: first, hopId: shop[0]!, next: alias });
  log.refer(alias, '.', 'example', EXAMPLE, { signed: true });
  const edge = { 'a.ns.edge-demo.example': ['203.0.113.10'], 'b.ns.edge-demo.example': ['203.0.113.11'] };
  log.refer(alias, 'example', 'edge-demo.example', edge, { signed: true });
  const second = cname('shop.edge-demo.example', 'pop7.edge-demo.example', 60);
  const pop = log.ask(alias, 'edge-demo.example', 'shop.edge-demo.example A', () =>
    answers(record(second.name, 'CNAME', `${second.target}.`)),
  );
  const last = log.lookup('alias', 'pop7.edge-demo.example A', { parent: alias, zone: 'edge-demo.example' });
  log.endLookup(alias, { kind: 'alias', link: second, hopId: pop[0]!, next: last });
  const final = record('pop7.edge-demo.example', 'A', '203.0.113.80', 20);
  const [answered] = log.ask(last, 'edge-demo.example', 'pop7.edge-demo.example A', () => answers(final));
  log.endLookup(last, { kind: 'answer', records: [final], hopId: answered! });

  const host = { 'ns1.dns-host.example': ['198.51.100.1'], 'ns2.dns-host.example': ['198.51.100.2'] };
  log.refer(address, 'example', 'dns-host.example', host);
  const found = addressRecord('ns3.dns-host.example', '198.51.100.7');
  const hosts = log.ask(address, 'dns-host.example', 'ns3.dns-host.example A', (_, nameServer) =>
    nameServer.startsWith('ns2') ? 'timeout' : answers(found),
  );
  log.endLookup(address, { kind: 'answer', records: [found], hopId: hosts[0]! });
  log.learnAddresses('shop-demo.test', 'ns3.dns-host.example', ['198.51.100.7'], address);
  log.raise('lame-timeout', 'error', {
    zone: 'dns-host.example',
    nameServer: 'ns2.dns-host.example',
    address: '198.51.100.2',
    evidence: [hosts[1]!],
  });
  const lame = log.ask(question, 'shop-demo.test', 'www.shop-demo.test A', (_, nameServer) =>
    nameServer.startsWith('ns3')
      ? { rcode: 'REFUSED' }
      : answers(record(first.name, 'CNAME', `${first.target}.`)),
  );
  log.raise('lame-refused', 'error', {
    zone: 'shop-demo.test',
    nameServer: 'ns3.dns-host.example',
    address: '198.51.100.7',
    evidence: [lame[2]!],
  });
  return log.end();
}

/** Many faults at once in a large zone, a deep name, and more records than a card has room for. */
export function crowded(): TraceEvent[] {
  const log = eventLog('a-rather-long-label.and-another-one.deep.big.test TXT', ROOTS);
  const lookup = log.lookup('question', 'a-rather-long-label.and-another-one.deep.big.test TXT');
  log.refer(lookup, '.', 'test', TEST);
  log.refer(lookup, 'test', 'big.test', thirteen('a-provider-with-a-very-long-name.big.test', 70), {
    signed: true,
  });
  const deep = {
    'ns1.deep.big.test': ['192.0.2.1', '2001:db8::1'],
    'ns2.deep.big.test': ['192.0.2.2', '2001:db8::2'],
    'ns3.deep.big.test': ['192.0.2.3', '2001:db8::3'],
    'ns4.deep.big.test': ['192.0.2.4', '2001:db8::4'],
  };
  const big = log.refer(lookup, 'big.test', 'deep.big.test', deep, { reply: refusedByTheFirst });
  Array.from('abcdefgh', (letter, index) =>
    log.raise('lame-refused', 'error', {
      zone: 'big.test',
      nameServer: `${letter}.a-provider-with-a-very-long-name.big.test`,
      address: `198.51.100.${70 + index}`,
      evidence: [big[2 * index]!],
    }),
  );
  log.raise('ns-same-prefix', 'notice', {
    zone: 'deep.big.test',
    nameServer: 'ns4.deep.big.test',
    address: '2001:db8::4',
  });
  const texts = ['"v=spf1 -all"', '"<script>alert(1)</script>"', '"three"', '"four"', '"five"'].map((data) =>
    record('a-rather-long-label.and-another-one.deep.big.test', 'TXT', data, 60),
  );
  const [hopId] = log.ask(
    lookup,
    'deep.big.test',
    'a-rather-long-label.and-another-one.deep.big.test TXT',
    () => answers(...texts),
  );
  log.endLookup(lookup, { kind: 'answer', records: texts, hopId: hopId! });
  return log.end();
}

function notByIPv6(address: string): 'skipped' | null {
  return address.includes(':') ? 'skipped' : null;
}

function refusedByTheFirst(address: string): { rcode: string } | null {
  return /\.7\d$/.test(address) ? { rcode: 'REFUSED' } : null;
}

export const scenarios = { healthy, halfway, nxdomain, troubled, crowded };
