// What the root said is remembered across traces, and nothing else is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ZoneTreeSpec, says, truncates, zoneTree } from '@delegraph/lab';
import { virtualClock } from '@delegraph/lab/testing';
import { type TraceOptions, parseDomainName, wasSent } from '@delegraph/model';
import { decodeMessage } from './codec/message.ts';
import { TraceMemory } from './memory.ts';
import { traceWith } from './testing/trace-with.ts';

const ROOTS = ['198.51.100.1', '198.51.100.11'];
const world: ZoneTreeSpec = {
  '.': { servers: { 'a.root.test.': ROOTS[0]!, 'b.root.test.': ROOTS[1]! } },
  'test.': { servers: { 'ns.nic.test.': '198.51.100.2' } },
  'example.test.': { servers: { 'ns1.example.test.': '203.0.113.1' }, records: ['www A 192.0.2.80'] },
  'other.test.': { servers: { 'ns1.other.test.': '203.0.113.2' }, records: ['www A 192.0.2.81'] },
};

/** Traces one after the other that share a memory, with so much time between them. */
async function traces(
  questions: readonly string[],
  { pauseMs = 1000, zones = {} }: { pauseMs?: number; zones?: ZoneTreeSpec } = {},
) {
  const clock = virtualClock();
  const memory = new TraceMemory(clock);
  const tree = zoneTree({ ...world, ...zones });
  const runs = [];
  for (const question of questions) {
    runs.push(await traceWith(tree, question, { clock, memory }));
    await clock.run(clock.sleep(pauseMs, new AbortController().signal));
  }
  return runs;
}

function toRoots(asked: readonly string[]): string[] {
  return asked.filter(
    (text) => ROOTS.some((address) => text.startsWith(`${address} `)) && !text.endsWith('. NS'),
  );
}

test('the second trace below a TLD asks no root server, and shows what they said as remembered', async () => {
  const [first, second] = await traces(['www.example.test A', 'www.other.test A']);
  assert.equal(toRoots(first!.asked).length, 2);
  assert.deepEqual(toRoots(second!.asked), []);
  assert.equal(second!.outcome?.kind, 'answer');
  const hops = second!.state.hops.filter(({ zone, probe }) => zone === '.' && probe === 'walk');
  assert.deepEqual(
    hops.map(({ address }) => address),
    ROOTS,
  );
  for (const hop of hops) {
    assert.ok(hop.result.status === 'answered');
    assert.ok(hop.result.rememberedAgeMs! >= 1000);
    assert.equal(wasSent(hop), false);
  }
  assert.deepEqual(second!.state.zones[1]?.nameServers, first!.state.zones[1]?.nameServers);
});

test('after ten minutes the root is asked again', async () => {
  const [, second] = await traces(['www.example.test A', 'www.other.test A'], { pauseMs: 600_000 });
  assert.equal(toRoots(second!.asked).length, 2);
});

test('the root is asked for its own name servers once an hour', async () => {
  const runs = await traces(['www.example.test A', 'www.other.test A', 'www.example.test A'], {
    pauseMs: 1_800_000,
  });
  const primings = runs.map(({ state }) => state.hops.filter(({ probe }) => probe === 'priming').length);
  assert.deepEqual(primings, [2, 0, 2]);
});

test('a trace that starts elsewhere, or follows the path only, does not take the turn to ask the root for them', async () => {
  const rootServers = [{ name: parseDomainName('my.root.test'), addresses: [ROOTS[0]!] }];
  const options: Partial<TraceOptions>[] = [{ rootServers }, { breadth: 'path' }, {}];
  const clock = virtualClock();
  const memory = new TraceMemory(clock);
  const primings: number[] = [];
  for (const wanted of options) {
    const { state } = await traceWith(zoneTree(world), 'www.example.test A', {
      clock,
      memory,
      options: wanted,
    });
    primings.push(state.hops.filter(({ probe }) => probe === 'priming').length);
  }
  assert.deepEqual(primings, [0, 0, 2]);
});

test('what is remembered does not tell for which name it was asked', async () => {
  const [, second] = await traces(['very.private.example.test A', 'www.other.test A']);
  const hops = second!.state.hops.filter(({ zone, probe }) => zone === '.' && probe === 'walk');
  assert.equal(hops.length, 2);
  for (const { result } of hops) {
    assert.ok(result.status === 'answered' && result.rememberedAgeMs !== undefined);
    const octets = Buffer.from(result.wire, 'base64');
    assert.doesNotMatch(octets.toString('latin1'), /private|example/i);
    assert.doesNotMatch(JSON.stringify(result.message), /private|example/i);
    // The octets and what is read from them still agree.
    assert.deepEqual(decodeMessage(octets), result.message);
    assert.equal(result.message.question?.name, 'xxxx.xxxxxxx.xxxxxxx.test');
  }
});

test('a trace without a memory asks the root itself, and not for its name servers', async () => {
  const { asked, state } = await traceWith(zoneTree(world), 'www.example.test A');
  assert.equal(toRoots(asked).length, 2);
  assert.ok(state.hops.every(({ probe }) => probe !== 'priming'));
});

test('a name error, and the DS of a TLD, are not remembered', async () => {
  for (const question of ['www.nowhere A', 'test DS']) {
    const [, second] = await traces([question, question]);
    assert.equal(toRoots(second!.asked).length, 2, question);
  }
});

test('a referral that is cut off is not remembered', async () => {
  const faults = ROOTS.map((_, i) => truncates(`${'ab'[i]}.root.test.`));
  const noTcp = { '.': { ...world['.']!, faults: [...faults] } };
  const [, second] = await traces(['www.example.test A', 'www.other.test A'], { zones: noTcp });
  // Over TCP it came whole.
  assert.equal(toRoots(second!.asked).length, 0);
});

test('what a TLD says is never remembered: its content is whoever registers a name there', async () => {
  const [, second] = await traces(['www.example.test A', 'www.example.test A']);
  assert.ok(second!.asked.includes('198.51.100.2 www.example.test A'));
});

test('a root server that lies of one name does not answer for another', async () => {
  const lie = says('a.root.test.', {
    question: 'www.example.test A',
    authoritative: false,
    authority: ['example.test. NS ns1.example.test.'],
    additional: ['ns1.example.test. A 203.0.113.1'],
  });
  const [, second] = await traces(['www.example.test A', 'www.other.test A'], {
    zones: { '.': { ...world['.']!, faults: [lie] } },
  });
  assert.deepEqual(toRoots(second!.asked), [`${ROOTS[0]} www.other.test A`]);
  assert.equal(second!.outcome?.kind, 'answer');
});
