// The same zone tree traced twice: through NSD, Knot, BIND and PowerDNS, and in the lab. Where they differ, the lab is wrong.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { diagnose } from '@delegraph/diagnosis';
import { type ZoneTree, respond, rootHintsOf, zoneTree } from '@delegraph/lab';
import { type TraceSummary, summaryOf, traceIn } from '@delegraph/lab/testing';
import { type HopState, type Probe, parseDomainName, recordTrace } from '@delegraph/model';
import {
  decodeMessage,
  encodeQuery,
  objectionTo,
  parseQuestion,
  socketExchange,
  trace,
} from '@delegraph/tracer';
import { skippedWithout } from './name-servers.ts';
import { SOFTWARE } from './testing/daemons.ts';
import { type RealNetwork, serveTree } from './testing/real-network.ts';
import { saidBy } from './testing/said-by.ts';
import {
  DOMAIN_ADDRESSES,
  TLD_ADDRESSES,
  operatorAt,
  scenarios,
  zonesOfScenarios,
} from './testing/scenarios.ts';
import { type SingleQuestion, singleQuestions } from './testing/single-questions.ts';
import { type ZoneKey, makeZoneKey } from './testing/sign-zone.ts';

const skip = skippedWithout('The same as in the lab', [...SOFTWARE, 'dnssec-signzone']);

let tree: ZoneTree;
let network: RealNetwork | undefined;
before(async () => {
  if (skip) return;
  const keys = new Map<string, ZoneKey>();
  // Their parent too: from a zone without signatures servers give no DS.
  for (const apex of ['test', 'nsec.test', 'nsec3.test']) keys.set(apex, await makeZoneKey(apex));
  const dsOf = (apex: string) => keys.get(apex)!.ds;
  tree = zoneTree(zonesOfScenarios({ nsec: dsOf('nsec.test'), nsec3: dsOf('nsec3.test') }));
  network = await serveTree(tree, operatorAt, async (apex, text) => {
    const denial = apex === 'nsec3.test' ? 'nsec3' : 'nsec';
    return (await keys.get(apex)?.sign(text, denial)) ?? text;
  });
  for (const key of keys.values()) await key.forget();
});
after(() => network?.stop());

for (const { situation, question, path, answer, chain = [], findings = [] } of scenarios) {
  test(situation, { skip }, async () => {
    const expected = { path, answer, chain, findings };
    const [real, lab] = [await traceReal(question), await traceIn(tree, question)];
    assert.deepEqual(comparable(real), expected, 'on real servers');
    assert.deepEqual(comparable(lab), expected, 'in the lab');
    assert.deepEqual(differences(real, lab), []);
  });
}

for (const asked of singleQuestions) {
  const { situation, question, role } = asked;
  test(`what the lab says, servers say: ${situation}, ${question}`, { skip }, async () => {
    const addresses = role === 'tld' ? TLD_ADDRESSES : DOMAIN_ADDRESSES;
    const packet = packetOf(asked);
    const said = await Promise.all(addresses.map((address) => askReal(address, packet)));
    const reaction = respond(tree, addresses[0]!, 'udp', packet);
    assert.ok(reaction?.kind === 'replies');
    const lab = textOf(reaction.replies[0]!.packet);
    // Servers differ in what they leave out; the lab may do as any of them.
    assert.ok(said.includes(lab), [`lab: ${lab}`, ...said].join('\n'));
  });
}

function packetOf({ question, edns = true, udpSize }: SingleQuestion): Buffer {
  const [name = '', type = ''] = question.split(' ');
  const asked = { name: parseDomainName(name), type };
  const packet = Buffer.from(encodeQuery(1, asked, { edns, flipCase: () => false }));
  // The class field of the OPT record, which is the last of the message.
  if (udpSize !== undefined) packet.writeUInt16BE(udpSize, packet.length - 8);
  return packet;
}

async function askReal(address: string, packet: Buffer): Promise<string> {
  const exchange = socketExchange({ endpointOf: network!.endpointOf, allowTarget: () => true });
  const outcome = await exchange(
    {
      address,
      transport: 'udp',
      packet,
      timeoutMs: 2000,
      socket: 'connected',
      objection: (reply) => objectionTo(packet, reply),
    },
    new AbortController().signal,
  );
  return outcome.kind === 'reply' ? textOf(outcome.packet) : outcome.kind;
}

function textOf(packet: Uint8Array): string {
  const message = decodeMessage(packet);
  return [...saidBy(message, parseDomainName('test')), message.edns ? 'EDNS' : 'no EDNS'].join(', ');
}

async function traceReal(text: string): Promise<TraceSummary> {
  const [name = '', type] = text.split(' ');
  const facts = trace(parseQuestion(name, type).question, {
    exchange: socketExchange({ endpointOf: network!.endpointOf, allowTarget: () => true }),
    allowTarget: () => true,
    rootHints: rootHintsOf(tree),
    profile: 'real',
    vantage: { name: 'test', ipv4: true, ipv6: true },
    engine: 'test',
  });
  return summaryOf(await Array.fromAsync(recordTrace(facts, diagnose)));
}

/** What must be equal: servers put their records in any order, and only a signed zone has signatures. */
function comparable({ outcome, path, said }: TraceSummary) {
  const records = (outcome?.records ?? []).filter(({ type }) => type !== 'RRSIG');
  return {
    path,
    answer: [outcome?.rcode, ...records.map(({ type, data }) => `${type} ${data}`).toSorted()].join(', '),
    chain: (outcome?.chain ?? []).map(({ name, target }) => `${name} -> ${target}`),
    findings: said.toSorted(),
  };
}

/** Where a server and the lab's server at the same address did not say the same to the same question. */
function differences(
  real: TraceSummary,
  lab: TraceSummary,
): { asked: string; real: string[]; lab: string[] }[] {
  const labHops = new Map(lab.state.hops.map((hop) => [askedIn(hop), saidIn(hop)]));
  return real.state.hops.flatMap((hop) => {
    const [asked, said] = [askedIn(hop), saidIn(hop)];
    // Which servers are asked for a name server's address is a matter of who was first.
    const expected = labHops.get(asked) ?? said;
    return expected.join() === said.join() ? [] : [{ asked, real: said, lab: expected }];
  });
}

/** The labels that the examination of a server makes up, another one in each trace. */
const RANDOM_LABEL = /\b[a-z]{16}\b/g;

function askedIn({ zone, address, question, probe }: HopState): string {
  return `${zone} at ${address}: ${probe} ${question.name.replaceAll(RANDOM_LABEL, 'random')} ${question.type}`;
}

/** Probes to which each software has a word of its own: its name, its keys, and how much it puts into how few octets. */
const THEIR_OWN: ReadonlySet<Probe> = new Set(['identity', 'dnssec', 'small-payload', 'large-payload']);

function saidIn({ zone, probe, result }: HopState): string[] {
  // BIND answers three questions a second in this class and drops the others.
  if (probe === 'host-identity') return [];
  if (result.status !== 'answered') return [result.status];
  if (THEIR_OWN.has(probe)) return ['answered'];
  // Servers differ in whether they set AA when they know nothing of the version.
  if (probe === 'soa-edns-version') return [result.message.rcode];
  return saidBy(result.message, zone);
}
