// Traces of zones and names as large as they come, in documentation names and addresses.
import type { TraceEvent } from '@delegraph/model';
import { type Servers, addressRecord, answers, cname, eventLog, record, thirteen } from './event-log.ts';

const ROOTS = thirteen('root-servers.test', 10);
const TEST = thirteen('nic.test', 30);

/** A zone with 88 name servers, ten of which are lame. */
function manyNameServers(): TraceEvent[] {
  const servers: Servers = Object.fromEntries(
    Array.from({ length: 88 }, (_, index) => [
      `ns${index + 1}.big.test`,
      [`203.0.113.${index + 1}`, `2001:db8:88::${(index + 1).toString(16)}`],
    ]),
  );
  return answeredIn('www.big.test', 'big.test', servers, (log, hops) => {
    for (let index = 0; index < 10; index += 1) {
      log.raise('lame-not-authoritative', 'error', {
        zone: 'big.test',
        nameServer: `ns${index * 8 + 1}.big.test`,
        address: `203.0.113.${index * 8 + 1}`,
        evidence: [hops[index * 16]!],
      });
    }
  });
}

/** Thirteen name servers of two addresses each at every level, as large as names of 13 letters make them. */
function thirteenTwice(): TraceEvent[] {
  return answeredIn('www.wide.test', 'wide.test', thirteen('gtld-servers.wide.test', 70));
}

/** Twelve aliases in a row. */
function twelveAliases(): TraceEvent[] {
  const log = eventLog('a0.chain.test A', ROOTS);
  const first = log.lookup('question', 'a0.chain.test A');
  log.refer(first, '.', 'test', TEST);
  log.refer(first, 'test', 'chain.test', {
    'ns1.chain.test': ['192.0.2.1'],
    'ns2.chain.test': ['192.0.2.2'],
  });
  let lookup = first;
  for (let step = 0; step < 12; step += 1) {
    const link = cname(`a${step}.chain.test`, `a${step + 1}.chain.test`, 60);
    const [hopId] = log.ask(lookup, 'chain.test', `${link.name} A`, () =>
      answers(record(link.name, 'CNAME', `${link.target}.`)),
    );
    const next = log.lookup('alias', `${link.target} A`, { parent: lookup, zone: 'chain.test' });
    log.endLookup(lookup, { kind: 'alias', link, hopId: hopId!, next });
    lookup = next;
  }
  const final = addressRecord('a12.chain.test', '203.0.113.80');
  const [hopId] = log.ask(lookup, 'chain.test', 'a12.chain.test A', () => answers(final));
  log.endLookup(lookup, { kind: 'answer', records: [final], hopId: hopId! });
  return log.end();
}

/** Aliases through twelve zones with twenty name servers each, one of which is lame. */
function twelveLargeZones(): TraceEvent[] {
  const log = eventLog('www.zone-0.test A', ROOTS);
  let lookup = log.lookup('question', 'www.zone-0.test A');
  log.refer(lookup, '.', 'test', TEST);
  for (let step = 0; step < 12; step += 1) {
    const zone = `zone-${step}.test`;
    const servers: Servers = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `ns${index + 1}.${zone}`,
        [`203.0.113.${step * 20 + index}`, `2001:db8:${step}::${(index + 1).toString(16)}`],
      ]),
    );
    log.refer(lookup, 'test', zone, servers);
    const link = cname(`www.${zone}`, `www.zone-${step + 1}.test`, 60);
    const final = addressRecord(`www.${zone}`, '192.0.2.80');
    const said = step === 11 ? final : record(link.name, 'CNAME', `${link.target}.`);
    const [hopId] = log.ask(lookup, zone, `www.${zone} A`, () => answers(said));
    if (step === 11) {
      log.endLookup(lookup, { kind: 'answer', records: [final], hopId: hopId! });
      const [nameServer, address] = [`ns1.${zone}`, '203.0.113.220'];
      log.raise('lame-refused', 'error', { zone, nameServer, address, evidence: [hopId!] });
      return log.end();
    }
    const next = log.lookup('alias', `${link.target} A`, { parent: lookup, zone: 'test' });
    log.endLookup(lookup, { kind: 'alias', link, hopId: hopId!, next });
    lookup = next;
  }
  throw new RangeError('the last zone has the answer');
}

/** Labels of 63 letters, wide ones, in the name, the zone and its name servers; one of these is lame. */
function longLabels(): TraceEvent[] {
  const label = 'w'.repeat(63);
  const zone = `${label}.test`;
  const servers = {
    [`${label}.${zone}`]: ['2001:db8:1111:2222:3333:4444:5555:6666'],
    [`ns2.${zone}`]: ['192.0.2.2'],
  };
  return answeredIn(`${label}.${label}.${zone}`, zone, servers, (log, hops) =>
    log.raise('lame-not-authoritative', 'error', {
      zone,
      nameServer: `${label}.${zone}`,
      address: '2001:db8:1111:2222:3333:4444:5555:6666',
      evidence: [hops[0]!],
    }),
  );
}

/** A-labels: one short, one of a language that writes from right to left, one that decodes to nothing. */
function international(): TraceEvent[] {
  return answeredIn('www.xn--bcher-kva.test', 'xn--bcher-kva.test', {
    'ns1.xn--mgbh0fb.test': ['192.0.2.1'],
    'xn--99999999.xn--bcher-kva.test': ['192.0.2.2'],
    [`xn--${'9'.repeat(59)}.test`]: ['192.0.2.3'],
  });
}

/** A zone with eight name servers, each of another domain, all of them without glue, in two top-level domains. */
function gluelessEverywhere(): TraceEvent[] {
  const log = eventLog('www.scattered.test A', ROOTS);
  const question = log.lookup('question', 'www.scattered.test A');
  log.refer(question, '.', 'test', TEST, { signed: true });
  const hosts = Array.from({ length: 8 }, (_, index) => {
    const domain = `host-${index + 1}.${index % 2 === 0 ? 'example' : 'invalid'}`;
    return { domain, nameServer: `ns.${domain}`, address: `203.0.113.${index + 1}` };
  });
  const servers = Object.fromEntries(hosts.map(({ nameServer, address }) => [nameServer, [address]]));
  log.refer(question, 'test', 'scattered.test', servers);
  const lookups = hosts.map(({ nameServer }) =>
    log.lookup('nameserver-address', `${nameServer} A`, { parent: question, neededBy: 'scattered.test' }),
  );
  for (const top of ['example', 'invalid'])
    log.refer(
      lookups[top === 'example' ? 0 : 1]!,
      '.',
      top,
      thirteen(`nic.${top}`, top === 'example' ? 90 : 110),
    );
  hosts.forEach(({ domain, nameServer, address }, index) => {
    const lookup = lookups[index]!;
    log.refer(lookup, domain.split('.')[1]!, domain, {
      [`a.${domain}`]: [`198.51.100.${200 + index}`],
      [`b.${domain}`]: [`192.0.2.${200 + index}`],
    });
    const found = addressRecord(nameServer, address);
    const [hopId] = log.ask(lookup, domain, `${nameServer} A`, () => answers(found));
    log.endLookup(lookup, { kind: 'answer', records: [found], hopId: hopId! });
    log.learnAddresses('scattered.test', nameServer, [address], lookup);
  });
  const final = addressRecord('www.scattered.test', '203.0.113.80');
  const hops = log.ask(question, 'scattered.test', 'www.scattered.test A', () => answers(final));
  log.endLookup(question, { kind: 'answer', records: [final], hopId: hops[0]! });
  return log.end();
}

type Log = ReturnType<typeof eventLog>;

/** A trace to an answer in `zone`, below the TLD. `faults` are raised from the hops that asked its servers. */
function answeredIn(
  name: string,
  zone: string,
  servers: Servers,
  faults: (log: Log, hops: number[]) => void = () => {},
): TraceEvent[] {
  const log = eventLog(`${name} A`, ROOTS);
  const lookup = log.lookup('question', `${name} A`);
  log.refer(lookup, '.', 'test', TEST, { signed: true });
  log.refer(lookup, 'test', zone, servers, { signed: true });
  const final = addressRecord(name, '203.0.113.80');
  const hops = log.ask(lookup, zone, `${name} A`, () => answers(final));
  log.endLookup(lookup, { kind: 'answer', records: [final], hopId: hops[0]! });
  faults(log, hops);
  return log.end();
}

export const extremes = {
  manyNameServers,
  thirteenTwice,
  twelveAliases,
  twelveLargeZones,
  longLabels,
  international,
  gluelessEverywhere,
};
