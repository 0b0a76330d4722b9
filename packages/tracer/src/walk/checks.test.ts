// What is asked about the servers on the way beside the question.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ZoneSpec, type ZoneTreeSpec, zoneTree } from '@delegraph/lab';
import { traceWith } from '../testing/trace-with.ts';

const QUESTION = 'www.example.test A';
const world: ZoneTreeSpec = {
  '.': { servers: { 'a.root.test.': '198.51.100.1' } },
  'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
  'example.test.': {
    servers: {
      'ns1.example.test.': ['203.0.113.1', '2001:db8::1'],
      'ns2.example.test.': ['203.0.113.2', '2001:db8::2'],
    },
    records: ['www A 192.0.2.80'],
  },
};

function trace(zone: Partial<ZoneSpec> = {}) {
  return traceWith(
    zoneTree({ ...world, 'example.test.': { ...world['example.test.']!, ...zone } }),
    QUESTION,
  );
}

test('where the zone gives the addresses its parent gives, nothing is looked up, and a server is asked three questions', async () => {
  const { state } = await trace();
  assert.deepEqual(
    state.lookups.map(({ purpose }) => purpose),
    ['question'],
  );
  const asked = Map.groupBy(state.hops, ({ zone, address }) => `${zone} ${address}`);
  assert.equal(Math.max(...Array.from(asked.values(), (hops) => hops.length)), 3);
});

test('where they differ, they are looked up', async () => {
  const { state } = await trace({ glue: { 'ns2.example.test.': ['203.0.113.1', '2001:db8::2'] } });
  assert.deepEqual(
    state.lookups.slice(1).map(({ question }) => `${question.name} ${question.type}`),
    ['ns2.example.test A', 'ns2.example.test AAAA'],
  );
});

test('a name server of one family is looked up for the other', async () => {
  const { state } = await trace({
    servers: { 'ns1.example.test.': ['203.0.113.1', '2001:db8::1'], 'ns2.example.test.': '203.0.113.2' },
  });
  assert.deepEqual(
    state.lookups.slice(1).map(({ question }) => `${question.name} ${question.type}`),
    ['ns2.example.test A', 'ns2.example.test AAAA'],
  );
});

test('a server that only the zone names is asked as resolvers would ask it, and is none of the delegation', async () => {
  const servers = world['example.test.']!.servers;
  const { state } = await trace({ childServers: { ...servers, 'ns3.example.test.': '203.0.113.3' } });
  const hops = state.hops.filter(({ address }) => address === '203.0.113.3');
  assert.deepEqual(
    hops.map(({ probe, nameServer, question }) => `${probe} ${nameServer} ${question.name} ${question.type}`),
    ['own-soa ns3.example.test example.test SOA', `own-question ns3.example.test ${QUESTION}`],
  );
  assert.ok(hops.every(({ result }) => result.status === 'answered'));
  const zone = state.zones.find(({ name }) => name === 'example.test')!;
  assert.ok(zone.nameServers.every(({ name }) => name !== 'ns3.example.test'));
});

test('a referral whose glue did not fit is asked for again over TCP, at three of the servers that gave it', async () => {
  const names = Array.from('abcde', (letter) => `${letter}.nic.test.`);
  const tld = Object.fromEntries(names.map((name, i) => [name, `198.51.100.${20 + i}`]));
  const tree = zoneTree({
    ...world,
    'test.': { servers: tld },
    'example.test.': { ...world['example.test.']!, glue: { 'ns2.example.test.': [] } },
  });
  const { state } = await traceWith(tree, QUESTION);
  const repeated = state.hops.filter(({ probe }) => probe === 'referral-tcp');
  assert.equal(repeated.length, 3);
  assert.ok(repeated.every(({ tries, question }) => tries[0]?.transport === 'tcp' && question.type === 'A'));
});

async function hostsLookedUp(
  records: string[],
  question: string,
  setup: Parameters<typeof traceWith>[2] = {},
) {
  const tree = zoneTree({ ...world, 'example.test.': { ...world['example.test.']!, records } });
  const { state, outcome } = await traceWith(tree, question, setup);
  assert.equal(outcome?.kind, 'answer');
  return state.lookups
    .filter(({ purpose }) => purpose === 'target')
    .map(({ question: asked, outcome: end }) => `${asked.name} ${asked.type} ${end?.kind}`);
}

test('the hosts that an answer sends to are looked up, and where an alias leads is not', async () => {
  const records = ['@ MX 10 mail', '@ MX 20 gone', '@ MX 30 .', 'mail CNAME web', 'web A 192.0.2.80'];
  assert.deepEqual((await hostsLookedUp(records, 'example.test MX')).toSorted(), [
    'gone.example.test A nxdomain',
    'gone.example.test AAAA nxdomain',
    'mail.example.test A alias',
    'mail.example.test AAAA alias',
  ]);
});

test('of many hosts five are looked up, for the families that are wanted', async () => {
  const records = Array.from({ length: 8 }, (_, i) => [
    `_s._tcp SRV 0 1 1 h${i}`,
    `h${i} A 192.0.2.${i + 1}`,
  ]);
  const hosts = await hostsLookedUp(records.flat(), '_s._tcp.example.test SRV', {
    options: { families: 'ipv4' },
  });
  assert.equal(hosts.length, 5);
  assert.ok(hosts.every((host) => host.endsWith(' A answer')));
});

test('who wants only the path wants no hosts', async () => {
  const records = ['@ MX 10 mail', 'mail A 192.0.2.80'];
  assert.deepEqual(await hostsLookedUp(records, 'example.test MX', { options: { breadth: 'path' } }), []);
});

function numbered(count: number, nameOf: (i: number) => string): string[] {
  return Array.from({ length: count }, (_, i) => nameOf(i));
}

test('a zone that names many servers in the zone of a stranger spares it', async () => {
  const servers = world['example.test.']!.servers;
  const strange = Object.fromEntries(numbered(20, (i) => `n${i}.victim.test.`).map((name) => [name, []]));
  const victims = ['198.51.100.70', '198.51.100.71'];
  const tree = zoneTree({
    ...world,
    'example.test.': { ...world['example.test.']!, childServers: { ...servers, ...strange } },
    'victim.test.': { servers: { 'ns1.victim.test.': victims[0]!, 'ns2.victim.test.': victims[1]! } },
  });
  const { asked, limits, outcome } = await traceWith(tree, QUESTION);
  assert.equal(outcome?.kind, 'answer');
  assert.deepEqual(limits, ['failing-name-servers']);
  const toVictim = asked.filter((text) => victims.some((address) => text.startsWith(`${address} `)));
  assert.equal(toVictim.length, 10);
});

test('of a server that only the zone names a few addresses are asked, and of its primary', async () => {
  const strangers = numbered(40, (i) => `198.51.100.${100 + i}`);
  const hosts = strangers.map((address, i) => `${i < 20 ? 'ns3' : 'primary'} A ${address}`);
  const servers = world['example.test.']!.servers;
  const zone: ZoneSpec = {
    ...world['example.test.']!,
    childServers: { ...servers, 'ns3.example.test.': [] },
    records: ['www A 192.0.2.80', '@ 3600 SOA primary hostmaster 2026112101 7200 3600 1209600 300', ...hosts],
  };
  const tree = zoneTree({
    ...world,
    'example.test.': zone,
    // Somebody is there.
    'strangers.test.': {
      servers: Object.fromEntries(strangers.map((address, i) => [`n${i}.strangers.test.`, address])),
    },
  });
  const { state, limits } = await traceWith(tree, QUESTION, { options: { health: true } });
  const asked = (probe: string) => state.hops.filter((hop) => hop.probe === probe).length;
  assert.deepEqual([asked('own-soa'), asked('primary-soa')], [6, 6]);
  assert.ok(limits.includes('addresses-per-name-server'));
});
