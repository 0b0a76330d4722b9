import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type HopState,
  type Message,
  type ResourceRecord,
  type ResponseClass,
  type TraceState,
  initialTraceState,
  parseDomainName as name,
} from '@delegraph/model';
import { filteredRecords, recordSets } from './record-sets.ts';

const A = (owner: string, data: string, ttl = 300): ResourceRecord => ({
  name: name(owner),
  type: 'A',
  ttl,
  data,
});
const NS = (owner: string, data: string): ResourceRecord => ({
  name: name(owner),
  type: 'NS',
  ttl: 3600,
  data,
});

const signature = (type: string): ResourceRecord => ({
  name: name('shop.test'),
  type: 'RRSIG',
  ttl: 300,
  data: `${type} 13 2 300 20260101000000 20251201000000 1 shop.test. AAAA`,
});

interface Heard {
  zone?: string;
  server: string;
  address: string;
  probe?: HopState['probe'];
  response?: ResponseClass;
  message: Partial<Message>;
}

function stateOf(heard: readonly Heard[]): TraceState {
  const hops = heard.map(
    ({ zone = 'shop.test', server, address, probe = 'walk', response, message }, id) => ({
      id,
      lookupId: 0,
      zone: name(zone),
      nameServer: name(server),
      address,
      addressSource: 'glue' as const,
      question: { name: name('www.shop.test'), type: 'A' },
      probe,
      sentAtMs: id,
      endedAtMs: id + 1,
      tries: [],
      result: {
        status: 'answered' as const,
        elapsedMs: 1,
        wire: '',
        response: response ?? { kind: 'answer' as const, authoritative: true, records: [] },
        message: {
          id: 1,
          flags: ['qr', 'aa'] as const,
          opcode: 0,
          rcode: 'NOERROR',
          question: null,
          answer: [],
          authority: [],
          additional: [],
          edns: null,
          sizeBytes: 0,
          problems: [],
          ...message,
        },
      },
    }),
  );
  return { ...initialTraceState, hops };
}

const www = [A('www.shop.test', '192.0.2.80')];

test('servers that say the same of an RRset stand beside it, whatever the order and the TTL', () => {
  const two = [A('www.shop.test', '192.0.2.81'), ...www];
  const [shop] = recordSets(
    stateOf([
      { server: 'ns1.shop.test', address: '192.0.2.1', message: { answer: two } },
      {
        server: 'ns2.shop.test',
        address: '192.0.2.2',
        message: { answer: two.toReversed().map((record) => ({ ...record, ttl: 60 })) },
      },
    ]),
  );
  assert.equal(shop?.zone, 'shop.test');
  assert.equal(shop.sets.length, 1);
  const [set] = shop.sets;
  assert.deepEqual(set?.data, ['192.0.2.80', '192.0.2.81']);
  assert.deepEqual(set.ttl, { least: 60, most: 300 });
  assert.deepEqual(
    set.hops.map(({ address }) => address),
    ['192.0.2.1', '192.0.2.2'],
  );
  assert.equal(set.ways, 1);
});

test('an RRset said in two ways is two sets, which the filter finds', () => {
  const zones = recordSets(
    stateOf([
      {
        server: 'ns1.shop.test',
        address: '192.0.2.1',
        message: { answer: www, authority: [NS('shop.test', 'ns1.shop.test.')] },
      },
      {
        server: 'ns2.shop.test',
        address: '192.0.2.2',
        message: { answer: [A('www.shop.test', '198.51.100.9')] },
      },
    ]),
  );
  const differing = filteredRecords(zones, { words: '', onlyDiffering: true });
  assert.deepEqual(
    differing.flatMap(({ sets }) => sets.map(({ data, ways }) => [data[0], ways])),
    [
      ['192.0.2.80', 2],
      ['198.51.100.9', 2],
    ],
  );
});

test('a signature belongs to the RRset it signs', () => {
  const [shop] = recordSets(
    stateOf([
      {
        server: 'ns1.shop.test',
        address: '192.0.2.1',
        message: { answer: [signature('SOA')], authority: [signature('NS')] },
      },
    ]),
  );
  assert.deepEqual(
    shop?.sets.map(({ ways }) => ways),
    [1, 1],
  );
});

test('what a referral holds is referral and glue, and each zone has its own table', () => {
  const [test_, shop] = recordSets(
    stateOf([
      {
        zone: 'test',
        server: 'a.nic.test',
        address: '192.0.2.53',
        response: { kind: 'referral', zone: name('shop.test') },
        message: {
          flags: ['qr'],
          authority: [NS('shop.test', 'ns1.shop.test.')],
          additional: [A('ns1.shop.test', '192.0.2.1')],
        },
      },
      { server: 'ns1.shop.test', address: '192.0.2.1', message: { flags: ['qr'], answer: www } },
    ]),
  );
  assert.deepEqual(
    test_?.sets.map(({ type, parts }) => [type, ...parts]),
    [
      ['NS', 'referral'],
      ['A', 'glue'],
    ],
  );
  assert.deepEqual(shop?.sets[0]?.parts, ['answer, not authoritative']);
});

test('neither a truncated reply nor what a server says of itself is a record of the zone', () => {
  const zones = recordSets(
    stateOf([
      { server: 'ns1.shop.test', address: '192.0.2.1', message: { flags: ['qr', 'aa', 'tc'], answer: www } },
      { server: 'ns1.shop.test', address: '192.0.2.1', probe: 'host-identity', message: { answer: www } },
    ]),
  );
  assert.deepEqual(zones, []);
});

test('words of the filter may be of the name, the type, the data or who said it, in either case', () => {
  const zones = recordSets(
    stateOf([
      { server: 'ns1.shop.test', address: '192.0.2.1', message: { answer: www } },
      {
        server: 'ns2.shop.test',
        address: '192.0.2.2',
        message: { answer: [A('mail.shop.test', '192.0.2.25')] },
      },
    ]),
  );
  const found = (words: string) =>
    filteredRecords(zones, { words, onlyDiffering: false }).flatMap(({ sets }) =>
      sets.map((set) => set.name),
    );
  assert.deepEqual(found('NS2 mail'), ['mail.shop.test']);
  assert.deepEqual(found('192.0.2.1'), ['www.shop.test']);
  assert.deepEqual(found('nobody'), []);
});
