import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from 'dns-packet';
import * as faults from './faults.ts';
import { respond } from './respond.ts';
import { ask, queryPacket, rawReply } from './testing/ask.ts';
import { type ZoneSpec, zoneTree } from './zone-tree.ts';

const ADDRESS = '203.0.113.1';
const SERVER = 'ns1.example.test.';
const QUESTION = 'www.example.test A';

function treeWith(...list: faults.Fault[]) {
  return zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns.test.': '198.51.100.2' } },
    'other.test.': { servers: { [SERVER]: ADDRESS }, records: ['www A 192.0.2.81'] },
    'example.test.': {
      servers: { [SERVER]: ADDRESS, 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] },
      records: ['www 300 A 192.0.2.80', ...Array.from({ length: 40 }, (_, i) => `many A 192.0.2.${i}`)],
      faults: list,
    },
  });
}
const healthy = treeWith();
const at = { address: ADDRESS };

test('id, RD and the question are the asker’s, letter by letter', () => {
  const reply = ask(healthy, 'wWw.ExAmPle.tEst A', at);
  assert.equal(reply.packet.id, 4711);
  assert.equal(reply.packet.flag_rd, true);
  assert.equal(reply.packet.questions![0]!.name, 'wWw.ExAmPle.tEst');
  assert.deepEqual(reply.answer, ['wWw.ExAmPle.tEst A 192.0.2.80']);
});

test('a reply has an OPT record where the query had one', () => {
  assert.equal(ask(healthy, QUESTION, at).edns, 1232);
  assert.equal(ask(healthy, QUESTION, { ...at, udpSize: null }).edns, null);
});

test('a zone served nowhere here is refused', () => {
  const reply = ask(healthy, 'www.elsewhere.test A', at);
  assert.equal(reply.status, 'REFUSED');
  assert.deepEqual(reply.authority, []);
});

test('one address serves all its zones', () => {
  assert.deepEqual(ask(healthy, 'www.other.test A', at).answer, ['www.other.test A 192.0.2.81']);
});

test('a reply over the size the asker takes is truncated over UDP and whole over TCP', () => {
  const full = ask(healthy, 'many.example.test A', at);
  assert.equal(full.status, 'NOERROR aa');
  assert.equal(full.answer.length, 40);
  const cut = ask(healthy, 'many.example.test A', { ...at, udpSize: null });
  assert.equal(cut.status, 'NOERROR aa tc');
  assert.equal(cut.answer.length, 0);
  assert.equal(ask(healthy, 'many.example.test A', { ...at, udpSize: 600 }).status, 'NOERROR aa tc');
  assert.equal(
    ask(healthy, 'many.example.test A', { ...at, udpSize: null, transport: 'tcp' }).answer.length,
    40,
  );
});

test('thirteen servers with two addresses each fit into one datagram', () => {
  const letters = Array.from('abcdefghijklm');
  const servers: ZoneSpec['servers'] = Object.fromEntries(
    letters.map((letter, i) => [`${letter}.root-servers.test.`, [`198.51.100.${i}`, `2001:db8::${i + 1}`]]),
  );
  const tree = zoneTree({ '.': { servers }, 'test.': { servers } });
  for (const question of ['. NS', 'www.example.test A']) {
    const reply = ask(tree, question, { address: '198.51.100.0', dnssecOk: true });
    assert.doesNotMatch(reply.status, /tc/);
  }
  assert.equal(ask(tree, '. NS', { address: '198.51.100.0' }).additional.length, 26);
});

test('an unknown EDNS version, another opcode and no question are told so', () => {
  const status = (change: (packet: Buffer) => void) => {
    const packet = Buffer.from(queryPacket(QUESTION));
    change(packet);
    const reaction = respond(healthy, ADDRESS, 'udp', packet);
    assert.ok(reaction?.kind === 'replies');
    const [reply] = reaction.replies;
    return reply && Buffer.from(reply.packet).readUInt16BE(2) & 0xf;
  };
  assert.equal(
    status((packet) => packet.writeUInt8(0x21, 2)),
    4,
  );
  assert.equal(
    status((packet) => packet.writeUInt16BE(0, 4)),
    1,
  );
  assert.equal(
    status((packet) => packet.writeUInt8(0x81, 2)),
    undefined,
    'a reply is never replied to',
  );
  const versionAt = queryPacket(QUESTION).length - 5;
  const packet = Buffer.from(queryPacket(QUESTION));
  packet.writeUInt8(1, versionAt);
  const reaction = respond(healthy, ADDRESS, 'udp', packet);
  assert.ok(reaction?.kind === 'replies');
  const octets = reaction.replies[0]!.packet;
  assert.deepEqual(
    [octets.at(-6), octets[3]! & 0xf],
    [1, 0],
    'BADVERS is 16: 1 in the OPT record, 0 in the header',
  );
});

test('no packet makes it throw', () => {
  const base = queryPacket(QUESTION, { dnssecOk: true });
  let seed = 1;
  const random = (limit: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % limit;
  };
  const tree = treeWith(faults.caseFolds(SERVER));
  for (let i = 0; i < 5000; i += 1) {
    const packet = Buffer.from(base.subarray(0, i % 3 === 0 ? random(base.length + 1) : base.length));
    for (let n = random(6); n > 0 && packet.length > 0; n -= 1) packet[random(packet.length)] = random(256);
    assert.ok(respond(tree, ADDRESS, i % 2 === 0 ? 'udp' : 'tcp', packet));
  }
});

test('an address of no zone has no server', () => {
  assert.equal(respond(healthy, '192.0.2.1', 'udp', queryPacket(QUESTION)), null);
});

const bentReplies: [string, faults.Fault, string, string[]?][] = [
  ['refusesZone', faults.refusesZone(SERVER), 'REFUSED'],
  ['failsZone', faults.failsZone(SERVER), 'SERVFAIL'],
  ['deniesAuthority', faults.deniesAuthority(SERVER), 'NOTAUTH'],
  ['notImplemented', faults.notImplemented(SERVER), 'NOTIMP'],
  ['formErrors', faults.formErrors(SERVER), 'FORMERR'],
  ['answersEmpty', faults.answersEmpty(SERVER), 'NOERROR'],
  ['notAuthoritative', faults.notAuthoritative(SERVER), 'NOERROR'],
  ['recursesFromCache', faults.recursesFromCache(SERVER), 'NOERROR ra'],
  ['refersUpward', faults.refersUpward(SERVER), 'NOERROR', ['. NS a.root.test']],
  [
    'refersToItself',
    faults.refersToItself(SERVER),
    'NOERROR',
    ['example.test NS ns1.example.test', 'example.test NS ns2.example.test'],
  ],
  [
    'refersSideways',
    faults.refersSideways(SERVER, 'parked.test.'),
    'NOERROR',
    ['parked.test NS ns.parked.test'],
  ],
  ['deniesApex', faults.deniesApex(SERVER), 'NXDOMAIN aa', ['test SOA ns.test']],
  ['hasNoApex', faults.hasNoApex(SERVER), 'NOERROR aa', ['test SOA ns.test']],
  ['formErrorOnEdns', faults.formErrorOnEdns(SERVER), 'FORMERR'],
  ['truncates', faults.truncates(SERVER), 'NOERROR aa tc'],
];

for (const [what, fault, status, authority] of bentReplies) {
  test(`${what} bends the replies for its zone, and no other's`, () => {
    const tree = treeWith(fault);
    const reply = ask(tree, QUESTION, at);
    assert.equal(reply.status, status);
    assert.deepEqual(reply.authority, authority ?? []);
    assert.equal(
      reply.answer.length,
      ['not-authoritative', 'recurses-from-cache'].includes(fault.kind) ? 1 : 0,
    );
    assert.equal(ask(tree, QUESTION, { address: '203.0.113.2' }).status, 'NOERROR aa');
    assert.equal(ask(tree, 'www.other.test A', at).status, 'NOERROR aa');
  });
}

test('a fault may sit at one address of a server', () => {
  const tree = treeWith(faults.refusesZone('ns2.example.test.', '2001:db8::2'));
  assert.equal(ask(tree, QUESTION, { address: '2001:db8::2' }).status, 'REFUSED');
  assert.equal(ask(tree, QUESTION, { address: '203.0.113.2' }).status, 'NOERROR aa');
});

test('silent says nothing over UDP and TCP', () => {
  const tree = treeWith(faults.silent(SERVER));
  assert.equal(rawReply(tree, QUESTION, at), null);
  assert.equal(rawReply(tree, QUESTION, { ...at, transport: 'tcp' }), null);
});

test('dropsEdns is silent with EDNS only, formErrorOnEdns errs with EDNS only', () => {
  const drops = treeWith(faults.dropsEdns(SERVER));
  assert.equal(rawReply(drops, QUESTION, at), null);
  assert.equal(ask(drops, QUESTION, { ...at, udpSize: null }).status, 'NOERROR aa');
  const errs = treeWith(faults.formErrorOnEdns(SERVER));
  assert.equal(ask(errs, QUESTION, at).edns, null);
  assert.equal(ask(errs, QUESTION, { ...at, udpSize: null }).status, 'NOERROR aa');
});

test('unreachable closes the address, noTcp only its TCP', () => {
  const packet = queryPacket(QUESTION);
  assert.equal(respond(treeWith(faults.unreachable(SERVER)), ADDRESS, 'udp', packet)?.kind, 'unreachable');
  const tree = treeWith(faults.noTcp(SERVER));
  assert.equal(respond(tree, ADDRESS, 'tcp', packet)?.kind, 'tcp-refused');
  assert.equal(respond(tree, ADDRESS, 'udp', packet)?.kind, 'replies');
});

test('truncates is whole over TCP', () => {
  const reply = ask(treeWith(faults.truncates(SERVER)), QUESTION, { ...at, transport: 'tcp' });
  assert.equal(reply.status, 'NOERROR aa');
  assert.equal(reply.answer.length, 1);
});

test('recursesFromCache has lost half its time to live', () => {
  const reply = ask(treeWith(faults.recursesFromCache(SERVER)), QUESTION, at);
  assert.equal(reply.ttls[0], 150);
});

test('wrongId, wrongQuestion and caseFolds do not echo what was asked', () => {
  assert.notEqual(ask(treeWith(faults.wrongId(SERVER)), QUESTION, at).packet.id, 4711);
  const other = ask(treeWith(faults.wrongQuestion(SERVER)), QUESTION, at);
  assert.equal(other.packet.questions![0]!.name, 'another-question.test');
  const folded = ask(treeWith(faults.caseFolds(SERVER)), 'WWW.example.TEST A', at);
  assert.equal(folded.packet.questions![0]!.name, 'www.example.test');
});

test('malformed has a readable header and question, and cannot be decoded', () => {
  const { packet } = rawReply(treeWith(faults.malformed(SERVER)), QUESTION, at)!;
  assert.throws(() => decode(Buffer.from(packet)));
  const sent = queryPacket(QUESTION, { udpSize: null });
  assert.deepEqual(Buffer.from(packet).subarray(12, sent.length), Buffer.from(sent).subarray(12));
});

test('answersLate waits, wrongSource comes from elsewhere, over UDP only', () => {
  assert.equal(rawReply(treeWith(faults.answersLate(SERVER, 700)), QUESTION, at)!.delayMs, 700);
  const tree = treeWith(faults.wrongSource(SERVER, '192.0.2.9'));
  assert.equal(rawReply(tree, QUESTION, at)!.fromAddress, '192.0.2.9');
  assert.equal(rawReply(tree, QUESTION, { ...at, transport: 'tcp' })!.fromAddress, undefined);
});

test('omitsGlue gives one address over UDP without a word, and all of them over TCP', () => {
  const tree = zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns.test.': ADDRESS }, faults: [faults.omitsGlue('ns.test.')] },
    'example.test.': { servers: { 'ns2.example.test.': ['203.0.113.2', '2001:db8::2'] } },
  });
  const [datagram, full] = (['udp', 'tcp'] as const).map((transport) =>
    ask(tree, QUESTION, { ...at, transport }),
  );
  assert.deepEqual([datagram!.status, full!.status], ['NOERROR', 'NOERROR']);
  assert.equal(datagram!.additional.length, 1);
  assert.equal(full!.additional.length, 2);
});

test('answersEverything also answers for what nobody serves, and for its zones as they are', () => {
  const tree = treeWith(faults.answersEverything(SERVER, '192.0.2.99'));
  const foreign = ask(tree, 'nobody.invalid A', at);
  assert.deepEqual([foreign.status, ...foreign.answer], ['NOERROR aa', 'nobody.invalid A 192.0.2.99']);
  assert.deepEqual(ask(tree, 'nobody.invalid AAAA', at).answer, []);
  assert.deepEqual(ask(tree, QUESTION, at).answer, ['www.example.test A 192.0.2.80']);
});

test('lacksWildcards denies what only a wildcard answers', () => {
  const tree = (list: faults.Fault[]) =>
    zoneTree({
      '.': { servers: { 'a.root.test.': '198.51.100.1' } },
      'test.': {
        servers: { [SERVER]: ADDRESS },
        records: ['* A 192.0.2.80', 'here TXT "no address"'],
        faults: list,
      },
    });
  const statuses = (list: faults.Fault[]) =>
    ['any.test A', 'here.test A'].map((question) => ask(tree(list), question, at).status);
  assert.deepEqual(statuses([]), ['NOERROR aa', 'NOERROR aa']);
  assert.deepEqual(statuses([faults.lacksWildcards(SERVER)]), ['NXDOMAIN aa', 'NOERROR aa']);
});
