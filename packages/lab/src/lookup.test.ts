import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from './testing/ask.ts';
import { zoneTree } from './zone-tree.ts';

const CHILD = { address: '203.0.113.1' };
const PARENT = { address: '198.51.100.2' };

const tree = zoneTree({
  '.': { servers: { 'a.root.test.': ['198.51.100.1', '2001:db8::1'] } },
  'test.': { servers: { 'ns.test.': '198.51.100.2' } },
  'example.test.': {
    servers: { 'ns1.example.test.': ['203.0.113.1', '2001:db8::2'], 'ns2.example.test.': '203.0.113.2' },
    ds: ['12345 13 2 49FD46E6C4B45C55D4AC49FD46E6C4B45C55D4AC49FD46E6C4B45C55D4AC0011'],
    records: [
      'www 60 A 192.0.2.80',
      '@ MX 10 mail',
      'mail A 192.0.2.25',
      'deep.below A 192.0.2.81',
      '* TXT "any name" here',
      'shop CNAME www',
      'away CNAME www.other.test.',
      'lost CNAME gone.empty',
      'only.empty A 192.0.2.82',
      'old DNAME new',
      'page.new A 192.0.2.83',
      'ring CNAME gnir',
      'gnir CNAME ring',
      'sub NS ns.sub',
      'ns.sub A 192.0.2.53',
      '@ CAA 0 issue "ca.test"',
      '_sip._tcp SRV 1 2 5060 www',
    ],
  },
});

test('an answer is authoritative', () => {
  const reply = ask(tree, 'www.example.test A', CHILD);
  assert.equal(reply.status, 'NOERROR aa');
  assert.deepEqual(reply.answer, ['www.example.test A 192.0.2.80']);
  assert.equal(reply.ttls[0], 60);
  assert.deepEqual(reply.authority, []);
});

test('every type is written as another decoder reads it', () => {
  assert.deepEqual(ask(tree, 'example.test MX', CHILD).answer, ['example.test MX 10 mail.example.test']);
  assert.deepEqual(ask(tree, 'example.test CAA', CHILD).answer, ['example.test CAA 0 issue ca.test false']);
  assert.deepEqual(ask(tree, '_sip._tcp.example.test SRV', CHILD).answer, [
    '_sip._tcp.example.test SRV 1 2 5060 www.example.test',
  ]);
  assert.deepEqual(ask(tree, 'ns1.example.test AAAA', CHILD).answer, ['ns1.example.test AAAA 2001:db8::2']);
  assert.deepEqual(ask(tree, 'example.test SOA', CHILD).answer, ['example.test SOA ns1.example.test']);
});

test('a name without that type is NODATA, with the SOA', () => {
  const reply = ask(tree, 'www.example.test AAAA', CHILD);
  assert.equal(reply.status, 'NOERROR aa');
  assert.deepEqual([reply.answer, reply.authority], [[], ['example.test SOA ns1.example.test']]);
});

test('an empty non-terminal is NODATA, a name beside it is not there', () => {
  assert.equal(ask(tree, 'below.example.test A', CHILD).status, 'NOERROR aa');
  const reply = ask(tree, 'other.below.example.test A', CHILD);
  assert.equal(reply.status, 'NXDOMAIN aa');
  assert.deepEqual(reply.authority, ['example.test SOA ns1.example.test']);
});

test('a wildcard answers with the name that was asked', () => {
  assert.deepEqual(ask(tree, 'anything.example.test TXT', CHILD).answer, [
    'anything.example.test TXT any name here',
  ]);
  assert.equal(ask(tree, 'a.b.example.test A', CHILD).status, 'NOERROR aa');
});

test('a referral has the NS records, the glue and no AA', () => {
  const reply = ask(tree, 'www.example.test A', PARENT);
  assert.equal(reply.status, 'NOERROR');
  assert.deepEqual(reply.answer, []);
  assert.deepEqual(reply.authority, ['example.test NS ns1.example.test', 'example.test NS ns2.example.test']);
  assert.deepEqual(reply.additional, [
    'ns1.example.test A 203.0.113.1',
    'ns1.example.test AAAA 2001:db8::2',
    'ns2.example.test A 203.0.113.2',
  ]);
});

test('the referral of a signed zone has its DS for those who want it', () => {
  const reply = ask(tree, 'www.example.test A', { ...PARENT, dnssecOk: true });
  assert.match(reply.authority.join(), /example\.test DS 49fd46e6/);
  assert.equal(ask(tree, 'example.test DS', PARENT).status, 'NOERROR aa');
  assert.equal(ask(tree, 'example.test DS', PARENT).answer.length, 1);
});

test('a delegation to servers outside the tree has its address records as glue', () => {
  const reply = ask(tree, 'x.sub.example.test A', CHILD);
  assert.deepEqual(reply.authority, ['sub.example.test NS ns.sub.example.test']);
  assert.deepEqual(reply.additional, ['ns.sub.example.test A 192.0.2.53']);
});

test('aliases are followed inside the zone', () => {
  assert.deepEqual(ask(tree, 'shop.example.test A', CHILD).answer, [
    'shop.example.test CNAME www.example.test',
    'www.example.test A 192.0.2.80',
  ]);
  assert.deepEqual(ask(tree, 'away.example.test A', CHILD).answer, [
    'away.example.test CNAME www.other.test',
  ]);
});

test('an alias to a name that is not there keeps the CNAME and says NXDOMAIN', () => {
  const reply = ask(tree, 'lost.example.test A', CHILD);
  assert.equal(reply.status, 'NXDOMAIN aa');
  assert.deepEqual(reply.answer, ['lost.example.test CNAME gone.empty.example.test']);
});

test('an alias loop ends', () => {
  assert.equal(ask(tree, 'ring.example.test A', CHILD).answer.length, 2);
});

test('a DNAME redirects the names below it, with a CNAME made for the asker', () => {
  assert.deepEqual(ask(tree, 'page.old.example.test A', CHILD).answer, [
    'old.example.test DNAME new.example.test',
    'page.old.example.test CNAME page.new.example.test',
    'page.new.example.test A 192.0.2.83',
  ]);
  assert.deepEqual(ask(tree, 'old.example.test A', CHILD).answer, []);
});

test('a DNAME that makes a name too long says YXDOMAIN', () => {
  const label = 'x'.repeat(60);
  const long = zoneTree({
    '.': { servers: { 'a.root.test.': '198.51.100.1' } },
    'test.': { servers: { 'ns.test.': '198.51.100.2' }, records: [`d DNAME ${label}.${label}.test.`] },
  });
  const reply = ask(long, `${label}.${label}.${'y'.repeat(12)}.d.test A`, PARENT);
  assert.equal(reply.status, 'YXDOMAIN aa');
});

test('priming the root gives the addresses of its servers', () => {
  const reply = ask(tree, '. NS', { address: '2001:db8::1' });
  assert.deepEqual(reply.answer, ['. NS a.root.test']);
  assert.deepEqual(reply.additional, ['a.root.test A 198.51.100.1', 'a.root.test AAAA 2001:db8::1']);
});
