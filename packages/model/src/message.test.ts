// Names in the data of records.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceHostOf } from './message.ts';
import { ROOT } from './names.ts';

for (const [situation, type, data, host] of [
  ['a mail host', 'MX', '10 Mail.example.test.', 'mail.example.test'],
  ['no mail at all (RFC 7505)', 'MX', '0 .', null],
  ['the host of a service', 'SRV', '0 1 993 imap.example.test.', 'imap.example.test'],
  ['a website elsewhere', 'HTTPS', '0 pool.example.test.', 'pool.example.test'],
  ['a website at the owner itself', 'HTTPS', '1 . alpn=h2', null],
  ['a service with parameters', 'SVCB', '1 svc.example.test. port=53', 'svc.example.test'],
  ['an address', 'A', '192.0.2.1', null],
  ['data that cannot be read', 'MX', '\\# 2 000A', null],
] as const) {
  test(`the host of a record: ${situation}`, () => {
    assert.equal(serviceHostOf({ name: ROOT, type, ttl: 300, data }), host);
  });
}
