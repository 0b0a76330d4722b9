import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEALTH_PROBES, formOf, parseDomainName, typeNumber } from '@delegraph/model';
import { encodeQuery } from '@delegraph/tracer';
import { queryOctets, sentMessages } from './sent-messages.ts';
import { galleryTraces } from './testing/forms.ts';
import { readWireMessage } from './wire-message.ts';

const TYPES =
  'A NS CNAME SOA PTR MX TXT AAAA LOC SRV NAPTR DNAME DS SSHFP RRSIG NSEC DNSKEY NSEC3 TLSA CDS SVCB HTTPS SPF ANY URI CAA RESINFO TYPE65280';

test('a query written anew is the query of the tracer, but for capital letters', () => {
  const name = parseDomainName(String.raw`_a\.b\000.example.test`);
  for (const type of TYPES.split(' ')) {
    for (const edns of [true, false]) {
      const sent = encodeQuery(4711, { name, type }, { edns, udpPayloadOctets: 1400, flipCase: () => false });
      const written = queryOctets({ name, type }, { id: 4711, edns, udpPayloadOctets: 1400 });
      assert.deepEqual(written, Uint8Array.from(sent), type);
    }
  }
  assert.equal(queryOctets({ name, type: 'NOSUCH' }, { id: 0, edns: true, udpPayloadOctets: 1232 }), null);
  assert.equal(typeNumber('TYPE65536'), null);
});

test('so is one in a form of its own, but for the cookie', () => {
  const question = { name: parseDomainName('example.test'), type: 'SOA' };
  for (const probe of HEALTH_PROBES.filter((one) => one !== 'identity')) {
    const form = formOf(probe);
    const sent = encodeQuery(1, question, { edns: true, form, flipCase: () => false });
    const written = queryOctets(question, { id: 1, edns: true, form, udpPayloadOctets: 1232 });
    assert.deepEqual(written, Uint8Array.from(sent), probe);
  }
  const form = formOf('identity');
  const sent = encodeQuery(1, question, { edns: true, form, flipCase: () => false });
  const written = queryOctets(question, { id: 1, edns: true, form, udpPayloadOctets: 1232 });
  assert.deepEqual(written, Uint8Array.from([...sent.slice(0, -8), ...new Uint8Array(8)]));
});

test('a query has the id and the question of its reply', async () => {
  for (const { id, run } of await galleryTraces()) {
    const messages = sentMessages(run.state);
    const tries = run.state.hops.reduce((sum, hop) => sum + hop.tries.length, 0);
    assert.equal(messages.length, tries, id);
    for (const { query, reply } of messages) {
      if (!reply) continue;
      const [asked, said] = [readWireMessage(query)!, readWireMessage(reply.octets)!];
      assert.equal(asked.id, said.id, id);
      assert.deepEqual(said.question, asked.question, id);
    }
  }
});
