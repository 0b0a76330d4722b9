import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressRule } from './exchange/address-rule.ts';
import { internetRootHints, parseRootHints, rootNameServers } from './root-hints.ts';

test('thirteen root servers with two addresses each, all of which may be asked', () => {
  assert.equal(internetRootHints.length, 13);
  const addresses = internetRootHints.flatMap(({ addresses }) => addresses);
  assert.equal(new Set(addresses).size, 26);
  assert.ok(addresses.every(addressRule()));
});

test('a file as IANA writes it', () => {
  const hints = parseRootHints(`
;       This file holds the information on root name servers
;
.                        3600000      NS    A.ROOT-SERVERS.NET.
A.ROOT-SERVERS.NET.      3600000      A     198.41.0.4
A.ROOT-SERVERS.NET.      3600000      AAAA  2001:503:BA3E::2:30
.  IN NS B.ROOT-SERVERS.NET.\r
B.ROOT-SERVERS.NET. 3600000 IN A 170.247.170.2 ; new since 2023
`);
  assert.deepEqual(hints, [
    { name: 'a.root-servers.net', addresses: ['198.41.0.4', '2001:503:ba3e::2:30'] },
    { name: 'b.root-servers.net', addresses: ['170.247.170.2'] },
  ]);
});

test('an IPv6 address is written as every other one here, so that its replies are recognized', () => {
  const [hint] = parseRootHints('. NS r.test.\nr.test. AAAA 2001:0DB8:0:0:0:0:0:0001');
  assert.deepEqual(hint?.addresses, ['2001:db8::1']);
});

test('an address may stand before the NS record of its name', () => {
  const hints = parseRootHints('b.test. A 192.0.2.2\na.test. AAAA 2001:db8::1\n. NS a.test.\n. NS b.test.');
  assert.deepEqual(hints, [
    { name: 'a.test', addresses: ['2001:db8::1'] },
    { name: 'b.test', addresses: ['192.0.2.2'] },
  ]);
});

test('a root server without an address is left out', () => {
  const hints = parseRootHints('. NS a.test.\n. NS b.test.\nb.test. A 192.0.2.1\nc.test. A 192.0.2.2');
  assert.deepEqual(hints, [{ name: 'b.test', addresses: ['192.0.2.1'] }]);
});

for (const [situation, text, message] of [
  ['is empty', '', /no root server with an address/],
  ['has no address', '. NS a.test.', /no root server with an address/],
  ['has an address that is none', '. NS a.test.\na.test. A 127.1', /no root server with an address/],
  ['holds a line that is no record', '. NS a.test.\nhello', /line 2 of the root hints is no record: hello/],
] as const) {
  test(`a file that ${situation} is refused`, () => {
    assert.throws(() => parseRootHints(text), message);
  });
}

test('the first event calls them hints', () => {
  assert.deepEqual(rootNameServers(parseRootHints('. NS a.test.\na.test. A 192.0.2.1'), 'hint'), [
    { name: 'a.test', addresses: [{ address: '192.0.2.1', source: 'hint' }] },
  ]);
});
