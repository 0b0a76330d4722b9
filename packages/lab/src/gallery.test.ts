import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import { labHints, labScenarios, labTree } from './gallery.ts';
import { respond } from './respond.ts';
import { ask, queryPacket, readReply } from './testing/ask.ts';

test('there are scenarios enough, each with an id and a question of its own', () => {
  assert.ok(labScenarios.length >= 24, `${labScenarios.length} scenarios`);
  assert.equal(new Set(labScenarios.map(({ id }) => id)).size, labScenarios.length);
  assert.equal(new Set(labScenarios.map(({ name, type }) => `${name} ${type}`)).size, labScenarios.length);
});

for (const { id, name, title, sentence, expects } of labScenarios) {
  test(`${id}: its texts are whole and each code stands once`, () => {
    assert.equal(parseDomainName(name), name);
    assert.doesNotMatch(title, /[.!?]$/);
    assert.match(sentence, /^[A-Z].*[^.]\.$/);
    assert.doesNotMatch(sentence, /[.!?] [A-Z]/, 'one sentence');
    assert.equal(new Set(expects).size, expects.length);
  });
}

test('the world has thirteen root servers, six for test and four for example, each with both kinds of address', () => {
  assert.equal(labHints.length, 13);
  for (const [zone, count] of [
    ['.', 13],
    ['test', 6],
    ['example', 4],
  ] as const) {
    const servers = [...labTree.zones.get(parseDomainName(zone))!.servers.values()];
    assert.equal(servers.length, count);
    assert.ok(servers.every(([v4, v6]) => v4!.includes('.') && v6!.includes(':')));
  }
});

test('all addresses are for documentation, and no two name servers share one', () => {
  const owners = new Map<string, string>();
  for (const zone of labTree.zones.values()) {
    for (const [name, addresses] of zone.servers) {
      for (const address of addresses) {
        assert.match(address, /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/);
        assert.equal(owners.get(address) ?? name, name, address);
        owners.set(address, name);
      }
    }
  }
});

test('no referral of the root and the top-level domains is too long for UDP', () => {
  for (const { name, type } of labScenarios) {
    for (const address of ['198.51.100.1', '198.51.100.21', '198.51.100.31']) {
      assert.doesNotMatch(ask(labTree, `${name} ${type}`, { address, dnssecOk: true }).status, /tc/);
    }
  }
});

test('each zone whose code says lame has a server that does not answer for it, and one that does', () => {
  const partlyLame = labScenarios
    .filter(({ id, expects }) => expects.includes(id) || id === 'shop')
    .filter(({ expects }) => expects.includes('delegation-partially-lame'));
  assert.equal(partlyLame.length, 13);
  for (const { name, type } of partlyLame) {
    const zone = labTree.zones.get(parseDomainName(name.replace(/^www\./, '')))!;
    const statuses = [...zone.servers.values()].flat().map((address) => {
      const reaction = respond(labTree, address, 'tcp', queryPacket(`${name} ${type}`));
      const reply = reaction?.kind === 'replies' ? reaction.replies[0] : undefined;
      const read = reply && readReply(reply.packet);
      return read ? `${read.status} ${read.answer.length > 0 ? 'answer' : 'none'}` : 'no reply';
    });
    const good = statuses.filter((status) => status === 'NOERROR aa answer');
    assert.equal(statuses.length - good.length, 1, `${name}: ${statuses.join(', ')}`);
  }
});
