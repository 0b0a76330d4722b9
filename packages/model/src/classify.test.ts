import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyResponse } from './classify.ts';
import { parseDomainName } from './names.ts';
import { asks } from './testing/event-log.ts';
import { message } from './testing/message.ts';

const SOA = 'shop.test. 300 SOA ns1.shop.test. hostmaster.shop.test. 1 7200 3600 1209600 300';
const PARENT_SOA = 'test. 300 SOA ns1.test. hostmaster.test. 1 7200 3600 1209600 300';

/** What a server of shop.test says to `www.shop.test A`, unless another zone or question is given. */
function said(reply: Parameters<typeof message>[0], zone = 'shop.test', question = 'www.shop.test A') {
  return classifyResponse(message(reply), parseDomainName(zone), asks(question));
}

test('records of the name and type asked for are the answer', () => {
  const reply = said({ answer: ['www.shop.test. 60 A 192.0.2.1', 'other.shop.test. 60 A 192.0.2.2'] });
  assert.equal(reply.kind, 'answer');
  assert.deepEqual(reply.kind === 'answer' && reply.records.map(({ data }) => data), ['192.0.2.1']);
  assert.equal(reply.kind === 'answer' && reply.authoritative, true);
});

test('an answer without AA says so', () => {
  const reply = said({ flags: ['qr', 'ra'], answer: ['www.shop.test. 60 A 192.0.2.1'] });
  assert.equal(reply.kind === 'answer' && reply.authoritative, false);
});

test('asked for ANY, every record of the name is the answer but its signatures', () => {
  const reply = said(
    { answer: ['shop.test. 60 A 192.0.2.1', 'shop.test. 60 RRSIG A …', SOA] },
    'shop.test',
    'shop.test ANY',
  );
  assert.deepEqual(reply.kind === 'answer' && reply.records.map(({ type }) => type), ['A', 'SOA']);
});

test('records of other names only are no answer', () => {
  assert.deepEqual(said({ answer: ['www.elsewhere.test. 60 A 192.0.2.1'] }), {
    kind: 'empty',
    authoritative: true,
  });
});

test('a CNAME is an alias, though the reply also holds what it leads to', () => {
  const link = { type: 'CNAME', name: 'www.shop.test', owner: 'www.shop.test', target: 'cdn.test', ttl: 60 };
  assert.deepEqual(said({ answer: ['www.shop.test. 60 CNAME CDN.test.', 'cdn.test. 60 A 192.0.2.1'] }), {
    kind: 'alias',
    authoritative: true,
    link,
  });
});

test('a CNAME is the answer to a question for CNAME', () => {
  const reply = said({ answer: ['www.shop.test. 60 CNAME cdn.test.'] }, 'shop.test', 'www.shop.test CNAME');
  assert.equal(reply.kind, 'answer');
});

test('NXDOMAIN after a CNAME is about its target', () => {
  const reply = said({ rcode: 'NXDOMAIN', answer: ['www.shop.test. 60 CNAME gone.test.'], authority: [SOA] });
  assert.equal(reply.kind, 'alias');
});

test('a DNAME above the name makes the alias, whatever CNAME comes with it', () => {
  const reply = said({
    answer: ['shop.test. 60 DNAME new.example.', 'www.shop.test. 0 CNAME wrong.example.'],
  });
  assert.deepEqual(reply, {
    kind: 'alias',
    authoritative: true,
    link: { type: 'DNAME', name: 'www.shop.test', owner: 'shop.test', target: 'www.new.example', ttl: 60 },
  });
});

test('a DNAME at the name itself redirects nothing', () => {
  assert.equal(said({ answer: ['www.shop.test. 60 DNAME new.example.'], authority: [SOA] }).kind, 'nodata');
});

test('a DNAME that makes too long a name is YXDOMAIN', () => {
  const long = Array.from({ length: 4 }, () => 'a'.repeat(60)).join('.');
  const answer = [`shop.test. 60 DNAME ${long}.`];
  const question = `${'b'.repeat(20)}.shop.test A`;
  assert.deepEqual(said({ answer }, 'shop.test', question), { kind: 'rcode', rcode: 'YXDOMAIN' });
});

test('an alias whose target cannot be read is none', () => {
  assert.equal(said({ answer: ['www.shop.test. 60 CNAME a..b.'], authority: [SOA] }).kind, 'nodata');
});

test('NXDOMAIN is an answer, also with NS records, also without SOA', () => {
  const withNs = said({ rcode: 'NXDOMAIN', authority: ['www.shop.test. 60 NS ns.elsewhere.test.', SOA] });
  assert.deepEqual(withNs, { kind: 'nxdomain', authoritative: true, soaOwner: 'shop.test' });
  const bare = said({ rcode: 'NXDOMAIN', flags: ['qr'] });
  assert.deepEqual(bare, { kind: 'nxdomain', authoritative: false, soaOwner: null });
});

test('nothing but a SOA is NODATA, also beside NS records, and says whose', () => {
  const reply = said({ authority: ['shop.test. 60 NS ns1.shop.test.', PARENT_SOA] });
  assert.deepEqual(reply, { kind: 'nodata', authoritative: true, soaOwner: 'test' });
});

test('every other RCODE is said before anything else', () => {
  for (const rcode of ['REFUSED', 'SERVFAIL', 'FORMERR', 'NOTAUTH', 'YXDOMAIN', 'BADVERS']) {
    const reply = said({ rcode, answer: ['www.shop.test. 60 A 192.0.2.1'] });
    assert.deepEqual(reply, { kind: 'rcode', rcode });
  }
});

function refersTo(owner: string, zone = 'test') {
  return said({ flags: ['qr'], authority: [`${owner}. 60 NS ns.elsewhere.example.`] }, zone);
}

test('NS records point down, to the zone itself, up, or sideways', () => {
  assert.deepEqual(refersTo('shop.test'), { kind: 'referral', zone: 'shop.test' });
  assert.deepEqual(refersTo('www.shop.test'), { kind: 'referral', zone: 'www.shop.test' });
  assert.deepEqual(refersTo('test'), { kind: 'referral-self' });
  assert.deepEqual(refersTo('test', 'shop.test'), { kind: 'referral-up', zone: 'test' });
  assert.deepEqual(refersTo('', 'shop.test'), { kind: 'referral-up', zone: '.' });
  assert.deepEqual(refersTo('other.test'), { kind: 'referral-sideways', zone: 'other.test' });
  assert.deepEqual(refersTo('example'), { kind: 'referral-sideways', zone: 'example' });
  assert.deepEqual(refersTo('mail.www.shop.test'), { kind: 'referral-sideways', zone: 'mail.www.shop.test' });
});

test('a reply with nothing in it is empty', () => {
  assert.deepEqual(said({ flags: ['qr'] }), { kind: 'empty', authoritative: false });
});
