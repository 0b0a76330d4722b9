import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDomainName } from '@delegraph/model';
import { specialUseNote } from './special-use.ts';

const noteOf = (name: string) => specialUseNote(parseDomainName(name));

test('a name that the public DNS cannot have comes with what it is for', () => {
  assert.match(noteOf('printer.local') ?? '', /^Names below local are found by multicast/);
  assert.match(noteOf('local') ?? '', /RFC 6762/);
  assert.match(noteOf('www.shop.test') ?? '', /the lab has some/);
  assert.match(noteOf('1.2.20.172.in-addr.arpa') ?? '', /^Names below 20\.172\.in-addr\.arpa are of private/);
  assert.match(noteOf(`${'0.'.repeat(30)}d.f.ip6.arpa`) ?? '', /RFC 6303/);
});

test('names that only look like it are left alone', () => {
  for (const name of ['example.com', 'local.example.com', 'mylocal', '1.2.32.172.in-addr.arpa', '.', 'arpa'])
    assert.equal(noteOf(name), null);
});
