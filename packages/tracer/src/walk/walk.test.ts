// Random worlds: whatever strangers write into their zones, a trace ends, within its limits, and tells it by the grammar.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as lab from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import * as fc from 'fast-check';
import { decodeMessage } from '../codec/message.ts';
import { defaultLimits } from '../limits.ts';
import { assertGrammar } from '../testing/grammar.ts';
import { traceWith } from '../testing/trace-with.ts';

const MAX_ZONES = 6;
const faults = [
  lab.silent,
  lab.refusesZone,
  lab.failsZone,
  lab.unreachable,
  lab.notAuthoritative,
  lab.refersUpward,
  lab.refersToItself,
  lab.answersEmpty,
  lab.truncates,
  lab.dropsEdns,
  lab.formErrorOnEdns,
  lab.malformed,
  lab.wrongId,
  lab.noTcp,
  lab.deniesApex,
];

const index = fc.nat(MAX_ZONES - 1);
/** A name server of a zone: named in some zone of the graph, with or without glue, perhaps with no address at all. */
const server = fc.record({ home: index, label: fc.nat(2), hasAddress: fc.boolean() });
const zone = fc.record({
  isChild: fc.boolean(),
  servers: fc.array(server, { minLength: 1, maxLength: 4 }),
  withoutGlue: fc.boolean(),
  aliasTo: fc.option(index),
  faults: fc.array(fc.nat(faults.length - 1), { maxLength: 4 }),
});
type RandomZone = typeof zone extends fc.Arbitrary<infer T> ? T : never;
const graph = fc.array(zone, { minLength: MAX_ZONES, maxLength: MAX_ZONES });

function treeOf(zones: readonly RandomZone[]): lab.ZoneTree {
  const names: string[] = [];
  for (const [i, { isChild }] of zones.entries())
    names.push(`z${i}.${isChild && i > 0 ? names[i - 1] : i % 2 === 0 ? 'test.' : 'example.'}`);
  // One address for each name, whoever names it.
  const addressOf = ({ home, label }: RandomZone['servers'][number]) => `203.0.113.${10 * home + label + 1}`;
  const withAddress = new Set(
    zones.flatMap(({ servers }) => servers.filter((one) => one.hasAddress).map(addressOf)),
  );
  const spec: Record<string, lab.ZoneSpec> = {
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
    'example.': { servers: { 'ns.nic.example.': '198.51.100.3' } },
  };
  for (const [i, { servers, withoutGlue, aliasTo, faults: bent }] of zones.entries()) {
    const serverSpec = Object.fromEntries(
      servers.map((one) => {
        const address = addressOf(one);
        return [`n${one.label}.${names[one.home]}`, withAddress.has(address) ? address : null];
      }),
    );
    const living = Object.keys(serverSpec).filter((name) => serverSpec[name] !== null);
    spec[names[i]!] = {
      servers: serverSpec,
      records: [aliasTo === null ? 'www A 192.0.2.80' : `www CNAME www.${names[aliasTo]}`],
      faults: living.length === 0 ? [] : bent.map((kind, n) => faults[kind]!(living[n % living.length]!)),
      ...(withoutGlue ? { glue: Object.fromEntries(Object.keys(serverSpec).map((name) => [name, []])) } : {}),
    };
  }
  return lab.zoneTree(spec);
}

test('a trace of any graph of zones ends within its limits', async () => {
  await fc.assert(
    fc.asyncProperty(graph, async (zones) => {
      const { events, sent, state, tookMs } = await traceIn(treeOf(zones), 'www.z0.test. A', {
        options: { health: false },
      });
      assertGrammar(events);
      assert.equal(state.status, 'done');
      assert.ok(tookMs <= 30_000);
      // Nothing may wait for what never comes: only a limit keeps a trace so long.
      if (tookMs >= 29_999) assert.ok(state.limitsReached.length > 0);
      assert.ok(state.hops.every(({ result }) => result.status !== 'asking'));
      // 400 of each tier, and of those 12 to each address.
      assert.ok(sent.length <= 800);
      const perAddress = new Map<string, number>();
      const perTry = new Map<string, number>();
      for (const { address, transport, packet } of sent) {
        const { question } = decodeMessage(packet);
        count(perAddress, address);
        count(perTry, `${address} ${transport} ${question!.name} ${question!.type}`);
      }
      assert.ok(Math.max(...perAddress.values()) <= 24);
      assert.ok(Math.max(...perTry.values()) <= 3);
      // What the check tier could not afford, the trace tier may look up after all.
      const asked = state.lookups
        .filter(({ outcome }) => outcome?.kind !== 'budget')
        .map(
          ({ purpose, question }) => `${purpose === 'nameserver-address'} ${question.name} ${question.type}`,
        );
      assert.equal(new Set(asked).size, asked.length, 'nothing is looked up twice');
    }),
    { numRuns: 150, seed: 20_261_122 },
  );
});

const options = fc.record(
  {
    breadth: fc.constantFrom('all' as const, 'path' as const),
    families: fc.constantFrom('both' as const, 'ipv4' as const),
    followAliases: fc.boolean(),
    health: fc.boolean(),
    qnameMinimisation: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('so it does with any options, and whatever the check tier can afford', async () => {
  await fc.assert(
    fc.asyncProperty(graph, options, fc.constantFrom(0, 3, 20, 400), async (zones, chosen, checkQueries) => {
      const { state, sent, limits, asked } = await traceWith(treeOf(zones), 'www.z0.test A', {
        options: chosen,
        limits: { ...defaultLimits, checkQueries },
      });
      assert.equal(state.status, 'done');
      if (state.endReason !== null) assert.ok(limits.includes('wall-time'));
      assert.ok(sent.length <= 400 + checkQueries + 400);
      const perTry = new Map<string, number>();
      for (const [i, { transport, packet }] of sent.entries()) {
        const { cookie: _, ...edns } = decodeMessage(packet).edns ?? {};
        count(perTry, `${transport} ${asked[i]} ${JSON.stringify(edns)}`);
      }
      // Without EDNS a server may be asked once for its own sake and once more when it is examined.
      for (const [key, times] of perTry) assert.ok(times <= (key.endsWith('{}') ? 6 : 3), `${times} ${key}`);
    }),
    { numRuns: 150, seed: 20_261_122 },
  );
});

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
